"""The named story of the demo holds what it promises, by the figures of the domain."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import Page

from cohorts.domain import consents, doctor, wall_time
from cohorts.models import (
    AbsenceNotice,
    Attendance,
    Carrier,
    Cohort,
    Consent,
    Invitation,
    LogEntry,
    MeetingPage,
    MeetingSeriesPage,
    Membership,
    Message,
    Participant,
    PersonalLink,
    Session,
    SignUp,
    Substitution,
)
from cohorts.models.participant import clean_name
from cohorts.viewsets.session_plan import plan_of
from home.demo.learners import NAMED
from home.models import HomePage, NewsPage, User

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TODAY = date(2026, 6, 17)
MORNING = wall_time.berlin(TODAY, time(6)).at
BERLIN = ZoneInfo("Europe/Berlin")
DEEDS = LogEntry.objects.filter(action__startswith="cohorts.")
BACK, FORWARD = date(2024, 10, 27), date(2025, 3, 30)  # when the clocks changed


def told() -> list[tuple[object, ...]]:
    """The story, without what is drawn by lot: numbers, tokens, UUIDs."""
    return [
        *Session.objects.order_by("pk").values_list(
            "title", "starts_at", "ends_at", "status", "place__name", "cohort__slug"
        ),
        *SignUp.objects.order_by("pk").values_list(
            "participant__full_name", "cohort__slug", "state", "queued_at"
        ),
        *Attendance.objects.order_by("pk").values_list(
            "participant__full_name", "session__starts_at", "state", "counted_minutes"
        ),
        *DEEDS.order_by("pk").values_list("action", "timestamp", "user__email"),
        *NewsPage.objects.order_by("pk").values_list("title", "day"),
    ]


@pytest.fixture(scope="module")
def first_telling(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> list:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", on=TODAY, verbosity=0)
        story = told()
        transaction.set_rollback(True)
    return story


@pytest.fixture(scope="module", autouse=True)
def story(
    django_db_setup: None, first_telling: list, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The demo of that day, seeded once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", on=TODAY, verbosity=0)
        yield
        transaction.set_rollback(True)


def course(slug: str) -> Cohort:
    return Cohort.objects.get(slug=slug)


def units(slug: str) -> float:
    user = User.objects.get(email="zentrum@kursbuch.example")
    return plan_of(course(slug), user).planned / 45


def test_same_day_tells_the_same_story(first_telling: list) -> None:
    assert told() == first_telling
    assert len(first_telling) > 1000


def test_people_come_from_26_countries_and_write_in_six_scripts() -> None:
    scripts = {unicodedata.name(c).split()[0] for row in NAMED for c in row.name if c.isalpha()}
    there = set(Participant.objects.values_list("full_name", flat=True))

    assert len({row.country for row in NAMED}) >= 26
    assert len(scripts) >= 6
    assert [row.name for row in NAMED] == [clean_name(row.name) for row in NAMED]
    assert {row.name for row in NAMED} - there == set()
    assert len({row.name for row in NAMED}) == len(NAMED)


def test_every_address_is_an_invented_one() -> None:
    addresses = [
        *Participant.objects.exclude(email="").values_list("email", flat=True),
        *User.objects.values_list("email", flat=True),
        *Carrier.objects.values_list("contact", flat=True),
        *Invitation.objects.values_list("email", flat=True),
    ]

    assert {address.rpartition("@")[2] for address in addresses} == {"kursbuch.example"}


def test_courses_are_in_every_state_and_of_every_visibility() -> None:
    assert set(Cohort.objects.values_list("state", flat=True)) == set(Cohort.State.values)
    assert set(Cohort.objects.values_list("visibility", flat=True)) == set(Cohort.Visibility.values)
    assert set(SignUp.objects.values_list("state", flat=True)) >= {
        "requested",
        "waiting",
        "offered",
        "confirmed",
        "cancelled",
        "dropped_out",
    }
    assert set(Session.objects.values_list("status", flat=True)) == set(Session.Status.values)


def test_courses_have_the_units_that_the_trade_knows() -> None:
    assert units("basis-dillenburg") == 36
    assert units("basis-online") == 22
    assert units("basis-wetzlar") == 24


def test_course_announced_with_50_units_holds_42_and_says_so() -> None:
    plan = plan_of(
        course("abend-und-samstagskurs-wetzlar"),
        User.objects.get(email="koordination@kursbuch.example"),
    )

    assert "50 Stunden" in course("abend-und-samstagskurs-wetzlar").lead
    assert (plan.planned, plan.least) == (42 * 45, 50 * 45)
    begins = [row.session.starts_at for row in plan.rows]
    assert begins == sorted(begins)
    assert Counter(timezone.localtime(at).weekday() for at in begins) == {0: 7, 5: 4}


def test_online_course_joins_fourteen_carriers_in_three_weeks() -> None:
    online = course("basis-online")
    days = [timezone.localdate(s.starts_at) for s in online.sessions.order_by("starts_at")]

    assert online.organiser.is_centre
    assert Counter(online.sign_ups.values_list("carrier", flat=True)).most_common(1)[0][1] == 2
    assert online.sign_ups.values("carrier").distinct().count() == 14
    assert len(days) == 6
    assert days[-1] - days[0] < timedelta(days=21)


def test_four_regional_meetings_in_three_towns_are_documented() -> None:
    series = MeetingSeriesPage.objects.get()
    pages = MeetingPage.objects.child_of(series).live()
    held = [page for page in pages if page.body]

    assert len(held) == 4
    assert len({page.cohort.sessions.get().place.town for page in held}) == 3
    for page in (*held, MeetingPage.objects.get(slug="vernetzungstreffen-grenzen")):
        kinds = Counter(block.block_type for block in page.body)
        assert kinds["programme"] == 1
        assert kinds["talk"] >= 1
        assert kinds["workshop"] >= 2
        assert kinds["download"] == 1
        assert page.cohort.state == Cohort.State.CLOSED
    assert NewsPage.objects.live().count() == 5


def test_yearly_training_takes_two_days_and_is_open_to_partners() -> None:
    trainings = Cohort.objects.filter(slug__startswith="interkulturelles-training")

    assert sorted(trainings.values_list("state", flat=True)) == ["closed", "published"]
    for training in trainings:
        days = training.sessions.order_by("starts_at")
        assert [day.guest_capacity for day in days] == [8, 8]
        assert all(day.guest_sign_ups.filter(state="confirmed").exists() for day in days)


@pytest.mark.parametrize("change", [BACK, FORWARD])
def test_past_sessions_lie_on_both_sides_of_the_clock_change(change: date) -> None:
    evenings = [
        timezone.localtime(session.starts_at, BERLIN)
        for session in Session.objects.filter(
            cohort__slug__startswith="basis-", closed_at__isnull=False
        )
    ]
    before = [
        e for e in evenings if change - timedelta(days=28) < e.date() < change and e.hour == 18
    ]
    after = [
        e for e in evenings if change < e.date() < change + timedelta(days=28) and e.hour == 18
    ]

    assert before
    assert after
    assert {e.utcoffset() for e in before} != {e.utcoffset() for e in after}
    assert {e.strftime("%H:%M") for e in before + after} == {"18:00"}


@pytest.mark.parametrize("slug", ["basis-herbst-2024", "basis-fruehjahr-2025"])
def test_past_courses_are_closed_with_all_their_attendance(slug: str) -> None:
    past = course(slug)
    people = set(past.sign_ups.values_list("participant", flat=True))

    assert past.state == Cohort.State.CLOSED
    for session in past.sessions.all():
        rows = session.attendances.all()
        assert session.closed_at is not None
        assert {row.participant_id for row in rows} == people
        assert all(row.counted_minutes is not None for row in rows)
        assert {row.state for row in rows} == {"present", "partly", "absent", "excused"}


def test_people_in_need_of_care_are_in_the_story() -> None:
    minor = Participant.objects.get(full_name="Samuel Ghirmay-Holler")
    asked = Participant.objects.get(full_name="Lamia Benhaddou-Kraft")
    on_paper = PersonalLink.objects.get().participant

    assert consents.is_minor(minor, TODAY)
    assert not consents.lacks_guardian(minor, TODAY)
    assert minor.sign_ups.get().state == SignUp.State.CONFIRMED
    assert consents.lacks_guardian(asked, TODAY)
    assert asked.sign_ups.get().state == SignUp.State.REQUESTED
    assert on_paper.email == ""
    assert Consent.objects.filter(kind=Consent.Kind.PHOTOS).count() == 8


def test_office_of_the_coordinator_has_something_to_do() -> None:
    full = course("basis-braunfels").sign_ups

    assert Invitation.objects.open().count() == 1
    assert Membership.objects.filter(deputy_for__isnull=False).count() == 1
    assert AbsenceNotice.objects.count() == Substitution.objects.count() == 1
    assert full.filter(state=SignUp.State.REQUESTED).count() == 1
    assert full.waiting().count() == 2
    offered = SignUp.objects.get(state=SignUp.State.OFFERED)
    assert offered.participant.full_name == "Mariam Tesfaye"
    assert offered.offered_until == MORNING + timedelta(hours=48)


def test_log_tells_when_it_happened() -> None:
    moments = DEEDS.values_list("timestamp", flat=True)

    assert max(moments) == MORNING
    assert len({moment.date() for moment in moments}) > 60
    for cohort in Cohort.objects.exclude(state=Cohort.State.DRAFT):
        entries = LogEntry.objects.for_instance(cohort)
        planned = entries.get(action="cohorts.plan").timestamp
        assert planned < entries.get(action="cohorts.publish").timestamp
        assert not SignUp.objects.filter(cohort=cohort, queued_at__lt=planned).exists()


def test_nothing_is_broken_and_little_is_left_to_be_sent() -> None:
    assert doctor.examine(now=MORNING) == []
    waiting = Message.objects.filter(state=Message.State.QUEUED)
    assert sorted(waiting.values_list("kind", flat=True)) == [
        "module_handed_in",
        "seat_offered",
        "sign_up_requested",
        "signed_off",
    ]


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_key_pages_are_there_in_every_language(language: str) -> None:
    live = Page.objects.live().filter(locale__language_code=language, alias_of=None)

    assert set(live.values_list("slug", flat=True)) >= {
        "lotsin-werden",
        "grenzen-und-selbstfuersorge",
    }
    assert HomePage.objects.live().filter(locale__language_code=language).count() == 1
