"""The centre, an author and an adoption at the same moment: one after the other, nothing twice."""

from collections import Counter
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import adoption, consultation
from cohorts.models import Carrier, Consultation, LogEntry, Message, Remark
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories.cohorts import NOW
from tests.factories.consulted import UNTIL, Consulted, make_consulted, make_draft
from tests.racing import Race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def work(deed: str, who: int, row: int) -> str:
    """What became of it, in a word."""
    edition, by = Edition.objects.get(key="2031"), User.objects.get(pk=who)
    try:
        if deed == "open":
            carriers = Carrier.objects.filter(is_centre=False)
            consultation.open_to(
                edition=edition, carriers=carriers, trainers=[], until=UNTIL, by=by, now=NOW
            )
        elif deed == "remark":
            criterion = Criterion.objects.get(standard__edition=edition, key="GR-1")
            consultation.remark(
                edition=edition, criterion=criterion, text="Zu streng.", by=by, now=NOW
            )
        elif deed == "answer":
            remark = Remark.objects.select_related("edition").get(pk=row)
            consultation.answer(remark=remark, answer="Wir kürzen.", by=by, now=NOW)
        else:
            adoption.adopt(
                edition=edition,
                adopted_on=NOW.date(),
                in_force_from=date(2031, 1, 1),
                minute_reference="TOP 1",
                approver="Steuerkreis",
                by=by,
                now=NOW,
            )
    except ValidationError as refused:
        return str(getattr(refused, "code", "") or "refused")
    return deed


def outcomes(race: Race, made: Consulted, *starters: tuple[str, User, int]) -> Counter[object]:
    told = [(deed, user.pk, row) for deed, user, row in starters]
    return Counter(outcome.value for outcome in race.run(work, told))


def entries(action: str) -> int:
    return LogEntry.objects.filter(action=f"cohorts.{action}").count()


def test_opened_by_many_at_once_everybody_is_asked_and_told_once(race: Race) -> None:
    made = make_draft()

    found = outcomes(race, made, *[("open", made.centre, 0)] * 6)

    assert found == {"open": 6}
    assert Consultation.objects.count() == 2
    people = {made.coordinator.pk, made.trainer.pk, made.named.pk, made.stranger.pk}
    assert sorted(Message.objects.values_list("user", flat=True)) == sorted(people)


def test_a_double_click_is_one_remark(race: Race) -> None:
    made = make_consulted()

    found = outcomes(race, made, *[("remark", made.trainer, 0)] * 6)

    assert found == {"remark": 6}
    assert (Remark.objects.count(), entries("remark")) == (1, 1)


def test_answered_by_many_at_once_it_is_answered_and_told_once(race: Race) -> None:
    made = make_consulted()
    row = made.remark()

    found = outcomes(race, made, *[("answer", made.centre, row.pk)] * 6)

    assert found == {"answer": 6}
    assert (entries("answer_remark"), entries("change_answer")) == (1, 0)
    assert Message.objects.filter(kind="remark_answered").count() == 1


def test_beside_an_adoption_what_is_said_comes_before_it_or_not_at_all(race: Race) -> None:
    made = make_consulted()
    row = made.remark(by=made.named)

    found = outcomes(
        race,
        made,
        ("adopt", made.centre, 0),
        ("remark", made.trainer, 0),
        ("answer", made.centre, row.pk),
    )

    row.refresh_from_db()
    assert found["adopt"] == 1
    assert sum(found.values()) == 3
    assert set(found) <= {"adopt", "remark", "answer", "adopted"}
    assert Remark.objects.filter(author=made.trainer).count() == found["remark"]
    assert (row.state == "answered") == bool(found["answer"])
    assert Edition.objects.get(key="2031").is_adopted
