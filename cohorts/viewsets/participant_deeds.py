"""What a coordinator does for one of her people: personal link, consents."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import consents, personal_links
from cohorts.models import Consent, Participant, PersonalLink
from cohorts.viewsets.deed_form import DayInput
from cohorts.viewsets.deed_views import Deed, DeedQuestion

if TYPE_CHECKING:
    from home.models import User

Kind = Consent.Kind


class GivenOn(DeedQuestion):
    given_on = forms.DateField(
        label=_("Date on the paper"), widget=DayInput(), initial=timezone.localdate
    )


def has_link(person: Participant) -> bool:
    return PersonalLink.objects.filter(participant=person).exists()


def has_standing(person: Participant, kind: str) -> bool:
    return person.consents.filter(kind=kind, withdrawn_at=None).exists()


def is_minor(person: Participant) -> bool:
    return consents.is_minor(person, timezone.localdate())


def make_link(person: Participant, *, by: "User", now: datetime) -> None:
    personal_links.link_for(participant=person, by=by, now=now)


def renew_link(person: Participant, *, by: "User", now: datetime) -> None:
    personal_links.renew(participant=person, by=by, now=now)


def guardian_agrees(person: Participant, *, by: "User", now: datetime, given_on: date) -> None:
    consents.record(
        participant=person,
        kind=Kind.TAKING_PART,
        given_on=given_on,
        by_guardian=True,
        by=by,
        now=now,
    )


def guardian_withdraws(person: Participant, *, by: "User", now: datetime) -> None:
    consents.withdraw(participant=person, kind=Kind.TAKING_PART, by=by, now=now)


def photos_allowed(person: Participant, *, by: "User", now: datetime, given_on: date) -> None:
    consents.record(
        participant=person,
        kind=Kind.PHOTOS,
        given_on=given_on,
        by_guardian=consents.is_minor(person, given_on),
        by=by,
        now=now,
    )


def no_photos(person: Participant, *, by: "User", now: datetime) -> None:
    consents.withdraw(participant=person, kind=Kind.PHOTOS, by=by, now=now)


PERSON_DEEDS = (
    Deed(
        key="personal_link",
        label=_("Make a personal link"),
        question=_(
            "For somebody without e-mail. With a code on paper the person sees the own dates and "
            "can say: I cannot come. Afterwards you can print the letter."
        ),
        act=make_link,
        is_open=lambda person: not has_link(person),
        icon="link",
    ),
    Deed(
        key="renew_personal_link",
        label=_("Renew the personal link"),
        question=_(
            "The person gets a new code. The old letter no longer works from now on; please print "
            "a new one."
        ),
        act=renew_link,
        is_open=has_link,
        icon="rotate",
    ),
    Deed(
        key="guardian_agrees",
        label=_("A parent or guardian agrees"),
        question=_(
            "You have seen the signed paper. Only the date is noted; the paper goes back to the "
            "family and is not stored. After that you can approve the sign-up."
        ),
        act=guardian_agrees,
        is_open=lambda person: is_minor(person) and not has_standing(person, Kind.TAKING_PART),
        form_class=GivenOn,
    ),
    Deed(
        key="guardian_withdraws",
        label=_("The parent or guardian takes the consent back"),
        question=_(
            "From now on this person gets no new seat. Seats that the person has already stay, and "
            "nobody is told. Do they no longer take part? Then please sign them off as well: you "
            "find their seats under “Sign-ups”."
        ),
        act=guardian_withdraws,
        is_open=lambda person: is_minor(person) and has_standing(person, Kind.TAKING_PART),
        icon="cross",
    ),
    Deed(
        key="photos_allowed",
        label=_("Photos are allowed"),
        question=_(
            "You have seen a signed paper: of the person, or of a parent or guardian as long as "
            "the person is not yet 18. Only the date is noted."
        ),
        act=photos_allowed,
        is_open=lambda person: not has_standing(person, Kind.PHOTOS),
        icon="image",
        form_class=GivenOn,
    ),
    Deed(
        key="no_photos",
        label=_("No photos any more"),
        question=_("From now on no photos are taken of this person."),
        act=no_photos,
        is_open=lambda person: has_standing(person, Kind.PHOTOS),
        icon="cross",
    ),
)
