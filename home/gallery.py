"""What the gallery shows: invented people, places and numbers, in scripts that hurt."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

from cohorts.domain.balance import Balance, Forecast, Status
from cohorts.domain.balance import Row as BalanceRow
from cohorts.domain.districts import District
from cohorts.domain.feedback import CHOSEN, Counted, Value
from cohorts.domain.plan_times import Slot, lay
from cohorts.domain.rosters import Entry
from cohorts.domain.seats import Seats
from cohorts.domain.tonight import ModuleTonight, Part
from cohorts.domain.turnout import Turnout
from cohorts.models import Carrier, Participant, Segment, Session
from cohorts.views.attendance_rows import STEP, Choice, Problem, ScreenRow
from cohorts.views.carriers import Tile
from cohorts.views.poster import Poster, square
from curriculum.domain.teaching import Teaching, TeachingGoal, TeachingStep
from curriculum.models import MethodCard
from home import gallery_findings

BERLIN = ZoneInfo("Europe/Berlin")
MARKS = ("free", "few", "full", "changed", "off", "must", "should", "may")
GOALS = (15, 30, 30, 40, 20)
POSTER = "https://kursbuch.example.org/termine/?ort=Wetzlar"
TONES = ("", "sea", "green", "amber", "red", "magenta")
COLOURS = (
    "paper",
    "sheet",
    "water",
    "shoal",
    "shoal-2",
    "shoal-3",
    "sand",
    "sand-2",
    "coast",
    "ink",
    "ink-2",
    "line",
    "edge",
    "sea",
    "sea-deep",
    "magenta",
    "green",
    "red",
    "amber",
    "beacon",
)


class SampleForm(forms.Form):
    """A field of every kind."""

    full_name = forms.CharField(label=_("First and last name"), help_text="Auch: 李秀英, ליאורה כץ")
    email = forms.EmailField(label=_("E-mail address"))
    place = forms.ChoiceField(label=_("Place"), required=False, choices=[("", "Wetzlar")])
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        widget=forms.RadioSelect,
        choices=[("de", "Deutsch"), ("ckb", "کوردی"), ("uk", "Українська")],
    )
    consent = forms.BooleanField(label="Der Träger darf meine Angaben für diesen Kurs nutzen.")


def samples() -> dict[str, Any]:
    """The context of the gallery: arguments for every component in every state."""
    filled = {"full_name": "Farzaneh Mohammadi-Seelbach", "email": "name@", "language": "ckb"}
    return {
        "marks": MARKS,
        "tones": TONES,
        "icons": _icons(),
        "colours": COLOURS,
        "stations": _chain(),
        "sessions": _sessions(),
        "rows": _rows(),
        "meters": ([135, 270, 90, 135, 180, 135, 135], [135, 270, 90, 247], [270] * 6 + [112]),
        "goal_meter": GOALS,
        "goal_rows": tuple(zip(("Ankommen", "Nein", "Üben", "Hilfe", "Ende"), GOALS, strict=True)),
        "pools": (Seats(15, 10, 0), Seats(12, 10, 0), Seats(12, 12, 4), Seats(24, 24, 0)),
        "balances": tuple(_balances()),
        "ancestors": (("Start", "/"), ("Standards", "/standards/")),
        "page_tags": (("Ausgabe 2025", "sea"), ("3 bis 4 UE", ""), ("zu prüfen", "magenta")),
        "criterion": CRITERION,
        "may_criterion": MAY_CRITERION,
        "corrigenda": CORRIGENDA,
        "became": BECAME,
        "modules": MODULES,
        "proposed_at": gallery_findings.PROPOSED_AT,
        "results": tuple(gallery_findings.results()),
        "redline": REDLINE,
        "plan": PLAN,
        "facts": FACTS,
        "empty_form": SampleForm(auto_id="leer_%s"),
        "bad_form": SampleForm(filled, auto_id="fehler_%s"),
        "attendance": tuple(_attendance()),
        "tiles": _tiles(),
        "carriers": _carriers(),
        "poster": Poster("", POSTER, square(POSTER), _at(24, 11, 18).date()),
        "step": STEP,
        "turnouts": _turnouts(),
        "counted": tuple(_counted()),
        "evening": tuple(_evening()),
    }


def _counted() -> Iterator[Counted]:
    """One question with every answer, one on which all agree."""
    for question, numbers in zip(CHOSEN, ((9, 4, 1, 1), (0, 5, 0, 0)), strict=True):
        yield Counted(question, tuple(zip(Value, numbers, strict=True)))


def _tiles() -> list[Tile]:
    """A small land: none, one, some and many carriers, a city, and the chosen one."""
    units = [
        District("nord", "Nordkreis", ("Nord-", "kreis"), "district", 1, 1),
        District("ost", "Ostkreis", ("Ost",), "district", 1, 2),
        District("stadt", "Stadt am Fluss", ("Stadt", "am Fluss"), "city", 2, 1),
        District("sued", "Südkreis", ("Süd",), "district", 2, 2),
    ]
    return [
        Tile(unit, count, 82 * (unit.column - 1), 70 * (unit.row - 1), "#karte", unit.key == "ost")
        for unit, count in zip(units, (0, 1, 3, 7), strict=True)
    ]


def _carriers() -> list[tuple[Carrier, list[dict[str, Any]]]]:
    """One with dates and many languages, and one that has only just begun."""
    spoken = "Arabisch, Dari, Deutsch, Kurdisch (Kurmandschi), Tigrinya, Ukrainisch"
    known = Carrier(pk=1, name="Brückenwerk Lahn e. V.", since=2016, languages=spoken)
    known.project = "Lotsendienst an Lahn und Dill"
    known.contact = "brueckenwerk@example.org"
    rows = [
        {"title": "Rechtsdienstleistungsgesetz", "url": "#karte", "place": "Wetzlar"}
        | {"starts_at": _at(24, 11, 18), "seats": Seats(15, 10, 0)},
        {"title": "Werte und Haltungen", "url": "#karte", "place": "online"}
        | {"starts_at": _at(5, 12, 10), "seats": Seats(12, 12, 4)},
    ]
    return [(known, rows), (Carrier(pk=2, name="Nachbarschaft am Dillufer"), [])]


def _turnouts() -> list[Turnout]:
    """A course of twelve: all there, some late, many missing, and a list that is half done."""
    return [
        Turnout(Session(title=title, starts_at=_at(day, 11, 18)), *numbers)
        for day, title, numbers in (
            (3, "Ankommen", (12, 0, 0, 0)),
            (7, "Rolle und Aufgaben", (9, 2, 1, 0)),
            (10, "Lebensweltorientierte Zusammenarbeit", (6, 1, 5, 0)),
            (17, "Netzwerke", (4, 1, 1, 5)),
        )
    ]


def _icons() -> list[str]:
    sprite = finders.find("icons.svg")
    return sorted(re.findall(r'id="([\w-]+)"', Path(sprite).read_text("utf-8"))) if sprite else []


def _at(day: int, month: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN)


def _chain() -> list[dict[str, str]]:
    return [
        {"title": "Vernetzungstreffen", "figure": "Kassel, 9. Mai 2026", "url": "#kette"},
        {"title": "Standards", "figure": "deckt GR-1, GR-2, GR-3", "url": "#kette"},
        {"title": "Modul 8", "figure": "Fassung vom 3. Juni 2026", "url": "#kette"},
        {"title": "Kurse", "figure": "in 4 laufenden Kursen", "url": "#kette"},
        {"title": "Termine", "figure": "nächster am 17. Dezember", "url": "#kette"},
        {"title": "Zertifikate", "figure": "auf 96 genannt", "url": ""},
    ]


def _sessions() -> list[dict[str, Any]]:
    """The line of a course with a station in every state."""
    return [
        {"state": "past", "title": "Infoabend", "note": "zählt nicht zum Kurs"}
        | {"starts_at": _at(10, 11, 18), "ends_at": _at(10, 11, 19)},
        {"state": "next", "title": "Ankommen: Biografie, Motivation, Erwartungen"}
        | {"starts_at": _at(24, 11, 18), "ends_at": _at(24, 11, 20, 15)}
        | {"minutes": 135, "url": "#linie"},
        {"state": "cancelled", "title": "Rahmenbedingungen und Datenschutz"}
        | {"starts_at": _at(3, 12, 18), "ends_at": _at(3, 12, 20, 15)}
        | {"note": "Neuer Termin: Dienstag, 8. Dezember"},
        {"state": "ahead", "title": "Rahmenbedingungen und Datenschutz", "minutes": 135}
        | {"starts_at": _at(8, 12, 18), "ends_at": _at(8, 12, 20, 15), "url": "#linie"}
        | {"change": "Raum geändert: Saal im Erdgeschoss"},
        {"state": "harbour", "title": "Zertifikate im Rathaus", "starts_at": _at(22, 12, 17)},
    ]


def _rows() -> list[dict[str, Any]]:
    """Lines of a timetable: free, few, same day, cancelled, changed."""
    course = "Modul 1 · Basisqualifizierung Limburg-Weilburg"
    base: dict[str, Any] = {
        "url": "#fahrplan",
        "second": course,
        "place": "Wetzlar",
        "place_note": "Ankerhaus",
        "minutes": 135,
        "mark_kind": "",
        "mark_text": "",
        "is_same_day": False,
        "is_cancelled": False,
        "change": "",
        "action": "",
        "action_url": "",
        "told": "",
        "button": "",
        "button_value": "",
    }
    return [
        base
        | {"title": "Ankommen: Biografie, Motivation, Erwartungen", "minutes": 135}
        | {"starts_at": _at(24, 11, 18), "ends_at": _at(24, 11, 20, 15)}
        | {"mark_kind": "free", "mark_text": "5 Plätze frei"},
        base
        | {"title": "Rechtsdienstleistungsgesetz und Verschwiegenheitspflichten"}
        | {"starts_at": _at(24, 11, 19), "ends_at": _at(24, 11, 20, 30), "is_same_day": True}
        | {"mark_kind": "few", "mark_text": "noch 1 Platz", "place": "online", "minutes": 90},
        base
        | {"title": "Werte und Haltungen", "is_cancelled": True}
        | {"starts_at": _at(1, 12, 18), "ends_at": _at(1, 12, 19, 30), "place_note": ""},
        base
        | {"title": "Lokale Netzwerke", "change": "Treffpunkt geändert: Bahnhof"}
        | {"starts_at": _at(5, 12, 10), "ends_at": _at(5, 12, 12, 30), "minutes": 135}
        | {"action": "Termin absagen", "action_url": "#fahrplan"}
        | {"told": "Sie haben gesagt: Ich kann nicht kommen.", "button": "Ich kann doch kommen"},
    ]


def _balances() -> Any:
    """On the way, there, and out of reach."""
    rows = (
        BalanceRow("Ankommen", _at(3, 11, 18), Status.PRESENT, 135, 135, 135, True),
        BalanceRow("Rolle und Aufgaben", _at(7, 11, 10), Status.PARTLY, 270, 270, 180, True),
        BalanceRow("Werte", _at(10, 11, 18), Status.EXCUSED, 90, 90, 0, True),
        BalanceRow("Netzwerke", _at(1, 12, 18), Status.TO_COME, 135, 135, 0, True),
        BalanceRow("Datenschutz", _at(3, 12, 18), Status.CANCELLED, 0, 135, 0, False),
    )
    for attended, to_come, forecast in (
        (675, 405, Forecast.REACHABLE),
        (945, 135, Forecast.REACHED),
        (225, 270, Forecast.OUT_OF_REACH),
    ):
        yield Balance(80, attended, 1080, 864, to_come, 0, forecast, rows)


def _attendance() -> Any:
    """A list row in every state."""
    joined = _at(28, 11, 10).date() + timedelta(days=3)
    for number, (name, choice, problem, applies) in enumerate(
        (
            ("Yusuf Abdirahman", Choice("present"), None, True),
            ("Farzaneh Mohammadi-Seelbach", Choice("partly", 90), None, True),
            ("Thị Mai Lorenz", Choice("absent"), None, True),
            ("سمير حدادين", Choice(), None, True),
            ("Олена Ковальчук-Брандт", Choice("excused"), None, True),
            (
                "Hêvîn Demirkol",
                Choice("present"),
                Problem("Jemand anders war schneller.", Choice("absent")),
                True,
            ),
            ("Abdulrahman Zein", Choice(), None, False),
        ),
        start=1,
    ):
        person = Participant(pk=number, full_name=name)
        late = None if applies else joined
        entry = Entry(person, None, number == 3, False, late, applies, has_cancelled=number == 4)
        yield ScreenRow(entry, choice, problem)


def _evening() -> Any:
    """Parts of an evening: over, running with a plan that is too long, and a break."""
    begin = _at(24, 11, 18)
    card = MethodCard(name="Ampel", minutes=30, steps="Allein ankreuzen\nZu dritt vergleichen")
    steps = (
        TeachingStep(40, "Grenzen erkennen", "Wo hört meine Aufgabe auf?", "Ampel", card=card),
        TeachingStep(60, "Nein sagen", "Freundlich und klar", "Rollenspiel", "Fallkarten 7 bis 12"),
    )
    laid = lay(steps, [Slot(2, begin + timedelta(minutes=45), 90)])
    module = ModuleTonight(
        teaching=Teaching(
            title="Grenzen und Selbstfürsorge",
            number=8,
            goals=(TeachingGoal("Ich kann freundlich Nein sagen.", "GR-2"),),
            steps=steps,
            notes=("<p>Niemand muss einen eigenen Fall erzählen.</p>",),
            questions=(),
            handouts=(),
        ),
        laid=laid,
        earlier=(),
        later=(),
        is_spread=False,
    )
    minute = 0
    for number, (kind, minutes, state) in enumerate(
        (("teaching", 45, "past"), ("teaching", 90, "now"), ("break", 15, "ahead")), start=1
    ):
        starts, minute = begin + timedelta(minutes=minute), minute + minutes
        yield Part(
            segment=Segment(position=number, kind=kind, minutes=minutes),
            begins=starts,
            ends=begin + timedelta(minutes=minute),
            state=state,
            module=module if number == 2 else None,
            rows=laid.rows[2] if number == 2 else (),
        )


CRITERION = {
    "key": "GR-2",
    "level": "must",
    "level_text": "Muss",
    "statement": "Lotsinnen und Lotsen erkennen, benennen und wahren die Grenzen ihrer Rolle.",
    "explanation": "Begleiten heißt Wege zeigen. Beratung ist Sache der Fachstellen.",
}
MAY_CRITERION = {
    "key": "GR-4",
    "level": "may",
    "level_text": "Kann",
    "statement": "Träger nennen eine Ansprechperson, die auch abends erreichbar ist.",
}
CORRIGENDA = ({"dated_on": date(2025, 3, 3), "text": "Lies: „ihrer Rolle“ statt „ihre Rolle“."},)
BECAME = (
    {
        "edition": "2027",
        "label": "geteilt",
        "has_effect": True,
        "into": [{"key": "GR-2", "url": "#aenderung"}, {"key": "GR-5", "url": "#aenderung"}],
    },
)
MODULES = (
    {"title": "Modul 3, Rolle und Aufgaben", "url": "#aenderung"},
    {"title": "Modul 8, Grenzen", "url": "#aenderung"},
)
REDLINE = {
    "tokens": (
        ("equal", "Lotsinnen und Lotsen"),
        ("delete", "kennen"),
        ("insert", "erkennen, benennen und wahren"),
        ("equal", "die Grenzen ihrer"),
        ("delete", "Aufgabe."),
        ("insert", "Rolle."),
    ),
    "kind": "",
    "old_edition": "2023",
    "level_before": "Soll",
    "level_now": "Muss",
    "origin": "Vorgeschlagen auf dem Vernetzungstreffen in Gießen am 18. April 2024",
    "url": "#aenderung",
}
CARD = {
    "name": "Das freundliche Nein",
    "minutes": 40,
    "min_people": 4,
    "max_people": 20,
    "material": "Karten mit Bitten",
    "step_list": ("Zu zweit eine Karte ziehen.", "Bitten und Nein sagen.", "Rollen tauschen."),
}
PLAN = (
    {"begin": 0, "minutes": 15, "aim": "Ankommen.", "content": "Wie bin ich heute da?"}
    | {"method": "Runde im Plenum", "material": "Wetterkarten"},
    {"begin": 15, "minutes": 60, "aim": "Nein sagen.", "content": "Sätze, die helfen"}
    | {"method": "Rollenspiel in Paaren", "material": "Fallkarten 1 bis 12", "card": CARD},
    {"begin": 75, "minutes": 15, "aim": "Pause", "is_break": True},
    {"begin": 90, "minutes": 60, "aim": "Weitergeben.", "content": "Wer hilft wobei?"}
    | {"method": "Kollegiale Beratung", "material": "Netzkarte"},
)
FACTS = (
    ("Träger", "Brückenwerk Lahn e. V.", "#fakten"),
    ("Ort", "Ankerhaus, Raum 2\nAm Kai 4, Wetzlar"),
    ("Leitung", "Katharina Ostheim, Farid Noorzad"),
)
