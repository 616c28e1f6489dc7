"""Who offers courses: a map of tiles, and an equal list beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cohorts.domain import sections
from cohorts.domain.districts import District, districts
from cohorts.models import Carrier, CarrierSection, Session
from cohorts.views import rows
from cohorts.views.rows import Row

NEXT_ONES = 3
WIDTH, HEIGHT, GAP = 78, 66, 4  # of a tile and between two, in the units of the drawing
LINE = 13  # from one line of a name to the next


@dataclass(frozen=True, slots=True)
class Tile:
    """One district on the map. `step` is how dark it is: none, one, some, many carriers."""

    district: District
    count: int
    x: int
    y: int
    url: str
    is_chosen: bool

    @property
    def step(self) -> str:
        return ("none", "one", "some", "some")[self.count] if self.count < 4 else "many"

    @property
    def label(self) -> str:
        words = ngettext(
            "%(district)s: %(number)s carrier", "%(district)s: %(number)s carriers", self.count
        )
        return words % {"district": self.district.name, "number": self.count}

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The name from the bottom up: height of each line inside the tile, and its words."""
        last = HEIGHT - 9
        names = self.district.lines
        return [(last - LINE * (len(names) - 1 - n), name) for n, name in enumerate(names)]


@dataclass(frozen=True, slots=True)
class Group:
    """The carriers of one district with their next sessions and their own section, if any."""

    name: str
    carriers: list[tuple[Carrier, tuple[Row, ...], CarrierSection | None]]

    @property
    def languages(self) -> int:
        """How many languages they speak together."""
        spoken = (c.languages.split(",") for c, _rows, _section in self.carriers)
        return len({language.strip().casefold() for own in spoken for language in own} - {""})


@require_safe
def carriers(request: HttpRequest) -> HttpResponse:
    """All carriers by district; `?kreis=` shows those of one. Carriers elsewhere stand last."""
    today = timezone.localdate()
    units = districts(today)
    key = request.GET.get("kreis", "")
    chosen = next((unit for unit in units if unit.key == key), None)
    if key and chosen is None:
        raise Http404
    known = list(Carrier.objects.order_by("name"))
    groups = _groups(units, chosen, known)
    return render(
        request,
        "cohorts/carriers.html",
        {
            "tiles": _tiles(units, chosen, known),
            "width": _across(max((unit.column for unit in units), default=0), WIDTH),
            "height": _across(max((unit.row for unit in units), default=0), HEIGHT),
            "chosen": chosen,
            "ancestors": _ancestors(chosen),
            "groups": groups,
            "count": sum(len(group.carriers) for group in groups),
        },
    )


def _ancestors(chosen: District | None) -> list[tuple[str, str]]:
    start = (_("Start"), reverse("wagtail_serve", args=[""]))
    return [start, (_("Carriers"), reverse("cohorts:carriers"))] if chosen else [start]


def _tiles(
    units: list[District], chosen: District | None, carriers: Sequence[Carrier]
) -> list[Tile]:
    names = [carrier.district for carrier in carriers]
    return [
        Tile(
            district=unit,
            count=names.count(unit.name),
            x=_across(unit.column - 1, WIDTH) + (GAP if unit.column > 1 else 0),
            y=_across(unit.row - 1, HEIGHT) + (GAP if unit.row > 1 else 0),
            url=f"{reverse('cohorts:carriers')}?kreis={unit.key}#liste",
            is_chosen=unit == chosen,
        )
        for unit in units
    ]


def _across(count: int, size: int) -> int:
    """So many tiles beside each other, with the gaps between them."""
    return count * size + max(count - 1, 0) * GAP


def _groups(
    units: list[District], chosen: District | None, carriers: Sequence[Carrier]
) -> list[Group]:
    order = {unit.name: place for place, unit in enumerate(units)}
    listed = [one for one in carriers if chosen is None or one.district == chosen.name]
    following = _next_sessions()
    own_modules = sections.with_live_modules(listed)
    sessions = [session for carrier in listed for session in following.get(carrier.pk, [])]
    # The list names no modules and no units, so nobody asks for the parts.
    shown = rows.rows(sessions, with_seats=True, parts={})
    by_session = {row.session.pk: row for row in shown}
    by_district: dict[str, list[tuple[Carrier, tuple[Row, ...], CarrierSection | None]]] = {}
    for carrier in listed:
        name = carrier.district if carrier.district in order else ""
        own = tuple(by_session[session.pk] for session in following.get(carrier.pk, []))
        by_district.setdefault(name, []).append((carrier, own, own_modules.get(carrier.pk)))
    last = len(order)
    return [
        Group(name, by_district[name])
        for name in sorted(by_district, key=lambda name: order.get(name, last))
    ]


def _next_sessions() -> dict[int, list[Session]]:
    """The next public sessions of every carrier, a few each; one query."""
    position = Window(
        RowNumber(), partition_by=F("cohort__organiser"), order_by=[F("starts_at"), F("pk")]
    )
    upcoming = (
        rows.with_course(Session.objects.publicly_listed().upcoming(timezone.now()).not_cancelled())
        .annotate(position=position)
        .filter(position__lte=NEXT_ONES)
        .order_by("starts_at", "pk")
    )
    found: dict[int, list[Session]] = {}
    for session in upcoming:
        found.setdefault(session.cohort.organiser_id, []).append(session)
    return found
