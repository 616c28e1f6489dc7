"""The history of a record: who, when, what, why, and values for whoever may see the person."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from cohorts.domain.log import values_for
from cohorts.models import LogEntry
from cohorts.viewsets.shown import in_words


class ValuesColumn(Column):
    """What stood there before and what stands there since; one line for each field."""

    def __init__(self, *args: Any, view: "HistoryView", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.view = view

    def get_value(self, instance: models.Model) -> SafeString:
        return format_html_join(
            "",
            "<p>{}: <bdi>{}</bdi> → <bdi>{}</bdi></p>",
            (
                (name, in_words(old), in_words(new))
                for name, old, new in self.view.values.get(instance.pk, ())
            ),
        )


class HistoryView(generic.HistoryView):
    """Reasons stand beside what was done (see `LogEntry.message`)."""

    def get_base_queryset(self) -> "models.QuerySet[LogEntry]":
        """Without the entries that say when somebody answered after a course.

        The hour would tell who it was, and their number how many.
        """
        entries: models.QuerySet[LogEntry] = super().get_base_queryset()
        return entries.exclude(action="cohorts.feedback")

    @cached_property
    def values(self) -> dict[int, list[tuple[str, str, str]]]:
        return values_for(self.object, reader=self.request.user)

    @cached_property
    def columns(self) -> list[Column]:
        first, *rest = super().columns
        return [
            first,
            ValuesColumn("before_and_after", label=_("Before and after"), view=self),
            *rest,
        ]
