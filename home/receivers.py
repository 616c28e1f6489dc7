"""What happens in Django and Wagtail, and what the house does about it."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate, post_save

from cohorts.models import Carrier, CarrierSection
from curriculum.models import ModuleIndexPage
from home import roles, section_roles, sessions


def apply_roles(**kwargs: Any) -> None:
    """After the last app has its tables and permissions, the groups get what the table says."""
    roles.apply()


def open_to_trainers(instance: ModuleIndexPage, created: bool, raw: bool, **kwargs: Any) -> None:
    """A new list of modules, in any language, is one that trainers work in."""
    if created and not raw:
        roles.open_to_trainers(instance)


def open_to_carrier(instance: CarrierSection, raw: bool, **kwargs: Any) -> None:
    """A section, new or changed, belongs to the people of its carrier."""
    if not raw:
        section_roles.apply(instance)


def rename_with_carrier(instance: Carrier, created: bool, raw: bool, **kwargs: Any) -> None:
    """The collection of a section bears the carrier's name."""
    if not created and not raw:
        for section in CarrierSection.objects.filter(carrier=instance):
            section_roles.apply(section)


def last_app() -> AppConfig:
    """Django announces the end of a migration app by app, in the order of the settings."""
    return [app for app in apps.get_app_configs() if app.models_module][-1]


def connect() -> None:
    post_migrate.connect(apply_roles, sender=last_app(), dispatch_uid="home.apply_roles")
    post_save.connect(
        open_to_trainers, sender=ModuleIndexPage, dispatch_uid="home.open_to_trainers"
    )
    post_save.connect(open_to_carrier, sender=CarrierSection, dispatch_uid="home.open_to_carrier")
    post_save.connect(rename_with_carrier, sender=Carrier, dispatch_uid="home.rename_with_carrier")
    user_logged_in.connect(sessions.begin, dispatch_uid="home.sessions")
