"""Erase personal data whose time is over."""

from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import BaseCommand
from django.utils import timezone

from cohorts.domain.retention import erase_expired


class Command(BaseCommand):
    help = "Erases personal data whose time is over; --dry-run only counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="change nothing, only count")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        due = erase_expired(now=timezone.now(), dry_run=dry_run)
        counts = ", ".join(f"{name.replace('_', ' ')}: {n}" for name, n in asdict(due).items())
        self.stdout.write(f"{'due' if dry_run else 'erased'}: {counts}")
