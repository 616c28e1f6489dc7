"""Signing up on the page of a course or a session, and what happens when the code is entered."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from cohorts import drafts
from cohorts.domain import people, seats, sign_up, sign_up_links
from cohorts.drafts import Draft
from cohorts.forms import NameForm, SignUpForm
from cohorts.models import Cohort, Participant, Session, SignUp

if TYPE_CHECKING:
    from home.models import User

RESULT = "sign_up_result"


@dataclass(frozen=True, slots=True)
class SignUpBox:
    """The box beside a course or a session: its seats, and what this visitor can do."""

    cohort: Cohort
    session: Session | None
    seats: seats.Seats
    sign_up: SignUp | None
    closed: str
    form: forms.Form | None

    @property
    def address(self) -> str:
        return (self.session or self.cohort).get_absolute_url()

    @property
    def link(self) -> str:
        """Where somebody who is already in sees and changes the own sign-up."""
        return result_link(self.sign_up) if self.sign_up else ""

    @property
    def is_open(self) -> bool:
        return not self.closed


def result_link(of: SignUp) -> str:
    return reverse("cohorts:sign_up_by_link", args=[sign_up_links.token(of)])


def own_participant(request: HttpRequest) -> Participant | None:
    if not request.user.is_authenticated:
        return None
    return Participant.objects.filter(user=request.user).first()


def box(
    request: HttpRequest, cohort: Cohort, session: Session | None, *, now: datetime
) -> SignUpBox:
    """The box as this visitor finds it, with the form refilled from what was typed before."""
    participant = own_participant(request)
    active = None
    if participant is not None:
        active = seats.active_sign_up(participant, cohort, session)
        if active is None and session is not None:
            active = _member(participant, cohort)
    closed = ""
    try:
        seats.refuse_unless_open(cohort, session, seats.dates_of(cohort, session), now)
    except ValidationError as error:
        closed = error.messages[0]
    return SignUpBox(
        cohort=cohort,
        session=session,
        seats=seats.seats(cohort, session),
        sign_up=active,
        closed=closed,
        form=_form(
            request,
            participant,
            (session or cohort).get_absolute_url(),
            certificate=cohort.programme_id is not None,
        ),
    )


def _member(participant: Participant, cohort: Cohort) -> SignUp | None:
    """The sign-up for the whole course, if it holds a seat: it is valid for each session, too."""
    member = seats.active_sign_up(participant, cohort)
    return member if member and member.state in SignUp.HOLDING else None


def _form(
    request: HttpRequest, participant: Participant | None, address: str, *, certificate: bool
) -> forms.Form | None:
    data = request.POST if request.method == "POST" else None
    draft = drafts.load(request)
    typed = draft.fields(address) if draft else {}
    if not request.user.is_authenticated:
        form: NameForm = SignUpForm(data, initial=typed)
    elif participant is None:
        form = NameForm(data, initial={"full_name": typed.get("full_name") or request.user.name})
    else:
        return None  # one button
    if not certificate:
        form.fields["full_name"].help_text = ""
    return form


def submit(request: HttpRequest, box: SignUpBox, *, now: datetime) -> HttpResponse | None:
    """Take the seat, or mail the code first. None: the page is shown again with what is wrong."""
    if box.sign_up is not None:
        return HttpResponseRedirect(box.link)
    if not box.is_open:
        return None
    typed = _keep_what_was_typed(request, box)
    user = request.user
    if box.form is not None and not box.form.is_valid():
        return None
    if user.is_authenticated:
        return _take(request, typed, box.cohort, box.session, user=user, now=now)
    try:
        response: HttpResponse = get_adapter(request).mail_code(
            request, email=typed.email, next_url=box.address
        )
    except ValidationError as error:
        if box.form is not None:
            box.form.add_error("email", error)
        return None
    return response


def _keep_what_was_typed(request: HttpRequest, box: SignUpBox) -> Draft:
    """Right or wrong: nothing that was typed gets lost on the way."""
    form = box.form
    is_complete = form is not None and form.is_valid()
    cleaned = form.cleaned_data if form else {}
    typed = Draft(
        address=box.address,
        title=(box.session or box.cohort).title,
        cohort=box.cohort.pk,
        session=box.session.pk if box.session else None,
        full_name=cleaned.get("full_name") or request.POST.get("full_name", ""),
        email=cleaned.get("email") or request.POST.get("email", ""),
        of_age_on=day.isoformat() if (day := cleaned.get("of_age_on")) else "",
        consent=bool(cleaned.get("consent")),
        awaits_code=is_complete,
    )
    drafts.save(request, typed)
    request.session.pop(RESULT, None)
    return typed


def _take(
    request: HttpRequest,
    typed: Draft,
    cohort: Cohort,
    session: Session | None,
    *,
    user: "User",
    now: datetime,
) -> HttpResponse:
    """Through the door; then to the page that shows what came of it.

    Nobody comes here without having agreed to the use of the details: by the tick of the form, or
    by the button under which it stands.
    """
    of_age_on = date.fromisoformat(typed.of_age_on) if typed.of_age_on else None
    try:
        participant = people.participant_for(
            user=user, full_name=typed.full_name, of_age_on=of_age_on, now=now
        )
        taken = seats.active_sign_up(participant, cohort, session) or sign_up.request_seat(
            participant=participant,
            cohort=cohort,
            session=session,
            source=SignUp.Source.WEB,
            agreed_at=now,
            by=user,
            now=now,
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return HttpResponseRedirect(typed.address)
    drafts.drop(request)
    address = result_link(taken)
    request.session[RESULT] = address
    return HttpResponseRedirect(address)


def draft(request: HttpRequest) -> Draft | None:
    """The sign-up that waits for a code in this browser."""
    kept = drafts.load(request)
    return kept if kept and kept.awaits_code else None


def result_address(request: HttpRequest) -> str:
    """Where the last sign-up of this browser led, for whoever presses twice."""
    return str(request.session.get(RESULT, ""))


def complete(request: HttpRequest, *, user: "User", email: str) -> HttpResponse | None:
    """The code was entered: take the seat that was asked for under this address, if there is one.

    Whoever signs in under another address finds the form filled in and decides anew.
    """
    kept = draft(request)
    if kept is None or kept.email != email:
        return None
    cohort = Cohort.objects.reachable().filter(pk=kept.cohort).first()
    session = None
    if kept.session is not None and cohort is not None:
        session = cohort.sessions.filter(pk=kept.session).first()
    if cohort is None or (kept.session is not None and session is None):
        return None  # taken off the public pages in the meantime; the page itself says so
    return _take(request, kept, cohort, session, user=user, now=timezone.now())
