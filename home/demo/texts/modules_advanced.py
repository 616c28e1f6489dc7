"""Modules for people who guide already: trauma, interpreting, refreshing."""

from home.demo.texts.shapes import (
    INTRODUCED,
    PRACTISED,
    Goal,
    ModuleText,
    PlanRow,
    pause,
)

TRAUMA = ModuleText(
    slug="traumasensibel-begleiten",
    title="Traumasensibel begleiten",
    lead="Vertiefung: Zeichen verstehen, Halt geben und nicht allein bleiben.",
    minutes=(180, 360),
    introduction="<p>Manche Menschen haben Dinge erlebt, die nachwirken: beim Warten, bei lauten "
    "Stimmen, in engen Räumen. Dieses Seminar macht niemanden zur Therapeutin. Es hilft, "
    "Situationen "
    "ruhig zu halten und rechtzeitig weiterzugeben.</p>",
    goals=(
        Goal("Ich kenne Zeichen von Überlastung und reagiere ruhig.", "GR-2", PRACTISED),
        Goal("Ich gebe an Fachstellen weiter und bleibe nicht allein damit.", "RO-4", PRACTISED),
        Goal("Ich achte nach schweren Begegnungen auf mich.", "GR-4", PRACTISED),
    ),
    plans=(
        (
            "Ein Samstag",
            (
                PlanRow(20, "Ankommen", "Was brauche ich heute, um gut dabei zu sein?", "Runde"),
                PlanRow(
                    50,
                    "Verstehen",
                    "Was im Körper geschieht, wenn Gefahr vorbei ist und doch nicht",
                    "Vortrag einer Fachkraft, Fragen anonym auf Karten",
                    "Karten",
                ),
                PlanRow(
                    40,
                    "Halt geben",
                    "Raum, Stimme, Wahlmöglichkeiten",
                    "Übungen zu zweit",
                    "",
                    "Sicherer Ort in fünf Schritten",
                ),
                pause(45, "Mittagspause"),
                PlanRow(
                    50,
                    "Weitergeben",
                    "Wer hilft hier? Wie rede ich darüber?",
                    "Fallarbeit",
                    "Adressen der Region",
                    "Kollegiale Beratung kurz",
                ),
                PlanRow(
                    20,
                    "Für sich sorgen",
                    "Ein Satz, ein Gegenstand, ein Mensch",
                    "Stille, dann Runde",
                    "",
                    "Brief an mich selbst",
                ),
            ),
        ),
    ),
    questions=("Woran merken Sie zuerst, dass Ihnen ein Gespräch zu nahe geht?",),
    note="<p>Immer zu zweit leiten. Eine Person kann mit hinausgehen. Keine Fallgeschichten mit "
    "Einzelheiten von Gewalt.</p>",
)

INTERPRETING = ModuleText(
    slug="sprachmittlung-in-der-begleitung",
    title="Sprachmittlung in der Begleitung",
    lead="Vertiefung: Gespräche zu dritt führen, in der ersten Person, ohne Zusätze.",
    minutes=(135, 270),
    introduction="<p>Wer zwei Sprachen spricht, wird oft gebeten zu übersetzen. Dieses Seminar übt "
    "einfache Gespräche und zeigt, wann geschulte Dolmetscherinnen nötig sind: vor Gericht, bei "
    "Diagnosen, bei Anhörungen.</p>",
    goals=(
        Goal("Ich vereinbare vor dem Gespräch, wie es läuft.", "KO-2", PRACTISED),
        Goal("Ich lehne ab, was eine Fachkraft übersetzen muss.", "GR-2", PRACTISED),
        Goal("Ich gebe weiter, was ich höre, und behalte es dann für mich.", "RO-2", INTRODUCED),
    ),
    plans=(
        (
            "Ein Nachmittag",
            (
                PlanRow(20, "Ankommen", "Wörter, die es nur in einer Sprache gibt", "Runde"),
                PlanRow(
                    50,
                    "Regeln im Gespräch zu dritt",
                    "Vorgespräch, Sitzordnung, erste Person",
                    "Vorführung, dann Sammeln",
                    "Merkblatt",
                    "Gespräch zu dritt",
                ),
                pause(15),
                PlanRow(
                    60,
                    "Üben",
                    "Kita, Arztpraxis, Wohnungsamt",
                    "Rollenspiel mit Beobachtung",
                    "Szenenkarten",
                    "Gespräch zu dritt",
                ),
                PlanRow(
                    20,
                    "Ablehnen können",
                    "Sätze für das Nein",
                    "Zu zweit",
                    "",
                    "Das freundliche Nein",
                ),
            ),
        ),
    ),
    questions=("In welchem Gespräch hätten Sie lieber nicht übersetzt? Warum?",),
    note="<p>Mindestens zwei Personen je Sprache einladen, damit echte Gespräche entstehen.</p>",
)

REFRESHER = ModuleText(
    slug="auffrischung",
    title="Auffrischung: Neues aus Standards und Praxis",
    lead="Für aktive Lotsinnen und Lotsen: Was hat sich geändert, was hat sich bewährt?",
    minutes=(90, 180),
    introduction="<p>Standards werden fortgeschrieben, Ämter ziehen um, Formulare ändern sich. "
    "Einmal "
    "im Jahr treffen sich alle, die schon begleiten, und bringen ihr Wissen auf den neuen "
    "Stand.</p>",
    goals=(
        Goal("Ich kenne die neue Fassung der Standards und was sie für mich heißt.", "QU-3"),
        Goal("Ich bespreche schwierige Einsätze in der Gruppe.", "GR-3", PRACTISED),
    ),
    plans=(
        (
            "Ein Abend",
            (
                PlanRow(
                    15,
                    "Ankommen",
                    "Eine Begleitung, die gut war",
                    "Runde",
                    "",
                    "Wetterkarten zum Ankommen",
                ),
                PlanRow(
                    35,
                    "Neues",
                    "Was in den Standards anders ist und warum",
                    "Gegenüberstellung",
                    "Beide Fassungen",
                ),
                pause(10),
                PlanRow(
                    40,
                    "Beraten",
                    "Zwei Fälle aus der Gruppe",
                    "Kollegiale Beratung",
                    "",
                    "Kollegiale Beratung kurz",
                ),
            ),
        ),
    ),
    questions=("Was machen Sie heute anders als bei Ihrem ersten Einsatz?",),
    note="<p>Bringen Sie die Gegenüberstellung der Fassungen mit, nicht den ganzen Text.</p>",
)
