"""What the standards say about guides themselves: role, attitude, talking with each other."""

from home.demo.texts.shapes import MAY, MUST, SHOULD, Wording


def wording(
    key: str,
    level: str,
    de: tuple[str, str],
    en: tuple[str, str],
    ar: tuple[str, str] | None = None,
) -> Wording:
    return Wording(key, level, {"de": de, "en": en} | ({"ar": ar} if ar else {}))


BRIDGE_WHY = (
    "Eine Brücke steht auf beiden Ufern und gehört keinem allein.",
    "A bridge stands on both banks and belongs to neither alone.",
)
RO_1_OLD = wording(
    "RO-1",
    MUST,
    (
        "Lotsinnen und Lotsen verstehen sich als Brückenbauer zwischen zugewanderten Menschen und "
        "den Stellen vor Ort.",
        BRIDGE_WHY[0],
    ),
    (
        "Guides see themselves as bridge builders between newcomers and local services.",
        BRIDGE_WHY[1],
    ),
)
RO_1 = wording(
    "RO-1",
    MUST,
    (
        "Lotsinnen und Lotsen verstehen sich als Brücke zwischen zugewanderten Menschen und den "
        "Stellen vor Ort.",
        BRIDGE_WHY[0],
    ),
    ("Guides see themselves as a bridge between newcomers and local services.", BRIDGE_WHY[1]),
    (
        "يرى المرشدون أنفسهم جسراً بين القادمين الجدد والجهات المحلية.",
        "للجسر ضفتان، وهو ليس ملكاً لأي منهما وحدها.",
    ),
)
RO_2 = wording(
    "RO-2",
    MUST,
    (
        "Was Lotsinnen und Lotsen im Einsatz erfahren, geben sie nicht ohne Einwilligung weiter.",
        "Vertrauen ist das Werkzeug dieser Arbeit. Es geht leicht verloren.",
    ),
    (
        "What guides learn during an assignment they do not pass on without consent.",
        "Trust is the tool of this work. It is easily lost.",
    ),
    (
        "ما يعرفه المرشدون أثناء المرافقة لا ينقلونه إلى أحد من دون موافقة.",
        "الثقة هي أداة هذا العمل، ومن السهل أن تضيع.",
    ),
)
RO_3 = wording(
    "RO-3",
    MAY,
    (
        "Träger stellen neuen Lotsinnen und Lotsen für die ersten Einsätze eine erfahrene Person "
        "zur Seite.",
        "Zu zweit sieht man mehr, und niemand beginnt allein.",
    ),
    (
        "Carriers give new guides an experienced person to go along on their first assignments.",
        "Two see more than one, and nobody starts alone.",
    ),
)
NO_EXPERTS = (
    (
        "Lotsinnen und Lotsen ersetzen keine Fachkräfte. Beratung, Dolmetschen vor Gericht und "
        "Behandlung überlassen sie anderen.",
        "Wer seine Aufgabe kennt, wird nicht zur billigen Lösung für fehlende Stellen.",
    ),
    (
        "Guides do not replace professionals. They leave counselling, court interpreting and "
        "treatment to others.",
        "Whoever knows the task does not become the cheap answer to missing services.",
    ),
)
RO_3_OLD = wording("RO-3", MUST, *NO_EXPERTS)
RO_4 = wording("RO-4", MUST, *NO_EXPERTS)

HA_1 = wording(
    "HA-1",
    MUST,
    (
        "Lotsinnen und Lotsen begegnen allen Menschen mit Respekt und auf Augenhöhe.",
        "Hilfe, die von oben kommt, macht klein.",
    ),
    (
        "Guides meet everybody with respect and at eye level.",
        "Help that comes from above makes people small.",
    ),
    ("يعامل المرشدون جميع الناس باحترام وعلى قدم المساواة.", "المساعدة من فوق تُصغّر الناس."),
)
HA_2_OLD = wording(
    "HA-2",
    SHOULD,
    (
        "Lotsinnen und Lotsen kennen eigene Vorurteile und denken über sie nach.",
        "Bilder im Kopf hat jeder. Gefährlich sind die, die niemand prüft.",
    ),
    (
        "Guides know their own prejudices and reflect on them.",
        "Everybody has pictures in mind. Dangerous are those that nobody checks.",
    ),
)
HA_2 = wording(
    "HA-2",
    SHOULD,
    (
        "Lotsinnen und Lotsen prüfen eigene Vorurteile, erkennen Diskriminierung und nennen eine "
        "Stelle, die dagegen hilft.",
        "Nachdenken allein schützt niemanden. Wer benachteiligt wird, braucht einen Weg.",
    ),
    (
        "Guides check their own prejudices, recognise discrimination and name a service that helps "
        "against it.",
        "Reflection alone protects nobody. Whoever is discriminated against needs a way.",
    ),
)
HA_3_TEXT = (
    (
        "Die begleitete Person entscheidet selbst. Lotsinnen und Lotsen zeigen Möglichkeiten.",
        "Ziel jeder Begleitung ist, dass sie nicht mehr gebraucht wird.",
    ),
    (
        "The accompanied person decides. Guides show possibilities.",
        "The aim of all guiding is to be no longer needed.",
    ),
)
HA_3_OLD = wording("HA-3", SHOULD, *HA_3_TEXT)
HA_3 = wording("HA-3", MUST, *HA_3_TEXT)
HA_4 = wording(
    "HA-4",
    SHOULD,
    (
        "Lotsinnen und Lotsen wissen, warum Menschen zuwandern, und dass Ankommen beide Seiten "
        "fordert.",
        "Wer die großen Linien kennt, vermutet weniger und fragt besser.",
    ),
    (
        "Guides know why people migrate, and that arriving asks something of both sides.",
        "Whoever knows the broad lines assumes less and asks better.",
    ),
)

KO_1 = wording(
    "KO-1",
    MUST,
    (
        "Lotsinnen und Lotsen sprechen klar und prüfen, ob sie verstanden wurden.",
        "Ein verstandener Satz erspart drei Wege.",
    ),
    (
        "Guides speak clearly and check whether they were understood.",
        "A sentence understood saves three errands.",
    ),
)
KO_2_OLD = wording(
    "KO-2",
    SHOULD,
    (
        "Lotsinnen und Lotsen vermitteln in Gesprächen, auch wenn es Streit gibt.",
        "Zwischen zwei Sprachen und zwei Meinungen braucht es jemanden, der ruhig bleibt.",
    ),
    (
        "Guides mediate in conversations, also when there is a quarrel.",
        "Between two languages and two opinions somebody has to stay calm.",
    ),
)
KO_2 = wording(
    "KO-2",
    SHOULD,
    (
        "Lotsinnen und Lotsen übertragen einfache Gespräche vollständig und ohne Zusätze. Sie "
        "sagen "
        "offen, wenn ein Gespräch zu schwer ist.",
        "Wer etwas weglässt, entscheidet für andere.",
    ),
    (
        "Guides relay simple conversations completely and without additions. They say openly "
        "when a "
        "conversation is too difficult.",
        "Whoever leaves something out decides for others.",
    ),
)
KO_3 = wording(
    "KO-3",
    SHOULD,
    (
        "Bei Streit beruhigen Lotsinnen und Lotsen, vertagen und holen Hilfe. Sie ergreifen nicht "
        "Partei.",
        "Ein Konflikt ist keine Sprachfrage und braucht andere Mittel.",
    ),
    (
        "In a quarrel guides calm, postpone and fetch help. They do not take sides.",
        "A conflict is no question of language and needs other means.",
    ),
)
LISTENING = (
    (
        "Zuhören kommt vor Ratgeben: Lotsinnen und Lotsen fragen nach dem Anliegen, bevor sie "
        "handeln.",
        "Das erste Problem, das genannt wird, ist selten das wichtigste.",
    ),
    (
        "Listening comes before advice: guides ask what is needed before they act.",
        "The first problem named is seldom the most important one.",
    ),
)
KO_3_OLD = wording("KO-3", SHOULD, *LISTENING)
KO_4 = wording("KO-4", SHOULD, *LISTENING)
