"""What came out of the meetings, in one sentence each; parties are organisations."""

from dataclasses import dataclass
from datetime import date

from cohorts.models import Finding

AGREEMENT, IDEA, PROPOSAL = Finding.Kind.AGREEMENT, Finding.Kind.IDEA, Finding.Kind.PROPOSAL
BOUNDARIES = "vernetzungstreffen-grenzen"


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding and what became of it. Days are dates, or counted from the day of the demo.

    `about`: edition and key of the criterion that held then. `into`: key of the criterion in the
    next edition that it was taken into.
    """

    meeting: str
    kind: str
    text: str
    parties: str = ""
    due: date | int | None = None
    kept: date | int | None = None
    about: tuple[str, str] | None = None
    into: str = ""
    declined: str = ""
    notes: tuple[tuple[int, str], ...] = ()  # so many days ago


# Written down two days after the meeting in March 2024, before the edition of 2025 was derived.
OF_2024 = (
    FindingText(
        BOUNDARIES,
        PROPOSAL,
        "GR-2: Grenzen nicht nur kennen, sondern erkennen, benennen und achten, auch die der "
        "anderen. Abgeben, bevor es überfordert.",
        about=("2023", "GR-2"),
        into="GR-2",
    ),
    FindingText(
        BOUNDARIES,
        PROPOSAL,
        "Selbstfürsorge gehört zu den Grenzen und nicht zu den Kursen.",
        about=("2023", "QU-4"),
        into="GR-4",
    ),
    FindingText(
        BOUNDARIES,
        AGREEMENT,
        "Feste Telefonzeiten und eine Vertretung in den Ferien.",
        parties="Brückenwerk Lahn e. V., Ankommen Burgwald gGmbH",
        due=date(2024, 9, 30),
        kept=date(2024, 9, 12),
    ),
    FindingText(
        BOUNDARIES,
        IDEA,
        "Kurze Karten in mehreren Sprachen: Auch wer begleitet wird, darf Nein sagen.",
    ),
)
# From the regional meetings before the next edition was derived.
OF_LAST_YEAR = (
    FindingText(
        "regionaltreffen-1",
        AGREEMENT,
        "Entwurf für einen gemeinsamen Ausweis mit Foto.",
        parties="Kompetenzzentrum Lotsendienste, Lotsenkreis Rhönblick e. V.",
        due=-12,
    ),
    FindingText(
        "regionaltreffen-1",
        AGREEMENT,
        "Zwei feste Besuchstage im Jahr auf dem Amt.",
        parties="Lotsenkreis Rhönblick e. V., Bürgerservice der Stadt Fulda",
        due=-90,
        kept=-97,
    ),
    FindingText(
        "regionaltreffen-1",
        PROPOSAL,
        "Der Besuch auf dem Amt gehört in jeden Kurs. Aus Soll soll Muss werden.",
        about=("2025", "NE-2"),
        into="NE-2",
    ),
    FindingText(
        "regionaltreffen-2",
        PROPOSAL,
        "Für die ersten drei Einsätze geht immer eine erfahrene Person mit.",
        about=("2025", "RO-3"),
        declined="Kleine Träger können das nicht allen zusagen. Es bleibt beim Kann. Das Kriterium "
        "steht in der nächsten Fassung bei den Kursen.",
    ),
    FindingText(
        "regionaltreffen-3",
        AGREEMENT,
        "Zwei Ämter schicken ihre Musterbriefe vorab zur Probe.",
        parties="Kompetenzzentrum Lotsendienste, Bürgerservice der Stadt Darmstadt",
        due=9,
    ),
    FindingText(
        "regionaltreffen-3",
        PROPOSAL,
        "Wer begleitet, soll wissen, wann ein Übersetzungsprogramm hilft und wann nicht.",
        into="KO-5",
    ),
    FindingText(
        "regionaltreffen-3",
        IDEA,
        "Eine eigene Vertiefung: Nein zum Übersetzen.",
    ),
    FindingText(
        "regionaltreffen-4",
        PROPOSAL,
        "Niemand begleitet allein vor dem achtzehnten Geburtstag.",
        about=("2025", "RA-3"),
        into="RA-3",
    ),
    FindingText(
        "regionaltreffen-4",
        PROPOSAL,
        "Schule und Kita ausdrücklich nennen, wenn es um die Stellen vor Ort geht.",
        about=("2025", "NE-1"),
        notes=(
            (24, "Dann müssten wir auch Ärzte und Vereine nennen. Wo hört die Liste auf?"),
            (17, "Vielleicht genügt es im Zweck: „auch Schule und Kita“. Wir fragen die Träger."),
        ),
    ),
)
