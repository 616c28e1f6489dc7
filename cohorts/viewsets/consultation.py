"""The consultation about a draft, for the competence centre: who is asked, and what they say.

One page. Every form posts to its address and names its deed; the answer leads back to the place.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from cohorts.domain import consultation, consultation_record
from cohorts.domain.access import keeps_standards
from cohorts.domain.consultation_record import Chapter
from cohorts.models import Carrier, Membership, Remark
from curriculum.models import Edition
from curriculum.spreadsheets import spreadsheet

if TYPE_CHECKING:
    from home.models import User

USUAL = timedelta(weeks=4)
State = Remark.State
Typed = dict[str, Any]


class TrainerChoice(forms.ModelMultipleChoiceField):
    def label_from_instance(self, trainer: "User") -> str:
        return f"{trainer.name}, {', '.join(str(one.carrier) for one in trainer.training)}"


class OpeningForm(forms.Form):
    """Whom to ask, and until when. Those asked already are ticked."""

    everyone = forms.BooleanField(label=gettext_lazy("All carriers"), required=False)
    carriers = forms.ModelMultipleChoiceField(
        Carrier.objects.none(),
        label=gettext_lazy("Carriers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    trainers = TrainerChoice(
        Carrier.objects.none(),
        label=gettext_lazy("Single trainers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text=gettext_lazy("They can leave remarks up to and including this day."),
    )

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["carriers"].queryset = Carrier.objects.visible_to(user).filter(is_centre=False)
        self.fields["trainers"].queryset = trainers_of_today()

    def asked(self) -> dict[str, Any]:
        """As the domain takes it."""
        chosen = self.cleaned_data
        everyone = self.fields["carriers"].queryset
        return {
            "carriers": everyone if chosen["everyone"] else chosen["carriers"],
            "trainers": chosen["trainers"],
            "until": chosen["until"],
        }


def trainers_of_today() -> "models.QuerySet[User]":
    """With the carriers for which each of them trains."""
    today = Membership.objects.current(timezone.localdate()).filter(role=Membership.Role.TRAINER)
    return (
        get_user_model()
        .objects.filter(is_active=True, pk__in=today.values("user"))
        .prefetch_related(
            models.Prefetch(
                "memberships", today.select_related("carrier").order_by("carrier__name"), "training"
            )
        )
        .order_by("name", "pk")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """To read, to print, to take along (`?export=csv`); a POST carries out one deed."""
    if not keeps_standards(cast("User", request.user)):
        raise PermissionDenied
    edition = get_object_or_404(Edition, pk=pk)
    if request.method == "POST":
        return _carry_out(request, edition)
    if request.GET.get("export") == "csv":
        chapters = consultation_record.told(edition, _remarks(request, edition))
        return spreadsheet(f"anhoerung-{edition.key}", lines_of(chapters))
    return _page(request, edition)


def _carry_out(request: HttpRequest, edition: Edition) -> HttpResponse:
    deed = request.POST.get("deed", "")
    if deed == "open":
        return _open(request, edition)
    number = request.POST.get("remark", "")
    remark = get_object_or_404(
        _remarks(request, edition),
        pk=int(number) if number.isdecimal() and len(number) < 19 else None,
    )
    what = {"remark": remark, "by": request.user, "now": timezone.now()}
    text = request.POST.get("answer", "")
    try:
        if deed == "answer":
            consultation.answer(answer=text, **what)
        elif deed == "close":
            consultation.close(**what)
        else:
            raise Http404
    except ValidationError as error:
        typed = {"remark": remark.pk, "text": text, "errors": error.messages}
        return _page(request, edition, typed=typed, status=422)
    messages.success(request, _("Saved."))
    return redirect(f"{_address(edition)}#remark-{remark.pk}")


def _open(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = OpeningForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            consultation.open_to(
                edition=edition, by=request.user, now=timezone.now(), **form.asked()
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The consultation is open. Whoever was asked gets a mail."))
            return redirect(_address(edition))
    return _page(request, edition, form=form, status=422)


def _page(
    request: HttpRequest,
    edition: Edition,
    *,
    form: OpeningForm | None = None,
    typed: Typed | None = None,
    status: int = 200,
) -> HttpResponse:
    remarks = list(_remarks(request, edition))
    asked = consultation_record.asked(edition, timezone.localdate())
    state = _state(request)
    context = {
        "edition": edition,
        "asked": asked,
        "counts": consultation_record.counts(remarks),
        "total": len(remarks),
        "chapters": consultation_record.told(edition, remarks, state=state),
        "state": state,
        "states": State.choices,
        "form": None
        if edition.is_adopted
        else form or OpeningForm(initial=_initial(asked), user=request.user),
        "typed": typed,
        "longest": consultation.LONGEST,
        "page_title": _("Consultation"),
        "page_subtitle": edition.key,
        "header_icon": "comment",
    }
    return render(request, "cohorts/admin/consultation.html", context, status=status)


def _initial(asked: tuple[consultation_record.Asked, ...]) -> dict[str, Any]:
    """Those asked before, so that one extends for all by changing the day."""
    rows = [one.consultation for one in asked]
    today = timezone.localdate()
    ahead = [row.until for row in rows if row.until >= today]
    return {
        "carriers": [row.carrier_id for row in rows if row.carrier_id],
        "trainers": [row.trainer_id for row in rows if row.trainer_id],
        "until": max(ahead, default=today + USUAL),
    }


def _remarks(request: HttpRequest, edition: Edition) -> "models.QuerySet[Remark]":
    return (
        Remark.objects.visible_to(request.user)
        .filter(edition=edition)
        .select_related("author", "carrier", "answered_by")
    )


def _state(request: HttpRequest) -> str:
    wanted = request.GET.get("state", "")
    return wanted if wanted in State.values else ""


def _address(edition: Edition) -> str:
    """Back to the page. The filter goes, so that what was just answered is in sight."""
    return reverse("edition_consultation", args=[edition.pk])


def lines_of(chapters: tuple[Chapter, ...]) -> Iterator[list[object]]:
    """A line per remark, in the order of the document."""
    yield [
        _("Standard"),
        _("Criterion"),
        _("Wording at that time"),
        _("Wording of today"),
        _("Carrier"),
        _("Author"),
        _("Written"),
        _("Remark"),
        _("State"),
        _("Answer"),
        _("Answered"),
    ]
    for chapter in chapters:
        for subject in chapter.subjects:
            for said in subject.said:
                one = said.remark
                yield [
                    chapter.key,
                    one.key,
                    one.wording,
                    said.today or "",
                    one.carrier or "",
                    one.author.name if one.author else "",
                    _moment(one.at),
                    one.text,
                    one.get_state_display(),
                    one.answer,
                    _moment(one.answered_at),
                ]


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
