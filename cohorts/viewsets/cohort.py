"""Cohorts: list, form with the sessions below it, and the steps of a cohort's life."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Count, Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cohorts.domain import cohort_life, feedback, pins, turnout
from cohorts.models import Carrier, Cohort, SignUp
from cohorts.viewsets import finding_shown
from cohorts.viewsets.cohort_form import CohortForm
from cohorts.viewsets.deed_views import CreateView, Deed, DeedQuestion, EditView, InspectView
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.session_plan import plan_of
from cohorts.viewsets.shown import DayColumn
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from home.models import User


def visible_carriers(request: HttpRequest) -> QuerySet[Carrier]:
    """Only organisers of cohorts that the reader sees anyway."""
    organisers = Cohort.objects.visible_to(request.user).values("organiser")
    return Carrier.objects.filter(pk__in=organisers)


class CohortFilterSet(WagtailFilterSet):
    organiser = django_filters.ModelChoiceFilter(label=_("Organiser"), queryset=visible_carriers)

    class Meta:
        model = Cohort
        fields = ["state", "kind", "organiser"]


class CohortIndexView(IndexView):
    select = ("organiser",)

    def get_base_queryset(self) -> QuerySet[Cohort]:
        held = (
            SignUp.objects.filter(cohort=OuterRef("pk"), session=None, state__in=SignUp.HOLDING)
            .order_by()
            .values("cohort")
            .annotate(n=Count("pk"))
            .values("n")
        )
        return (
            super()
            .get_base_queryset()
            .annotate(
                first=Min("sessions__starts_at"),
                last=Max("sessions__starts_at"),
                held=Coalesce(Subquery(held), 0),
            )
        )


class CohortWithSessions:
    """The plan of the cohort below the record: sessions, units, and the next step."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        cohort = Cohort.objects.get(pk=self.object.pk)
        may_plan = getattr(self, "is_editable", True) and cohort.state in (
            Cohort.State.DRAFT,
            Cohort.State.PUBLISHED,
        )
        now = timezone.now()
        return (
            context
            | finding_shown.listed(cohort, self.request.user)
            | {
                "plan": plan_of(cohort, self.request.user),
                "turnouts": turnout.of_course(self.request.user, cohort, now=now),
                "feedback": feedback.shown_results(cohort, self.request.user, now=now),
                "add_session_url": may_plan and f"{reverse('session:add')}?cohort={cohort.pk}",
                "sign_ups_url": self.request.user.has_perm("cohorts.view_signup")
                and f"{reverse('signup:index')}?cohort={cohort.pk}",
            }
        )


class CohortCreateView(CreateView):
    """After the course come its sessions: saving leads to where they are planned."""

    def get_success_url(self) -> str:
        return reverse("cohort:edit", args=[self.object.pk])


class CohortEditView(CohortWithSessions, EditView):
    template_name = "cohorts/admin/cohort_edit.html"

    def get_success_url(self) -> str:
        return self.get_edit_url()


class CohortInspectView(CohortWithSessions, InspectView):
    template_name = "cohorts/admin/cohort_inspect.html"


def publish(cohort: Cohort, *, by: "User", now: datetime) -> None:
    cohort_life.publish(cohort=cohort, by=by, now=now)


class NewerWordingQuestion(DeedQuestion):
    """Which modules; all of them, unless somebody unticks one."""

    modules = forms.ModelMultipleChoiceField(
        label=_("Modules with a newer wording"),
        queryset=ModulePage.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one module.")},
    )

    def __init__(self, *args: Any, record: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        newer = ModulePage.objects.filter(
            pk__in=pins.with_newer_wording(record).values("module")
        ).order_by("number", "title")
        self.fields["modules"].queryset = newer
        self.initial.setdefault("modules", newer)


def has_newer_wording(cohort: Cohort) -> bool:
    return cohort.state == Cohort.State.PUBLISHED and pins.with_newer_wording(cohort).exists()


def take_newer_wording(
    cohort: Cohort, *, by: "User", now: datetime, modules: Iterable[ModulePage]
) -> None:
    cohort_life.take_newer_wording(cohort=cohort, modules=modules, by=by, now=now)


def discard(cohort: Cohort, *, by: "User", now: datetime) -> None:
    cohort_life.discard(cohort=cohort, by=by, now=now)


def cancel(cohort: Cohort, *, by: "User", now: datetime, reason: str) -> None:
    cohort_life.cancel(cohort=cohort, by=by, now=now, reason=reason)


def close(cohort: Cohort, *, by: "User", now: datetime) -> None:
    cohort_life.close(cohort=cohort, by=by, now=now)


class CohortViewSet(ScopedViewSet):
    model = Cohort
    icon = "calendar-alt"
    form_class = CohortForm
    menu_label = _("Courses")
    menu_order = 210
    add_to_admin_menu = True
    index_view_class = CohortIndexView
    add_view_class = CohortCreateView
    edit_view_class = CohortEditView
    inspect_view_class = CohortInspectView
    edit_template_name = "cohorts/admin/cohort_edit.html"
    inspect_template_name = "cohorts/admin/cohort_inspect.html"
    filterset_class = CohortFilterSet
    list_display = [
        "title",
        Column("get_state_display", label=_("State"), sort_key="state"),
        DayColumn("first", label=_("From"), sort_key="first"),
        DayColumn("last", label=_("Until"), sort_key="last"),
        Column("held", label=_("Taken"), sort_key="held"),
        Column("capacity", label=_("Seats"), sort_key="capacity"),
        "organiser",
    ]
    list_export = ["title", "get_state_display", "first", "last", "held", "capacity", "organiser"]
    export_headings = {
        "get_state_display": _("State"),
        "first": _("From"),
        "last": _("Until"),
        "held": _("Taken"),
    }
    export_filename = "kurse"
    search_fields = ["title"]
    inspect_view_fields = [
        "title",
        "state",
        "kind",
        "organiser",
        "programme",
        "edition",
        "language",
        "capacity",
        "visibility",
    ]
    deeds = (
        Deed(
            key="publish",
            label=_("Publish"),
            question=_(
                "The course can then be found and people can sign up, as far as its visibility "
                "allows. From now on it holds fast: the edition of the standards in force on its "
                "first day, today's wording of its modules, and the rules of its programme."
            ),
            act=publish,
            is_open=lambda cohort: cohort.state == Cohort.State.DRAFT,
            icon="upload",
        ),
        Deed(
            key="newer",
            label=_("Take newer wording"),
            question=_(
                "These modules were published anew after the course had pinned them. From now on "
                "the course teaches the new wording. Sessions whose attendance is closed keep "
                "what was taught in them."
            ),
            act=take_newer_wording,
            is_open=has_newer_wording,
            icon="history",
            form_class=NewerWordingQuestion,
        ),
        Deed(
            key="discard",
            label=_("Throw the draft away"),
            question=_("The draft and its sessions are removed. This cannot be undone."),
            act=discard,
            is_open=lambda cohort: cohort.state == Cohort.State.DRAFT,
            icon="bin",
            ends_in_list=True,
        ),
        Deed(
            key="cancel",
            label=_("Cancel the course"),
            question=_(
                "All sessions that are still to come are cancelled. Everybody who is signed up "
                "gets one mail with your reason. The sessions stay in the calendars, marked as "
                "cancelled. This cannot be undone."
            ),
            act=cancel,
            is_open=lambda cohort: cohort.state == Cohort.State.PUBLISHED,
            icon="cross",
            asks_reason=True,
        ),
        Deed(
            key="close",
            label=_("Close the course"),
            question=_("The course is over: nothing is planned in it any more."),
            act=close,
            is_open=lambda cohort: cohort.state == Cohort.State.PUBLISHED,
            icon="check",
        ),
    )
