"""The paper that letters are written on: plain text, one language, Berlin time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template import Context, Engine
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cohorts.domain.wall_time import BERLIN

# From a Latin letter or a digit to the last one before the text turns to the right again.
LATIN = r"A-Za-z0-9\u00c0-\u024f"
FOREIGN_RUN = re.compile(
    rf"(?P<address>https?://\S+|\S+@\S+)|[{LATIN}](?:[^\u0590-\u08ff\n“”«»]*[{LATIN})])?"
    rf"(?:(?<=\b[{LATIN}])\.)?"  # the dot of “e. V.”, but not that of a sentence
)
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
ISOLATE, POP = "\u2068", "\u2069"  # first strong isolate, and its end


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
    """Texts, dates and times as this reader reads them; tells the language it became.

    Somebody whose language is no longer offered reads German.
    """
    language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language), timezone.override(BERLIN):
        yield language


def subject(kind: str, context: dict[str, object]) -> str:
    """One line, whatever stands in it."""
    return directed(" ".join(_render(kind, "subject.txt", context).split()))


def body(kind: str, context: dict[str, object]) -> str:
    return directed(re.sub(r"\n{3,}", "\n\n", _render(kind, "txt", context)).strip() + "\n")


def directed(text: str) -> str:
    """Plain text knows no `dir`: Latin names and titles in a line of Arabic are set apart by marks.

    Without them a line that begins with a Latin name would read from the left, and a full stop
    would jump to its other end. Web and mail addresses stay as they are: programs read them.
    """
    lines = text.split("\n")
    return "\n".join(_set_apart(line) if RIGHT_TO_LEFT.search(line) else line for line in lines)


def _set_apart(line: str) -> str:
    def isolated(found: re.Match[str]) -> str:
        run = found[0]
        if found["address"] or not re.search(r"[^\W\d_]", run):
            return run  # numbers alone know their way
        if run.endswith(")") and run.count("(") < run.count(")"):
            return f"{ISOLATE}{run[:-1]}{POP})"
        return f"{ISOLATE}{run}{POP}"

    return FOREIGN_RUN.sub(isolated, line)


def day(on: date) -> str:
    """As on the pages: 24. November 2026."""
    return date_format(on, _("j F Y"))


def address(path: str) -> str:
    return settings.SITE_URL.rstrip("/") + path


def _render(kind: str, ending: str, context: dict[str, object]) -> str:
    """Plain text: nothing is escaped."""
    template = Engine.get_default().get_template(f"messages/{kind}.{ending}")
    return template.render(Context(context, autoescape=False))
