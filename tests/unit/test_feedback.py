"""Feedback after a course: who is asked, once; answers that know nobody, shown from five on."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from cohorts.domain import feedback, joining, own_data, privacy
from cohorts.domain.feedback import Question
from cohorts.models import Cohort, FeedbackAnswer, LogEntry, Message, SignUp
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_coordinator,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.feedback import make_answers, make_asked, make_past_course

pytestmark = pytest.mark.django_db
ENDED = NOW - timedelta(days=1)
FIVE = ("Mehr Zeit.", "Mehr Pausen.", "Weniger Folien.", "Öfter.", "Nichts.")


def give(sign_up: SignUp, **fields: Any) -> bool:
    fields = {"useful": 4, "understood": 2, "by": None, "now": NOW} | fields
    return feedback.give(sign_up=sign_up, **fields)


def answers() -> list[tuple[str, int | None, str]]:
    rows = FeedbackAnswer.objects.order_by("question", "value", "text")
    return list(rows.values_list("question", "value", "text"))


# --- Who is asked ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (ENDED - timedelta(seconds=1), False),
        (ENDED, True),
        (ENDED + timedelta(weeks=8) - timedelta(seconds=1), True),
        (ENDED + timedelta(weeks=8), False),
    ],
)
def test_people_are_asked_for_eight_weeks_from_the_end(now: Any, expected: bool) -> None:
    assert feedback.is_asked(make_asked(), now) is expected


def test_the_last_session_that_takes_place_counts() -> None:
    cohort = make_past_course()
    make_session(cohort, starts_at=NOW + timedelta(days=3), status="cancelled")
    to_come = make_past_course()
    make_session(to_come, starts_at=NOW + timedelta(days=3), status="tentative")

    assert feedback.is_asked(make_asked(cohort), NOW)
    assert not feedback.is_asked(make_asked(to_come), NOW)


@pytest.mark.parametrize("state", ["requested", "waiting", "offered", "declined", "expired"])
def test_only_a_confirmed_seat_is_asked_about(state: str) -> None:
    assert not feedback.is_asked(make_sign_up(make_past_course(), state=state), NOW)


@pytest.mark.parametrize("state", ["cancelled", "dropped_out"])
def test_who_left_the_course_is_not_asked(state: str) -> None:
    assert not feedback.is_asked(make_sign_up(make_past_course(), state=state), NOW)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"state": "closed"}, True),
        ({"state": "cancelled"}, False),
        ({"state": "draft"}, False),
        ({"kind": "event"}, False),
    ],
)
def test_courses_that_took_place_are_asked_about(fields: dict[str, str], expected: bool) -> None:
    assert feedback.is_asked(make_asked(make_past_course(**fields)), NOW) is expected


def test_guests_and_a_course_without_dates_are_not_asked() -> None:
    cohort = make_past_course()
    guest = make_sign_up(cohort, session=cohort.sessions.get())

    assert not feedback.is_asked(guest, NOW)
    assert not feedback.is_asked(make_sign_up(make_cohort()), NOW)


@pytest.mark.parametrize("withheld", ["restricted_since", "erased_at"])
def test_nobody_is_asked_whose_data_are_withheld(withheld: str) -> None:
    assert not feedback.is_asked(make_asked(**{withheld: NOW}), NOW)


def test_somebody_is_asked_about_own_courses_only() -> None:
    older, newer, foreign = make_past_course(), make_past_course(), make_past_course()
    sooner = ENDED - timedelta(days=9)
    older.sessions.update(starts_at=sooner - timedelta(hours=2), ends_at=sooner)
    person = make_participant()
    mine = [make_sign_up(older, person), make_sign_up(newer, person)]
    make_sign_up(foreign)

    assert feedback.asked(person, now=NOW) == mine[::-1]


# --- Answering ---------------------------------------------------------------------------------


def test_answers_remember_nobody() -> None:
    sign_up = make_asked()

    assert give(sign_up, next_time="  Mehr Pausen. \n")

    sign_up.refresh_from_db()
    assert sign_up.feedback_given
    assert answers() == [
        ("next_time", None, "Mehr Pausen."),
        ("understood", 2, ""),
        ("useful", 4, ""),
    ]
    columns = {column.name for column in FeedbackAnswer._meta.concrete_fields}
    assert columns == {"id", "cohort", "question", "value", "text"}
    assert {key.version for key in FeedbackAnswer.objects.values_list("id", flat=True)} == {4}


def test_the_log_names_the_course_and_nobody() -> None:
    sign_up = make_asked()

    give(sign_up, next_time="Mehr Pausen.", by=sign_up.participant.user)

    entry = LogEntry.objects.get()
    found = entry.action, entry.object_id, entry.content_type.model_class(), entry.label
    assert found == ("cohorts.feedback", str(sign_up.cohort_id), Cohort, "Kurs Gießen")
    assert (entry.user, entry.carrier, entry.reason, entry.data) == (None, None, "", {})
    assert not entry.values.exists()
    assert not Message.objects.exists()


def test_no_coordinator_counts_the_answers_in_the_log() -> None:
    sign_up = make_asked()
    by = sign_up.participant.user
    coordinator = make_coordinator(sign_up.cohort.organiser)
    centre = make_coordinator(make_carrier(is_centre=True))

    give(sign_up, by=by)

    assert [
        LogEntry.objects.viewable_by_user(user).count() for user in (coordinator, centre, by)
    ] == [0, 0, 0]


def test_a_second_tap_changes_nothing() -> None:
    sign_up = make_asked()
    give(sign_up, useful=1)

    assert not give(sign_up, useful=4, next_time="Noch etwas.")

    assert answers() == [("understood", 2, ""), ("useful", 1, "")]
    assert LogEntry.objects.count() == 1
    assert not feedback.is_asked(sign_up, NOW)


def test_nobody_answers_for_somebody_else() -> None:
    sign_up = make_asked()

    with pytest.raises(PermissionDenied):
        give(sign_up, by=make_coordinator(sign_up.cohort.organiser))

    assert answers() == []


def test_after_eight_weeks_nobody_answers() -> None:
    sign_up = make_asked()

    with pytest.raises(ValidationError) as error:
        give(sign_up, now=NOW + timedelta(weeks=8))

    assert error.value.code == "not_asked"
    assert answers() == []


def test_what_is_missing_is_said_at_its_question() -> None:
    sign_up = make_asked()

    with pytest.raises(ValidationError) as error:
        give(sign_up, useful=5, understood=0, next_time="x" * 1001)

    assert sorted(error.value.message_dict) == ["next_time", "understood", "useful"]
    assert answers() == []
    sign_up.refresh_from_db()
    assert not sign_up.feedback_given


def test_a_text_of_full_length_fits_with_the_line_ends_of_a_browser() -> None:
    assert give(make_asked(), next_time=" " + "x" * 500 + "\r\n" + "x" * 499)


def test_nothing_is_written_when_the_log_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up = make_asked()
    monkeypatch.setattr(LogEntry.objects, "log_action", None)

    with pytest.raises(TypeError):
        give(sign_up)

    sign_up.refresh_from_db()
    assert not sign_up.feedback_given
    assert answers() == []


def test_one_person_with_two_entries_answers_once() -> None:
    cohort = make_past_course()
    first, second = make_sign_up(cohort), make_sign_up(cohort)
    give(second)

    joining.join(
        keep=first.participant,
        other=second.participant,
        reason="Zweimal eingetragen.",
        by=make_coordinator(cohort.organiser),
        now=NOW,
    )

    first.refresh_from_db()
    assert first.state == SignUp.State.CONFIRMED
    assert not feedback.is_asked(first, NOW)


# --- What the answers come to ------------------------------------------------------------------


def test_results_count_from_five_people_on() -> None:
    cohort = make_past_course()
    make_answers(cohort, useful=[4, 4, 3, 1, 4])
    make_answers(make_past_course(), useful=[2, 2])

    found = feedback.results(cohort)

    assert [(one.question, one.counts, one.total) for one in found.counted] == [
        (Question.USEFUL, ((4, 3), (3, 1), (2, 0), (1, 1)), 5),
        (Question.UNDERSTOOD, ((4, 5), (3, 0), (2, 0), (1, 0)), 5),
    ]
    assert found.texts is None
    assert not found.is_empty


def test_below_five_nothing_tells_how_many_there_are() -> None:
    none, some, almost = make_past_course(), make_past_course(), make_past_course()
    make_answers(some, useful=[4], texts=["Mehr Pausen."])
    make_answers(almost, useful=[1, 2, 3, 4], texts=FIVE[:4])

    found = [asdict(feedback.results(cohort)) for cohort in (none, some, almost)]

    assert found[0] == found[1] == found[2]
    assert feedback.results(almost).is_empty
    assert "Mehr Pausen." not in str(found)


def test_texts_are_shown_from_five_texts_on_by_their_random_keys() -> None:
    cohort = make_past_course()
    rows = make_answers(cohort, useful=[4] * 7, texts=FIVE)
    make_answers(make_past_course(), texts=["Anderswo."])

    found = feedback.results(cohort).texts

    texts = [row for row in rows if row.text]
    assert [(one.key, one.text) for one in found or ()] == sorted(
        (row.pk, row.text) for row in texts
    )


def test_four_texts_of_seven_people_are_not_shown() -> None:
    cohort = make_past_course()
    make_answers(cohort, useful=[4] * 7, texts=FIVE[:4])

    assert feedback.results(cohort).texts is None


def test_results_take_one_query(django_assert_num_queries: Any) -> None:
    cohort = make_past_course()
    make_answers(cohort, useful=[4] * 30, texts=FIVE * 3)

    with django_assert_num_queries(1):
        feedback.results(cohort)


# --- Who sees them -----------------------------------------------------------------------------


def test_organiser_and_centre_see_the_results() -> None:
    cohort = make_past_course()
    row = make_answers(cohort, texts=FIVE)[0]
    sees = [make_coordinator(cohort.organiser), make_coordinator(make_carrier(is_centre=True))]
    sender = make_carrier()
    make_sign_up(cohort, carrier=sender)
    sees_nothing = [
        make_coordinator(make_carrier()),
        make_coordinator(sender),
        make_trainer(cohort.sessions.get()),
        make_asked(cohort).participant.user,
        make_user(is_superuser=True),
    ]

    def found(user: Any) -> tuple[bool, bool]:
        shown = feedback.shown_results(cohort, user, now=NOW)
        text = feedback.shown_text(row.pk, user, on=NOW.date())
        return shown == feedback.results(cohort), text == row

    assert [found(user) for user in sees] == [(True, True)] * 2
    assert [found(user) for user in sees_nothing] == [(False, False)] * 5


def test_results_are_shown_when_the_course_is_over() -> None:
    running, event = make_cohort(), make_past_course(kind="event")
    make_session(running)
    make_answers(running, useful=[4] * 5)

    found = [
        feedback.shown_results(cohort, make_coordinator(cohort.organiser), now=NOW)
        for cohort in (running, event)
    ]

    assert found == [None, None]


def test_a_text_is_not_handed_out_before_it_is_shown() -> None:
    cohort = make_past_course()
    rows = make_answers(cohort, useful=[4] * 5, texts=FIVE[:4])
    coordinator = make_coordinator(cohort.organiser)

    found = [feedback.shown_text(row.pk, coordinator, on=NOW.date()) for row in rows]

    assert found == [None] * 14


def test_a_chosen_answer_is_no_text() -> None:
    cohort = make_past_course()
    rows = make_answers(cohort, useful=[4], texts=FIVE)
    coordinator = make_coordinator(cohort.organiser)

    found = [feedback.shown_text(row.pk, coordinator, on=NOW.date()) for row in rows]

    assert found == [None, None, *rows[2:]]


# --- Whose data they are -----------------------------------------------------------------------


def test_own_data_say_that_somebody_answered_and_not_what() -> None:
    sign_up = make_asked()
    user = sign_up.participant.user
    give(sign_up, next_time="Mehr Pausen.", by=user)

    with translation.override("en"):
        chapters = own_data.stored(user, sign_up.participant)
    file = own_data.export(user, sign_up.participant, now=NOW)

    lines = [line for chapter in chapters for row in chapter.rows for line in row]
    assert ("Gave feedback", "yes") in lines
    assert file["records"]["cohorts.SignUp"][0]["feedback_given"] is True
    assert "cohorts.FeedbackAnswer" not in file["records"]
    assert "Mehr Pausen." not in str(lines) + str(file)


def test_the_answers_of_an_erased_person_stay() -> None:
    sign_up = make_asked()
    give(sign_up, next_time="Mehr Pausen.")
    before = answers()

    privacy.erase(participant=sign_up.participant, by=None, now=NOW)

    assert answers() == before
