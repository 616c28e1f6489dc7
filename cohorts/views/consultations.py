"""Consultation for those who are asked: reading a draft, leaving remarks, reading the answers."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import quote, urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cohorts.domain import consultation, consulted
from cohorts.domain.consulted import DraftToRead, Remarks
from cohorts.forms import RemarkForm
from cohorts.models import Remark
from cohorts.views.requests import SignedInRequest
from curriculum.domain import draft_reading
from curriculum.domain.draft_reading import Draft, DraftCriterion, DraftStandard
from curriculum.models import Criterion, Edition
from curriculum.models.frozen import NORMATIVE

CHANGES = "aenderungen"  # ?nur=aenderungen
SAVED = "remark_saved"  # in the session, until the page that shows the remark

View = Callable[..., HttpResponse]


def kept_private(view: View) -> View:
    """Not for visitors, not for robots, not for any cache."""

    @never_cache
    @login_required
    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


@require_safe
@kept_private
def consultations(request: SignedInRequest) -> HttpResponse:
    """What I am asked about, until when, and what I said."""
    drafts = consulted.drafts(request.user, timezone.localdate())
    return render(request, "cohorts/consultations.html", {"drafts": drafts})


@require_http_methods(["GET", "HEAD", "POST"])
@kept_private
def draft(request: SignedInRequest, edition: str) -> HttpResponse:
    """A draft to read, or the remarks on it once it is adopted. Who was not asked knows of none."""
    today = timezone.localdate()
    found = get_object_or_404(consulted.readable(request.user, today), key=edition)
    if request.method == "POST":
        return _remark(request, found)
    return _page(request, found)


@dataclass(frozen=True, slots=True)
class Place:
    """A criterion on the page, with what was said about it and the form for a remark."""

    criterion: DraftCriterion
    remarks: tuple[Remark, ...]
    form: RemarkForm | None


@dataclass(frozen=True, slots=True)
class Chapter:
    standard: DraftStandard
    places: tuple[Place, ...]


def _page(
    request: SignedInRequest, edition: Edition, failed: RemarkForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    until = consulted.last_day(edition, request.user, today)
    standing = DraftToRead(edition, until, today)
    if edition.is_adopted:
        return _adopted(request, standing, failed)
    reading = draft_reading.read(edition, get_language() or NORMATIVE)
    said = consulted.remarks(edition, request.user, today, [one.pk for one in reading.criteria])
    choice = Choice.of(request, reading, failed)
    selection = reading.selection(chosen=choice.standard, only_changes=choice.only_changes)
    chapters = [_chapter(one, said, standing, failed) for one in selection.open]
    laid_open = {place.criterion.pk for chapter in chapters for place in chapter.places}
    return render(
        request,
        "cohorts/consultation.html",
        {
            "asked": standing,
            "draft": reading,
            "selection": selection,
            "choice": choice,
            "chapters": chapters,
            "said": said,
            "failed": failed,
            "is_lost": failed is not None and failed.criterion not in laid_open,
            "saved": request.session.pop(SAVED, None) if request.method == "GET" else None,
        },
    )


def _adopted(
    request: SignedInRequest, standing: DraftToRead, failed: RemarkForm | None
) -> HttpResponse:
    said = consulted.remarks(standing.edition, request.user, standing.on)
    context = {"asked": standing, "said": said, "failed": failed}
    return render(request, "cohorts/consultation_adopted.html", context)


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the draft the address asks for."""

    standard: str = ""
    only_changes: bool = False

    @classmethod
    def of(cls, request: SignedInRequest, reading: Draft, failed: RemarkForm | None) -> "Choice":
        """As the address says. What was refused is shown again, wherever it belongs."""
        standard = request.GET.get("standard", "")
        if failed is not None and (there := reading.of(failed.criterion)):
            standard = there.anchor
        only = request.GET.get("nur") == CHANGES and reading.edition.predecessor_id is not None
        return cls(standard, only)

    @property
    def query(self) -> str:
        """As it stands in the address."""
        asked_for = {"nur": CHANGES} if self.only_changes else {}
        if self.standard:
            asked_for["standard"] = self.standard
        return urlencode(asked_for)


def _chapter(
    standard: DraftStandard, said: Remarks, standing: DraftToRead, failed: RemarkForm | None
) -> Chapter:
    return Chapter(
        standard,
        tuple(
            Place(one, said.of_criterion.get(one.pk, ()), _form(one, standing, failed))
            for one in standard.criteria
        ),
    )


def _form(
    one: DraftCriterion, standing: DraftToRead, failed: RemarkForm | None
) -> RemarkForm | None:
    """To write in; what was refused stays, even where nothing can be said any more."""
    if failed is not None and failed.criterion == one.pk:
        return failed.about(one.key)
    return RemarkForm(criterion=one.pk).about(one.key) if standing.may_remark else None


def _remark(request: SignedInRequest, edition: Edition) -> HttpResponse:
    number = request.POST.get("criterion", "")
    if not (number.isdecimal() and len(number) < 19):
        raise Http404
    form = RemarkForm(request.POST, criterion=int(number))
    if not form.is_valid():
        return _page(request, edition, form)
    try:
        saved = consultation.remark(
            edition=edition,
            criterion=_named(int(number)),
            text=form.cleaned_data["text"],
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as error:
        form.add_error("text", error.messages)
        edition.refresh_from_db()
        return _page(request, edition, form)
    request.session[SAVED] = saved.pk
    return HttpResponseRedirect(_address_of(request, edition, saved))


def _named(number: int) -> Criterion:
    """Raises ValidationError for one that was taken out since the page was opened."""
    found = Criterion.objects.filter(pk=number).first()
    if found is None:
        raise ValidationError(
            _("This criterion is not in the draft any more. Please load the page again."),
            code="gone",
        )
    return found


def _address_of(request: SignedInRequest, edition: Edition, saved: Remark) -> str:
    """Back to the criterion, with the choice that was open."""
    query = request.META.get("QUERY_STRING", "")
    address = reverse("cohorts:consultation", args=[edition.key])
    anchor = quote(request.POST.get("anchor") or saved.key, safe="")
    return f"{address}{'?' if query else ''}{query}#{anchor}"
