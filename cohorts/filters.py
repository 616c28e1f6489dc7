"""Filters of the list of sessions. They live in the address and are shared with the calendar."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import django_filters
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Session
from cohorts.models.session import SessionQuerySet

BERLIN = ZoneInfo("Europe/Berlin")
# Years beyond these are slips of the keyboard, and the calendar of Python ends at 9999.
SENSIBLE = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 12, 31))]


def midnight(day: date) -> datetime:
    """The first instant of a day in Berlin."""
    return datetime.combine(day, time(), BERLIN)


class SessionFilter(django_filters.FilterSet):
    """From a day, until a day (both included), at a place. What is not understood is left out."""

    von = django_filters.DateFilter(
        label=_("From"),
        method="starting_from",
        validators=SENSIBLE,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    bis = django_filters.DateFilter(
        label=_("Until"),
        method="starting_until",
        validators=SENSIBLE,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ort = django_filters.CharFilter(
        label=_("Place"),
        method="at_place",
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )

    class Meta:
        model = Session
        fields: list[str] = []

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
