from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cohorts.domain import calendars
from cohorts.models import Session


class Command(BaseCommand):
    help = (
        "Rebuild what calendars hold of each session. To be run after an update and after SITE_URL "
        "has changed; only what reads differently counts as changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = calendars.renew(Session.objects.only("pk"), now=timezone.now())
        self.stdout.write(f"{changed} sessions renewed")
