"""What the standards say about the frame: law, networks, boundaries, courses."""

from home.demo.texts.criteria_people import wording
from home.demo.texts.shapes import MAY, MUST, SHOULD

RA_1 = wording(
    "RA-1",
    MUST,
    (
        "Lotsinnen und Lotsen sind im Einsatz versichert und kennen die Regeln für Auslagen.",
        "Ehrenamt darf niemanden etwas kosten, auch nicht nach einem Unfall.",
    ),
    (
        "Guides are insured on assignments and know the rules for expenses.",
        "Volunteering must not cost anybody anything, not even after an accident.",
    ),
)
RA_2_OLD = wording(
    "RA-2",
    MUST,
    (
        "Persönliche Angaben werden nur notiert, soweit der Einsatz es verlangt.",
        "Was niemand aufgeschrieben hat, kann nicht verloren gehen.",
    ),
    (
        "Personal details are noted only as far as the assignment requires.",
        "What nobody has written down cannot get lost.",
    ),
)
RA_2 = wording(
    "RA-2",
    MUST,
    (
        "Persönliche Angaben werden nur notiert, soweit der Einsatz es verlangt, nie in privaten "
        "Chats geteilt und nach dem Einsatz gelöscht.",
        "Viele Einsätze werden heute über das Telefon verabredet. Dort bleibt alles liegen.",
    ),
    (
        "Personal details are noted only as far as the assignment requires, never shared in "
        "private "
        "chats, and deleted after the assignment.",
        "Many assignments are arranged by phone today. Everything stays there.",
    ),
)
RA_3_OLD = wording(
    "RA-3",
    MAY,
    (
        "Jeder Einsatz wird auf einem Papierbogen festgehalten und beim Träger abgegeben.",
        "Der Bogen war der Nachweis für die Aufwandsentschädigung.",
    ),
    (
        "Each assignment is recorded on a paper sheet and handed in at the carrier.",
        "The sheet was the proof for the allowance.",
    ),
)
CHILDREN = (
    (
        "Wer mit Kindern zu tun hat, kennt die Schutzregeln des Trägers und weiß, wen man anruft.",
        "Kinder können nicht warten, bis jemand zuständig ist.",
    ),
    (
        "Whoever works with children knows the carrier's rules of protection and whom to call.",
        "Children cannot wait until somebody is responsible.",
    ),
)
RA_4_OLD = wording("RA-4", MUST, *CHILDREN)
RA_3 = wording("RA-3", MUST, *CHILDREN)

NE_1 = wording(
    "NE-1",
    MUST,
    (
        "Lotsinnen und Lotsen kennen die Stellen vor Ort, ihre Aufgaben und ihre Wege.",
        "Niemand muss alles wissen. Aber man muss wissen, wer es weiß.",
    ),
    (
        "Guides know the local services, their tasks and how to reach them.",
        "Nobody has to know everything. But one has to know who knows.",
    ),
)
VISITS = (
    (
        "Zum Kurs gehört mindestens ein Besuch bei einer Stelle vor Ort.",
        "Wer einmal da war, ruft leichter an, und dort kennt man die Stimme.",
    ),
    (
        "At least one visit to a local service is part of the course.",
        "Whoever has been there once calls more easily, and the voice is known there.",
    ),
)
NE_2_OLD = wording("NE-2", MAY, *VISITS)
NE_2 = wording("NE-2", SHOULD, *VISITS)
NE_3_OLD = wording(
    "NE-3",
    MUST,
    (
        "Der Träger nennt eine feste Ansprechperson für alle Lotsinnen und Lotsen.",
        "Eine Nummer, die abgenommen wird, ist mehr wert als ein Ordner.",
    ),
    (
        "The carrier names one contact person for all guides.",
        "A number that is answered is worth more than a folder.",
    ),
)
NE_4_OLD = wording(
    "NE-4",
    SHOULD,
    (
        "Das Team trifft sich regelmäßig.",
        "Gemeinsam lernt man aus Einsätzen, die nur einer hatte.",
    ),
    ("The team meets regularly.", "Together one learns from assignments that only one had."),
)
NE_3 = wording(
    "NE-3",
    MUST,
    (
        "Der Träger nennt eine feste Ansprechperson und lädt das Team mindestens viermal im Jahr "
        "ein.",
        "Eine Person, die abnimmt, und ein Team, das zuhört: beides gehört zusammen.",
    ),
    (
        "The carrier names one contact person and invites the team at least four times a year.",
        "A person who answers and a team that listens belong together.",
    ),
)

GR_1 = wording(
    "GR-1",
    MUST,
    (
        "Was zur Aufgabe gehört und was nicht, ist mit dem Träger schriftlich geklärt.",
        "Wer weiß, was nicht zur Aufgabe gehört, kann freundlich Nein sagen.",
    ),
    (
        "What belongs to the task and what does not is agreed with the carrier in writing.",
        "Whoever knows what is not part of the task can say no in a friendly way.",
    ),
    (
        "يُتَّفق كتابةً مع الجهة المسؤولة على ما يدخل ضمن المهمة وما لا يدخل ضمنها.",
        "من يعرف ما لا يدخل ضمن مهمته يستطيع أن يقول «لا» بلطف.",
    ),
)
GR_2_OLD = wording(
    "GR-2",
    MUST,
    (
        "Lotsinnen und Lotsen kennen die Grenzen ihrer Aufgabe und verweisen bei Bedarf an andere "
        "Stellen.",
        "Begleiten heißt Wege zeigen. Beratung und Therapie sind Sache der Fachstellen.",
    ),
    (
        "Guides know the limits of their task and refer people to other services when needed.",
        "To accompany means to show ways. Counselling and therapy are for professionals.",
    ),
)
GR_2 = wording(
    "GR-2",
    MUST,
    (
        "Lotsinnen und Lotsen erkennen, benennen und achten die Grenzen ihrer Rolle, die eigenen "
        "und die der anderen. Sie verweisen an andere Stellen, bevor eine Begleitung sie "
        "überfordert.",
        "Grenzen zu kennen genügt nicht. Erst wer sie ausspricht, kann sie auch halten.",
    ),
    (
        "Guides recognise, name and respect the limits of their role, their own limits and those "
        "of "
        "others. They refer people to other services before a case overwhelms them.",
        "Knowing a limit is not enough. Only what is said aloud can be kept.",
    ),
    (
        "يدرك المرشدون حدود دورهم ويعبّرون عنها ويحترمونها، حدودهم وحدود الآخرين. "
        "ويحيلون الناس إلى جهات أخرى قبل أن تفوق المرافقة طاقتهم.",
        "لا تكفي معرفة الحدود. من يعبّر عنها يستطيع أن يحافظ عليها.",
    ),
)
GR_3 = wording(
    "GR-3",
    SHOULD,
    (
        "Jeder Kurs gibt Zeit, schwierige Begegnungen gemeinsam zu besprechen.",
        "Gemeinsam auf einen Fall zu schauen entlastet und hält das Team zusammen.",
    ),
    (
        "Every course gives time to talk about difficult encounters together.",
        "Looking at a case together relieves people and holds the team together.",
    ),
    (
        "تتيح كل دورة وقتاً للحديث معاً عن المواقف الصعبة.",
        "النظر معاً في موقف صعب يخفف العبء ويقوّي تماسك الفريق.",
    ),
)
SELF_CARE = (
    (
        "Lotsinnen und Lotsen achten auf ihre Kräfte. Träger achten mit.",
        "Wer sich verausgabt, hilft einmal. Wer auf sich achtet, hilft lange.",
    ),
    (
        "Guides look after their own strength. Carriers help them to.",
        "Whoever burns out helps once. Whoever takes care helps for long.",
    ),
)
QU_4_OLD = wording("QU-4", SHOULD, *SELF_CARE)
GR_4 = wording("GR-4", SHOULD, *SELF_CARE)

QU_1 = wording(
    "QU-1",
    MUST,
    (
        "Die Basisqualifizierung umfasst 20 bis 36 Unterrichtseinheiten. Anwesenheit wird geführt.",
        "Nur was gezählt wird, kann ein Zertifikat tragen.",
    ),
    (
        "The basic qualification comprises 20 to 36 teaching units. Attendance is recorded.",
        "Only what is counted can carry a certificate.",
    ),
)
QU_2 = wording(
    "QU-2",
    SHOULD,
    (
        "Kurse werden zu zweit geleitet, möglichst mit einer erfahrenen Lotsin oder einem Lotsen.",
        "Wer selbst begleitet hat, weiß, welche Frage nicht gestellt wird.",
    ),
    (
        "Courses are led by two, if possible with an experienced guide.",
        "Whoever has guided knows which question is not being asked.",
    ),
)
QU_3_OLD = wording(
    "QU-3",
    MAY,
    (
        "Nach dem Kurs gibt es Gelegenheit zur Auffrischung.",
        "Was nicht geübt wird, geht verloren.",
    ),
    ("After the course there are occasions to refresh.", "What is not practised gets lost."),
)
QU_3 = wording(
    "QU-3",
    SHOULD,
    (
        "Aktive Lotsinnen und Lotsen nehmen einmal im Jahr an einer Auffrischung und an "
        "Reflexionsgesprächen teil.",
        "Standards ändern sich und Menschen auch. Einmal im Jahr ist nicht zu viel.",
    ),
    (
        "Active guides take part in a refresher and in reflection talks once a year.",
        "Standards change and so do people. Once a year is not too much.",
    ),
)
