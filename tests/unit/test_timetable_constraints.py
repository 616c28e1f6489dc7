"""The database itself refuses what no deed would write. Every case goes around the deeds."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from cohorts.domain import calendar_links
from cohorts.models import (
    CalendarLink,
    Carrier,
    Cohort,
    CohortModule,
    Membership,
    Place,
    Segment,
    Session,
    SessionTrainer,
)
from tests.factories.timetable import (
    NOW,
    make_carrier,
    make_draft,
    make_module,
    make_place,
    make_programme,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db


def refused(constraint: str, model: type[models.Model], **row: Any) -> None:
    """The row cannot be written, and it is this constraint that says so."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        model._default_manager.create(**row)
    # PostgreSQL and SQLite name a constraint; of a unique field SQLite names table and column.
    assert constraint in str(error.value)


def spoiled(constraint: str, row: models.Model, **values: Any) -> None:
    """The row cannot be changed this way, and it is this constraint that says so."""
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**values)
    assert constraint in str(error.value)


# --- Sessions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [0, -1, -60])
def test_session_ends_after_it_starts(minutes: int) -> None:
    session = make_session()
    end = session.starts_at + timedelta(minutes=minutes)

    spoiled("cohorts_session_ends_after_start", session, ends_at=end)


@pytest.mark.parametrize("status", ["", "CONFIRMED", "perhaps"])
def test_session_status_is_known(status: str) -> None:
    spoiled("cohorts_session_status_known", make_session(), status=status)


@pytest.mark.parametrize("field", ["guest_capacity", "sequence"])
def test_session_counts_from_zero(field: str) -> None:
    spoiled(field, make_session(), **{field: -1})


def test_session_identity_is_unique() -> None:
    spoiled("uuid", make_session(), uuid=make_session().uuid)


def test_room_in_use_is_not_deleted() -> None:
    place = make_place()
    make_session(place=place)

    with pytest.raises(ProtectedError):
        place.delete()


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"minutes": 0}, "cohorts_segment_minutes_positive"),
        ({"minutes": 1441}, "cohorts_segment_minutes_positive"),
        ({"minutes": -45}, "minutes"),
        ({"kind": "nap"}, "cohorts_segment_kind_known"),
        ({"kind": ""}, "cohorts_segment_kind_known"),
        ({"position": -1}, "position"),
    ],
)
def test_segment_has_a_kind_a_place_and_minutes(values: dict[str, Any], constraint: str) -> None:
    segment = make_session().segments.get()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Segment.objects.filter(pk=segment.pk).update(**values)


def test_break_has_no_module() -> None:
    segment = make_session().segments.get()

    spoiled("cohorts_segment_break_without_module", segment, kind="break", module=make_module())


def test_position_in_a_session_is_taken_once() -> None:
    session = make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        Segment.objects.create(session=session, position=1, minutes=5)
    assert Segment.objects.create(session=session, position=2, minutes=5).position == 2
    assert make_session().segments.get().position == 1


@pytest.mark.parametrize("both", [True, False])
def test_trainer_is_a_user_or_a_name(*, both: bool) -> None:
    row = {"user": make_user(), "name": "Gast"} if both else {"user": None, "name": ""}

    refused("cohorts_sessiontrainer_user_or_name", SessionTrainer, session=make_session(), **row)


def test_trainer_teaches_a_session_once_but_guests_may_share_a_name() -> None:
    trainer = make_user()
    session = make_session(trainers=[trainer, "Gast"])

    with pytest.raises(IntegrityError), transaction.atomic():
        SessionTrainer.objects.create(session=session, user=trainer)
    SessionTrainer.objects.create(session=session, name="Gast")
    assert make_session(trainers=[trainer]).trainers.count() == 1


def test_trainer_who_taught_is_not_deleted() -> None:
    trainer = make_user()
    make_session(trainers=[trainer])

    with pytest.raises(ProtectedError):
        trainer.delete()


# --- Cohorts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"rule_percent": 0}, "cohorts_cohort_percent_1_to_100"),
        ({"rule_percent": 101}, "cohorts_cohort_percent_1_to_100"),
        ({"rule_min_minutes": 10, "rule_max_minutes": 9}, "cohorts_cohort_range_in_order"),
        ({"rule_min_minutes": 0, "rule_max_minutes": 9}, "cohorts_cohort_range_in_order"),
        ({"kind": "party"}, "cohorts_cohort_choices_known"),
        ({"visibility": "everyone"}, "cohorts_cohort_choices_known"),
        ({"state": "open"}, "cohorts_cohort_choices_known"),
        ({"capacity": -1}, "capacity"),
        ({"rule_make_up_months": -1}, "rule_make_up_months"),
    ],
)
def test_cohort_keeps_its_rules_in_range(values: dict[str, Any], constraint: str) -> None:
    spoiled(constraint, make_draft(), **values)


@pytest.mark.parametrize("known", ["rule_min_minutes", "rule_max_minutes"])
def test_range_of_a_cohort_has_two_ends_or_none(known: str) -> None:
    spoiled("cohorts_cohort_range_in_order", make_draft(), **{known: 900})


def test_event_has_no_programme() -> None:
    event = make_draft(kind="event")

    spoiled("cohorts_cohort_event_without_programme", event, programme=make_programme())


@pytest.mark.parametrize("field", ["uuid", "slug"])
def test_cohort_has_an_identity_and_an_address_of_its_own(field: str) -> None:
    spoiled(field, make_draft(), **{field: getattr(make_draft(), field)})


def test_module_stands_once_in_a_cohort_and_cannot_be_deleted() -> None:
    module = make_module()
    row = {
        "cohort": make_draft(),
        "module": module,
        "revision": module.live_revision,
        "planned_minutes": 90,
    }
    CohortModule.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        CohortModule.objects.create(**row)
    with pytest.raises(ProtectedError):
        module.delete()


@pytest.mark.parametrize("field", ["planned_minutes", "position"])
def test_pinned_minutes_and_position_are_not_negative(field: str) -> None:
    row = {"cohort": make_draft(), "module": make_module(), "planned_minutes": 0} | {field: -1}

    refused(field, CohortModule, **row)


# --- Carriers ---------------------------------------------------------------------------------


def test_carrier_has_a_name_of_its_own_and_organises() -> None:
    carrier = make_carrier(name="Verein")
    make_draft(organiser=carrier)

    refused("name", Carrier, name="Verein")
    with pytest.raises(ProtectedError):
        carrier.delete()


def test_there_is_one_centre() -> None:
    make_carrier(is_centre=True)
    other = make_carrier()

    with pytest.raises(IntegrityError), transaction.atomic():
        Carrier.objects.filter(pk=other.pk).update(is_centre=True)
    assert make_carrier().is_centre is False


def test_carrier_year_is_not_negative() -> None:
    spoiled("since", make_carrier(), since=-1)


def test_place_stands_once_per_carrier_and_town() -> None:
    place = make_place(name="Saal", town="Kassel")
    row = {"carrier": place.carrier, "name": "Saal", "town": "Kassel"}

    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.create(**row)
    for other in ({"town": "Gießen"}, {"name": "Küche"}, {"carrier": make_carrier()}):
        Place.objects.create(**row | other)
    assert Place.objects.count() == 4


def test_membership_does_not_end_before_it_begins() -> None:
    refused(
        "cohorts_membership_until_after_since",
        Membership,
        user=make_user(),
        carrier=make_carrier(),
        role="trainer",
        since=date(2026, 5, 2),
        until=date(2026, 5, 1),
    )


def test_membership_is_open_once_per_role() -> None:
    row = {"user": make_user(), "carrier": make_carrier(), "since": date(2026, 5, 1)}
    Membership.objects.create(**row, role="trainer")

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(**row, role="trainer")
    Membership.objects.create(**row, role="trainer", until=date(2026, 5, 1))
    Membership.objects.create(**row, role="coordinator")
    assert Membership.objects.count() == 3


# --- Calendar links ---------------------------------------------------------------------------


def test_link_is_one_per_person_and_contents() -> None:
    link = calendar_links.link_for(user=make_user())

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarLink.objects.create(user=link.user, contents=link.contents)


def test_no_two_links_share_an_address() -> None:
    link = calendar_links.link_for(user=make_user())

    refused("token", CalendarLink, user=make_user(), token=link.token)


def test_address_of_a_link_has_256_random_bits_and_dies_with_the_account() -> None:
    user = make_user()
    tokens = {
        calendar_links.link_for(user=user, contents=contents).token
        for contents in CalendarLink.Contents
    }

    assert [len(token) for token in tokens] == [43, 43, 43]
    user.delete()
    assert not CalendarLink.objects.exists()


def test_cohort_and_its_sessions_go_together() -> None:
    session = make_session(now=NOW)
    cohort: Cohort = session.cohort

    cohort.delete()

    assert not Session.objects.exists()
    assert not Segment.objects.exists()
