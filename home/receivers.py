"""What happens in Django and Wagtail, and what the house does about it."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate, post_save

from curriculum.models import ModuleIndexPage
from home import roles, sessions


def apply_roles(**kwargs: Any) -> None:
    """After the last app has its tables and permissions, the groups get what the table says."""
    roles.apply()


def open_to_trainers(instance: ModuleIndexPage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A new list of modules, in any language, is one that trainers work in."""
    if created and not raw:
        roles.apply()


def last_app() -> AppConfig:
    """Django announces the end of a migration app by app, in the order of the settings."""
    return [app for app in apps.get_app_configs() if app.models_module][-1]


def connect() -> None:
    post_migrate.connect(apply_roles, sender=last_app(), dispatch_uid="home.apply_roles")
    post_save.connect(
        open_to_trainers, sender=ModuleIndexPage, dispatch_uid="home.open_to_trainers"
    )
    user_logged_in.connect(sessions.begin, dispatch_uid="home.sessions")
