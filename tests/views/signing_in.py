"""Signing in by a mailed code, as a person would."""

import re

from django.core import mail
from django.test import Client

from home.models import User

ADDRESS = "mariam@example.org"
LOGIN = "/konto/login/"
CODE = "/konto/code/"


def ask(client: Client, email: str = ADDRESS, **more: str):
    return client.post(LOGIN, {"email": email, **more})


def code_in(message: mail.EmailMessage) -> str:
    (code,) = re.findall(r"\b\d{6}\b", message.body)
    return code


def signed_in_as(client: Client) -> User | None:
    pk = client.session.get("_auth_user_id")
    return User.objects.get(pk=pk) if pk else None


def wrong(code: str) -> str:
    return str((int(code) + 1) % 1_000_000).zfill(6)
