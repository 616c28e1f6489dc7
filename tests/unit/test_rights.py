"""The table of rights is whole, and what it grants is what the QuerySets give."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from cohorts.models import (
    Attendance,
    Cohort,
    Consent,
    Membership,
    Message,
    Participant,
    Session,
    SignUp,
)
from cohorts.models.rights import TABLE, Action, Relation, granted
from cohorts.models.scoped import ScopedQuerySet
from tests.factories.attendance import make_attendance
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)

ON = NOW.date()
MODELS = list(apps.get_app_config("cohorts").get_models())
# Pages have Wagtail's rights, the log its own manager; a calendar link is found by its token.
ELSEWHERE = {
    "CalendarLink",
    "CarrierSection",
    "LogEntry",
    "MeetingIndexPage",
    "MeetingPage",
    "MeetingSeriesPage",
    "SectionApproval",
    "SectionIndexPage",
}
# Whoever holds these has no account, or no screen in the admin.
WITHOUT_ROWS = {Relation.SUBSTITUTE, Relation.THEMSELVES}
ON_ROWS = {Action.VIEW, Action.CHANGE, Action.MARK, Action.CORRECT}


def scoped_models() -> list[type[models.Model]]:
    return [m for m in MODELS if isinstance(m._default_manager.all(), ScopedQuerySet)]


def test_every_model_stands_in_the_table_and_nothing_else() -> None:
    assert set(TABLE) == {model.__name__ for model in MODELS}


def test_every_model_is_scoped_by_the_table_or_named_as_an_exception() -> None:
    assert {m.__name__ for m in MODELS} - {m.__name__ for m in scoped_models()} == ELSEWHERE


@pytest.mark.django_db
@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_relation_that_is_granted_rows_names_them(model: type[models.Model]) -> None:
    held = model._default_manager.all().held(make_user(), ON)

    granting = {
        relation for relation, actions in TABLE[model.__name__].items() if actions & ON_ROWS
    }
    assert granting - WITHOUT_ROWS - held.keys() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_nobody_without_a_relation_sees_a_row(model: type[models.Model]) -> None:
    stranger = make_user(is_superuser=True)
    session = make_session()
    make_attendance(session, make_participant())
    make_sign_up(session.cohort)
    make_coordinator(session.cohort.organiser)

    for rows in (model._default_manager.visible_to, model._default_manager.editable_by):
        assert list(rows(stranger, ON)) == []
        assert list(rows(AnonymousUser(), ON)) == []


@pytest.mark.django_db
def test_each_relation_to_a_cohort_gives_its_rows_and_no_others() -> None:
    carrier, other = make_carrier(), make_carrier()
    organiser, sender = make_coordinator(carrier), make_coordinator(other)
    centre = make_coordinator(make_carrier(is_centre=True))
    cohort = make_cohort(organiser=carrier)
    session, another = make_session(cohort), make_session(cohort)
    trainer = make_trainer(session)
    make_trainer(another)
    elsewhere = make_session()
    person, guest = make_participant(), make_participant()
    make_affiliation(person, other)
    seat = make_sign_up(cohort, person)
    make_sign_up(cohort, guest)

    def sees(user: object) -> tuple[object, ...]:
        return (
            set(Cohort.objects.visible_to(user, ON)),
            set(Session.objects.visible_to(user, ON)),
            set(Participant.objects.visible_to(user, ON)),
            Cohort.objects.editable_by(user, ON).count(),
        )

    assert sees(organiser) == ({cohort}, {session, another}, {person, guest}, 1)
    assert sees(sender) == ({cohort}, {session, another}, {person}, 0)
    assert sees(trainer) == ({cohort}, {session}, set(), 0)
    assert sees(centre) == (
        {cohort, elsewhere.cohort},
        {session, another, elsewhere},
        set(),
        0,
    )
    assert list(SignUp.objects.visible_to(sender, ON)) == [seat]
    assert list(SignUp.objects.visible_to(centre, ON)) == []


@pytest.mark.django_db
def test_sign_up_that_names_a_carrier_is_of_that_carrier_only() -> None:
    named, former = make_carrier(), make_carrier()
    person = make_participant()
    make_affiliation(person, former)
    sign_up = make_sign_up(make_cohort(), person, carrier=named)

    assert list(SignUp.objects.visible_to(make_coordinator(named), ON)) == [sign_up]
    assert list(SignUp.objects.visible_to(make_coordinator(former), ON)) == []


@pytest.mark.django_db
def test_deputy_has_the_rights_of_a_coordinator_until_the_last_day() -> None:
    cohort = make_cohort()
    deputy = make_user()
    lead = make_coordinator(cohort.organiser).memberships.get()
    Membership.objects.create(
        user=deputy,
        carrier=cohort.organiser,
        role=Membership.Role.COORDINATOR,
        since=ON,
        until=ON + timedelta(days=6),
        deputy_for=lead,
    )

    assert list(Cohort.objects.editable_by(deputy, ON + timedelta(days=6))) == [cohort]
    assert list(Cohort.objects.visible_to(deputy, ON + timedelta(days=7))) == []


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["restricted_since", "erased_at"])
def test_person_who_asked_for_erasure_is_hidden_from_everybody(field: str) -> None:
    cohort = make_cohort()
    coordinator = make_coordinator(cohort.organiser)
    gone, here = make_participant(**{field: NOW}), make_participant()
    for person in (gone, here):
        make_affiliation(person, cohort.organiser)
        make_sign_up(cohort, person)
        make_attendance(make_session(cohort), person)
        Consent.objects.create(participant=person, kind="photos", given_on=ON)
        Message.objects.create(
            kind="letter",
            occasion="letter",
            participant=person,
            sign_up=person.sign_ups.get(),
            created_at=NOW,
            not_before=NOW,
        )

    assert list(Participant.objects.visible_to(coordinator, ON)) == [here]
    assert list(Participant.objects.editable_by(coordinator, ON)) == [here]
    for model in (SignUp, Attendance, Consent, Message):
        assert [row.participant for row in model.objects.visible_to(coordinator, ON)] == [here]


@pytest.mark.django_db
def test_attendance_is_marked_by_trainer_and_organiser_and_corrected_by_the_organiser() -> None:
    session = make_session()
    organiser, trainer = make_coordinator(session.cohort.organiser), make_trainer(session)
    sender = make_coordinator(make_carrier())
    person = make_participant()
    make_affiliation(person, sender.memberships.get().carrier)
    make_sign_up(session.cohort, person)
    row = make_attendance(session, person)

    assert list(Session.objects.listed_by(organiser, ON)) == [session]
    assert list(Session.objects.listed_by(trainer, ON)) == [session]
    assert list(Session.objects.listed_by(sender, ON)) == []
    assert list(Session.objects.correctable_by(organiser, ON)) == [session]
    assert list(Session.objects.correctable_by(trainer, ON)) == []
    assert list(Attendance.objects.visible_to(sender, ON)) == [row]


def test_granted_joins_what_several_relations_allow() -> None:
    assert granted("Session", Relation.TRAINER, Relation.ORGANISER) == {
        Action.VIEW,
        Action.ADD,
        Action.CHANGE,
        Action.ONLINE,
    }
    assert granted("Place", Relation.CENTRE) == set()
