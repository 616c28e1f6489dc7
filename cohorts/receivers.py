"""What happens elsewhere and shows in the calendars: titles of modules, names of carriers."""

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
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
