"""What an adopted edition means for courses: the competence centre decides, organisers read.

One page. Every form posts to its address and names its deed; the answer leads back to the place.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from cohorts.domain import decisions
from cohorts.domain.decisions import Stage, Standing, seen_as
from cohorts.models import Carrier, Decision
from cohorts.models.decision import DecisionQuerySet
from curriculum.models import Edition
from curriculum.spreadsheets import address_of_export, spreadsheet

if TYPE_CHECKING:
    from home.models import User

MANY = "many"  # the form that decides the same for several courses
Errors = dict[str, list[str]]


class CarrierForm(forms.Form):
    """Whose courses; of those that the reader sees."""

    carrier = forms.ModelChoiceField(
        Carrier.objects.none(),
        label=gettext_lazy("Carrier"),
        empty_label=gettext_lazy("all carriers"),
        required=False,
    )

    def __init__(self, *args: Any, rows: DecisionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisers = rows.values("cohort__organiser")
        self.fields["carrier"].queryset = Carrier.objects.filter(pk__in=organisers)


class DecisionForm(forms.Form):
    """Reads what was typed; whether it fits is for the domain to say."""

    verdict = forms.CharField(required=False)
    until = forms.DateField(required=False)
    reason = forms.CharField(required=False)


class DoneForm(forms.Form):
    on = forms.DateField(error_messages={"required": gettext_lazy("Please say on which day.")})


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form: as it is stored, or as it was typed, with what is wrong about it."""

    verdict: str = ""
    until: str = ""
    reason: str = ""
    on: str = ""
    errors: Errors = field(default_factory=dict)

    @property
    def general(self) -> list[str]:
        return self.errors.get(NON_FIELD_ERRORS, [])


@dataclass(frozen=True, slots=True)
class Shown:
    """A course on the page. `mark` is what the reader has seen of it."""

    standing: Standing
    typed: Typed
    mark: str
    is_chosen: bool = False

    @property
    def decision(self) -> Decision:
        return self.standing.decision


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that was not carried out: whose it was, what it said, which courses were ticked."""

    place: str
    typed: Typed
    chosen: frozenset[int] = frozenset()


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """To read, to print, to take along (`?export=csv`); a POST carries out one deed."""
    user = cast("User", request.user)
    if not Carrier.objects.coordinated_by(user).exists():
        raise PermissionDenied
    edition = get_object_or_404(Edition.objects.adopted(), pk=pk)
    if request.method == "POST":
        return _carry_out(request, edition)
    return _page(request, edition)


def _carry_out(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Whose decision it is not finds nothing here that could be changed."""
    rows = Decision.objects.editable_by(request.user).filter(edition=edition)
    if not rows.exists():
        raise PermissionDenied
    if request.POST.get("deed") == "decide_many":
        return _decide_many(request, edition, rows)
    decision = get_object_or_404(rows, pk=_number(request.POST.get("decision", "")))
    deeds = {"decide": _decide, "finish": _finish}
    if (deed := request.POST.get("deed", "")) not in deeds:
        raise Http404
    try:
        deeds[deed](request, decision)
    except ValidationError as error:
        refused = Refused(str(decision.pk), _typed(request, error))
        return _page(request, edition, refused=refused)
    messages.success(request, _("Saved."))
    return redirect(f"{_address(request)}#decision-{decision.pk}")


def _decide(request: HttpRequest, decision: Decision) -> None:
    decisions.decide(
        decision=decision,
        seen=request.POST.get("seen", ""),
        by=request.user,
        now=timezone.now(),
        **_read(DecisionForm(request.POST)),
    )


def _finish(request: HttpRequest, decision: Decision) -> None:
    decisions.finish(
        decision=decision, by=request.user, now=timezone.now(), **_read(DoneForm(request.POST))
    )


def _decide_many(request: HttpRequest, edition: Edition, rows: DecisionQuerySet) -> HttpResponse:
    """The same for all that are ticked, or for none of them. A tick says what was seen, too."""
    ticks = dict(tick.partition(":")[::2] for tick in request.POST.getlist("chosen"))
    marks = {_number(number): mark for number, mark in ticks.items()}
    chosen = list(rows.filter(pk__in=marks).select_related("cohort").order_by("pk"))
    if len(chosen) != len(marks):
        raise Http404
    try:
        if not chosen:
            raise ValidationError({"chosen": _("Please choose at least one course.")})
        said = _read(DecisionForm(request.POST))
        with transaction.atomic():
            _decide_all(chosen, marks, said, by=request.user, now=timezone.now())
    except ValidationError as error:
        ticked = frozenset(decision.pk for decision in chosen)
        refused = Refused(MANY, _typed(request, error), ticked)
        return _page(request, edition, refused=refused)
    done = ngettext("%(count)d course decided.", "%(count)d courses decided.", len(chosen))
    messages.success(request, done % {"count": len(chosen)})
    return redirect(_address(request))


def _decide_all(
    chosen: Iterable[Decision],
    marks: dict[int, str],
    said: dict[str, Any],
    *,
    by: "User",
    now: datetime,
) -> None:
    for decision in chosen:
        try:
            decisions.decide(decision=decision, seen=marks[decision.pk], by=by, now=now, **said)
        except ValidationError as error:
            if hasattr(error, "error_dict"):
                raise
            raise ValidationError(
                [f"{decision.cohort}: {text}" for text in error.messages]
            ) from None


def _read(form: forms.Form) -> dict[str, Any]:
    """The values; raises ValidationError for a day that is none."""
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data


def _typed(request: HttpRequest, error: ValidationError) -> Typed:
    said = request.POST
    errors = (
        error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    )
    return Typed(
        said.get("verdict", ""),
        said.get("until", ""),
        said.get("reason", ""),
        said.get("on", ""),
        errors,
    )


def _stored(decision: Decision, today: str) -> Typed:
    until = decision.until.isoformat() if decision.until else ""
    return Typed(decision.verdict, until, decision.reason, today)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _address(request: HttpRequest) -> str:
    """Back to the page, with the courses that were chosen to be shown."""
    return request.get_full_path()


def _page(
    request: HttpRequest, edition: Edition, *, refused: Refused | None = None
) -> HttpResponse:
    visible = Decision.objects.visible_to(request.user).filter(edition=edition)
    form = CarrierForm(request.GET, rows=visible)
    carrier = form.cleaned_data["carrier"] if form.is_valid() else None
    rows = visible.filter(cohort__organiser=carrier) if carrier else visible
    today = timezone.localdate()
    sorted_rows = decisions.by_urgency(rows.select_related("cohort__organiser"), today)
    if request.GET.get("export") == "csv":
        return spreadsheet(f"entscheidungen-{edition.key}", lines_of(sorted_rows))
    shown = [_shown(one, refused, today.isoformat()) for one in sorted_rows]
    is_refused_here = refused is not None and refused.place == MANY
    context = {
        "edition": edition,
        "form": form if form.fields["carrier"].queryset.count() > 1 else None,
        "undecided": [one for one in shown if one.standing.stage is Stage.UNDECIDED],
        "to_do": [one for one in shown if one.standing.stage is Stage.TO_DO],
        "settled": [one for one in shown if one.standing.stage is Stage.SETTLED],
        "may_decide": Decision.objects.editable_by(request.user).filter(edition=edition).exists(),
        "verdicts": Decision.Verdict.choices,
        "many": refused.typed if refused and is_refused_here else Typed(),
        "refused": refused,
        "export": address_of_export(request),
        "page_title": _("What the edition means for courses"),
        "page_subtitle": edition.key,
        "header_icon": "tasks",
    }
    status = 422 if refused else 200
    return render(request, "cohorts/admin/decisions.html", context, status=status)


def _shown(one: Standing, refused: Refused | None, today: str) -> Shown:
    decision = one.decision
    is_here = refused is not None and refused.place == str(decision.pk)
    typed = refused.typed if refused and is_here else _stored(decision, today)
    is_chosen = refused is not None and decision.pk in refused.chosen
    return Shown(one, typed, seen_as(decision), is_chosen)


def lines_of(rows: Iterable[Standing]) -> Iterator[list[object]]:
    """A line per course."""
    yield [
        _("Course"),
        _("Carrier"),
        _("People with a seat"),
        _("Taught an earlier wording"),
        _("Open since"),
        _("State"),
        _("Decision"),
        _("Until"),
        _("Reason"),
        _("Done on"),
    ]
    for one in rows:
        decision = one.decision
        yield [
            decision.cohort.title,
            decision.cohort.organiser.name,
            decision.people,
            decision.taught,
            timezone.localdate(decision.opened_at).isoformat(),
            one.stage.label,
            decision.get_verdict_display() if decision.verdict else "",
            decision.until.isoformat() if decision.until else "",
            decision.reason,
            decision.done_on.isoformat() if decision.done_on else "",
        ]


def page_of(edition: int) -> str:
    return reverse("edition_decisions", args=[edition])
