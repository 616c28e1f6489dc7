"""Fill an empty house with content to look around in."""

from argparse import ArgumentParser
from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from cohorts.models import Carrier
from home.demo.cohorts import seed_cohorts, seed_staff
from home.demo.modules import seed_modules
from home.demo.sections import seed_section
from home.demo.standards import seed_standards
from home.demo.tonight import seed_tonight
from home.demo.tree import seed_tree


class Command(BaseCommand):
    help = "Fill an empty house with invented content. Does nothing where content exists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day all dates count from (default: today)"
        )
        parser.add_argument(
            "--refresh", action="store_true", help="EMPTY the database first and seed anew"
        )

    def handle(self, *, on: date | None, refresh: bool, verbosity: int, **options: object) -> None:
        if refresh:
            call_command("flush", interactive=False, verbosity=0)
            call_command("migrate", verbosity=0)
        if Carrier.objects.exists():
            self.stdout.write("There is content already; nothing was changed.")
            return
        day, now = on or timezone.localdate(), timezone.now()
        with transaction.atomic():
            self._say("pages …")
            home = seed_tree()
            staff = seed_staff(on=day)
            self._say("standards …")
            seed_standards(by=staff.centre, on=day)
            self._say("modules …")
            modules = seed_modules(by=staff.centre, home_page=home, on=day, trainer=staff.trainer)
            seed_section(
                carrier=Carrier.objects.get(memberships__user=staff.coordinator),
                coordinator=staff.coordinator,
                trainer=staff.trainer,
                centre=staff.centre,
                live=modules["modules"]["rolle-und-aufgaben"],
                waiting=modules["modules"]["grenzen-und-selbstfuersorge"],
                now=now,
            )
            self._say("courses, people, attendance …")
            seed_cohorts(
                staff=staff,
                programme=modules["programmes"]["basisqualifizierung"],
                role=modules["modules"]["rolle-und-aufgaben"],
                boundaries=modules["modules"]["grenzen-und-selbstfuersorge"],
                on=day,
                now=now,
            )
            seed_tonight(staff=staff, on=day, now=now)
        self._say("The demo is ready.")

    def _say(self, text: str) -> None:
        self.stdout.write(f"demo: {text}")
