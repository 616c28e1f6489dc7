"""What happens elsewhere and is ours to know: in the calendars, titles of modules and names of
carriers; and what a course may have to pin."""

from typing import Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision
from wagtail.signals import page_published

from cohorts.domain import calendars
from cohorts.models import Carrier, Session
from curriculum.models import ModulePage


@receiver(page_published, sender=ModulePage)
def renew_sessions_of_module(instance: ModulePage, **kwargs: Any) -> None:
    sessions = Session.objects.filter(segments__module=instance).distinct()
    calendars.renew(sessions, now=timezone.now())


@receiver(post_save, sender=Carrier)
def renew_sessions_of_carrier(instance: Carrier, *, created: bool, **kwargs: Any) -> None:
    if not created:
        calendars.renew(Session.objects.filter(cohort__organiser=instance), now=timezone.now())


@receiver(pre_delete, sender=Revision)
def keep_what_is_live(instance: Revision, origin: object, **kwargs: Any) -> None:
    """The next course pins the live revision of a module, which need not be its newest.

    Wagtail's `purge_revisions` keeps what is newest and what is protected. With a module goes all
    that was written of it.
    """
    is_module_itself = isinstance(origin, ModulePage)
    live_in = [] if is_module_itself else list(ModulePage.objects.filter(live_revision=instance))
    if live_in:
        raise ProtectedError("visitors read this revision now", set(live_in))
