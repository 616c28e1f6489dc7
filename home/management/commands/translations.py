"""Collect the texts of the interface for translators, and compile what they wrote."""

from argparse import ArgumentParser

from django.core.management import BaseCommand, CommandError

from home.management import catalogue


class Command(BaseCommand):
    help = "Collects texts into home/locale and compiles them; --check only reports what is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        only = parser.add_mutually_exclusive_group()
        only.add_argument("--check", action="store_true", help="change nothing, report faults")
        only.add_argument("--compile", action="store_true", help="only compile")

    def handle(self, *, check: bool, compile: bool, **options: object) -> None:
        if not compile:
            template = catalogue.collect()
        if not (check or compile):
            for language in catalogue.LANGUAGES:
                catalogue.update(language, template)
        if not check:
            catalogue.compile_all()
        if not compile:
            self.report(
                [f for lang in catalogue.LANGUAGES for f in catalogue.findings(lang, template)]
            )

    def report(self, findings: list[str]) -> None:
        for finding in findings:
            self.stdout.write(finding)
        if findings:
            raise CommandError(f"{len(findings)} faults in the translations.")
        self.stdout.write("The translations are complete.")
