"""Remarks on a draft: who leaves them until when, what the centre answers, and what stays."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.domain import consultation, consulted
from cohorts.models import Carrier, Consultation, Message, Remark
from curriculum.domain import drafting, steps
from curriculum.models import Criterion, CriterionText, Edition
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_user
from tests.factories.consulted import (
    DROPPED,
    NEW,
    UNTIL,
    adopt,
    code,
    logged,
    make_consulted,
    make_draft,
    told,
)
from tests.factories.curriculum import make_criterion, make_edition
from tests.factories.staff import make_member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
LATER = UNTIL + 7 * DAY


def test_a_remark_keeps_what_its_author_saw() -> None:
    made = make_consulted()

    row = made.remark(text="  Zu streng.\r\nBitte kürzen. ")
    drafting.reword(
        criterion=made.reworded, level="must", statement="Anders.", by=made.centre, now=NOW
    )

    row.refresh_from_db()
    assert (row.key, row.wording, row.text) == ("GR-1", NEW, "Zu streng.\nBitte kürzen.")
    assert (row.author, row.carrier, row.at, row.state) == (made.trainer, made.carrier, NOW, "open")
    centre = Carrier.objects.get(is_centre=True)
    assert logged("cohorts.remark") == [(made.trainer.pk, centre, {"edition": "2031"})]


def test_somebody_asked_by_name_remarks_for_no_carrier() -> None:
    made = make_consulted()

    row = made.remark(by=made.named)

    assert (row.author, row.carrier) == (made.named, None)
    assert [user.pk for user in User.objects.all() if row in Remark.objects.visible_to(user)] == [
        made.centre.pk,
        made.named.pk,
    ]


def test_of_two_carriers_the_one_that_is_still_asked_counts() -> None:
    made = make_consulted()
    other = make_carrier(name="A-Träger")
    make_member(other, user=made.trainer)
    Consultation.objects.create(
        edition=made.edition, carrier=other, until=TODAY - DAY, opened_at=NOW - DAY
    )

    assert made.remark().carrier == made.carrier


def test_a_dropped_criterion_of_the_predecessor_can_be_remarked_on() -> None:
    made = make_consulted()

    row = made.remark(criterion=made.dropped)

    assert (row.edition, row.criterion, row.key, row.wording) == (
        made.edition,
        made.dropped,
        "GR-2",
        DROPPED,
    )


def test_a_criterion_that_goes_on_is_remarked_on_in_the_draft_only() -> None:
    made = make_consulted()
    old = Criterion.objects.get(standard__edition__key="2023", key="GR-1")

    with pytest.raises(ValidationError) as refused:
        made.remark(criterion=old)

    assert code(refused) == "gone"


def test_criteria_of_other_editions_are_refused() -> None:
    made = make_consulted()
    foreign = make_criterion(make_edition("2099"), "GR-1")

    with pytest.raises(ValidationError) as refused:
        made.remark(criterion=foreign)

    assert code(refused) == "gone"


def test_a_second_click_leaves_no_second_remark() -> None:
    made = make_consulted()
    first = made.remark()

    again = made.remark(now=NOW + timedelta(seconds=2))

    assert again == first
    assert len(logged("cohorts.remark")) == 1


def test_the_same_words_count_again_elsewhere_later_or_from_somebody_else() -> None:
    made = make_consulted()
    made.remark()

    made.remark(criterion=made.dropped)
    made.remark(by=made.coordinator)
    made.remark(now=NOW + timedelta(minutes=2))

    assert Remark.objects.count() == 4


@pytest.mark.parametrize("text", ["", " \r\n ", "x" * 4001])
def test_a_remark_has_words_but_not_too_many(text: str) -> None:
    made = make_consulted()

    with pytest.raises(ValidationError) as refused:
        made.remark(text=text)

    assert list(refused.value.message_dict) == ["text"]
    assert not Remark.objects.exists()


def test_the_last_day_ends_at_midnight_in_berlin() -> None:
    made = make_consulted()
    midnight = datetime(UNTIL.year, UNTIL.month, UNTIL.day, 23, tzinfo=UTC)
    made.remark(now=midnight - timedelta(seconds=1))

    with pytest.raises(ValidationError) as refused:
        made.remark(by=made.named, now=midnight)

    assert code(refused) == "over"
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("who", ["centre", "stranger", "superuser"])
def test_a_remark_of_somebody_not_asked_is_refused(who: str) -> None:
    made = make_consulted()
    by = make_user(is_superuser=True) if who == "superuser" else getattr(made, who)

    with pytest.raises(PermissionDenied):
        made.remark(by=by)

    assert not Remark.objects.exists()


def test_nothing_is_said_to_a_draft_that_is_not_open() -> None:
    made = make_draft()
    Consultation.objects.create(
        edition=made.edition, carrier=made.carrier, until=UNTIL, opened_at=NOW
    )

    with pytest.raises(PermissionDenied):
        made.remark()


# --- Answers


def test_an_answer_is_kept_and_its_author_told() -> None:
    made = make_consulted()
    Message.objects.all().delete()

    row = made.answer(made.remark(), " Wir kürzen. ")

    assert (row.answer, row.state, row.answered_by, row.answered_at) == (
        "Wir kürzen.",
        "answered",
        made.centre,
        NOW,
    )
    assert told() == [(f"remark_answered:{row.pk}:20260302T090000000000", made.trainer.pk)]
    centre = Carrier.objects.get(is_centre=True)
    assert logged("cohorts.answer_remark") == [(made.centre.pk, centre, {"edition": "2031"})]


def test_an_answer_may_change_until_it_is_closed() -> None:
    made = make_consulted()
    row = made.answer(made.remark())
    made.answer(row, "Wir streichen es.", now=NOW + DAY)
    made.answer(row, "Wir streichen es.", now=NOW + 2 * DAY)

    consultation.close(remark=row, by=made.centre, now=NOW)
    with pytest.raises(ValidationError) as refused:
        made.answer(row, "Doch nicht.")

    row.refresh_from_db()
    assert code(refused) == "closed"
    assert (row.answer, row.state, row.answered_at) == ("Wir streichen es.", "closed", NOW + DAY)
    assert [
        len(logged(f"cohorts.{action}"))
        for action in ("answer_remark", "change_answer", "close_remark")
    ] == [1, 1, 1]
    assert Message.objects.filter(kind="remark_answered").count() == 2


@pytest.mark.parametrize("answer", ["", "  ", "x" * 4001])
def test_an_answer_has_words_but_not_too_many(answer: str) -> None:
    made = make_consulted()

    with pytest.raises(ValidationError) as refused:
        made.answer(made.remark(), answer)

    assert list(refused.value.message_dict) == ["answer"]


def test_an_open_remark_is_not_closed() -> None:
    made = make_consulted()
    row = made.remark()

    with pytest.raises(ValidationError) as refused:
        consultation.close(remark=row, by=made.centre, now=NOW)

    assert code(refused) == "open"


def test_closed_twice_it_is_closed_once() -> None:
    made = make_consulted()
    row = made.answer(made.remark())

    for _time in range(2):
        consultation.close(remark=row, by=made.centre, now=NOW)

    assert len(logged("cohorts.close_remark")) == 1


@pytest.mark.parametrize("who", ["coordinator", "trainer", "named", "stranger", "superuser"])
def test_only_the_centre_answers_and_closes(who: str) -> None:
    made = make_consulted()
    by = make_user(is_superuser=True) if who == "superuser" else getattr(made, who)
    row = made.remark()

    with pytest.raises(PermissionDenied):
        consultation.answer(remark=row, answer="Gut.", by=by, now=NOW)
    made.answer(row)
    with pytest.raises(PermissionDenied):
        consultation.close(remark=row, by=by, now=NOW)

    row.refresh_from_db()
    assert (row.state, row.answer) == ("answered", "Wir kürzen.")


def test_an_author_who_left_the_house_is_not_told() -> None:
    made = make_consulted()
    row = made.remark()
    User.objects.filter(pk=made.trainer.pk).update(is_active=False)
    Message.objects.all().delete()

    made.answer(row)

    assert told() == []


# --- What stays


def test_after_adoption_what_was_said_is_readable_and_stays() -> None:
    made = make_consulted()
    row = made.remark()
    adopt(made)

    for deed in (
        lambda: made.remark(text="Noch etwas."),
        lambda: made.answer(row),
        lambda: consultation.close(remark=row, by=made.centre, now=NOW),
    ):
        with pytest.raises(ValidationError) as refused:
            deed()
        assert code(refused) == "adopted"

    assert list(consulted.readable(made.trainer, TODAY)) == [made.edition]
    assert not consulted.may_remark(Edition.objects.get(key="2031"), made.trainer, TODAY)
    assert list(Remark.objects.visible_to(made.trainer)) == [row]
    assert list(Remark.objects.values_list("state", "text")) == [("open", "Zu streng.")]


def test_a_remark_survives_its_criterion() -> None:
    made = make_consulted()
    added = steps.add(
        standard=made.reworded.standard,
        key="GR-9",
        level="may",
        statement="Neu.",
        by=made.centre,
        now=NOW,
    )
    row = made.remark(criterion=added)

    steps.drop(criterion=added, reason="", by=made.centre, now=NOW)

    row.refresh_from_db()
    assert not CriterionText.objects.filter(statement="Neu.").exists()
    assert (row.criterion, row.key, row.wording) == (None, "GR-9", "Neu.")
