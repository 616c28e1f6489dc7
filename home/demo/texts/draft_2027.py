"""The draft of the next edition: what it says otherwise, why, and what was said about it."""

from dataclasses import dataclass

from curriculum.models import Succession
from home.demo.texts import criteria_frame as frame
from home.demo.texts import criteria_people as people
from home.demo.texts.criteria_people import wording
from home.demo.texts.shapes import MAY, MUST, SHOULD, Chapter, Step, Wording
from home.demo.texts.standard_titles import TITLES

RO_2 = wording(
    "RO-2",
    MUST,
    (
        "Was Lotsinnen und Lotsen im Einsatz erfahren, geben sie nicht ohne Einwilligung weiter: "
        "nicht im Gespräch, nicht in Chats und nicht an Übersetzungsprogramme.",
        "Vertrauen ist das Werkzeug dieser Arbeit. Was einmal in ein Programm eingegeben ist, holt "
        "niemand zurück.",
    ),
    (
        "What guides learn during an assignment they do not pass on without consent: not in talk, "
        "not in chats and not to translation software.",
        "Trust is the tool of this work. What was once typed into a program nobody gets back.",
    ),
    (
        "ما يعرفه المرشدون أثناء المرافقة لا ينقلونه إلى أحد من دون موافقة: لا في الحديث، ولا في "
        "المحادثات الرقمية، ولا إلى برامج الترجمة.",
        "الثقة هي أداة هذا العمل. وما يُكتب مرة في برنامج لا يستعيده أحد.",
    ),
)
RO_3 = wording("RO-3", MUST, *people.NO_EXPERTS)
HA_2 = wording(
    "HA-2",
    SHOULD,
    (
        "Lotsinnen und Lotsen prüfen eigene Vorurteile und sprechen im Team darüber.",
        "Bilder im Kopf hat jeder. Zu zweit prüft man sie leichter als allein.",
    ),
    (
        "Guides check their own prejudices and talk about them in the team.",
        "Everybody has pictures in mind. Two check them more easily than one.",
    ),
)
HA_5 = wording(
    "HA-5",
    SHOULD,
    (
        "Lotsinnen und Lotsen erkennen Diskriminierung und nennen eine Stelle, die dagegen hilft.",
        "Wer benachteiligt wird, braucht einen Weg. Mitgefühl allein ist keiner.",
    ),
    (
        "Guides recognise discrimination and name a service that helps against it.",
        "Whoever is discriminated against needs a way. Compassion alone is none.",
    ),
)
# Reworded after a remark, on the day before the demo; nobody has marked it or translated it yet.
KO_4 = Wording(
    "KO-4",
    SHOULD,
    {
        "de": (
            "Zuhören kommt vor Ratgeben: Lotsinnen und Lotsen hören zu Ende und fragen nach dem "
            "Anliegen, bevor sie handeln.",
            "Das erste Problem, das genannt wird, ist selten das wichtigste.",
        )
    },
)
KO_5 = wording(
    "KO-5",
    SHOULD,
    (
        "Lotsinnen und Lotsen begleiten auch am Bildschirm. Sie wissen, wann ein "
        "Übersetzungsprogramm hilft und wann ein Mensch übersetzen muss.",
        "Ein Programm klingt sicher, auch wenn es irrt. Das muss wissen, wer es benutzt.",
    ),
    (
        "Guides accompany people at the screen, too. They know when translation software helps and "
        "when a human being has to translate.",
        "A program sounds sure even when it is wrong. Whoever uses it has to know that.",
    ),
    (
        "يرافق المرشدون الناس أمام الشاشة أيضاً، ويعرفون متى يفيد برنامج الترجمة ومتى يجب أن يترجم "
        "إنسان.",
        "يبدو البرنامج واثقاً حتى حين يخطئ. وعلى من يستعمله أن يعرف ذلك.",
    ),
)
RA_3 = wording(
    "RA-3",
    MUST,
    (
        "Wer mit Kindern zu tun hat, kennt die Schutzregeln des Trägers und weiß, wen man anruft. "
        "Wer selbst noch nicht volljährig ist, begleitet nie allein.",
        "Kinder können nicht warten, bis jemand zuständig ist. Und auch junge Lotsinnen und Lotsen "
        "brauchen Schutz.",
    ),
    (
        "Whoever works with children knows the carrier's rules of protection and whom to call. "
        "Whoever is not of age never guides alone.",
        "Children cannot wait until somebody is responsible. And young guides need protection, "
        "too.",
    ),
)
NE_1 = wording(
    "NE-1",
    MUST,
    (
        "Lotsinnen und Lotsen kennen die Stellen vor Ort, ihre Aufgaben und die Wege dorthin.",
        frame.NE_1.texts["de"][1],
    ),
    frame.NE_1.texts["en"],
)
NE_2 = wording("NE-2", MUST, *frame.VISITS)
QU_4 = Wording("QU-4", MAY, people.RO_3.texts)

CRITERIA = {
    "RO": (people.RO_1, RO_2, RO_3),
    "HA": (people.HA_1, HA_2, people.HA_3, HA_5),
    "KO": (people.KO_1, people.KO_2, people.KO_3, KO_4, KO_5),
    "RA": (frame.RA_1, frame.RA_2, RA_3),
    "NE": (NE_1, NE_2, frame.NE_3),
    "GR": (frame.GR_1, frame.GR_2, frame.GR_3, frame.GR_4),
    "QU": (frame.QU_1, frame.QU_2, frame.QU_3, QU_4),
}
EDITION_2027 = tuple(Chapter(key, TITLES[key], found) for key, found in CRITERIA.items())

# What stands in no step stays as it is.
Kind = Succession.Kind
SPLIT = "Sich selbst prüfen und anderen beistehen sind zwei Aufgaben."
CHANGES = (
    Step(
        "RO-2",
        "RO-2",
        Kind.REWORDED,
        "Viele nutzen Übersetzungsprogramme, ohne zu wissen, wohin die Worte gehen.",
    ),
    Step("RO-3", "QU-4", Kind.MOVED, "Die ersten Einsätze gehören zur Begleitung nach dem Kurs."),
    Step("RO-4", "RO-3", Kind.RENUMBERED, "Rückt nach, weil RO-3 zu den Kursen wandert."),
    Step("HA-2", "HA-2", Kind.SPLIT, SPLIT),
    Step("HA-2", "HA-5", Kind.SPLIT, SPLIT),
    Step(
        "HA-4",
        None,
        Kind.DROPPED,
        "Dieses Wissen lehrt Modul 2. Als Kriterium ließ es sich nicht prüfen.",
    ),
    Step(
        None,
        "KO-5",
        Kind.NEW,
        "Gewünscht auf dem Vernetzungstreffen „Sprache schafft Zugang“ in Darmstadt.",
    ),
    Step(
        "RA-3",
        "RA-3",
        Kind.REWORDED,
        "Immer mehr junge Menschen werden Lotsin oder Lotse. Vorschlag des Treffens „Jugend und "
        "Familie“.",
    ),
    Step("NE-1", "NE-1", Kind.EDITORIAL, "„Ihre Wege“ wurde missverstanden."),
    Step(
        "NE-2",
        "NE-2",
        Kind.LEVEL_CHANGED,
        "Nach den Besuchstagen mit den Ämtern machen es fast alle: aus Soll wird Muss.",
    ),
)


@dataclass(frozen=True, slots=True)
class RemarkText:
    """A remark on a criterion of the draft, so many days ago, by the coordinator or trainer."""

    who: str
    criterion: str
    days_ago: int
    text: str
    answer: str = ""
    is_closed: bool = False


ASKED_CARRIERS = ("lahn", "burgwald", "rhoenblick", "fuldaufer", "mainbogen", "woog")
ASKED_TRAINERS = ("soraya", "mirjam")
DROPPED = "HA-4"  # of the predecessor
REMARKS = (
    RemarkText(
        "mirjam",
        "KO-4",
        15,
        "„Fragen nach dem Anliegen“ kommt mir zu früh. Erst einmal sollten wir zu Ende zuhören.",
        "Danke, das stimmt. Wir ändern den Satz: „hören zu Ende und fragen nach dem Anliegen“.",
        is_closed=True,
    ),
    RemarkText(
        "fuldaufer",
        "KO-5",
        13,
        "Bei uns werden drei verschiedene Programme benutzt. Welche sind erlaubt? Wir brauchen "
        "eine Liste oder eine Regel.",
        "Eine Liste wäre schnell veraltet. Die Regel steht in RO-2: keine fremden Angaben in ein "
        "Programm. Das Modul dazu entsteht im Frühjahr.",
    ),
    RemarkText(
        "soraya",
        "HA-5",
        11,
        "Die Teilung hilft mir beim Unterrichten. Bitte ergänzen Sie im Zweck, wo man solche "
        "Stellen findet.",
        "Die Adressen ändern sich oft. Sie stehen deshalb im Modul 4 und nicht in den Standards.",
    ),
    RemarkText(
        "woog",
        "RA-3",
        9,
        "Unsere jüngste Lotsin ist siebzehn. Darf sie begleiten, wenn eine erwachsene Lotsin "
        "dabei ist?",
        "Ja. „Nie allein“ heißt: zu zweit mit einer erfahrenen Person.",
    ),
    RemarkText(
        "rhoenblick",
        "NE-2",
        6,
        "Besuche sind gut. Bei uns auf dem Land fährt der Bus aber nur zweimal am Tag. Zählt es "
        "auch, wenn die Stelle zu uns in den Kurs kommt?",
    ),
    RemarkText(
        "burgwald",
        DROPPED,
        4,
        "Bitte streichen Sie das nicht. Modul 2 stützt sich allein auf dieses Kriterium, und "
        "gerade dieser Abend bringt die Gruppe ins Gespräch.",
    ),
    RemarkText(
        "mainbogen",
        "RO-2",
        2,
        "Gilt das auch für Sprachnachrichten, die jemand aus der Familie übersetzen soll?",
    ),
)
