"""The languages in which texts and people can be here."""

from collections.abc import Iterable

from django.conf import settings


def offered() -> Iterable[tuple[str, object]]:
    """Code and name of each language that this house offers.

    A function, so that no table depends on what a house offers.
    """
    return settings.LANGUAGES
