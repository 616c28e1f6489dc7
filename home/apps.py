from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from home import checks, receivers  # noqa: F401 - checks register themselves

        receivers.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's accounts, with screens that fit a user without password and first name."""

    user_viewset = "home.viewsets.UserViewSet"
