"""The paper that letters are written on: plain text, one language, Berlin time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.template import Context, Engine
from django.utils import timezone
from django.utils.translation import override

from cohorts.domain.wall_time import BERLIN

LANGUAGES = ("de", "en", "ar")  # mails are written in these; others read the first


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    body: str
    language: str
    reply_to: str
    attachments: tuple[Attachment, ...] = ()


@contextmanager
def for_reader(language: str) -> Iterator[str]:
    """Texts, dates and times as this reader reads them; tells the language it became."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    with override(language), timezone.override(BERLIN):
        yield language


def subject(kind: str, context: dict[str, object]) -> str:
    """One line, whatever stands in it."""
    return " ".join(_render(kind, "subject.txt", context).split())


def body(kind: str, context: dict[str, object]) -> str:
    return re.sub(r"\n{3,}", "\n\n", _render(kind, "txt", context)).strip() + "\n"


def address(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def _render(kind: str, ending: str, context: dict[str, object]) -> str:
    """Plain text: nothing is escaped."""
    template = Engine.get_default().get_template(f"messages/{kind}.{ending}")
    return template.render(Context(context, autoescape=False))
