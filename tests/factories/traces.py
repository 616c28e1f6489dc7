"""Somebody who has left a trace in every place, written in words that nobody mistakes."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone
from wagtail.models import APIToken, Comment, CommentReply, Page, PageSubscription
from wagtail.users.models import UserProfile

from cohorts.domain import attendance, messages, people, sign_up, traces
from cohorts.models import (
    AbsenceNotice,
    CalendarLink,
    Cohort,
    Consent,
    Consultation,
    Invitation,
    Message,
    Participant,
    PersonalLink,
    Retention,
    Session,
)
from home.models import BarrierReport
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_segment,
    make_session,
    make_sign_up,
)
from tests.factories.curriculum import make_edition
from tests.factories.home import make_home_page

NAME = "Zitronella Quastenflosser"
EMAIL = "zitronella@quastenflosser.example.org"
OLD_NAME = "Zitronella Dudelsack"
WORDS = ("quastenflosser", "zitronella", "dudelsack", "kummerspeck")
YESTERDAY = NOW - timedelta(days=1)


@dataclass(frozen=True)
class Trail:
    """The person, and the courses where the traces are."""

    person: Participant
    future: Cohort
    past: Session
    coordinator: Any
    waiting: Participant


def leave_traces(person: Participant, future: Cohort) -> Trail:
    """Everything that can be about a learner with an account who has a seat in `future`."""
    coordinator = make_coordinator(future.organiser)
    past = _a_past_session(person, coordinator)
    waiting = make_participant()
    make_sign_up(future, waiting, state="waiting")
    _own_rows(person, past, coordinator)
    _own_account(person.user)
    people.change_own_data(
        user=person.user, participant=person, now=NOW, language="ar", full_name=OLD_NAME
    )
    people.change_own_data(
        user=person.user, participant=person, now=NOW, language="en", full_name=NAME
    )
    Participant.objects.filter(pk=person.pk).update(name_confirmed_at=NOW)
    person.refresh_from_db()
    return Trail(person, future, past, coordinator, waiting)


def _a_past_session(person: Participant, coordinator: Any) -> Session:
    """Admitted beyond capacity, attended, corrected, named in the note."""
    cohort = make_cohort(capacity=0, organiser=make_carrier(), title="Vom letzten Jahr")
    past = make_session(cohort, starts_at=NOW - timedelta(days=30))
    make_segment(past, minutes=90)
    sign_up.admit(
        participant=person,
        cohort=cohort,
        by=coordinator,
        now=NOW - timedelta(days=31),
        reason="Kummerspeck: dolmetscht",
    )
    row = attendance.mark(
        session=past,
        participant=person,
        state="present",
        seen=None,
        by=coordinator,
        now=past.ends_at,
    )
    attendance.close(session=past, by=coordinator, now=past.ends_at)
    attendance.correct(
        session=past,
        participant=person,
        state="partly",
        late_minutes=30,
        reason="Kummerspeck kam später",
        seen=row.at,
        by=coordinator,
        now=past.ends_at + timedelta(days=1),
    )
    note = f"Frau {NAME} hat den Schlüssel."
    Session.objects.filter(pk=past.pk).update(status_note=note, vevent=f"DESCRIPTION:{note}")
    past.refresh_from_db()
    return past


def _own_rows(person: Participant, past: Session, staff: Any) -> None:
    person.of_age_on, person.name_confirmed_at = NOW.date(), NOW
    person.restricted_since, person.sort_name = None, "Quastenflosser, Zitronella"
    person.save()
    make_affiliation(person, make_carrier())
    AbsenceNotice.objects.create(session=past, participant=person, at=NOW)
    PersonalLink.objects.create(
        participant=person,
        made_by=staff,
        made_at=NOW,
        last_used_at=NOW,
        code="ZITRONELLA2345678999",
    )
    Consent.objects.create(
        participant=person, kind="photos", given_on=NOW.date(), seen_by=staff, withdrawn_at=NOW
    )
    Retention.objects.create(
        participant=person,
        until=YESTERDAY.date(),
        reason="Kummerspeck: Verwendungsnachweis",
        set_by=staff,
        set_at=YESTERDAY,
    )
    Invitation.objects.create(
        carrier=make_carrier(),
        role="trainer",
        email=EMAIL,
        name=NAME,
        since=NOW.date(),
        invited_at=NOW,
        answered_at=NOW,
        state="declined",
    )
    BarrierReport.objects.create(
        text=f"Ich bin {NAME} und sehe das Bild nicht.", page="/", email=EMAIL, reported_at=NOW
    )
    messages.queue(kind="signed_off", occasion="zitronella", participant=person, now=NOW)
    person.sign_ups.update(agreed_at=NOW)


def _own_account(user: Any) -> None:
    """What Django, allauth and Wagtail keep beside an account."""
    page = make_home_page()
    editing, form_state = (
        apps.get_model("wagtailadmin", name) for name in ("EditingSession", "FormState")
    )
    kind = ContentType.objects.get_for_model(Page)
    user.last_login = timezone.now()
    user.name = NAME
    user.save()
    user.groups.add(Group.objects.create(name="Gruppe"))
    user.user_permissions.add(Permission.objects.first())
    address, _made = EmailAddress.objects.get_or_create(user=user, email=EMAIL)
    EmailConfirmation.objects.create(email_address=address, key="zitronella", sent=NOW)
    CalendarLink.objects.create(
        user=user, contents="learning", label="Zitronellas Telefon", last_fetched=NOW
    )
    Message.objects.create(
        kind="signed_off", occasion="zitronella", user=user, created_at=NOW, not_before=NOW
    )
    Consultation.objects.create(
        edition=make_edition("2099"), trainer=user, until=NOW.date(), opened_at=NOW
    )
    UserProfile.objects.create(
        user=user, avatar=ContentFile(b"Quastenflosser", name="zitronella.png")
    )
    editing.objects.create(user=user, content_type=kind, object_id="1", last_seen_at=NOW)
    form_state.objects.create(
        user=user,
        content_type=kind,
        object_id="1",
        data={"name": NAME},
        last_updated_at=NOW,
    )
    APIToken.objects.create(user=user, name=NAME, key_hash="0" * 64, prefix="zitro")
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    if apps.is_installed("allauth.mfa"):
        apps.get_model("mfa", "Authenticator").objects.create(
            user=user, type="totp", data={"secret": NAME}, last_used_at=NOW
        )
    comment = Comment.objects.create(page=page, user=user, text=NAME, contentpath="lead")
    CommentReply.objects.create(comment=comment, user=user, text=NAME)


# --- Looking everywhere -----------------------------------------------------------------------


def places_with(*words: str) -> list[str]:
    """Every place of the whole house in which one of the words stands."""
    return sorted({*_tables_with(words), *_sign_ins_with(words), *_files_with(words)})


def _tables_with(words: tuple[str, ...]) -> set[str]:
    """Every column of every table, whoever made it: read from the database itself."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if _holds(value, words):
                        found.add(f"{table}.{name}")
    return found


def _holds(value: Any, words: tuple[str, ...]) -> bool:
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", "replace")
    text = str(value).lower()
    return any(word in text for word in words)


def _sign_ins_with(words: tuple[str, ...]) -> set[str]:
    return {"sign-in" for sign_in in traces.sign_ins() if _holds(sign_in.get_decoded(), words)}


def _files_with(words: tuple[str, ...], folder: str = "") -> set[str]:
    folders, files = default_storage.listdir(folder)
    found = set()
    for name in files:
        path = f"{folder}/{name}".strip("/")
        with default_storage.open(path) as file:
            if _holds(path, words) or _holds(file.read(), words):
                found.add(path)
    for name in folders:
        found |= _files_with(words, f"{folder}/{name}".strip("/"))
    return found
