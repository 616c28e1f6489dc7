"""The page of one evening, whoever reads it: its parts by the clock, room, material, people."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cohorts.domain import substitutions, wall_time
from cohorts.domain import tonight as evenings
from cohorts.domain.tonight import Tonight
from cohorts.models import Session
from cohorts.views.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Moment:
    """What the mark of the present says from one instant to another; None: without limit."""

    begins: datetime | None
    ends: datetime | None
    text: str
    title: str = ""
    anchor: str = ""
    is_now: bool = False

    def holds(self, at: datetime) -> bool:
        return (self.begins is None or self.begins <= at) and (self.ends is None or at < self.ends)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The session before or after this one, which the reader keeps, too."""

    label: str
    keeper: Keeper


def page(
    request: HttpRequest, keeper: Keeper, *, now: datetime, status: int = 200, **more: object
) -> HttpResponse:
    found = evenings.of(keeper.session, now=now)
    minutes = sum(part.segment.minutes for part in found.parts if part.segment.counts)
    return render(
        request,
        "cohorts/tonight.html",
        {
            "session": keeper.session,
            "keeper": keeper,
            "tonight": found,
            "minutes": minutes,
            "now": now,
            "moments": moments(found, now),
            "neighbours": _neighbours(found, keeper),
            "until": _until(keeper.session),
            "substitutes": (),
            "form": None,
        }
        | more,
        status=status,
    )


def moments(tonight: Tonight, now: datetime) -> list[Moment]:
    """Everything the mark says in the course of the evening; nothing on other days."""
    session = tonight.session
    is_today = wall_time.day_of(session.starts_at) == wall_time.day_of(now)
    if session.is_cancelled or not (is_today or session.starts_at <= now < session.ends_at):
        return []
    over = tonight.parts[-1].ends if tonight.parts else session.ends_at
    words = {"time": _clock(session.starts_at)}
    made = [Moment(None, session.starts_at, _("Begins at %(time)s") % words)]
    for part in tonight.parts:
        title = part.title or part.segment.get_kind_display()
        words = {"time": _clock(part.ends)}
        text = _("Now, until %(time)s") % words
        made.append(Moment(part.begins, part.ends, text, title, part.anchor))
    made.append(Moment(over, None, _("Over since %(time)s") % {"time": _clock(over)}))
    return [replace(moment, is_now=moment.holds(now)) for moment in made]


def _clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M}"


def _until(session: Session) -> str:
    """When a substitute's link ends: 24:00 of its day, or a time in the night after."""
    ends = timezone.localtime(substitutions.evening(session).ends)
    if ends.time() == time():
        return "24:00"
    return f"{date_format(ends, _('D, j M'))}, {ends:%H:%M}"


def _neighbours(tonight: Tonight, keeper: Keeper) -> list[Neighbour]:
    """Sessions around this one whose lists the reader keeps, too. Others are not even named."""
    around = [(_("Before"), tonight.before), (_("Next date"), tonight.following)]
    there = [session.pk for _label, session in around if session]
    if not keeper.user or not there:
        return []
    kept = set(
        Session.objects.listed_by(keeper.user).filter(pk__in=there).values_list("pk", flat=True)
    )
    return [
        Neighbour(label, Keeper(session, user=keeper.user))
        for label, session in around
        if session and session.pk in kept
    ]
