"""What the demo's standards say: editions 2023 and 2025, and what changed between them and why."""

from dataclasses import dataclass

from curriculum.models import Criterion, Succession

MUST, SHOULD, MAY = Criterion.Level.MUST, Criterion.Level.SHOULD, Criterion.Level.MAY


@dataclass(frozen=True, slots=True)
class Wording:
    """A criterion: key, level, and per language statement and purpose."""

    key: str
    level: str
    texts: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A standard: key, per language title and introduction, and its criteria in order."""

    key: str
    texts: dict[str, tuple[str, str]]
    criteria: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Step:
    source: str | None
    target: str | None
    kind: str
    reason: str = ""


BOUNDARIES = {
    "de": (
        "Grenzen und Selbstfürsorge",
        "Wer andere begleitet, muss auch loslassen können. Dieser Standard schützt die Menschen, "
        "die lotsen, und die Menschen, die gelotst werden.",
    ),
    "en": (
        "Boundaries and self-care",
        "Whoever accompanies others must also be able to let go. This standard protects those who "
        "guide and those who are guided.",
    ),
    "ar": (
        "الحدود والعناية بالنفس",
        "من يرافق الآخرين يحتاج أيضاً إلى أن يعرف متى يتوقف. "
        "يحمي هذا المعيار المرشدين ومن يرافقونهم.",
    ),
}
ROLE = {
    "de": (
        "Rolle und Auftrag",
        "Lotsinnen und Lotsen bauen Brücken. Sie handeln im Auftrag eines Trägers und ersetzen "
        "keine Fachkräfte.",
    ),
    "en": (
        "Role and mandate",
        "Guides build bridges. They act on behalf of a carrier and do not replace professionals.",
    ),
}

GR_1 = Wording(
    "GR-1",
    MUST,
    {
        "de": (
            "Was zur Aufgabe gehört und was nicht, ist mit dem Träger schriftlich geklärt.",
            "Wer weiß, was nicht zur Aufgabe gehört, kann freundlich Nein sagen.",
        ),
        "en": (
            "What belongs to the task and what does not is agreed with the carrier in writing.",
            "Whoever knows what is not part of the task can say no in a friendly way.",
        ),
        "ar": (
            "يُتَّفق كتابةً مع الجهة المسؤولة على ما يدخل ضمن المهمة وما لا يدخل ضمنها.",
            "من يعرف ما لا يدخل ضمن مهمته يستطيع أن يقول «لا» بلطف.",
        ),
    },
)
GR_2_OLD = Wording(
    "GR-2",
    MUST,
    {
        "de": (
            "Lotsinnen und Lotsen kennen die Grenzen ihrer Aufgabe und verweisen bei Bedarf an "
            "andere Stellen.",
            "Begleiten heißt Wege zeigen. Beratung und Therapie sind Sache der Fachstellen.",
        ),
        "en": (
            "Guides know the limits of their task and refer people to other services when needed.",
            "To accompany means to show ways. Counselling and therapy are for professionals.",
        ),
    },
)
GR_2_NEW = Wording(
    "GR-2",
    MUST,
    {
        "de": (
            "Lotsinnen und Lotsen erkennen, benennen und achten die Grenzen ihrer Rolle, die "
            "eigenen und die der anderen. Sie verweisen an andere Stellen, bevor eine Begleitung "
            "sie überfordert.",
            "Grenzen zu kennen genügt nicht. Erst wer sie ausspricht, kann sie auch halten.",
        ),
        "en": (
            "Guides recognise, name and respect the limits of their role, their own limits and "
            "those of others. They refer people to other services before a case overwhelms them.",
            "Knowing a limit is not enough. Only what is said aloud can be kept.",
        ),
        "ar": (
            "يدرك المرشدون حدود دورهم ويعبّرون عنها ويحترمونها، حدودهم وحدود الآخرين. "
            "ويحيلون الناس إلى جهات أخرى قبل أن تفوق المرافقة طاقتهم.",
            "لا تكفي معرفة الحدود. من يعبّر عنها يستطيع أن يحافظ عليها.",
        ),
    },
)
GR_3 = Wording(
    "GR-3",
    SHOULD,
    {
        "de": (
            "Jeder Kurs gibt Zeit, schwierige Begegnungen gemeinsam zu besprechen.",
            "Gemeinsam auf einen Fall zu schauen entlastet und hält das Team zusammen.",
        ),
        "en": (
            "Every course gives time to talk about difficult encounters together.",
            "Looking at a case together relieves people and holds the team together.",
        ),
        "ar": (
            "تتيح كل دورة وقتاً للحديث معاً عن المواقف الصعبة.",
            "النظر معاً في موقف صعب يخفف العبء ويقوّي تماسك الفريق.",
        ),
    },
)
RO_1_OLD = Wording(
    "RO-1",
    MUST,
    {
        "de": (
            "Lotsinnen und Lotsen verstehen sich als Brückenbauer zwischen zugewanderten Menschen "
            "und den Stellen vor Ort.",
            "Eine Brücke steht auf beiden Ufern und gehört keinem allein.",
        ),
        "en": (
            "Guides see themselves as bridge builders between newcomers and local services.",
            "A bridge stands on both banks and belongs to neither alone.",
        ),
    },
)
RO_1_NEW = Wording(
    "RO-1",
    MUST,
    {
        "de": (
            "Lotsinnen und Lotsen verstehen sich als Brücke zwischen zugewanderten Menschen und "
            "den Stellen vor Ort.",
            "Eine Brücke steht auf beiden Ufern und gehört keinem allein.",
        ),
        "en": (
            "Guides see themselves as a bridge between newcomers and local services.",
            "A bridge stands on both banks and belongs to neither alone.",
        ),
    },
)
RO_2 = Wording(
    "RO-2",
    MUST,
    {
        "de": (
            "Was Lotsinnen und Lotsen im Einsatz erfahren, geben sie nicht ohne Einwilligung "
            "weiter.",
            "Vertrauen ist das Werkzeug dieser Arbeit. Es geht leicht verloren.",
        ),
        "en": (
            "What guides learn during an assignment they do not pass on without consent.",
            "Trust is the tool of this work. It is easily lost.",
        ),
    },
)
RO_3_NEW = Wording(
    "RO-3",
    MAY,
    {
        "de": (
            "Träger stellen neuen Lotsinnen und Lotsen für die ersten Einsätze eine erfahrene "
            "Person zur Seite.",
            "Zu zweit sieht man mehr, und niemand beginnt allein.",
        ),
        "en": (
            "Carriers give new guides an experienced person to go along on their first "
            "assignments.",
            "Two see more than one, and nobody starts alone.",
        ),
    },
)

EDITION_2023 = (
    Chapter("GR", BOUNDARIES, (GR_1, GR_2_OLD, GR_3)),
    Chapter("RO", ROLE, (RO_1_OLD, RO_2)),
)
EDITION_2025 = (
    Chapter("GR", BOUNDARIES, (GR_1, GR_2_NEW, GR_3)),
    Chapter("RO", ROLE, (RO_1_NEW, RO_2, RO_3_NEW)),
)
STEPS = (
    Step("GR-1", "GR-1", Succession.Kind.UNCHANGED),
    Step(
        "GR-2",
        "GR-2",
        Succession.Kind.REWORDED,
        "Vorgeschlagen auf dem Vernetzungstreffen „Grenzen“ in Gießen am 20. März 2024: Grenzen zu "
        "kennen genügt nicht, man muss sie auch aussprechen.",
    ),
    Step("GR-3", "GR-3", Succession.Kind.UNCHANGED),
    Step("RO-1", "RO-1", Succession.Kind.EDITORIAL, "Kürzer und für alle Geschlechter formuliert."),
    Step("RO-2", "RO-2", Succession.Kind.UNCHANGED),
    Step(
        None,
        "RO-3",
        Succession.Kind.NEW,
        "Gewünscht von neuen Lotsinnen auf dem Vernetzungstreffen in Fulda am 11. September 2024.",
    ),
)
