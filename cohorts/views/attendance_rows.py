"""Rows of the attendance screen: what is shown, what comes back, what could not be saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.domain import attendance
from cohorts.domain.rosters import Entry
from cohorts.models import Attendance
from cohorts.views.keeper import Keeper

STEP = 5  # minutes


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in one row of the screen. No state: unmarked."""

    state: str = ""
    late: int = 0
    early: int = 0

    @classmethod
    def of(cls, row: Attendance | None) -> "Choice":
        return cls(row.state, row.late_minutes, row.early_minutes) if row else cls()

    @property
    def is_missing(self) -> bool:
        return self.state in (Attendance.State.ABSENT, Attendance.State.EXCUSED)

    @property
    def is_excused(self) -> bool:
        return self.state == Attendance.State.EXCUSED

    @property
    def text(self) -> str:
        return f"{self.state}|{self.late}|{self.early}"

    @property
    def label(self) -> str:
        return str(Attendance.State(self.state).label) if self.state else str(_("unmarked"))


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row was not saved. `wanted` is set if somebody else has changed it meanwhile."""

    message: str
    wanted: Choice | None = None


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """One person as the screen shows them."""

    entry: Entry
    choice: Choice
    problem: Problem | None = None

    @property
    def number(self) -> int:
        return self.entry.participant.pk

    @property
    def seen(self) -> str:
        return stamp(self.entry.row)

    @property
    def was(self) -> str:
        return Choice.of(self.entry.row).text


def stamp(row: Attendance | None) -> str:
    return row.at.isoformat() if row else ""


class RowForm(forms.Form):
    """The fields of one row, as they come back."""

    state = forms.ChoiceField(
        choices=[("", ""), ("present", ""), ("partly", ""), ("absent", "")], required=False
    )
    excused = forms.BooleanField(required=False)
    late = forms.IntegerField(min_value=0, max_value=1440, step_size=STEP, required=False)
    early = forms.IntegerField(min_value=0, max_value=1440, step_size=STEP, required=False)
    seen = forms.CharField(max_length=40, required=False)
    was = forms.CharField(max_length=40, required=False)

    def clean_seen(self) -> datetime | None:
        text = self.cleaned_data["seen"]
        if not text:
            return None
        try:
            return datetime.fromisoformat(text).astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValidationError(_("Please reload this page and try again.")) from None

    @property
    def choice(self) -> Choice:
        given = self.cleaned_data
        state = given["state"]
        if state == "partly":
            return Choice(state, given["late"] or 0, given["early"] or 0)
        if state == "absent" and given["excused"]:
            return Choice(Attendance.State.EXCUSED)
        return Choice(state)

    @property
    def message(self) -> str:
        """The first complaint in words."""
        return next(str(problems[0]) for problems in self.errors.values())


def save(form: RowForm, *, entry: Entry, keeper: Keeper, now: datetime) -> Attendance | None:
    """Mark or unmark what the row says. Raises what the deeds raise."""
    choice, seen = form.choice, form.cleaned_data["seen"]
    if not choice.state:
        attendance.unmark(
            session=keeper.session,
            participant=entry.participant,
            seen=seen,
            **keeper.author,
            now=now,
        )
        return None
    return attendance.mark(
        session=keeper.session,
        participant=entry.participant,
        state=choice.state,
        late_minutes=choice.late,
        early_minutes=choice.early,
        seen=seen,
        **keeper.author,
        now=now,
    )


def save_changed(
    data: Mapping[str, Any], entries: tuple[Entry, ...], *, keeper: Keeper, now: datetime
) -> tuple[int, dict[int, Problem]]:
    """Save every row that was changed on the screen; one row's trouble stops no other.

    Returns how many were saved, and the problems by person. A row that was not touched is left
    alone, whatever somebody else has written meanwhile.
    """
    saved, problems = 0, {}
    for entry in entries:
        prefix = f"p{entry.participant.pk}"
        if f"{prefix}-was" not in data:
            continue
        form = RowForm(data, prefix=prefix)
        if not form.is_valid():
            problems[entry.participant.pk] = Problem(form.message)
            continue
        if form.choice.text == form.cleaned_data["was"]:
            continue
        try:
            save(form, entry=entry, keeper=keeper, now=now)
        except attendance.ChangedMeanwhile:
            problems[entry.participant.pk] = Problem(
                str(_("Somebody else has changed this entry meanwhile.")), wanted=form.choice
            )
        except ValidationError as error:
            problems[entry.participant.pk] = Problem(" ".join(error.messages))
        else:
            saved += 1
    return saved, problems
