"""A draft in consultation: the centre asks, a carrier's staff and a trainer by name remark."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from cohorts.domain import adoption, consultation
from cohorts.models import Carrier, LogEntry, Message, Remark
from curriculum.domain import derivation, drafting, steps
from curriculum.models import Criterion, Edition
from home.models import User
from tests.factories import curriculum
from tests.factories.cohorts import NOW, make_carrier, make_coordinator
from tests.factories.staff import make_member

UNTIL = (NOW + timedelta(days=14)).date()
OLD, NEW, DROPPED = "Grenzen sind bekannt.", "Grenzen werden geübt.", "Feste Zeiten gelten."
Scene = dict[str, Any]


@dataclass(frozen=True)
class Consulted:
    """2031 follows 2023: GR-1 is reworded, GR-2 dropped. The last three were asked, or two of them.

    `stranger` trains for a carrier that was not asked.
    """

    edition: Edition
    reworded: Criterion
    dropped: Criterion
    centre: User
    carrier: Carrier
    coordinator: User
    trainer: User
    named: User
    stranger: User

    def open(
        self, until: date = UNTIL, now: datetime = NOW, named: bool = True, asked: bool = True
    ) -> "Consulted":
        consultation.open_to(
            edition=self.edition,
            carriers=[self.carrier] if asked else [],
            trainers=[self.named] if named else [],
            until=until,
            by=self.centre,
            now=now,
        )
        return replace(self, edition=Edition.objects.get(pk=self.edition.pk))

    def remark(
        self, by: User | None = None, text: str = "Zu streng.", now: datetime = NOW, **fields: Any
    ) -> Remark:
        criterion = fields.pop("criterion", self.reworded)
        return consultation.remark(
            edition=self.edition, criterion=criterion, text=text, by=by or self.trainer, now=now
        )

    def answer(self, remark: Remark, answer: str = "Wir kürzen.", now: datetime = NOW) -> Remark:
        return consultation.answer(remark=remark, answer=answer, by=self.centre, now=now)


def make_draft(keys: tuple[str, ...] = ("GR-1", "GR-2")) -> Consulted:
    """The draft and the people; nobody was asked yet."""
    home = make_carrier(name="Zentrum", contact="zentrum@example.org", is_centre=True)
    centre = make_coordinator(home, name="Zoe Amt")
    first = curriculum.make_edition("2023")
    for key in keys:
        curriculum.make_criterion(first, key, DROPPED if key == "GR-2" else OLD)
    curriculum.make_adopted(first, date(2023, 1, 1))
    edition = derivation.derive(key="2031", by=centre, now=NOW)
    reworded = Criterion.objects.get(standard__edition=edition, key="GR-1")
    drafting.reword(criterion=reworded, level="must", statement=NEW, by=centre, now=NOW)
    steps.mark(criterion=reworded, kind="reworded", reason="Aus dem Treffen.", by=centre, now=NOW)
    gone = Criterion.objects.get(standard__edition=edition, key="GR-2")
    steps.drop(criterion=gone, reason="Steht in GR-1.", by=centre, now=NOW)
    carrier = make_carrier(name="Träger Fulda")
    elsewhere = make_carrier(name="Träger Hanau")
    return Consulted(
        edition,
        reworded,
        Criterion.objects.get(standard__edition=first, key="GR-2"),
        centre,
        carrier,
        make_coordinator(carrier, name="Kira Plan"),
        make_member(carrier).user,
        make_member(elsewhere).user,
        make_member(elsewhere).user,
    )


def make_consulted(**fields: Any) -> Consulted:
    """The draft in consultation for two weeks: with the carrier, and with one trainer by name."""
    return make_draft().open(**fields)


def to_open() -> Scene:
    made = make_draft()
    return {
        "edition": made.edition,
        "carriers": [made.carrier],
        "trainers": [made.named],
        "until": UNTIL,
        "by": made.centre,
    }


def to_remark() -> Scene:
    made = make_consulted()
    return {
        "edition": made.edition,
        "criterion": made.reworded,
        "text": "Zu streng.",
        "by": made.trainer,
    }


def to_answer() -> Scene:
    made = make_consulted()
    return {"remark": made.remark(), "answer": "Wir kürzen.", "by": made.centre}


def to_close() -> Scene:
    made = make_consulted()
    return {"remark": made.answer(made.remark()), "by": made.centre}


DEEDS: dict[str, Callable[[], Scene]] = {
    "cohorts.domain.consultation.answer": to_answer,
    "cohorts.domain.consultation.close": to_close,
    "cohorts.domain.consultation.open_to": to_open,
    "cohorts.domain.consultation.remark": to_remark,
}


# --- What came of it


def adopt(made: Consulted) -> Edition:
    return adoption.adopt(
        edition=made.edition,
        adopted_on=NOW.date(),
        in_force_from=UNTIL + timedelta(days=7),
        minute_reference="TOP 1",
        approver="Steuerkreis",
        by=made.centre,
        now=NOW,
    )


def told() -> list[tuple[str, int | None]]:
    rows = Message.objects.order_by("kind", "user", "pk")
    return [(message.occasion, message.user_id) for message in rows]


def logged(action: str) -> list[tuple[int | None, Carrier | None, dict[str, object]]]:
    found = LogEntry.objects.filter(action=action).order_by("pk")
    return [(entry.user_id, entry.carrier, entry.data) for entry in found]


def code(refused: pytest.ExceptionInfo[ValidationError]) -> str | None:
    return refused.value.code
