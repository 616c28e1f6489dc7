from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class CurriculumConfig(AppConfig):
    name = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from curriculum.models import frozen_tables, triggers

        triggers.register(frozen_tables.GUARD)
        pre_migrate.connect(triggers.remove_before_migrations, sender=self)
        post_migrate.connect(triggers.install_after_migrations, sender=self)
