"""Say whether all rules hold in the database, for people and for programs."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from cohorts.domain import doctor

BROKEN = 2


class Command(BaseCommand):
    help = "Looks for rows that break a rule. Changes nothing. Exit 0: all is well; 2: faults."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = doctor.examine(now=timezone.now())
        if options["json"]:
            found = [{"key": f.key, "count": f.count, "rows": list(f.rows)} for f in faults]
            self.stdout.write(json.dumps({"clean": not faults, "faults": found}, indent=2))
        for fault in () if options["json"] else faults:
            named = ", ".join(fault.rows[: doctor.NAMED])
            more = (
                "" if fault.count <= doctor.NAMED else f" (and {fault.count - doctor.NAMED} more)"
            )
            self.stdout.write(f"{fault.text} {named}{more}")
        if not faults and not options["json"]:
            self.stdout.write("All is well.")
        if faults:
            raise SystemExit(BROKEN)
