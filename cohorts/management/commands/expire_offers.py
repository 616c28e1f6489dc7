"""End overdue offers once; `send_messages --loop` does so every minute."""

from django.core.management import BaseCommand
from django.utils import timezone

from cohorts.domain import offers


class Command(BaseCommand):
    help = "Ends offers whose deadline has passed and offers the seats to the next in line."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{offers.expire_offers(now=timezone.now())} offers ended.")
