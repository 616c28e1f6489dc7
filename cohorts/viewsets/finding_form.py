"""Forms for findings: writing one down, and the questions before what may become of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cohorts.domain import findings
from cohorts.models import Cohort, Finding
from cohorts.models.rights import Action
from cohorts.viewsets.deed_form import DayInput, DeedForm
from cohorts.viewsets.deed_views import DeedQuestion
from curriculum.models import Criterion, CriterionText, Edition
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User

WORDS = 90  # of a wording, in a list to choose from


def with_wording(criteria: "QuerySet[Criterion]") -> "QuerySet[Criterion]":
    """Criteria to choose from, with all that their labels say: two queries for any number."""
    german = CriterionText.objects.filter(language=NORMATIVE)
    return (
        criteria.select_related("standard__edition")
        .prefetch_related(Prefetch("texts", german, to_attr="normative"))
        .order_by("standard__edition__key", "standard__position", "position")
    )


def in_short(criterion: Criterion) -> str:
    """GR-2 (2025): how the wording begins."""
    wording = " ".join(text.statement for text in criterion.normative)
    begin = Truncator(wording).chars(WORDS)
    return f"{criterion.key} ({criterion.standard.edition.key}): {begin}"


class CriterionChoice(forms.ModelChoiceField):
    def label_from_instance(self, criterion: Criterion) -> str:
        return in_short(criterion)


def criteria_that_hold(besides: int | None, on: date) -> "QuerySet[Criterion]":
    """Of the edition in force, or of the newest one while none is; and what was chosen before."""
    edition = Edition.objects.in_force(on) or Edition.objects.newest_adopted()
    return Criterion.objects.filter(Q(standard__edition=edition) | Q(pk=besides))


class FindingForm(DeedForm):
    """What came out. Once something became of it, only its place on the page can change."""

    class Meta:
        model = Finding
        fields = ["cohort", "kind", "text", "parties", "due_on", "criterion", "is_public"]
        field_classes = {"criterion": CriterionChoice}
        widgets = {"due_on": DayInput}
        help_texts = {
            "text": _("As it was said, in a sentence or two. Name no persons."),
            "due_on": _("Only for an agreement."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        on = timezone.localdate()
        open_to = Cohort.objects.permitted(Action.ADD, self.user, on, to="Finding")
        self.fields["cohort"].queryset = open_to.order_by("title")
        self.fields["criterion"].queryset = with_wording(
            criteria_that_hold(self.instance.criterion_id, on)
        )
        self.fields["criterion"].empty_label = _("something new")
        if self.instance.pk:
            self.fields["cohort"].disabled = True
            if is_finished(self.instance):
                for name in set(self.fields) - {"is_public", "version"}:
                    self.fields[name].disabled = True

    def create(self, *, by: "User", now: datetime) -> Finding:
        return findings.record(by=by, now=now, **self.typed())

    def change(self, row: Finding, *, by: "User", now: datetime) -> Finding:
        return findings.change(finding=row, by=by, now=now, **self.typed())


def is_finished(finding: Finding) -> bool:
    return findings.standing(finding, on=timezone.localdate()) in findings.FINISHED


class NoteQuestion(DeedQuestion):
    text = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Staff of the organiser and of the competence centre read it, nobody else."),
    )


class KeepQuestion(DeedQuestion):
    on = forms.DateField(label=_("Done on"), widget=DayInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())


class TakeQuestion(DeedQuestion):
    criterion = CriterionChoice(
        Criterion.objects.none(),
        label=_("Criterion of a draft"),
        empty_label=_("please choose"),
        help_text=_("Is it something new? Then add the criterion on the workbench first."),
    )

    def __init__(self, *args: Any, record: Finding, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        drafts = Criterion.objects.exclude(standard__edition__state=Edition.State.ADOPTED)
        self.fields["criterion"].queryset = with_wording(drafts)


class DeclineQuestion(DeedQuestion):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If the proposal stands on the page of the meeting, everybody reads this too."),
    )
