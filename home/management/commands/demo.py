"""Fill an empty house with content to look around in."""

from argparse import ArgumentParser
from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.signal_handlers import disable_reference_index_auto_update

from cohorts.models import Carrier
from home.demo.people import ROLES
from home.demo.scale import grow
from home.demo.seeding import seed
from home.models import User


class Command(BaseCommand):
    help = "Fill an empty house with invented content. Does nothing where content exists."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day all dates count from (default: today)"
        )
        parser.add_argument(
            "--refresh", action="store_true", help="EMPTY the database first and seed anew"
        )
        parser.add_argument(
            "--scale",
            type=int,
            default=1,
            metavar="N",
            help="so many times the size: N - 1 further carriers with courses in every state",
        )

    def handle(
        self, *, on: date | None, refresh: bool, scale: int, verbosity: int, **options: object
    ) -> None:
        if scale < 1:
            raise CommandError("--scale needs a whole number from 1.")
        if refresh:
            call_command("flush", interactive=False, verbosity=0)
            call_command("migrate", verbosity=0)
        day = on or timezone.localdate()
        if not Carrier.objects.exists():
            self._seed(day)
        elif not User.objects.filter(email__in=[role.email for role in ROLES]).exists():
            self.stdout.write("There is other content here; nothing was changed.")
            return
        elif scale == 1:
            self.stdout.write("There is content already; nothing was changed.")
            return
        if scale > 1:
            self._say(f"more carriers, up to {scale} times the demo …")
            added = grow(scale=scale, on=day, now=timezone.now(), say=self._say)
            self._say(f"{added} carriers added." if added else "It has this size already.")
        self._say("The demo is ready.")

    def _seed(self, day: date) -> None:
        # What refers to what is written down once at the end instead of with every row.
        with transaction.atomic():
            with disable_reference_index_auto_update():
                seed(on=day, say=self._say)
            call_command("rebuild_references_index", verbosity=0)

    def _say(self, text: str) -> None:
        self.stdout.write(f"demo: {text}")
