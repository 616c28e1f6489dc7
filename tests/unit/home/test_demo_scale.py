"""The demo many times over: copies keep every rule that the pattern keeps."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Concat
from django.test import Client
from icalendar import Calendar
from pytest_django import DjangoDbBlocker

from cohorts.domain import presence
from cohorts.models import (
    Affiliation,
    Attendance,
    CalendarLink,
    Carrier,
    Cohort,
    CohortModule,
    LogEntry,
    Message,
    Segment,
    Session,
    SessionTrainer,
    SignUp,
)
from cohorts.models.participant import clean_name
from home.demo.names import NAMES, invented_names
from home.demo.towns import house_of
from home.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TODAY = date(2026, 11, 22)
COUNTED = [User, *apps.get_app_config("cohorts").get_models()]


@pytest.fixture(scope="module")
def sizes(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Counter]]:
    """The demo at scale 3, seeded once for all tests here; rows per table at scale 1, 2 and 3."""
    with django_db_blocker.unblock(), transaction.atomic():
        counted = []
        for scale in (1, 2, 3):
            call_command("demo", scale=scale, on=TODAY, verbosity=0)
            counted.append(rows_per_table())
        yield counted
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def grown(sizes: list[Counter]) -> None:
    """All tests here look at the demo at scale 3."""


def rows_per_table() -> Counter:
    return Counter({model.__name__: model._default_manager.count() for model in COUNTED})


def test_every_copy_has_as_many_rows_as_the_pattern(sizes: list[Counter]) -> None:
    once, twice, thrice = sizes

    assert thrice - twice == twice - once
    assert (twice - once)["Session"] == 39
    assert (twice - once)["Participant"] == 40


def test_same_scale_adds_nothing(sizes: list[Counter]) -> None:
    call_command("demo", scale=3, verbosity=0)
    call_command("demo", scale=2, verbosity=0)
    call_command("demo", verbosity=0)

    assert rows_per_table() == sizes[-1]


def test_carriers_that_are_missing_are_added(sizes: list[Counter]) -> None:
    call_command("demo", scale=5, verbosity=0)

    assert rows_per_table()["Carrier"] == sizes[-1]["Carrier"] + 2


def test_scale_below_one_is_refused() -> None:
    with pytest.raises(CommandError):
        call_command("demo", scale=0, verbosity=0)


def test_house_without_the_demo_is_left_alone() -> None:
    User.objects.update(email=Concat("email", Value(".org")))
    before = rows_per_table()

    call_command("demo", scale=4, verbosity=0)

    assert rows_per_table() == before


def copies() -> list[Carrier]:
    return list(Carrier.objects.filter(contact__startswith="kontakt-").order_by("pk"))


def test_each_carrier_has_cohorts_and_sign_ups_in_every_state() -> None:
    for carrier in copies():
        states = set(Cohort.objects.filter(organiser=carrier).values_list("state", flat=True))
        sign_ups = SignUp.objects.filter(cohort__organiser=carrier)
        assert states == set(Cohort.State.values)
        assert set(sign_ups.values_list("state", flat=True)) == set(SignUp.State.values)


def test_no_pool_holds_more_than_its_seats() -> None:
    held = Count("sign_ups", filter=Q(sign_ups__session=None, sign_ups__state__in=SignUp.HOLDING))
    guests = Count("guest_sign_ups", filter=Q(guest_sign_ups__state__in=SignUp.HOLDING))

    assert not Cohort.objects.annotate(held=held).filter(held__gt=F("capacity")).exists()
    assert not Session.objects.annotate(held=guests).filter(held__gt=F("guest_capacity")).exists()


def test_nobody_waits_where_a_seat_is_free() -> None:
    held = Count("sign_ups", filter=Q(sign_ups__session=None, sign_ups__state__in=SignUp.HOLDING))
    waiting = Cohort.objects.filter(
        pk__in=SignUp.objects.waiting().filter(session=None).values("cohort")
    )

    assert waiting.count() == 4  # two of the story and one of each carrier
    assert not waiting.annotate(held=held).filter(held__lt=F("capacity")).exists()


def test_closed_lists_are_complete_and_open_ones_have_no_result() -> None:
    closed = Session.objects.filter(closed_at__isnull=False, cohort__organiser__in=copies())

    for session in closed.prefetch_related("segments", "attendances"):
        pieces = presence.pieces_of(session.segments.all())
        rows = session.attendances.all()
        confirmed = SignUp.objects.filter(cohort=session.cohort_id, session=None).filter(
            state__in=[SignUp.State.CONFIRMED, SignUp.State.DROPPED_OUT]
        )
        assert {row.participant_id for row in rows} == {row.participant_id for row in confirmed}
        assert [row.counted_minutes for row in rows] == [
            presence.of_row(row, session, pieces).minutes for row in rows
        ]
        for segment in session.segments.all():
            assert (segment.taught is None) == (segment.module_id is None)
            assert (segment.taught_revision_id is None) == (segment.module_id is None)
    assert closed.count() == 2 * 12
    open_rows = Attendance.objects.filter(session__closed_at=None)
    assert not open_rows.filter(counted_minutes__isnull=False).exists()
    assert not Segment.objects.filter(session__closed_at=None, taught__isnull=False).exists()


def test_published_runs_are_pinned() -> None:
    runs = Cohort.objects.filter(programme__isnull=False).exclude(state=Cohort.State.DRAFT)

    assert not runs.filter(edition=None).exists()
    assert not CohortModule.objects.filter(revision=None).exists()
    for run in runs.filter(organiser__in=copies()):
        taught = Segment.objects.filter(session__cohort=run).exclude(module=None)
        pinned = run.cohort_modules.filter(planned_minutes__gt=0)
        assert set(taught.values_list("module", flat=True)) == set(
            pinned.values_list("module", flat=True)
        )


def test_copies_point_only_at_their_own_rows() -> None:
    for carrier in copies():
        number = carrier.contact.removesuffix("@kursbuch.example").rpartition("-")[2]
        ending = f"-{number}@kursbuch.example"
        learners = Affiliation.objects.filter(carrier=carrier).values("participant")
        users = User.objects.filter(email__endswith=ending)
        sign_ups = SignUp.objects.filter(cohort__organiser=carrier)
        marks = Attendance.objects.filter(session__cohort__organiser=carrier)
        trainers = SessionTrainer.objects.filter(session__cohort__organiser=carrier, name="")
        mails = Message.objects.filter(participant__in=learners)
        sessions = Session.objects.filter(cohort__organiser=carrier)

        assert not sign_ups.exclude(participant__in=learners, carrier=carrier).exists()
        assert not marks.exclude(participant__in=learners, by__in=users).exists()
        assert not trainers.exclude(user__in=users).exists()
        assert not sessions.exclude(place=None).exclude(place__carrier=carrier).exists()
        assert not mails.exclude(sign_up=None).exclude(sign_up__in=sign_ups).exists()
        assert not mails.exclude(session=None).exclude(session__in=sessions).exists()
        assert CalendarLink.objects.filter(user__in=users).count() == 4


def test_log_and_mails_name_the_copy() -> None:
    for carrier in copies():
        sign_ups = {row.pk: row for row in SignUp.objects.filter(cohort__organiser=carrier)}
        entries = LogEntry.objects.filter(carrier=carrier, action="cohorts.sign_up")
        mails = Message.objects.filter(sign_up__in=sign_ups)

        assert len(entries) == len(sign_ups)
        for entry in entries:
            row = sign_ups[int(entry.object_id)]
            assert entry.label == str(row)
            assert entry.data["participant"] == row.participant_id
            assert entry.data["cohort"] == row.cohort_id
        assert {mail.occasion for mail in mails} == {
            f"{mail.kind}:{mail.sign_up_id}" for mail in mails
        }


def test_public_feed_has_every_session_once(client: Client) -> None:
    feed = Calendar.from_ical(client.get("/calendar/public.ics").content)

    uids = [str(event["UID"]) for event in feed.walk("VEVENT")]
    texts = Session.objects.values_list("vevent", flat=True)
    assert len(uids) == len(set(uids)) == Session.objects.publicly_listed().count()
    assert len(set(texts)) == len(texts)
    assert "" not in texts


def test_own_feed_and_own_page_of_a_copied_learner_open(client: Client) -> None:
    user = User.objects.get(email="lernen-3@kursbuch.example")
    client.force_login(user)

    feed = Calendar.from_ical(
        client.get(f"/calendar/me/{user.calendar_links.get().token}.ics").content
    )

    assert len(feed.walk("VEVENT")) == 8 + 8 + 1
    assert client.get("/mein/").status_code == 200


def test_no_mail_is_left_to_be_sent() -> None:
    carriers = copies()

    mails = Message.objects.filter(participant__affiliations__carrier__in=carriers)
    assert set(mails.values_list("state", flat=True)) == {Message.State.SENT}


def test_towns_and_names_of_carriers_do_not_repeat() -> None:
    named = [house_of(number)["name"] for number in range(2, 400)]

    assert len(set(named)) == len(named)
    assert not Cohort.objects.filter(slug__endswith="-3", title__contains="Fulda").exists()
    assert Cohort.objects.filter(slug__endswith="-3", title__contains="Bad Hersfeld").count() == 8


def test_names_come_from_many_countries_and_scripts() -> None:
    names = invented_names(7, len(NAMES))
    scripts = Counter(
        unicodedata.name(letter).split()[0] for name in names for letter in name if letter.isalpha()
    )

    assert len(NAMES) >= 26
    assert len(scripts) >= 6
    assert names == [clean_name(name) for name in names]


def test_same_number_gives_the_same_names() -> None:
    assert invented_names(7, 40) == invented_names(7, 40)
    assert invented_names(7, 40) != invented_names(8, 40)
