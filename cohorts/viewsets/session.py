"""Sessions: list, planning form, cancelling, moving."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cohorts.domain import timetable, wall_time
from cohorts.models import Cohort, Segment, Session, SignUp
from cohorts.viewsets.deed_views import CreateView, Deed, DeedQuestion, EditView, InspectView
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.segment_rows import SegmentRows
from cohorts.viewsets.session_form import SessionForm
from cohorts.viewsets.shown import WordsColumn

if TYPE_CHECKING:
    from home.models import User


def visible_cohorts(request: HttpRequest) -> QuerySet[Cohort]:
    return Cohort.objects.visible_to(request.user)


class SessionFilterSet(WagtailFilterSet):
    cohort = django_filters.ModelChoiceFilter(label=_("Course"), queryset=visible_cohorts)
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[("ahead", _("to come")), ("past", _("past")), ("open", _("list not closed"))],
        method="filter_when",
    )

    class Meta:
        model = Session
        fields = ["when", "cohort", "status"]

    def filter_when(self, sessions: QuerySet[Session], name: str, value: str) -> QuerySet[Session]:
        now = timezone.now()
        if value == "ahead":
            return sessions.filter(ends_at__gt=now)
        past = sessions.filter(ends_at__lte=now)
        return past if value == "past" else past.filter(closed_at=None).exclude(status="cancelled")


class WallTimeColumn(Column):
    """Day and hours in Berlin, in one cell that sorts by the instant."""

    def get_value(self, session: Session) -> str:
        start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
        day = date_format(start, str(_("D, j M Y")))
        return f"{day}, {start:%H:%M}–{end:%H:%M}"


class SessionIndexView(IndexView):
    select = ("cohort", "place")

    def get_base_queryset(self) -> QuerySet[Session]:
        counted = Sum("segments__minutes", filter=Q(segments__kind__in=Segment.COUNTED))
        return super().get_base_queryset().annotate(minutes=Coalesce(counted, 0))


class PlanningView:
    """What the two forms of a session share: after saving, back to the plan of the course."""

    template_name = "cohorts/admin/session_form.html"
    actions = ("save", "next")

    def get_success_url(self) -> str:
        if self.request.POST.get("action-next"):
            return f"{reverse('session:add')}?after={self.object.pk}"
        return reverse("cohort:edit", args=[self.object.cohort_id])

    def get_page_subtitle(self) -> str:
        return str(getattr(self, "object", None) or self.model._meta.verbose_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        told = 0
        if self.form.instance.pk:
            told = (
                SignUp.objects.filter(state=SignUp.State.CONFIRMED)
                .filter(
                    Q(cohort=self.form.instance.cohort_id, session=None)
                    | Q(session=self.form.instance)
                )
                .count()
            )
        return context | {"told": told, "rows": self.form.rows}


class SessionCreateView(PlanningView, CreateView):
    """New sessions begin where the last one left off: a week later, same times, same parts."""

    def get_initial(self) -> dict[str, Any]:
        given = self.request.GET
        visible = Session.objects.editable_by(self.request.user)
        if (after := given.get("after", "")).isdecimal():
            return self.a_week_after(visible.filter(pk=after).first())
        if not (pk := given.get("cohort", "")).isdecimal():
            return {}
        last = visible.filter(cohort=pk).order_by("starts_at").last()
        return self.a_week_after(last) if last else {"cohort": pk}

    def a_week_after(self, session: Session | None) -> dict[str, Any]:
        if session is None:
            return {}
        start, end = (
            at.astimezone(wall_time.BERLIN) for at in (session.starts_at, session.ends_at)
        )
        parts = [row | {"module": None} for row in SegmentRows.of(session)]
        return {
            "cohort": session.cohort_id,
            "day": start.date() + timedelta(days=7),
            "start": start.time(),
            "end": end.time(),
            "place": session.place_id,
            "is_online": session.is_online,
            "online_address": session.online_address,
            "trainers": list(session.trainers.exclude(user=None).values_list("user", flat=True)),
            "segments": parts,
        }


class SessionEditView(PlanningView, EditView):
    pass


class ShiftQuestion(DeedQuestion):
    days = forms.IntegerField(
        label=_("By how many days"),
        initial=7,
        min_value=-730,
        max_value=730,
        help_text=_("7: a week later. -1: a day earlier. The time of day stays."),
    )


def cancel(session: Session, *, by: "User", now: datetime, reason: str) -> None:
    timetable.cancel_session(session=session, by=by, now=now, reason=reason)


def discard(session: Session, *, by: "User", now: datetime) -> None:
    timetable.discard_session(session=session, by=by, now=now)


def reinstate(session: Session, *, by: "User", now: datetime) -> None:
    timetable.reinstate_session(session=session, by=by, now=now)


def shift(session: Session, *, by: "User", now: datetime, days: int) -> None:
    timetable.shift_session(session=session, days=days, by=by, now=now)


class SessionInspectView(InspectView):
    labels = {"trainers": _("Trainers"), "segments": _("Parts of the session")}

    def get_trainers_display_value(self) -> str:
        trainers = self.object.trainers.select_related("user")
        return ", ".join(trainer.name or str(trainer.user) for trainer in trainers) or "–"

    def get_segments_display_value(self) -> str:
        segments = self.object.segments.select_related("module")
        return (
            " · ".join(
                f"{s.minutes} min {s.module.title if s.module else s.get_kind_display()}"
                for s in segments
            )
            or "–"
        )


class SessionViewSet(ScopedViewSet):
    model = Session
    icon = "date"
    form_class = SessionForm
    menu_label = _("Sessions")
    menu_order = 220
    add_to_admin_menu = True
    index_view_class = SessionIndexView
    add_view_class = SessionCreateView
    edit_view_class = SessionEditView
    inspect_view_class = SessionInspectView
    create_template_name = edit_template_name = "cohorts/admin/session_form.html"
    filterset_class = SessionFilterSet
    ordering = "-starts_at"
    list_display = [
        "title",
        WallTimeColumn("starts_at", label=_("When"), sort_key="starts_at"),
        Column("cohort", label=_("Course"), sort_key="cohort__title"),
        WordsColumn("place", label=_("Place")),
        Column("minutes", label=_("Counted minutes")),
        Column("get_status_display", label=_("Status"), sort_key="status"),
    ]
    list_export = ["starts_at", "ends_at", "title", "cohort", "place", "minutes", "status"]
    export_headings = {"minutes": _("Counted minutes")}
    export_filename = "termine"
    search_fields = ["title", "cohort__title"]
    inspect_view_fields = [
        "title",
        "cohort",
        "starts_at",
        "ends_at",
        "place",
        "status",
        "status_note",
        "trainers",
        "segments",
    ]
    deeds = (
        Deed(
            key="shift",
            label=_("Move"),
            question=_(
                "The session keeps its time of day and its length, also across the change of the "
                "clocks. Whoever has a confirmed seat gets a mail; the calendars follow."
            ),
            act=shift,
            is_open=lambda session: not session.is_cancelled and not session.closed_at,
            icon="calendar-alt",
            form_class=ShiftQuestion,
        ),
        Deed(
            key="cancel",
            label=_("Cancel the session"),
            question=_(
                "Whoever has a confirmed seat gets a mail with your reason. The session stays in "
                "the calendars, marked as cancelled."
            ),
            act=cancel,
            is_open=lambda session: not session.is_cancelled and not session.closed_at,
            icon="cross",
            asks_reason=True,
        ),
        Deed(
            key="discard",
            label=_("Throw away"),
            question=_("The session of this draft is removed. This cannot be undone."),
            act=discard,
            is_open=lambda session: session.cohort.state == Cohort.State.DRAFT,
            icon="bin",
            ends_in_list=True,
        ),
        Deed(
            key="reinstate",
            label=_("Takes place after all"),
            question=_("Whoever has a confirmed seat gets a mail; the calendars follow."),
            act=reinstate,
            is_open=lambda session: session.is_cancelled,
            icon="undo",
        ),
    )
