"""Modules 7 and 8: who helps nearby, and where one's own task ends."""

from home.demo.texts.shapes import (
    INTRODUCED,
    PRACTISED,
    Goal,
    HandoutText,
    ModuleText,
    PlanRow,
    pause,
)

NETWORKS = ModuleText(
    number=7,
    slug="lokale-netzwerke",
    title="Lokale Netzwerke",
    lead="Wer hilft hier wobei? Einen Ort mit den Augen von jemandem sehen, der neu ist.",
    minutes=(90, 180),
    introduction="<p>Eine gute Lotsin weiß nicht alles. Sie weiß, wer es weiß. Deshalb gehört zu "
    "diesem Modul ein Besuch: beim Migrationsbüro, in der Bücherei, im Familienzentrum, je nach "
    "Ort.</p><p>Fachleute aus der Nachbarschaft kommen als Gäste dazu. So haben beide Seiten beim "
    "nächsten Anruf ein Gesicht vor Augen.</p>",
    goals=(
        Goal("Ich kenne die wichtigsten Stellen vor Ort und ihre Wege.", "NE-1", PRACTISED),
        Goal("Ich habe eine Stelle besucht und jemanden dort kennengelernt.", "NE-2", PRACTISED),
        Goal("Ich weiß, wer beim Träger für mich da ist.", "NE-3", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend mit Besuch",
            (
                PlanRow(
                    30,
                    "Den Ort kartieren",
                    "Wo war ich mit welcher Frage? Punkte auf dem Stadtplan",
                    "Netzkarte in zwei Gruppen",
                    "Stadtplan in groß, Klebepunkte",
                    "Netzkarte vor Ort",
                ),
                PlanRow(
                    60,
                    "Eine Stelle besuchen",
                    "Rundgang und Gespräch: Womit darf man kommen, womit nicht?",
                    "Besuch, Fragen vorbereitet",
                    "Besuchsbogen",
                    "Besuch mit drei Fragen",
                ),
                pause(15),
                PlanRow(
                    30,
                    "Weiterverweisen üben",
                    "Zehn Anliegen, zehn Wege",
                    "Zuordnen, dann vorlesen",
                    "Anliegenkarten",
                ),
                PlanRow(15, "Festhalten", "Meine fünf Nummern", "Einzelarbeit", "Karte zum Falten"),
            ),
        ),
    ),
    questions=(
        "Welche Stelle hätten Sie gern früher gekannt?",
        "Wen aus Ihrem Ort sollte der nächste Kurs einladen?",
    ),
    note="<p>Den Besuch vier Wochen vorher anfragen und die Zahl der Personen nennen. Prüfen, ob "
    "der "
    "Weg stufenlos ist. Die Wegezeit zählt nicht als Unterricht.</p>",
    handouts=(
        HandoutText(
            "Besuchsbogen",
            "besuchsbogen.txt",
            (
                "Besuchsbogen",
                "Stelle: ______________________   Gesprächspartner: ______________________",
                "Womit kann man kommen?",
                "Womit nicht, und wer hilft dann?",
                "Termin nötig? Sprachen? Kosten? Stufen, Aufzug, Bus?",
                "Was hat mich überrascht?",
            ),
        ),
        HandoutText(
            "Meine fünf Nummern",
            "meine-fuenf-nummern.txt",
            (
                "Meine fünf Nummern (Karte zum Falten)",
                "1  Koordination: ______________________",
                "2  Migrationsberatung: ______________________",
                "3  Beratung für Familien: ______________________",
                "4  Hilfe bei Gewalt: ______________________",
                "5  Notruf: 112, Polizei: 110",
            ),
        ),
    ),
)

BOUNDARIES = ModuleText(
    number=8,
    slug="grenzen-und-selbstfuersorge",
    title="Grenzen und Selbstfürsorge",
    lead="Ein Abend über das freundliche Nein: eigene Grenzen erkennen, andere Stellen "
    "einschalten, selbst gesund bleiben.",
    minutes=(135, 180),
    edition="2023",
    introduction="<p>Vielen Lotsinnen und Lotsen fällt es schwer, Nein zu sagen. Sie kennen "
    "selbst, "
    "wie es ist, Hilfe zu brauchen. Dieses Modul gibt Worte und Übungen dafür.</p>",
    goals=(
        Goal("Ich erkenne, wann eine Bitte über meine Rolle hinausgeht.", "GR-2", PRACTISED),
        Goal("Ich kann freundlich Nein sagen und eine Fachstelle nennen.", "GR-2", PRACTISED),
        Goal("Ich weiß, mit wem ich über einen schweren Einsatz spreche.", "GR-3", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend",
            (
                PlanRow(
                    15,
                    "Ankommen",
                    "Wetterkarte: Wie bin ich heute da?",
                    "Runde im Plenum",
                    "Wetterkarten",
                    "Wetterkarten zum Ankommen",
                ),
                PlanRow(
                    30,
                    "Grenzen erkennen",
                    "Wo hört meine Aufgabe auf?",
                    "Ampel, erst allein, dann zu dritt",
                    "Kopiervorlage Ampel",
                    "Ampel der eigenen Grenzen",
                ),
                PlanRow(
                    30,
                    "Nein sagen",
                    "Sätze, die freundlich und klar sind",
                    "Rollenspiel zu zweit",
                    "Fallkarten 7 bis 12",
                    "Das freundliche Nein",
                ),
                pause(15),
                PlanRow(
                    40,
                    "Weitergeben",
                    "Welche Stelle hilft bei welchem Anliegen?",
                    "Kollegiale Beratung",
                    "Netzkarte vor Ort",
                    "Kollegiale Beratung kurz",
                ),
                PlanRow(
                    20,
                    "Für sich sorgen",
                    "Was mir nach einem schweren Einsatz guttut",
                    "Stiller Brief an mich selbst",
                    "Briefpapier, Umschläge",
                    "Brief an mich selbst",
                ),
            ),
        ),
    ),
    questions=(
        "Denken Sie an eine Bitte, die Ihnen zu viel war. Was würden Sie heute antworten?",
        "Was tun Sie nach einem schweren Tag, das Ihnen wirklich guttut?",
    ),
    note="<p>Nur für Trainerinnen und Trainer: Niemand muss einen eigenen Fall erzählen. Halten "
    "Sie Fallkarten bereit und nennen Sie zum Schluss eine Anlaufstelle.</p>",
    handouts=(
        HandoutText(
            "Kopiervorlage Ampel",
            "ampel.txt",
            (
                "Ampel der eigenen Grenzen",
                "GRÜN  Das tue ich gern und oft:",
                "GELB  Das tue ich manchmal, dann brauche ich eine Absprache:",
                "ROT   Das tue ich nicht. Ich nenne eine Stelle, die hilft:",
                "Mein Satz dafür: „Das ist wichtig. Dafür gibt es jemanden, der es besser kann.“",
            ),
        ),
    ),
)
