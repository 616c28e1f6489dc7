"""What hangs on two rows of one human: the better one stays, and nothing is doubled."""

from datetime import date, timedelta

import pytest

from cohorts.domain import joining, sign_up_links
from cohorts.models import (
    AbsenceNotice,
    Affiliation,
    Attendance,
    Consent,
    LogEntry,
    Message,
    Participant,
    PersonalLink,
    SignUp,
)
from tests.factories.attendance import AFTER, DURING, make_attendance, make_list
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)

pytestmark = pytest.mark.django_db
State = SignUp.State


@pytest.fixture
def keep(db: None) -> Participant:
    return make_participant(full_name="Sefa Yıldız", email="sefa@example.org")


@pytest.fixture
def other(db: None) -> Participant:
    return make_participant(full_name="Sefa Yildiz", email="")


def join(keep: Participant, other: Participant, **fields: object) -> Participant:
    fields = {"by": make_user(), "now": NOW, "reason": "Gespräch am Telefon"} | fields
    return joining.join(keep=keep, other=other, **fields)


def entry() -> LogEntry:
    return LogEntry.objects.get(action="cohorts.join")


# --- Seats ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "joined", "stays"),
    [
        (State.WAITING, State.CONFIRMED, "other"),
        (State.CONFIRMED, State.WAITING, "keep"),
        (State.OFFERED, State.CONFIRMED, "other"),
        (State.REQUESTED, State.WAITING, "other"),
        (State.WAITING, State.OFFERED, "other"),
        (State.CONFIRMED, State.CONFIRMED, "keep"),
    ],
)
def test_join_keeps_the_place_that_is_nearer_to_a_seat(
    own: str, joined: str, stays: str, keep: Participant, other: Participant
) -> None:
    cohort = make_cohort(capacity=2)
    make_sign_up(cohort)  # somebody else holds one of the two seats
    rows = {"keep": make_sign_up(cohort, keep, own), "other": make_sign_up(cohort, other, joined)}

    join(keep, other)

    active = SignUp.objects.active().get(participant=keep)
    ended = SignUp.objects.get(participant=keep, state=State.CANCELLED)
    assert active == rows[stays]
    assert {active, ended} == set(rows.values())
    assert entry().data["sign_ups_ended"] == [ended.pk]


def test_join_passes_the_freed_seat_on_to_the_line(keep: Participant, other: Participant) -> None:
    cohort = make_cohort(capacity=2)
    make_session(cohort)
    make_sign_up(cohort, keep)
    make_sign_up(cohort, other)
    waiting = make_sign_up(cohort, state=State.WAITING)

    join(keep, other)

    waiting.refresh_from_db()
    assert waiting.state == State.OFFERED
    assert Message.objects.get().participant == waiting.participant


def test_join_gives_back_the_guest_seat_of_somebody_who_is_in_the_whole_course(
    keep: Participant, other: Participant
) -> None:
    cohort = make_cohort(capacity=2)
    session = make_session(cohort, guest_capacity=1)
    member = make_sign_up(cohort, keep)
    guest = make_sign_up(cohort, other, session=session)
    waiting = make_sign_up(cohort, session=session, state=State.WAITING)

    join(keep, other)

    assert list(SignUp.objects.active().filter(participant=keep)) == [member]
    guest.refresh_from_db()
    waiting.refresh_from_db()
    assert (guest.state, waiting.state) == (State.CANCELLED, State.OFFERED)


def test_join_keeps_ended_sign_ups_and_the_time_of_agreement(
    keep: Participant, other: Participant
) -> None:
    cohort = make_cohort()
    stays = make_sign_up(cohort, keep)
    make_sign_up(cohort, other, State.WAITING, agreed_at=NOW)
    ended = make_sign_up(cohort, other, State.DROPPED_OUT)

    join(keep, other)

    stays.refresh_from_db()
    ended.refresh_from_db()
    assert (stays.agreed_at, ended.participant, ended.state) == (NOW, keep, State.DROPPED_OUT)


def test_links_in_older_mails_work_after_two_joins_and_foreign_ones_do_not(
    keep: Participant, other: Participant
) -> None:
    third = make_participant()
    row = make_sign_up(make_cohort(), other)
    mailed = sign_up_links.token(row)
    foreign = make_participant()
    row.participant = foreign
    forged = sign_up_links.token(row)
    join(keep, other)
    join(third, keep)

    assert sign_up_links.from_token(mailed) == row
    with pytest.raises(SignUp.DoesNotExist):
        sign_up_links.from_token(forged)


# --- Attendance ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "joined", "stays", "lost"),
    [
        (("absent", 0), ("present", 0), ("present", 0), "absent"),
        (("present", 0), ("excused", 0), ("present", 0), "excused"),
        (("partly", 60), ("partly", 10), ("partly", 10), "partly"),
        (("excused", 0), ("absent", 0), ("excused", 0), "absent"),
    ],
)
def test_join_keeps_the_row_with_more_presence(
    own: tuple[str, int], joined: tuple[str, int], stays: tuple[str, int], lost: str
) -> None:
    there = make_list(people=2)
    keep, other = there.people
    for person, (state, late) in ((keep, own), (other, joined)):
        make_attendance(there.session, person, state, late_minutes=late)

    join(keep, other, now=DURING)

    row = Attendance.objects.get()
    assert (row.participant, row.state, row.late_minutes) == (keep, *stays)
    assert entry().data["attendances_dropped"] == [{"session": there.session.pk, "state": lost}]


def test_join_compares_the_minutes_that_a_closed_list_has_fixed() -> None:
    there = make_list(people=2, closed_at=AFTER)
    keep, other = there.people
    make_attendance(there.session, keep, counted_minutes=90)
    make_attendance(there.session, other, counted_minutes=180)

    join(keep, other, now=AFTER)

    assert Attendance.objects.get().counted_minutes == 180


# --- Affiliations, consents, messages, notices, links --------------------------------------------


def test_join_merges_overlapping_times_with_one_carrier(
    keep: Participant, other: Participant
) -> None:
    carrier, second = make_carrier(), make_carrier()
    make_affiliation(keep, carrier, since=date(2025, 6, 1))
    make_affiliation(other, carrier, since=date(2025, 1, 1))
    make_affiliation(keep, carrier, since=date(2020, 1, 1), until=date(2021, 1, 1))
    make_affiliation(other, carrier, since=date(2020, 6, 1), until=date(2022, 1, 1))
    make_affiliation(other, second, since=date(2025, 3, 1))

    join(keep, other)

    assert set(Affiliation.objects.values_list("participant", "carrier", "since", "until")) == {
        (keep.pk, carrier.pk, date(2020, 1, 1), date(2022, 1, 1)),
        (keep.pk, carrier.pk, date(2025, 1, 1), None),
        (keep.pk, second.pk, date(2025, 3, 1), None),
    }


def test_join_leaves_one_standing_consent_and_a_later_no_wins(
    keep: Participant, other: Participant
) -> None:
    Consent.objects.create(participant=keep, kind="photos", given_on=date(2026, 1, 1))
    Consent.objects.create(participant=other, kind="photos", given_on=date(2026, 2, 1))

    join(keep, other)
    third = make_participant()
    Consent.objects.create(
        participant=third, kind="photos", given_on=date(2026, 1, 5), withdrawn_at=NOW
    )

    assert Consent.objects.get(withdrawn_at=None).given_on == date(2026, 2, 1)
    join(keep, third, now=NOW + timedelta(days=1))
    assert not Consent.objects.filter(withdrawn_at=None).exists()


def test_join_hears_once_of_one_occasion_and_keeps_what_was_sent(
    keep: Participant, other: Participant
) -> None:
    session = make_session()

    def message(person: Participant, occasion: str, **fields: object) -> Message:
        return Message.objects.create(
            kind="session_changed",
            occasion=occasion,
            participant=person,
            session=session,
            created_at=NOW,
            not_before=NOW,
            **fields,
        )

    message(keep, "moved:1")
    sent = message(other, "moved:1", state="sent", sent_at=NOW)
    first = message(keep, "moved:2")
    message(other, "moved:2")
    only = message(other, "moved:3")

    join(keep, other)

    assert set(Message.objects.filter(participant=keep)) == {sent, first, only}
    assert Message.objects.count() == 3


def test_join_keeps_one_notice_and_the_own_link(keep: Participant, other: Participant) -> None:
    session, second = make_session(), make_session()
    for person in (keep, other):
        AbsenceNotice.objects.create(participant=person, session=session, at=NOW)
    AbsenceNotice.objects.create(participant=other, session=second, at=NOW)
    own = PersonalLink.objects.create(participant=keep, made_at=NOW)
    PersonalLink.objects.create(participant=other, made_at=NOW)

    join(keep, other)

    assert list(keep.absence_notices.values_list("session", flat=True)) == [session.pk, second.pk]
    assert PersonalLink.objects.get() == own
