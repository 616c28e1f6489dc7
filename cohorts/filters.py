"""Filters of the list of sessions. They live in the address and are shared with the calendar."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cohorts.models import Carrier, Cohort, Segment, Session
from cohorts.models.session import SessionQuerySet
from curriculum.models import ModulePage, ProgrammePage
from curriculum.models.frozen import NORMATIVE

BERLIN = ZoneInfo("Europe/Berlin")
MOST_WORDS = 8  # of a search; each costs a condition
# Years beyond these are slips of the keyboard, and the calendar of Python ends at 9999.
SENSIBLE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 12, 31))]


def midnight(day: date) -> datetime:
    """The first instant of a day in Berlin."""
    return datetime.combine(day, time(), BERLIN)


def in_public_sessions(sessions: SessionQuerySet) -> SessionQuerySet:
    """Choices name only what somebody can find in the list."""
    return sessions.publicly_listed().upcoming(timezone.now())


def modules(request: HttpRequest | None) -> QuerySet[ModulePage]:
    shown = Segment.objects.filter(session__in=in_public_sessions(Session.objects.all()))
    found = ModulePage.objects.filter(pk__in=shown.values("module"))
    return found.order_by("number", "title").only("slug", "title")


def programmes(request: HttpRequest | None) -> QuerySet[ProgrammePage]:
    shown = in_public_sessions(Session.objects.all())
    found = ProgrammePage.objects.filter(pk__in=shown.values("cohort__programme"))
    return found.order_by("title").only("slug", "title")


def carriers(request: HttpRequest | None) -> QuerySet[Carrier]:
    shown = in_public_sessions(Session.objects.all())
    found = Carrier.objects.filter(pk__in=shown.values("cohort__organiser"))
    return found.order_by("name").only("name")


def languages() -> list[tuple[str, str]]:
    """In which the courses of the list are held; asked only where the choices are shown."""
    shown = in_public_sessions(Session.objects.all())
    held = Cohort.objects.filter(pk__in=shown.values("cohort")).order_by()
    codes = set(held.values_list("language", flat=True).distinct())
    return [(code, str(label)) for code, label in Cohort.Language.choices if code in codes]


class GermanNames(forms.Select):
    """Options that are names of ours: German, whatever the language of the page."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value and get_language() != NORMATIVE:
            option["attrs"] |= {"lang": NORMATIVE, "dir": "ltr"}
        return option


class NameField(django_filters.fields.ModelChoiceField):
    """Its choices are read as words: whole pages are dear to make, and nobody looks at them."""

    class iterator(django_filters.fields.ModelChoiceIterator):  # noqa: N801 - Django's name
        def __iter__(self) -> Iterator[tuple[Any, Any]]:
            yield "", self.field.empty_label
            value = self.field.to_field_name or "pk"
            yield from self.queryset.values_list(value, self.field.named)

    def __init__(self, *args: Any, named: str, **kwargs: Any) -> None:
        self.named = named
        super().__init__(*args, **kwargs)


class NameFilter(django_filters.ModelChoiceFilter):
    """One of our things by its name. `named`: the column in which the name stands."""

    field_class = NameField


class DayFilter(django_filters.DateFilter):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(validators=SENSIBLE, widget=widget, **kwargs)


class SessionFilter(django_filters.FilterSet):
    """What list and calendar understand. What is not understood is left out."""

    q = django_filters.CharFilter(
        label=_("Text"),
        method="with_words",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "dir": "auto"}),
    )
    ort = django_filters.CharFilter(
        label=_("Place"),
        method="at_place",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    von = DayFilter(label=_("From"), method="starting_from")
    bis = DayFilter(label=_("Until"), method="starting_until")
    online = django_filters.BooleanFilter(
        label=_("online only"), method="only_online", widget=forms.CheckboxInput
    )
    programm = NameFilter(
        label=_("Programme"),
        field_name="cohort__programme",
        queryset=programmes,
        named="title",
        widget=GermanNames,
        to_field_name="slug",
        empty_label=_("All"),
    )
    modul = NameFilter(
        label=_("Module"),
        method="with_module",
        queryset=modules,
        named="title",
        widget=GermanNames,
        to_field_name="slug",
        empty_label=_("All"),
    )
    traeger = NameFilter(
        label=_("Carrier"),
        field_name="cohort__organiser",
        queryset=carriers,
        named="name",
        widget=GermanNames,
        empty_label=_("All"),
    )
    sprache = django_filters.ChoiceFilter(
        label=_("Language of the course"),
        field_name="cohort__language",
        choices=languages,
        empty_label=_("All"),
    )

    class Meta:
        model = Session
        fields: list[str] = []

    def with_words(self, sessions: SessionQuerySet, name: str, text: str) -> SessionQuerySet:
        """Every word stands in a title: of the session, its course or one of its modules."""
        for word in text.split()[:MOST_WORDS]:
            in_module = Segment.objects.filter(
                session=OuterRef("pk"), module__title__icontains=word
            )
            sessions = sessions.filter(
                Q(title__icontains=word) | Q(cohort__title__icontains=word) | Exists(in_module)
            )
        return sessions

    def with_module(
        self, sessions: SessionQuerySet, name: str, module: ModulePage
    ) -> SessionQuerySet:
        return sessions.filter(
            Exists(Segment.objects.filter(session=OuterRef("pk"), module=module))
        )

    def only_online(self, sessions: SessionQuerySet, name: str, wanted: bool) -> SessionQuerySet:
        return sessions.filter(is_online=True) if wanted else sessions

    def starting_from(self, sessions: SessionQuerySet, name: str, day: date) -> SessionQuerySet:
        return sessions.filter(starts_at__gte=midnight(day))

    def starting_until(self, sessions: SessionQuerySet, name: str, day: date) -> SessionQuerySet:
        return sessions.filter(starts_at__lt=midnight(day + timedelta(days=1)))

    def at_place(self, sessions: SessionQuerySet, name: str, text: str) -> SessionQuerySet:
        """Town, district, or name of the place; “online” finds online sessions."""
        found = (
            Q(place__town__icontains=text)
            | Q(place__district__icontains=text)
            | Q(place__name__icontains=text)
        )
        if text.casefold() == "online":
            found |= Q(is_online=True)
        return sessions.filter(found)


class ListFilter(SessionFilter):
    """Free seats come and go by the minute: for the list only, not for a calendar."""

    frei = django_filters.BooleanFilter(
        label=_("with free seats"), method="with_free_seats", widget=forms.CheckboxInput
    )

    def with_free_seats(
        self, sessions: SessionQuerySet, name: str, wanted: bool
    ) -> SessionQuerySet:
        return sessions.with_free_seats() if wanted else sessions
