"""Write the page about personal data from the table in the code."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cohorts.domain.personal_data.page import page

PATH = settings.BASE_DIR / "docs" / "reference" / "personal-data.md"


class Command(BaseCommand):
    help = "Writes docs/reference/personal-data.md; --check only says whether it is up to date."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *, check: bool, **options: object) -> None:
        text = page()
        if check:
            if not PATH.exists() or PATH.read_text("utf-8") != text:
                raise CommandError("The page is out of date: run `manage.py personal_data`.")
            return
        PATH.write_text(text, "utf-8")
        self.stdout.write(f"Written: {PATH.relative_to(settings.BASE_DIR)}")
