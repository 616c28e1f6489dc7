"""My area: how I stand, my dates, my sign-ups, my calendar, my data."""

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.domain import calendar_links, consents, consulted, people
from cohorts.forms import LanguageForm, OwnDataForm, languages
from cohorts.models import CalendarLink, Consent, Membership, Participant, SessionTrainer
from cohorts.views import found, own
from cohorts.views.addresses import webcal
from cohorts.views.requests import SignedInRequest
from cohorts.views.sign_up import own_participant


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def me(request: SignedInRequest) -> HttpResponse:
    return _page(request)


def _page(request: SignedInRequest, form: OwnDataForm | LanguageForm | None = None) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    participant = own_participant(request)
    sign_ups = own.sign_ups(participant, now) if participant else []
    link = calendar_links.link_for(user=request.user)
    path = reverse("calendar:me", args=[link.token])
    memberships = _memberships(request, now)
    drafts = consulted.drafts(request.user, today)
    return render(
        request,
        "cohorts/me.html",
        {
            "participant": participant,
            "found": found.count(request),
            "waiting": [draft for draft in drafts if draft.may_remark],
            "was_asked": bool(drafts),
            "sign_ups": sign_ups,
            "asked": own.asked(participant, now) if participant else [],
            "balances": [one for one in sign_ups if one.balance and one.balance.has_plan],
            "rows": own.dates(participant, sign_ups, now, may_sign_off=True) if participant else [],
            "is_minor": participant is not None and consents.is_minor(participant, today),
            "lacks_guardian": (
                participant is not None and consents.lacks_guardian(participant, today)
            ),
            "photos": participant is not None
            and participant.pk in consents.photos_allowed([participant], today),
            "memberships": memberships,
            "today": today,
            "works": any(one.since <= today for one in memberships),
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


def _data_form(
    request: SignedInRequest, participant: Participant | None
) -> OwnDataForm | LanguageForm:
    data = request.POST if request.method == "POST" else None
    spoken = request.user.language
    initial = {"language": spoken if spoken in dict(languages()) else settings.LANGUAGE_CODE}
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
def my_name(request: SignedInRequest) -> HttpResponse:
    """Yes, this is how my name shall stand on the certificate."""
    try:
        people.confirm_name(
            participant=_own_or_404(request),
            full_name=request.POST.get("full_name", ""),
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(
            request, _("Thank you. This is how your name will appear on the certificate.")
        )
    return HttpResponseRedirect(reverse("cohorts:me"))


@login_required
@never_cache
@require_POST
def my_absence(request: SignedInRequest) -> HttpResponse:
    """I cannot come, or I can come after all."""
    worked, sentence = own.say_whether_one_comes(
        request.POST.get("deed", ""),
        participant=_own_or_404(request),
        by=request.user,
        now=timezone.now(),
    )
    (messages.success if worked else messages.error)(request, sentence)
    return HttpResponseRedirect(reverse("cohorts:me") + "#termine")


@login_required
@never_cache
@require_POST
def my_photos(request: SignedInRequest) -> HttpResponse:
    """Agree to photos, or take it back."""
    participant, now = _own_or_404(request), timezone.now()
    try:
        if request.POST.get("deed") == "agree":
            consents.record(
                participant=participant,
                kind=Consent.Kind.PHOTOS,
                given_on=timezone.localdate(now),
                by_guardian=False,
                by=request.user,
                now=now,
            )
        else:
            consents.withdraw(
                participant=participant, kind=Consent.Kind.PHOTOS, by=request.user, now=now
            )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Your details are saved."))
    return HttpResponseRedirect(reverse("cohorts:me") + "#fotos")


@login_required
@never_cache
@require_POST
def renew_calendar(request: SignedInRequest) -> HttpResponse:
    """A new private calendar address; the old one answers no more."""
    link = get_object_or_404(CalendarLink, user=request.user, contents=CalendarLink.Contents.ALL)
    calendar_links.renew_link(link=link, by=request.user, now=timezone.now())
    messages.success(request, _("You have a new calendar link. The old one no longer works."))
    return HttpResponseRedirect(reverse("cohorts:me") + "#kalender")


def _own_or_404(request: SignedInRequest) -> Participant:
    participant = own_participant(request)
    if participant is None:
        raise Http404
    return participant
