"""Take the second factor from an account: when nobody is left who could do it in the admin."""

from argparse import ArgumentParser

from allauth.mfa.models import Authenticator
from django.core.management import BaseCommand, CommandError
from django.db import transaction

from home.models import User


class Command(BaseCommand):
    help = "Takes the second factor from an account and signs it out on every device."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the account")

    @transaction.atomic
    def handle(self, *, email: str, **options: object) -> None:
        user = User.objects.filter(email=User.objects.normalize_email(email)).first()
        if user is None:
            raise CommandError("There is no account with this address.")
        factors, _by_model = Authenticator.objects.filter(user=user).delete()
        user.web_sessions.all().delete()
        self.stdout.write("Reset." if factors else "There was no second factor.")
