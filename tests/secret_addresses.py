"""Every address of the house that has a secret in it, found in the table of addresses itself."""

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from home.limits import SECRETS

# What stands for the parts of an address, by what they take.
EXAMPLES = {"uuid": "b8a3c4de-0d6f-4f3c-9a0e-3f1c5a7d2e11", "int": "7", "slug": "x", "str": "x"}
SECRET = "gUe55ed-Secret_0815"


def secret_addresses() -> list[str]:
    """German paths with SECRET in the place of the token or code."""
    return sorted(set(_paths(get_resolver().url_patterns, "/")))


def ask_at(client: Client, address: str):
    """GET, or POST where nothing else is answered."""
    response = client.get(address)
    return client.post(address) if response.status_code == 405 else response


def _paths(patterns: list[URLPattern | URLResolver], before: str) -> list[str]:
    found = []
    for pattern in patterns:
        if hasattr(pattern.pattern, "language_prefix"):
            text = before
        else:
            text = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found += _paths(pattern.url_patterns, text)
        elif any(f"{secret}>" in text for secret in SECRETS) and not text.startswith("/admin/"):
            found.append(_filled(pattern, text))
    return found


def _filled(pattern: URLPattern, text: str) -> str:
    for part in text.split("<")[1:]:
        name = part.partition(">")[0]
        kind, _, name = name.rpartition(":")
        value = SECRET if name in SECRETS else EXAMPLES[kind or "str"]
        text = text.replace(f"<{part.partition('>')[0]}>", value)
    return text
