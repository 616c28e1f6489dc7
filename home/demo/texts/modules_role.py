"""Modules 3 and 4: the task of a guide, and the values behind it."""

from home.demo.texts.shapes import (
    INTRODUCED,
    PRACTISED,
    Goal,
    HandoutText,
    ModuleText,
    PlanRow,
    pause,
)

ROLE = ModuleText(
    number=3,
    slug="rolle-und-aufgaben",
    title="Rolle und Aufgaben",
    lead="Ein Vormittag über die eigene Aufgabe: Brücken bauen, Wege zeigen und Vertrauen "
    "bewahren.",
    minutes=(180, 270),
    introduction="<p>Am Anfang steht eine einfache Frage: Wofür bin ich da? Wer sie beantworten "
    "kann, wird seltener überfordert und öfter verstanden.</p><p>Lotsinnen und Lotsen gehen ein "
    "Stück mit. Sie sind keine Paten, keine Beratung und kein Amt. Gerade das macht sie "
    "glaubwürdig.</p>",
    goals=(
        Goal("Ich kann in zwei Sätzen sagen, was meine Aufgabe ist.", "RO-1", PRACTISED),
        Goal(
            "Ich kenne die Schweigepflicht und weiß, wann ich um Einwilligung bitte.",
            "RO-2",
            PRACTISED,
        ),
        Goal("Ich weiß, was mit meinem Träger schriftlich vereinbart ist.", "GR-1", INTRODUCED),
        Goal("Ich überlasse Beratung und Behandlung den Fachleuten.", "RO-4", PRACTISED),
    ),
    plans=(
        (
            "Ein Vormittag",
            (
                PlanRow(
                    20,
                    "Ankommen",
                    "Welche Brücke hat mir schon einmal geholfen?",
                    "Runde im Plenum",
                    "",
                    "Wetterkarten zum Ankommen",
                ),
                PlanRow(
                    40,
                    "Den Auftrag verstehen",
                    "Wer schickt mich, wer wartet auf mich?",
                    "Rollenkarte, zu zweit",
                    "Rollenkarten, Flipchart",
                    "Rollenkarte zu zweit",
                ),
                PlanRow(
                    30,
                    "Wege zeigen",
                    "Begleiten, vermitteln, nicht entscheiden",
                    "Fallarbeit in Gruppen",
                    "Fallkarten 1 bis 6",
                    "Fallarbeit in Stationen",
                ),
                pause(20),
                PlanRow(
                    45,
                    "Vertrauen bewahren",
                    "Was bleibt unter uns, wofür brauche ich eine Einwilligung?",
                    "Kurzer Vortrag, dann Quiz",
                    "Merkblatt Schweigepflicht",
                    "Quiz mit drei Farben",
                ),
                PlanRow(
                    45,
                    "Die Vereinbarung lesen",
                    "Was ist mit dem Träger geklärt, was fehlt noch?",
                    "Einzelarbeit, Austausch zu dritt",
                    "Muster einer Vereinbarung",
                ),
            ),
        ),
    ),
    questions=(
        "Woran merken andere, dass Sie eine Brücke sind und kein Amt?",
        "Was würden Sie tun, wenn jemand Sie bittet, für ihn zu unterschreiben?",
    ),
    note="<p>Nur für Trainerinnen und Trainer: Bringen Sie eine ausgefüllte Vereinbarung mit und "
    "besprechen Sie die Lücken offen.</p>",
    handouts=(
        HandoutText(
            "Merkblatt Schweigepflicht",
            "merkblatt-schweigepflicht.txt",
            (
                "Merkblatt: Was unter uns bleibt",
                "1. Was ich in einer Begleitung höre, erzähle ich nicht weiter.",
                "2. Auch nicht in der Familie, auch nicht ohne Namen in der Gruppe.",
                "3. Mit dem Träger spreche ich, wenn ich selbst Rat brauche. Ich sage vorher "
                "Bescheid.",
                "4. Eine Stelle bekommt nur, was sie wissen muss, und nur mit Einwilligung.",
                "5. Ist jemand in Gefahr, hole ich sofort Hilfe: 112 oder 110.",
                "6. Fotos, Briefe und Ausweise bleiben bei der Person, nicht auf meinem Telefon.",
            ),
        ),
        HandoutText(
            "Fallkarten 1 bis 6",
            "fallkarten-rolle.txt",
            (
                "Fallkarten zur Rolle: Was tue ich, was tue ich nicht?",
                "1  Sie sollen am Telefon so tun, als wären Sie die Mieterin.",
                "2  Im Jobcenter bittet man Sie, ein Formular zu erklären.",
                "3  Eine Familie möchte, dass Sie jeden Sonntag kommen.",
                "4  In der Arztpraxis sollen Sie eine schwere Diagnose übersetzen.",
                "5  Eine Lehrerin fragt Sie, wie es bei der Familie zu Hause zugeht.",
                "6  Sie bekommen als Dank einen Umschlag mit Geld.",
            ),
        ),
    ),
)

VALUES = ModuleText(
    number=4,
    slug="werte-und-haltungen",
    title="Werte und Haltungen",
    lead="Was mir wichtig ist, was anderen wichtig ist, und was für alle gilt.",
    minutes=(90, 180),
    introduction="<p>Werte zeigen sich selten in großen Worten, sondern am Küchentisch, im "
    "Wartezimmer und beim Elternabend. In diesem Modul geht es zuerst um die eigenen.</p><p>Wer "
    "weiß, woher eine Überzeugung kommt, kann andere gelten lassen und trotzdem klar bleiben, wo "
    "Rechte und Würde verletzt werden.</p>",
    goals=(
        Goal("Ich begegne Menschen auf Augenhöhe, auch wenn sie anders leben.", "HA-1", PRACTISED),
        Goal("Ich erkenne eigene Bilder im Kopf und prüfe sie.", "HA-2", PRACTISED),
        Goal("Ich entscheide nicht für andere.", "HA-3", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend",
            (
                PlanRow(10, "Ankommen", "Ein Satz, mit dem ich aufgewachsen bin", "Runde"),
                PlanRow(
                    40,
                    "Eigene Werte ordnen",
                    "Zwölf Karten, fünf dürfen bleiben, eine steht oben",
                    "Allein legen, zu zweit erklären",
                    "Wertekarten",
                    "Werte in Reihenfolge",
                ),
                pause(15),
                PlanRow(
                    40,
                    "Bilder im Kopf",
                    "Was sehe ich, was vermute ich, was weiß ich?",
                    "Bilder beschreiben in kleinen Gruppen",
                    "Acht Fotos",
                    "Sehen, vermuten, wissen",
                ),
                PlanRow(
                    45,
                    "Klar bleiben",
                    "Jemand wird abgewertet, und ich stehe daneben: Welche Sätze helfen?",
                    "Rollenspiel mit drei Rollen",
                    "Szenenkarten",
                    "Das freundliche Nein",
                ),
            ),
        ),
    ),
    questions=(
        "Welcher Ihrer Werte hat sich verändert, seit Sie erwachsen sind?",
        "Wann hat Sie jemand überrascht, den Sie anders eingeschätzt hatten?",
    ),
    note="<p>Grundrechte sind nicht verhandelbar, Gewohnheiten schon. Diese Trennung hilft, wenn "
    "es laut wird. Lassen Sie niemanden für ein ganzes Land sprechen.</p>",
    handouts=(
        HandoutText(
            "Wertekarten",
            "wertekarten.txt",
            (
                "Wertekarten, bitte ausschneiden",
                "Familie · Freiheit · Glaube · Gerechtigkeit · Gesundheit · Gastfreundschaft",
                "Bildung · Ehrlichkeit · Sicherheit · Pünktlichkeit · Freundschaft · Erfolg",
                "Zwei leere Karten: Was fehlt?",
            ),
        ),
    ),
)
