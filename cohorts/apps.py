from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cohorts import receivers  # noqa: F401 - connects them
        from cohorts.models import append_only
        from curriculum.models import triggers

        triggers.register(append_only.GUARD)

        # Wagtail's page "where is this used" would name rows of other carriers, and keeping it
        # costs queries at every sign-up. Foreign keys already protect what is in use.
        for model in self.get_models():
            model.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]  # for Wagtail
