"""What happens elsewhere and is ours to know: names that calendars show change, modules are handed
in, and what a course may have to pin is tidied away."""

from typing import TYPE_CHECKING, Any

from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Revision, TaskState
from wagtail.signals import page_published, task_submitted

from cohorts.domain import calendars, sections
from cohorts.models import Carrier, SectionApproval, Session
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from home.models import User


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

    Wagtail's `purge_revisions` deletes one by one, and leaves what is protected. With a module goes
    all that was written of it.
    """
    if origin is not instance:
        return
    if live_in := set(ModulePage.objects.filter(live_revision=instance)):
        raise ProtectedError("visitors read this revision now", live_in)


@receiver(task_submitted, sender=TaskState)
def ask_for_approval(instance: TaskState, user: "User | None", **kwargs: Any) -> None:
    """On the shelf of shared modules Wagtail asks, by the group that approves there."""
    if isinstance(instance.task.specific, SectionApproval):
        sections.ask_for_approval(instance, writer=user, now=timezone.now())
