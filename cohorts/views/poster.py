"""The list of sessions on paper: what was chosen as a sentence, and where the newest one stands."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cohorts.models import Cohort
from curriculum.templatetags.languages import german

# How a filter reads in the middle of a sentence; one that is not named here: “label: value”.
CLAUSES = {
    "q": gettext_noop("about “%(value)s”"),
    "ort": gettext_noop("near “%(value)s”"),
    "von": gettext_noop("from %(value)s"),
    "bis": gettext_noop("until %(value)s"),
    "online": gettext_noop("online"),
    "programm": gettext_noop("of the programme “%(value)s”"),
    "modul": gettext_noop("with the module “%(value)s”"),
    "traeger": gettext_noop("by %(value)s"),
    "sprache": gettext_noop("held in %(value)s"),
    "frei": gettext_noop("with free seats"),
}
IN_GERMAN = {"programm", "modul", "traeger"}  # names that stand in the sentence as they are written


@dataclass(frozen=True, slots=True)
class Poster:
    """What only the print shows. `sentence` is empty when all sessions are listed."""

    sentence: str
    address: str
    qr: SafeString
    day: date


def poster(form: Any, query: str, today: date) -> Poster:
    """The poster of a choice: `form` is the filter, understood; `query` says it in an address."""
    address = settings.SITE_URL.rstrip("/") + reverse("cohorts:sessions")
    if query:
        address += f"?{query}"
    clauses = [
        _clause(name, str(form.fields[name].label), value)
        for name, value in form.cleaned_data.items()
        if value
    ]
    together = format_html_join(", ", "{}", ((clause,) for clause in clauses))
    sentence = _filled(_("Dates %(clauses)s."), clauses=together) if clauses else SafeString()
    return Poster(sentence, address, square(address), today)


def _clause(name: str, label: str, value: Any) -> SafeString:
    text: str = date_format(value, _("j F Y")) if isinstance(value, date) else str(value)
    if name == "sprache":
        text = str(Cohort.Language(value).label)
    if name in IN_GERMAN:
        text = german(text)
    if name in CLAUSES:
        return _filled(_(CLAUSES[name]), value=text)
    return escape(label if value is True else f"{label}: {text}")


def _filled(words: str, **values: str) -> SafeString:
    """The sentence with what belongs in it; only what is marked as safe stays as it is."""
    escaped = {name: conditional_escape(value) for name, value in values.items()}
    return mark_safe(escape(words) % escaped)  # noqa: S308 - both are escaped


@lru_cache(maxsize=200)
def square(address: str) -> SafeString:
    """The address as a QR code. Drawing one takes five milliseconds, so the last ones are kept.

    It says its size itself: without our style sheets it would fill the page.
    """
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(border=4, light="white", dark="black", omitsize=True)
    sized = drawing.replace("<svg ", '<svg width="96" height="96" ', 1)
    return mark_safe(sized)  # noqa: S308 - our own drawing, without any text of others
