"""Modules 5 and 6: the frame of voluntary work, and talking with each other."""

from home.demo.texts.shapes import (
    ASSESSED,
    INTRODUCED,
    PRACTISED,
    Goal,
    HandoutText,
    ModuleText,
    PlanRow,
    pause,
)

FRAME = ModuleText(
    number=5,
    slug="rahmenbedingungen-und-datenschutz",
    title="Rahmenbedingungen und Datenschutz",
    lead="Was erlaubt ist, was versichert ist und was niemand aufschreiben muss.",
    minutes=(90, 180),
    edition="2023",
    introduction="<p>Ehrenamt braucht einen Rahmen, der schützt: die Menschen, die begleiten, und "
    "die Menschen, die begleitet werden. Dazu gehören Versicherung, Auslagen, Einsatzzeiten und "
    "der Umgang mit Daten.</p><p>Am Ende des Abends kann jede Person die eigene Erklärung zur "
    "Verschwiegenheit unterschreiben. Niemand unterschreibt, was er nicht verstanden hat.</p>",
    goals=(
        Goal("Ich weiß, wie ich im Einsatz versichert bin.", "RA-1", INTRODUCED),
        Goal("Ich gehe mit fremden Daten sparsam um und zeige, wie.", "RA-2", ASSESSED),
        Goal("Ich kenne die Regeln zum Schutz von Kindern.", "RA-4", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend",
            (
                PlanRow(10, "Ankommen", "Was war beim letzten Mal noch offen?", "Runde"),
                PlanRow(
                    35,
                    "Den Rahmen kennen",
                    "Versicherung, Auslagen, Aufwandsentschädigung, Einsatzzeiten",
                    "Kurzer Vortrag der Koordination, Fragen auf Karten",
                    "Merkblatt des Trägers",
                ),
                PlanRow(
                    30,
                    "Daten sparsam nutzen",
                    "Was darf in mein Notizbuch, was in den Chat, was nirgendwohin?",
                    "Drei Körbe: ja, nein, nachfragen",
                    "Beispielkarten",
                    "Drei Körbe",
                ),
                pause(15),
                PlanRow(
                    30,
                    "Kinder schützen",
                    "Woran merke ich, dass etwas nicht stimmt, und wen rufe ich an?",
                    "Gespräch mit einer Fachkraft",
                    "Nummern vor Ort",
                ),
                PlanRow(
                    30,
                    "Die Erklärung unterschreiben",
                    "Satz für Satz lesen, in eigenen Worten sagen",
                    "Zu zweit, dann einzeln",
                    "Erklärung zur Verschwiegenheit",
                ),
            ),
        ),
    ),
    questions=(
        "Welche Nachricht auf Ihrem Telefon sollte niemand sonst lesen? Was heißt das für andere?",
        "Wo in Ihrem Alltag geben Sie selbst Daten weiter, ohne nachzudenken?",
    ),
    note="<p>Prüfen Sie vorher mit dem Träger, welche Sätze und Stunden in diesem Jahr gelten. "
    "Nennen Sie keine Beträge aus dem Kopf.</p>",
    handouts=(
        HandoutText(
            "Checkliste vor dem ersten Einsatz",
            "checkliste-erster-einsatz.txt",
            (
                "Vor dem ersten Einsatz",
                "[ ] Vereinbarung mit dem Träger gelesen und unterschrieben",
                "[ ] Erklärung zur Verschwiegenheit unterschrieben",
                "[ ] Führungszeugnis gezeigt, falls der Träger darum bittet",
                "[ ] Telefonnummer der Koordination gespeichert",
                "[ ] Ausweis als Lotsin oder Lotse dabei",
                "[ ] Termin, Ort und Anlass bekannt, Ende vereinbart",
            ),
        ),
    ),
)

TALKING = ModuleText(
    number=6,
    slug="interkulturelle-kommunikation",
    title="Interkulturelle Kommunikation",
    lead="Verstehen, was gesagt wird, merken, was fehlt, und ruhig bleiben, wenn es knirscht.",
    minutes=(135, 270),
    introduction="<p>Missverständnisse haben selten nur mit Sprache zu tun. Zeit, Blick, Abstand, "
    "Reihenfolge: Vieles davon ist gelernt und fühlt sich doch natürlich an.</p><p>Geübt wird an "
    "Gesprächen, die alle kennen: Anmeldung in der Kita, Besuch beim Arzt, Streit im Treppenhaus. "
    "„Kultur“ erklärt dabei manches, aber nie alles.</p>",
    goals=(
        Goal("Ich spreche kurz, klar und ohne Fachwörter.", "KO-1", PRACTISED),
        Goal(
            "Ich übertrage, was gesagt wird, und sage offen, wenn ich es nicht kann.",
            "KO-2",
            PRACTISED,
        ),
        Goal("Ich bringe einen Streit nicht zum Kochen und hole Hilfe.", "KO-3", INTRODUCED),
        Goal("Ich erkenne Diskriminierung und kenne eine Anlaufstelle.", "HA-2", INTRODUCED),
    ),
    plans=(
        (
            "Ein halber Samstag",
            (
                PlanRow(
                    15,
                    "Ankommen",
                    "Begrüßen in zehn Sprachen, mit und ohne Worte",
                    "Bewegung im Raum",
                ),
                PlanRow(
                    40,
                    "Sehen und deuten",
                    "Was liegt über dem Wasser, was darunter?",
                    "Eisberg: kurzer Vortrag, dann eigene Beispiele",
                    "Eisberg auf Papier",
                    "Eisberg aus Papier",
                ),
                PlanRow(
                    35,
                    "Einfach sprechen",
                    "Ein Amtsbrief wird ein verständlicher Satz",
                    "Werkstatt zu dritt",
                    "Drei Musterbriefe",
                    "Vom Brief zum Satz",
                ),
                pause(20),
                PlanRow(
                    45,
                    "Übertragen ohne Verlust",
                    "Gespräch zu dritt: zwei sprechen, eine Person überträgt",
                    "Rollenspiel mit Beobachtung",
                    "Szenen Kita, Arzt, Amt",
                    "Gespräch zu dritt",
                ),
                PlanRow(
                    45,
                    "Wenn es knirscht",
                    "Ruhig werden, benennen, vertagen, Hilfe holen",
                    "Standbilder und Sätze dazu",
                    "",
                    "Standbild",
                ),
            ),
        ),
        (
            "Drei Abende online",
            (
                PlanRow(45, "Sehen und deuten", "Eisberg am Bildschirm", "Gemeinsames Blatt"),
                PlanRow(
                    45,
                    "Einfach sprechen",
                    "Ein Brief wird ein Satz",
                    "Kleine Räume",
                    "Musterbriefe",
                ),
                PlanRow(
                    45, "Übertragen", "Gespräch zu dritt", "Kleine Räume mit Beobachtung", "Szenen"
                ),
                PlanRow(45, "Wenn es knirscht", "Sätze, die beruhigen", "Sammeln und üben"),
            ),
        ),
    ),
    questions=(
        "Welche Geste hat bei Ihnen schon einmal zu einem Missverständnis geführt?",
        "Was hilft Ihnen, wenn jemand lauter wird?",
    ),
    note="<p>Rollenspiele sind freiwillig. Beobachten ist eine volle Aufgabe. Keine Szenen "
    "nachspielen lassen, die jemand im Raum als Gewalt erlebt hat.</p>",
    handouts=(
        HandoutText(
            "Zehn Regeln für klare Sätze",
            "klare-saetze.txt",
            (
                "Zehn Regeln für klare Sätze",
                "1. Ein Gedanke, ein Satz.",
                "2. Das Wichtige zuerst.",
                "3. Bekannte Wörter. Fachwörter erklären.",
                "4. Wer tut was? Keine Sätze mit „man“ und „es wird“.",
                "5. Zahlen und Termine aufschreiben.",
                "6. Keine Verneinung, wenn es ohne geht.",
                "7. Langsam, nicht laut.",
                "8. Pausen machen.",
                "9. Nachfragen: „Was nehmen Sie mit?“",
                "10. Zeigen hilft: Karte, Uhr, Kalender.",
            ),
        ),
    ),
)
