"""Invite somebody from the command line: the first person of a house, or of a carrier."""

from argparse import ArgumentParser
from datetime import date

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cohorts.domain import carriers, staff
from cohorts.models import Carrier, Invitation, Membership


class Command(BaseCommand):
    help = (
        "Invites somebody to work for a carrier: sends the mail and prints the link. "
        "In an empty house, --centre NAME makes the competence centre first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address that is invited")
        parser.add_argument("--role", required=True, choices=Membership.Role.values)
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("--carrier", help="name or number of a carrier that is there")
        place.add_argument(
            "--centre", metavar="NAME", help="the competence centre; made if none is"
        )
        parser.add_argument("--name", default="", help="first and last name of the person")
        parser.add_argument("--since", type=date.fromisoformat, help="first day (default: today)")
        parser.add_argument("--language", default="de", help="of the mail (default: de)")

    @transaction.atomic
    def handle(
        self,
        *,
        email: str,
        role: str,
        carrier: str | None,
        centre: str | None,
        name: str,
        since: date | None,
        language: str,
        **options: object,
    ) -> None:
        found = self.find(carrier) if carrier else self.open_centre(centre or "")
        address = get_user_model().objects.normalize_email(email)
        asked = Invitation.objects.open().filter(email=address, carrier=found, role=role).first()
        now = timezone.now()
        try:
            if asked is not None:
                invitation = self.remind(asked)
            else:
                invitation = staff.invite(
                    email=address,
                    name=name,
                    carrier=found,
                    role=role,
                    since=since or timezone.localdate(now),
                    language=language,
                    by=None,
                    now=now,
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        done = "was invited already" if asked else "is invited"
        self.stdout.write(f"{address} {done}: {found}, {role}.")
        self.stdout.write("The mail leaves with the next `send_messages`. The link in it is:")
        self.stdout.write(staff.address(invitation))

    def remind(self, invitation: Invitation) -> Invitation:
        """The same link again; another mail only when the old one no longer works."""
        now = timezone.now()
        if staff.standing(invitation, now=now) == staff.Standing.EXPIRED:
            return staff.invite_again(invitation=invitation, by=None, now=now)
        return invitation

    def find(self, text: str) -> Carrier:
        number = int(text) if text.isdecimal() else None
        found = Carrier.objects.filter(Q(name__iexact=text) | Q(pk=number)).first()
        if found is None:
            raise CommandError(f"There is no carrier with the name or number {text}.")
        return found

    def open_centre(self, name: str) -> Carrier:
        """The competence centre, made under this name when there is none."""
        found = Carrier.objects.filter(is_centre=True).first()
        if found is not None:
            return found
        try:
            return carriers.open_centre(name=name, by=None, now=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
