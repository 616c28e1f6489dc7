"""Finding what the public may read: standards, pages, dates and carriers. Suggestions for slips."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.models import Page

from cohorts.models import Carrier, Cohort, Session
from cohorts.models.folding import fold
from curriculum.models import CriterionText, Edition, ModulePage
from curriculum.models.frozen import NORMATIVE

MOST_WORDS = 8
SHOWN = 12  # of each kind
SUGGESTED = 3
LIKENESS = 0.72  # of two words; below it a suggestion would be a guess


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, each kind in its own order; `suggestions` only when there is nothing."""

    words: tuple[str, ...]
    criteria: tuple[CriterionText, ...] = ()
    pages: tuple[Page, ...] = ()
    sessions: tuple[Session, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    carriers: tuple[Carrier, ...] = ()
    suggestions: tuple[str, ...] = field(default=())

    @property
    def count(self) -> int:
        kinds = (self.criteria, self.pages, self.sessions, self.cohorts, self.carriers)
        return sum(len(kind) for kind in kinds)


def find(text: str, *, language: str, on: date, now: datetime) -> Found:
    """What holds every word of the text. Only what the public may read at that moment."""
    words = tuple(text.split()[:MOST_WORDS])
    if not words:
        return Found(())
    edition = Edition.objects.in_force(on)
    criteria = CriterionText.objects.filter(criterion__standard__edition=edition).filter(
        _each(words, "statement", "explanation", "criterion__key", "criterion__standard__key")
    )
    sessions = Session.objects.publicly_listed().upcoming(now).not_cancelled()
    found = Found(
        words,
        criteria=_one_language(criteria.order_by("criterion__standard__position"), language),
        pages=tuple(_pages(text, language)),
        sessions=tuple(
            sessions.filter(_each(words, "title", "cohort__title", "place__town"))
            .select_related("cohort__organiser", "place")
            .order_by("starts_at", "pk")[:SHOWN]
        ),
        cohorts=tuple(
            Cohort.objects.publicly_listed()
            .filter(_each(words, "title", "lead"), state=Cohort.State.PUBLISHED)
            .order_by("title")[:SHOWN]
        ),
        carriers=tuple(
            Carrier.objects.filter(_each(words, "name", "district", "languages"))[:SHOWN]
        ),
    )
    if found.count:
        return found
    return Found(words, suggestions=tuple(_suggestions(words, language, now)))


def _each(words: Iterable[str], *fields: str) -> Q:
    """Every word stands in one of the fields."""
    condition = Q()
    for word in words:
        condition &= Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR)
    return condition


def _one_language(texts: "QuerySet[CriterionText]", language: str) -> tuple[CriterionText, ...]:
    """Each criterion once: in the reader's language if it was found there, else in German."""
    kept: dict[int, CriterionText] = {}
    for text in texts.filter(language__in=[language, NORMATIVE]).select_related(
        "criterion__standard__edition"
    ):
        if text.criterion_id not in kept or text.language == language:
            kept[text.criterion_id] = text
    return tuple(kept.values())[:SHOWN]


def _pages(text: str, language: str) -> list[Page]:
    """Whole words anywhere first, then beginnings of words in titles. Each page once."""
    # SQLite's full text reads quotes, stars and brackets as commands.
    text = " ".join(re.findall(r"\w+", text))
    if not text:
        return []
    live = Page.objects.live().public().filter(depth__gt=1)
    hits = [*live.search(text, operator="and")[:SHOWN], *live.autocomplete(text)[:SHOWN]]
    offered = [code for code, _name in settings.LANGUAGES]
    pages = Page.objects.filter(pk__in=[hit.pk for hit in hits], locale__language_code__in=offered)
    kept: dict[object, Page] = {}
    for page in pages.select_related("locale"):
        known = kept.get(page.translation_key)
        if known is None or page.locale.language_code == language:
            kept[page.translation_key] = page
    order = {hit.pk: place for place, hit in reversed(list(enumerate(hits)))}
    return sorted(kept.values(), key=lambda page: order[page.pk])[:SHOWN]


def _suggestions(words: Iterable[str], language: str, now: datetime) -> list[str]:
    """Words of titles that resemble what was typed, the nearest first."""
    known = {fold(word): word for word in _vocabulary(language, now)}
    found: dict[str, None] = {}
    for word in words:
        for match in get_close_matches(fold(word), known, SUGGESTED, LIKENESS):
            found.setdefault(known[match])
    return list(found)[:SUGGESTED]


def _vocabulary(language: str, now: datetime) -> set[str]:
    titles = [
        *ModulePage.objects.live()
        .filter(locale__language_code__in=[NORMATIVE, language])
        .values_list("title", flat=True),
        *Carrier.objects.values_list("name", flat=True),
        *Session.objects.publicly_listed().upcoming(now).values_list("title", flat=True),
        *Session.objects.publicly_listed().upcoming(now).values_list("place__town", flat=True),
    ]
    words = " ".join(title or "" for title in titles).replace("-", " ").split()
    return {word.strip(",;:.()„“") for word in words if len(word) > 3}
