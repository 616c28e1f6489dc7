"""Filters of Wagtail's lists offer people: whoever wrote, handed in or locked a page, anywhere.

Here they offer colleagues only: people who work for the same carriers or for the centre. And what
its reports export holds no formulas.
"""

from collections.abc import Callable, Iterable
from typing import Any, cast

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.reports.audit_logging import (
    SiteHistoryReportFilterSet,
    get_users_for_filter,
)
from wagtail.admin.views.reports.base import ReportView
from wagtail.admin.views.reports.locked_pages import LockedPagesReportFilterSet
from wagtail.admin.views.reports.workflows import WorkflowReportFilterSet

from cohorts.models import Carrier, Membership
from cohorts.models.carrier import works_for_centre
from cohorts.viewsets.shown import no_formula
from home.models import User

FILTERSETS: Iterable[type[WagtailFilterSet]] = (
    PageFilterSet,
    GenericPageFilterSet,
    LockedPagesReportFilterSet,
    WorkflowReportFilterSet,
)


def colleagues(user: User) -> QuerySet[User]:
    """Who works, or has worked, where the user works today, and the centre; for the centre all."""
    own = Carrier.objects.served_by(user, timezone.localdate())
    staff = Membership.objects.filter(
        Q(carrier__in=own) | Q(carrier__is_centre=True) | works_for_centre(user)
    )
    return get_user_model().objects.filter(pk__in=staff.values("user"))


def limit() -> None:
    """Called once, when the admin is put together."""
    for filterset in FILTERSETS:
        for choice in filterset.base_filters.values():
            asked = getattr(choice, "queryset", None)
            if callable(asked) and not getattr(asked, "is_limited", False):
                choice.queryset = limited(asked)
    SiteHistoryReportFilterSet.get_users_queryset = people_in_history
    ReportView.preprocess_field_value = without_formulas


def limited(
    asked: Callable[[HttpRequest], QuerySet[Any]],
) -> Callable[[HttpRequest], QuerySet[Any]]:
    def people(request: HttpRequest) -> QuerySet[Any]:
        found = asked(request)
        if found.model is not get_user_model():
            return found
        return found.filter(pk__in=colleagues(cast("User", request.user)).values("pk"))

    vars(people)["is_limited"] = True
    return people


def people_in_history(filters: SiteHistoryReportFilterSet) -> QuerySet[User]:
    """Who stands in an entry that the user may read. Wagtail asks for everybody in any entry."""
    people: QuerySet[User] = get_users_for_filter(filters.request.user)
    return people


def without_formulas(report: ReportView, field: str, value: Any, export_format: str) -> Any:
    """Reports are exported by one person and full of titles that others wrote."""
    return SpreadsheetExportMixin.preprocess_field_value(
        report, field, no_formula(value), export_format
    )
