"""My area: how I stand, my dates, my sign-ups, my calendar, my data."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.domain import balance, calendar_links, people, seats
from cohorts.domain.balance import Balance
from cohorts.forms import LanguageForm, OwnDataForm
from cohorts.models import CalendarLink, Membership, Participant, Session, SessionTrainer, SignUp
from cohorts.views import rows
from cohorts.views.addresses import webcal
from cohorts.views.requests import SignedInRequest
from cohorts.views.rows import Row
from cohorts.views.sign_up import own_participant, result_link

NEXT_DATES = 8


@dataclass(frozen=True, slots=True)
class OwnSignUp:
    """A sign-up as its owner sees it. `rank` is 0 unless waiting."""

    sign_up: SignUp
    link: str
    rank: int
    balance: Balance | None


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def me(request: SignedInRequest) -> HttpResponse:
    return _page(request)


def _page(request: SignedInRequest, form: OwnDataForm | LanguageForm | None = None) -> HttpResponse:
    now = timezone.now()
    participant = own_participant(request)
    own = _sign_ups(participant, now) if participant else []
    link = calendar_links.link_for(user=request.user)
    path = reverse("calendar:me", args=[link.token])
    memberships = _memberships(request, now)
    return render(
        request,
        "cohorts/me.html",
        {
            "participant": participant,
            "sign_ups": own,
            "balances": [one for one in own if one.balance and one.balance.has_plan],
            "rows": _rows(own, now),
            "memberships": memberships,
            "today": timezone.localdate(now),
            "works": any(one.since <= timezone.localdate(now) for one in memberships),
            "teaches": SessionTrainer.objects.filter(user=request.user).exists(),
            "calendar": request.build_absolute_uri(path),
            "webcal": webcal(request, path),
            "form": form or _data_form(request, participant),
        },
    )


def _memberships(request: SignedInRequest, now: datetime) -> list[Membership]:
    """Where I work, today or from a day that is already settled."""
    return list(
        Membership.objects.filter(
            Q(until=None) | Q(until__gte=timezone.localdate(now)), user=request.user
        )
        .select_related("carrier", "deputy_for__user")
        .order_by("carrier__name", "since")
    )


def _sign_ups(participant: Participant, now: datetime) -> list[OwnSignUp]:
    found = list(
        participant.sign_ups.active()
        .select_related("cohort__organiser", "session", "participant")
        .order_by("queued_at", "pk")
    )
    balances = balance.of_sign_ups(
        [one for one in found if one.state == SignUp.State.CONFIRMED], now=now
    )
    ranks = seats.ranks(found)
    return [
        OwnSignUp(one, result_link(one), ranks.get(one.pk, 0), balances.get(one.pk))
        for one in found
    ]


def _rows(own: list[OwnSignUp], now: datetime) -> list[Row]:
    """The next sessions in which I hold a confirmed seat, each with the way to sign off."""
    confirmed = [one for one in own if one.sign_up.state == SignUp.State.CONFIRMED]
    by_session = {one.sign_up.session_id: one.link for one in confirmed if one.sign_up.session_id}
    by_cohort = {one.sign_up.cohort_id: one.link for one in confirmed if not one.sign_up.session_id}
    if not confirmed:
        return []
    upcoming = rows.with_parts(
        Session.objects.filter(Q(pk__in=by_session) | Q(cohort__in=by_cohort)).upcoming(now)
    ).order_by("starts_at", "pk")[:NEXT_DATES]
    return [
        replace(
            row,
            action=_("Sign off"),
            action_url=by_session.get(row.session.pk) or by_cohort[row.session.cohort_id],
        )
        for row in rows.rows(upcoming)
    ]


def _data_form(
    request: SignedInRequest, participant: Participant | None
) -> OwnDataForm | LanguageForm:
    data = request.POST if request.method == "POST" else None
    initial = {"language": request.user.language}
    if participant is None:
        return LanguageForm(data, initial=initial)
    return OwnDataForm(data, initial=initial | {"full_name": participant.full_name})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: SignedInRequest) -> HttpResponse:
    """Change my name and the language of my mails."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("cohorts:me"))
    participant = own_participant(request)
    form = _data_form(request, participant)
    if not form.is_valid():
        return _page(request, form)
    people.change_own_data(
        user=request.user, participant=participant, now=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("Your details are saved."))
    return HttpResponseRedirect(reverse("cohorts:me"))


@login_required
@never_cache
@require_POST
def renew_calendar(request: SignedInRequest) -> HttpResponse:
    """A new private calendar address; the old one answers no more."""
    link = get_object_or_404(CalendarLink, user=request.user, contents=CalendarLink.Contents.ALL)
    calendar_links.renew_link(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("You have a new calendar link. The old one no longer works."))
    return HttpResponseRedirect(reverse("cohorts:me") + "#kalender")
