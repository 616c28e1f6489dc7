"""The demo's standards: editions 2023 and 2025, and what changed between them and why."""

from curriculum.models import Succession
from home.demo.texts import criteria_frame as frame
from home.demo.texts import criteria_people as people
from home.demo.texts.shapes import Chapter, Step, Wording
from home.demo.texts.standard_titles import TITLES


def _chapters(**criteria: tuple[Wording, ...]) -> tuple[Chapter, ...]:
    return tuple(Chapter(key, TITLES[key], found) for key, found in criteria.items())


EDITION_2023 = _chapters(
    RO=(people.RO_1_OLD, people.RO_2, people.RO_3_OLD),
    HA=(people.HA_1, people.HA_2_OLD, people.HA_3_OLD, people.HA_4),
    KO=(people.KO_1, people.KO_2_OLD, people.KO_3_OLD),
    RA=(frame.RA_1, frame.RA_2_OLD, frame.RA_3_OLD, frame.RA_4_OLD),
    NE=(frame.NE_1, frame.NE_2_OLD, frame.NE_3_OLD, frame.NE_4_OLD),
    GR=(frame.GR_1, frame.GR_2_OLD, frame.GR_3),
    QU=(frame.QU_1, frame.QU_2, frame.QU_3_OLD, frame.QU_4_OLD),
)
EDITION_2025 = _chapters(
    RO=(people.RO_1, people.RO_2, people.RO_3, people.RO_4),
    HA=(people.HA_1, people.HA_2, people.HA_3, people.HA_4),
    KO=(people.KO_1, people.KO_2, people.KO_3, people.KO_4),
    RA=(frame.RA_1, frame.RA_2, frame.RA_3),
    NE=(frame.NE_1, frame.NE_2, frame.NE_3),
    GR=(frame.GR_1, frame.GR_2, frame.GR_3, frame.GR_4),
    QU=(frame.QU_1, frame.QU_2, frame.QU_3),
)

Kind = Succession.Kind
FULDA = "auf dem Vernetzungstreffen in Fulda am 11. September 2024"
MERGED = (
    "Ansprechperson und Team gehören zusammen. Aus „regelmäßig“ wird „viermal im Jahr“: Das lässt "
    "sich messen."
)
STEPS = (
    Step("RO-1", "RO-1", Kind.EDITORIAL, "Kürzer und für alle Geschlechter formuliert."),
    Step("RO-2", "RO-2", Kind.UNCHANGED),
    Step(None, "RO-3", Kind.NEW, f"Gewünscht von neuen Lotsinnen {FULDA}."),
    Step("RO-3", "RO-4", Kind.RENUMBERED, "Die Begleitung der ersten Einsätze steht jetzt davor."),
    Step("HA-1", "HA-1", Kind.UNCHANGED),
    Step(
        "HA-2",
        "HA-2",
        Kind.REWORDED,
        "Nachdenken allein hilft niemandem, der benachteiligt wird. Antrag der Beratungsstellen.",
    ),
    Step(
        "HA-3",
        "HA-3",
        Kind.LEVEL_CHANGED,
        "Ohne Selbstbestimmung keine Begleitung auf Augenhöhe: aus Soll wird Muss.",
    ),
    Step("HA-4", "HA-4", Kind.UNCHANGED),
    Step("KO-1", "KO-1", Kind.UNCHANGED),
    Step("KO-2", "KO-2", Kind.SPLIT, "Übertragen und Schlichten sind zwei Aufgaben."),
    Step("KO-2", "KO-3", Kind.SPLIT, "Übertragen und Schlichten sind zwei Aufgaben."),
    Step("KO-3", "KO-4", Kind.RENUMBERED, "Rückt nach, weil KO-2 geteilt wurde."),
    Step("RA-1", "RA-1", Kind.UNCHANGED),
    Step(
        "RA-2",
        "RA-2",
        Kind.REWORDED,
        "Einsätze werden heute in Chats verabredet. Vorschlag der Koordinatorinnen aus Nordhessen.",
    ),
    Step("RA-3", None, Kind.DROPPED, "Der Papierbogen wird nicht mehr verlangt."),
    Step("RA-4", "RA-3", Kind.RENUMBERED, "Rückt nach, weil RA-3 entfällt."),
    Step("NE-1", "NE-1", Kind.UNCHANGED),
    Step("NE-2", "NE-2", Kind.LEVEL_CHANGED, "Besuche haben sich bewährt: aus Kann wird Soll."),
    Step("NE-3", "NE-3", Kind.MERGED, MERGED),
    Step("NE-4", "NE-3", Kind.MERGED, MERGED),
    Step("GR-1", "GR-1", Kind.UNCHANGED),
    Step(
        "GR-2",
        "GR-2",
        Kind.REWORDED,
        "Vorgeschlagen auf dem Vernetzungstreffen „Grenzen“ in Gießen am 20. März 2024: Grenzen zu "
        "kennen genügt nicht, man muss sie auch aussprechen.",
    ),
    Step("GR-3", "GR-3", Kind.UNCHANGED),
    Step("QU-4", "GR-4", Kind.MOVED, "Selbstfürsorge steht jetzt dort, wo man sie sucht."),
    Step("QU-1", "QU-1", Kind.UNCHANGED),
    Step("QU-2", "QU-2", Kind.UNCHANGED),
    Step(
        "QU-3",
        "QU-3",
        Kind.REWORDED,
        f"Aus der Gelegenheit wird eine Zusage. Vorschlag der Träger {FULDA}.",
    ),
)
