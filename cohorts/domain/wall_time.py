"""Berlin wall time: what people plan with. Stored is UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BERLIN = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in UTC. `is_ambiguous`: its wall time occurs twice, this is the first time."""

    at: datetime
    is_ambiguous: bool


def berlin(day: date, wall: time) -> Moment:
    """The instant at which a Berlin clock shows this time.

    When summer time ends, 02:00 to 03:00 occurs twice: the first reading (summer time) is taken and
    the moment says so. When it begins, that hour does not exist: ValidationError.
    """
    local = datetime.combine(day, wall.replace(tzinfo=None, fold=0), tzinfo=BERLIN)
    at = local.astimezone(UTC)
    if at.astimezone(BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValidationError(
            _(
                "There is no %(time)s on this day: the clocks go forward. "
                "Please choose another time."
            )
            % {"time": f"{wall:%H:%M}"},
            code="no_such_time",
        )
    return Moment(at, is_ambiguous=is_ambiguous(at))


def is_ambiguous(at: datetime) -> bool:
    """Whether a Berlin clock shows the wall time of this instant twice on that day."""
    local = at.astimezone(BERLIN)
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def shifted(at: datetime, days: int) -> Moment:
    """The same wall time some days later: a weekly 18:00 stays 18:00 across the clock change."""
    local = at.astimezone(BERLIN)
    return berlin(local.date() + timedelta(days=days), local.time())


def day_of(at: datetime) -> date:
    """The Berlin date of an instant."""
    return at.astimezone(BERLIN).date()
