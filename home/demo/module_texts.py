"""What the demo's modules say, in German and, for one of them, in English and Arabic."""

from typing import Any

from curriculum.models import LearningGoal

Goal = tuple[str, str, str]  # text, criterion key, depth

INTRODUCED, PRACTISED = LearningGoal.Depth.INTRODUCED, LearningGoal.Depth.PRACTISED

ROLE_LEAD = (
    "Ein Vormittag über die eigene Aufgabe: Brücken bauen, Wege zeigen und Vertrauen bewahren."
)
ROLE_GOALS: tuple[Goal, ...] = (
    ("Ich kann in zwei Sätzen sagen, was meine Aufgabe ist.", "RO-1", PRACTISED),
    ("Ich kenne die Schweigepflicht und weiß, wann ich um Einwilligung bitte.", "RO-2", PRACTISED),
    ("Ich weiß, was mit meinem Träger schriftlich vereinbart ist.", "GR-1", INTRODUCED),
)
ROLE_PLAN = (
    # minutes, aim, content, method, material, break
    (20, "Ankommen", "Welche Brücke hat mir schon einmal geholfen?", "Runde im Plenum", "", False),
    (
        40,
        "Den Auftrag verstehen",
        "Wer schickt mich, wer wartet auf mich?",
        "Rollenkarte, zu zweit",
        "Rollenkarten, Flipchart",
        False,
    ),
    (
        30,
        "Wege zeigen",
        "Begleiten, vermitteln, nicht entscheiden",
        "Fallarbeit in Gruppen",
        "Fallkarten 1 bis 6",
        False,
    ),
    (20, "Pause", "", "", "", True),
    (
        45,
        "Vertrauen bewahren",
        "Was bleibt unter uns, wofür brauche ich eine Einwilligung?",
        "Kurzer Vortrag, dann Quiz",
        "Merkblatt Schweigepflicht",
        False,
    ),
    (
        45,
        "Die Vereinbarung lesen",
        "Was ist mit dem Träger geklärt, was fehlt noch?",
        "Einzelarbeit, Austausch zu dritt",
        "Muster einer Vereinbarung",
        False,
    ),
)

BOUNDARIES_LEAD = (
    "Ein Abend über das freundliche Nein: eigene Grenzen erkennen, andere Stellen einschalten, "
    "selbst gesund bleiben."
)
BOUNDARIES_GOALS: tuple[Goal, ...] = (
    ("Ich erkenne, wann eine Bitte über meine Rolle hinausgeht.", "GR-2", PRACTISED),
    ("Ich kann freundlich Nein sagen und eine Fachstelle nennen.", "GR-2", PRACTISED),
    ("Ich weiß, mit wem ich über einen schweren Einsatz spreche.", "GR-3", INTRODUCED),
)
BOUNDARIES_PLAN = (
    (
        15,
        "Ankommen",
        "Wetterkarte: Wie bin ich heute da?",
        "Runde im Plenum",
        "Wetterkarten",
        False,
    ),
    (
        30,
        "Grenzen erkennen",
        "Wo hört meine Aufgabe auf?",
        "Ampel, erst allein, dann zu dritt",
        "Kopiervorlage Ampel",
        False,
    ),
    (
        30,
        "Nein sagen",
        "Sätze, die freundlich und klar sind",
        "Rollenspiel zu zweit",
        "Fallkarten 7 bis 12",
        False,
    ),
    (15, "Pause", "", "", "", True),
    (
        40,
        "Weitergeben",
        "Welche Stelle hilft bei welchem Anliegen?",
        "Kollegiale Beratung",
        "Netzkarte vor Ort",
        False,
    ),
    (
        20,
        "Für sich sorgen",
        "Was mir nach einem schweren Einsatz guttut",
        "Stiller Brief an mich selbst",
        "Briefpapier, Umschläge",
        False,
    ),
)

BOUNDARIES_EN: dict[str, Any] = {
    "shelf": {
        "title": "Modules",
        "introduction": "What is taught in the courses: goals, plan and material, developed from "
        "the standards.",
    },
    "title": "Boundaries and self-care",
    "lead": "An evening about the friendly no: recognise your own limits, call in other services, "
    "stay healthy yourself.",
    "goals": (
        "I recognise when a request goes beyond my role.",
        "I can say no in a friendly way and name a service that helps.",
        "I know whom I can talk to about a hard assignment.",
    ),
    "introduction": "<p>Many guides find it hard to say no. They know what it is to need help. "
    "This module gives words and exercises for it.</p>",
    "plan_title": "One evening",
    "plan": (
        ("Arriving", "Weather cards: how am I here today?", "Round in plenary", "Weather cards"),
        ("Recognising limits", "Where does my task end?", "Traffic light, then in threes", "Sheet"),
        ("Saying no", "Sentences that are friendly and clear", "Role play in pairs", "Case cards"),
        ("Break", "", "", ""),
        ("Passing on", "Which service helps with what?", "Peer advice", "Local network map"),
        ("Taking care", "What does me good after a hard day", "Silent letter", "Paper, envelopes"),
    ),
    "question": "Think of a request that was too much for you. What would you answer today?",
}
BOUNDARIES_AR: dict[str, Any] = {
    "shelf": {
        "title": "الوحدات",
        "introduction": "ما يُدرَّس في الدورات: الأهداف والخطة والمواد، مبنية على المعايير.",
    },
    "title": "الحدود والعناية بالنفس",
    "lead": "أمسية عن كلمة «لا» اللطيفة: أعرف حدودي، وأستعين بجهات أخرى، وأحافظ على صحتي.",
    "goals": (
        "أعرف متى يتجاوز طلبٌ ما حدود دوري.",
        "أستطيع أن أقول «لا» بلطف وأن أذكر جهة متخصصة تساعد.",
        "أعرف مع من أتحدث عن مهمة صعبة.",
    ),
    "introduction": "<p>يصعب على كثير من المرشدين أن يقولوا «لا»، لأنهم يعرفون معنى الحاجة إلى "
    "المساعدة. تقدّم هذه الوحدة كلمات وتمارين تساعد على ذلك.</p>",
    "plan_title": "أمسية واحدة",
    "plan": (
        ("الوصول", "بطاقات الطقس: كيف حالي اليوم؟", "حلقة جماعية", "بطاقات الطقس"),
        ("معرفة الحدود", "أين تنتهي مهمتي؟", "إشارة المرور، ثم في ثلاثيات", "ورقة عمل"),
        ("قول «لا»", "جمل لطيفة وواضحة", "تمثيل أدوار في ثنائيات", "بطاقات الحالات"),
        ("استراحة", "", "", ""),
        ("الإحالة", "أي جهة تساعد في أي أمر؟", "مشورة بين الزملاء", "خريطة الشبكة المحلية"),
        ("العناية بالنفس", "ما يريحني بعد مهمة صعبة", "رسالة صامتة إلى نفسي", "ورق ومظاريف"),
    ),
    "question": "فكّر في طلب كان فوق طاقتك. ماذا تجيب اليوم؟",
}
