"""Findings of meetings: list, form, record with its discussion, and what becomes of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cohorts.domain import feedback, findings
from cohorts.domain.findings import Kind, Standing
from cohorts.models import Cohort, FeedbackAnswer, Finding
from cohorts.models.rights import Action
from cohorts.viewsets.deed_views import CreateView, Deed, InspectView
from cohorts.viewsets.finding_form import (
    DeclineQuestion,
    FindingForm,
    KeepQuestion,
    NoteQuestion,
    TakeQuestion,
)
from cohorts.viewsets.finding_shown import STANDINGS, address_of, in_words
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import DayColumn, WordsColumn
from curriculum.models import Criterion

if TYPE_CHECKING:
    from home.models import User


def cohorts_with_findings(request: HttpRequest) -> QuerySet[Cohort]:
    rows = Finding.objects.visible_to(request.user)
    return Cohort.objects.filter(pk__in=rows.values("cohort"))


class FindingFilterSet(WagtailFilterSet):
    cohort = django_filters.ModelChoiceFilter(label=_("From"), queryset=cohorts_with_findings)
    state = django_filters.ChoiceFilter(
        label=_("What became of it"),
        choices=[(state.value, words) for state, words in STANDINGS.items()],
        method="filter_state",
    )

    class Meta:
        model = Finding
        fields = ["kind", "state", "cohort"]

    def filter_state(self, rows: QuerySet[Finding], name: str, value: str) -> QuerySet[Finding]:
        return rows.filter(findings.where(Standing(value), on=timezone.localdate()))


class StandingColumn(Column):
    def get_value(self, finding: Finding) -> str:
        return in_words(finding, timezone.localdate())


class FindingIndexView(IndexView):
    title_label = _("Finding")
    select = ("cohort", "taken_into__standard__edition")


class FindingCreateView(CreateView):
    def get_initial(self) -> dict[str, Any]:
        """From the record of an event or the page of a meeting, with that event chosen.

        From the feedback after a course with its words, if they are shown to this reader.
        """
        given = {name: self.request.GET.get(name, "") for name in ("cohort", "kind")}
        initial = super().get_initial() | {name: value for name, value in given.items() if value}
        said = self._said()
        return initial | ({"cohort": said.cohort, "text": said.text} if said else {})

    def _said(self) -> FeedbackAnswer | None:
        try:
            key = UUID(self.request.GET.get("answer", ""))
        except ValueError:
            return None
        return feedback.shown_text(key, self.request.user, on=timezone.localdate())

    def get_success_url(self) -> str:
        return reverse("finding:inspect", args=[self.object.pk])


class FindingInspectView(InspectView):
    template_name = "cohorts/admin/finding.html"
    labels = {"standing": _("What became of it")}

    def get_object(self, queryset: QuerySet[Finding] | None = None) -> Finding:
        self.object = super().get_object(queryset)
        return self.object

    def get_page_subtitle(self) -> str:
        return str(self.object)

    def get_standing_display_value(self) -> str:
        return in_words(self.object, timezone.localdate())

    def get_criterion_display_value(self) -> str:
        criterion = self.object.criterion
        if criterion is None:
            return gettext("something new") if self.object.kind == Kind.PROPOSAL else "–"
        return f"{criterion.key} ({criterion.standard.edition.key})"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        may_note = Finding.objects.permitted(Action.ADD, self.request.user, to="FindingNote")
        finding = self.object
        return context | {
            "notes": finding.notes.select_related("by"),
            "note_form": NoteQuestion(record=finding, user=self.request.user)
            if may_note.filter(pk=finding.pk).exists()
            else None,
            "taken_url": finding.taken_into and address_of(finding.taken_into, self.request.user),
        }


def note(finding: Finding, *, by: "User", now: datetime, text: str) -> None:
    findings.note(finding=finding, text=text, by=by, now=now)


def keep(finding: Finding, *, by: "User", now: datetime, on: date) -> None:
    findings.keep(finding=finding, on=on, by=by, now=now)


def take_into(finding: Finding, *, by: "User", now: datetime, criterion: Criterion) -> Finding:
    return findings.take_into(finding=finding, criterion=criterion, by=by, now=now)


def decline(finding: Finding, *, by: "User", now: datetime, reason: str) -> None:
    findings.decline(finding=finding, reason=reason, by=by, now=now)


def is_open(finding: Finding, kind: str) -> bool:
    state = findings.standing(finding, on=timezone.localdate())
    return finding.kind == kind and state not in findings.FINISHED


def taken_in_words(finding: Finding) -> str:
    return gettext(
        "The proposal is taken into %(key)s. Write the wording on the workbench now."
    ) % {"key": finding.taken_into}


class FindingViewSet(ScopedViewSet):
    model = Finding
    icon = "clipboard-list"
    form_class = FindingForm
    menu_label = _("Findings")
    menu_order = 245
    add_to_admin_menu = True
    index_view_class = FindingIndexView
    add_view_class = FindingCreateView
    inspect_view_class = FindingInspectView
    inspect_template_name = "cohorts/admin/finding.html"
    filterset_class = FindingFilterSet
    ordering = "-at"
    list_display = [
        "__str__",
        Column("get_kind_display", label=_("Kind"), sort_key="kind"),
        Column("cohort", label=_("From"), sort_key="cohort__title"),
        DayColumn("at", label=_("Since"), sort_key="at"),
        WordsColumn("due_on", label=_("Until when"), sort_key="due_on"),
        StandingColumn("standing", label=_("What became of it")),
    ]
    list_export = [
        "at",
        "get_kind_display",
        "text",
        "cohort",
        "parties",
        "due_on",
        "done_on",
        "taken_into",
        "declined_because",
        "is_public",
    ]
    export_headings = {"get_kind_display": _("Kind")}
    export_filename = "ergebnisse"
    search_fields = ["text", "parties", "cohort__title"]
    inspect_view_fields = [
        "text",
        "kind",
        "cohort",
        "parties",
        "due_on",
        "done_on",
        "criterion",
        "standing",
        "declined_because",
        "is_public",
        "at",
    ]
    deeds = (
        Deed(
            key="take_into",
            label=_("Take into a draft"),
            question=_(
                "The proposal is tied to this criterion. Its wording you write on the workbench. "
                "Once the edition is adopted, the criterion says at which meeting it was proposed. "
                "This is judged once. If the draft drops the criterion, the proposal is open again."
            ),
            act=take_into,
            is_open=lambda finding: is_open(finding, Kind.PROPOSAL),
            icon="download",
            form_class=TakeQuestion,
            tell=taken_in_words,
            needs=Action.PUBLISH,
        ),
        Deed(
            key="decline",
            label=_("Decline the proposal"),
            question=_("The proposal is not taken up. This is judged once."),
            act=decline,
            is_open=lambda finding: is_open(finding, Kind.PROPOSAL),
            icon="cross",
            form_class=DeclineQuestion,
            needs=Action.PUBLISH,
        ),
        Deed(
            key="keep",
            label=_("Done as agreed"),
            question=_("The parties have done what they agreed. This cannot be undone."),
            act=keep,
            is_open=lambda finding: is_open(finding, Kind.AGREEMENT),
            icon="check",
            form_class=KeepQuestion,
        ),
        Deed(
            key="note",
            label=_("Add a note"),
            question=_("What was said about this finding. Notes are not public."),
            act=note,
            is_open=lambda finding: True,
            icon="comment",
            form_class=NoteQuestion,
        ),
    )
