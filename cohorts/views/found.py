"""Entries that may be me: found under my address, or named by the code of a letter."""

from dataclasses import dataclass

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohorts.domain import joining
from cohorts.forms import PersonalCodeForm
from cohorts.models import Affiliation, Participant, SignUp
from cohorts.models.participant import ParticipantQuerySet
from cohorts.views.requests import SignedInRequest

NOT_MINE = "not_mine"  # of this session only: whoever errs signs in again and is asked again


@dataclass(frozen=True, slots=True)
class Found:
    """An entry as it is shown to whoever may be that person."""

    participant: Participant
    carriers: str
    courses: str


def count(request: SignedInRequest) -> int:
    """How many entries the person has not been asked about in this session."""
    return _open(request).count()


def has_open(request: HttpRequest) -> bool:
    return _open(request).exists()


def _open(request: HttpRequest) -> ParticipantQuerySet:
    if not request.user.is_authenticated:
        return Participant.objects.none()
    refused = request.session.get(NOT_MINE, [])
    return joining.found_for(user=request.user).exclude(pk__in=refused)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def found(request: SignedInRequest) -> HttpResponse:
    """First look, then say which of them I am. Opening the page changes nothing."""
    if request.method == "POST":
        return _answer(request)
    return render(request, "cohorts/found.html", {"entries": _shown(_open(request))})


def _shown(people: ParticipantQuerySet) -> list[Found]:
    """Name, carrier and courses: enough to know oneself; three queries."""
    current = Affiliation.objects.current(timezone.localdate()).select_related("carrier")
    rows = people.order_by("pk").prefetch_related(
        Prefetch("affiliations", current),
        Prefetch("sign_ups", SignUp.objects.select_related("cohort", "session")),
    )
    return [
        Found(
            participant=row,
            carriers=", ".join(dict.fromkeys(a.carrier.name for a in row.affiliations.all())),
            courses=", ".join(
                dict.fromkeys((s.session or s.cohort).title for s in row.sign_ups.all())
            ),
        )
        for row in rows
    ]


def _answer(request: SignedInRequest) -> HttpResponse:
    numbers = {int(text) for text in request.POST.getlist("participant") if text.isdecimal()}
    if request.POST.get("deed") == "not_mine":
        refused = _open(request).values_list("pk", flat=True)
        request.session[NOT_MINE] = sorted({*request.session.get(NOT_MINE, []), *refused})
        messages.success(request, _("Good. Nothing was changed."))
        return HttpResponseRedirect(reverse("cohorts:me"))
    if not numbers:
        messages.error(request, _("Please tick what belongs to you."))
        return HttpResponseRedirect(reverse("cohorts:found"))
    chosen = list(_open(request).filter(pk__in=numbers))
    try:
        if len(chosen) != len(numbers):
            raise joining.gone()
        joining.claim(user=request.user, participants=chosen, now=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return HttpResponseRedirect(reverse("cohorts:found"))
    messages.success(request, _("Now everything is in one place: here."))
    return HttpResponseRedirect(reverse("cohorts:me"))


@login_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: SignedInRequest) -> HttpResponse:
    """Type the code of a letter: what is kept there for me comes here."""
    form = PersonalCodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse_guessing(request)
            joining.by_code(user=request.user, code=form.cleaned_data["code"], now=timezone.now())
        except ValidationError as error:
            form.add_error("code", error)
        else:
            messages.success(request, _("Now everything is in one place: here."))
            return HttpResponseRedirect(reverse("cohorts:me"))
    return render(request, "cohorts/by_code.html", {"form": form})


def refuse_guessing(request: SignedInRequest) -> None:
    """Raises ValidationError for somebody who tries one code after the other."""
    if not ratelimit.consume(
        request, app="cohorts", action="personal_code", config=settings.RATE_LIMITS
    ):
        raise ValidationError(
            _("Too many codes were tried today. Please ask your coordinator."), code="too_many"
        )
