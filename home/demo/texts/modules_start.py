"""Modules 1 and 2: arriving in the course, and why people leave and come."""

from home.demo.texts.shapes import (
    INTRODUCED,
    PRACTISED,
    Goal,
    HandoutText,
    ModuleText,
    PlanRow,
    pause,
)

GETTING_STARTED = ModuleText(
    number=1,
    slug="kennenlernen-und-motivation",
    title="Kennenlernen, Biografie, Motivation und Erwartungen",
    lead="Ankommen, einander zuhören und herausfinden, warum man andere begleiten möchte.",
    minutes=(90, 180),
    introduction="<p>Eine Gruppe, die sich kennt, lernt besser. Deshalb steht am Anfang kein "
    "Vortrag, sondern Zeit füreinander: Wer sind wir, was bringen wir mit, was erwarten wir "
    "voneinander?</p><p>Viele im Kurs sind selbst einmal neu gewesen. Diese Erfahrung ist ein "
    "Schatz. Niemand muss sie erzählen, aber jede Person darf prüfen, was davon heute hilft.</p>",
    goals=(
        Goal("Ich kann sagen, warum ich Lotsin oder Lotse werden will.", "RO-1", PRACTISED),
        Goal("Ich höre zu, ohne zu unterbrechen und ohne zu bewerten.", "KO-4", PRACTISED),
        Goal("Ich kenne meine Gruppe und weiß, wen ich um Rat fragen kann.", "NE-3", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend zum Ankommen",
            (
                PlanRow(
                    15,
                    "Ankommen",
                    "Namen so aussprechen, wie sie klingen sollen; Ablauf des Kurses",
                    "Runde im Plenum",
                    "Namensschilder",
                    "Wetterkarten zum Ankommen",
                ),
                PlanRow(
                    40,
                    "Einander kennenlernen",
                    "Drei Fragen: Wo fühle ich mich zu Hause? Was kann ich gut? Wer hat mir "
                    "geholfen?",
                    "Interview zu zweit, dann stellt jede Person die andere vor",
                    "Fragekarten",
                    "Interview zu zweit",
                ),
                pause(15),
                PlanRow(
                    45,
                    "Eigene Wege sehen",
                    "Ein Gegenstand erzählt eine Station aus meinem Leben",
                    "Rundgang wie in einer Ausstellung",
                    "Tische, mitgebrachte Gegenstände",
                    "Gegenstand mit Geschichte",
                ),
                PlanRow(
                    35,
                    "Erwartungen klären",
                    "Was nehme ich mir vor, was brauche ich von der Gruppe?",
                    "Vier Ecken, danach gemeinsame Regeln auf einem Plakat",
                    "Plakat, Stifte",
                    "Vier Ecken",
                ),
            ),
        ),
        (
            "Kurze Fassung für einen Onlinekurs",
            (
                PlanRow(20, "Ankommen", "Technik prüfen, Namen hören", "Runde", "", ""),
                PlanRow(
                    35,
                    "Einander kennenlernen",
                    "Drei Fragen zu zweit",
                    "Kleine Räume, zwei Wechsel",
                    "Fragen im Chat",
                    "Interview zu zweit",
                ),
                PlanRow(
                    35,
                    "Erwartungen klären",
                    "Wünsche sammeln und ordnen, Regeln für den Bildschirm",
                    "Gemeinsames Blatt",
                    "",
                    "",
                ),
            ),
        ),
    ),
    questions=(
        "Wer hat Ihnen geholfen, als Sie irgendwo neu waren? Was genau hat diese Person getan?",
        "Welche Ihrer Erfahrungen möchten Sie teilen, und welche behalten Sie für sich?",
    ),
    note="<p>Schreiben Sie alle Namen so an, wie die Personen es möchten, auch in anderer Schrift. "
    "Bei Gegenständen mit schweren Geschichten: danken, nicht nachfragen, nach der Pause ein Wort "
    "unter vier Augen.</p>",
    handouts=(
        HandoutText(
            "Fragekarten zum Kennenlernen",
            "fragekarten-kennenlernen.txt",
            (
                "Fragekarten zum Kennenlernen",
                "Bitte ausschneiden. Jedes Paar zieht drei Karten.",
                "- Wo fühle ich mich zu Hause?",
                "- Was kann ich gut, und woher kann ich es?",
                "- Wer hat mir einmal den Weg gezeigt?",
                "- Welches Wort in meiner Sprache mag ich besonders?",
                "- Was soll am Ende des Kurses anders sein?",
                "- Was bringe ich mit, das noch niemand weiß?",
            ),
        ),
    ),
)

MIGRATION = ModuleText(
    number=2,
    slug="migration-und-integration",
    title="Migration und Integration",
    lead="Warum Menschen gehen, wie sie ankommen und was eine Gesellschaft dazu beiträgt.",
    minutes=(90, 180),
    introduction="<p>Jede Person, die Sie begleiten, hat eine eigene Geschichte. Wer die großen "
    "Linien kennt, fragt besser und vermutet weniger: Arbeit, Familie, Studium, Flucht, und oft "
    "mehreres zugleich.</p><p>Integration ist keine Prüfung, die Zugewanderte bestehen. Sie "
    "gelingt, "
    "wenn beide Seiten sich bewegen.</p>",
    goals=(
        Goal("Ich nenne verschiedene Gründe, aus denen Menschen kommen.", "HA-4", PRACTISED),
        Goal(
            "Ich weiß, dass der Aufenthalt über vieles entscheidet, und berate nicht dazu.",
            "RO-4",
            INTRODUCED,
        ),
        Goal("Ich kann erklären, was Integration für mich bedeutet.", "HA-4", INTRODUCED),
    ),
    plans=(
        (
            "Ein Abend",
            (
                PlanRow(
                    20,
                    "Ins Thema kommen",
                    "Acht Sätze über Zuwanderung: richtig, falsch, es kommt darauf an?",
                    "Quiz mit Karten, erst schätzen, dann prüfen",
                    "Quizkarten",
                    "Quiz mit drei Farben",
                ),
                PlanRow(
                    40,
                    "Wege verstehen",
                    "Anwerbung, Familiennachzug, Spätaussiedlung, Flucht, Freizügigkeit, Studium",
                    "Zeitleiste an der Wand, jede Gruppe ergänzt ein Jahrzehnt",
                    "Papierrolle, Bilder",
                    "Zeitleiste an der Wand",
                ),
                pause(15),
                PlanRow(
                    40,
                    "Ankommen heute",
                    "Vier Menschen, vier Aufenthalte: Was geht, was geht noch nicht?",
                    "Fallkarten in Gruppen",
                    "Fallkarten A bis D",
                    "Fallarbeit in Stationen",
                ),
                PlanRow(
                    35,
                    "Integration aushandeln",
                    "Wer muss sich bewegen? Standpunkte im Raum, dann Gespräch",
                    "Meinungslinie",
                    "Klebeband",
                    "Meinungslinie",
                ),
            ),
        ),
    ),
    questions=(
        "Welches Bild von Geflüchteten begegnet Ihnen am häufigsten? Wen lässt es weg?",
        "Woran haben Sie gemerkt, dass Sie an einem Ort angekommen sind?",
    ),
    note="<p>Zahlen veralten schnell. Nehmen Sie die des letzten Jahres und nennen Sie die Quelle. "
    "Wer selbst im Verfahren steht, darf bei den Fallkarten zuhören statt mitspielen.</p>",
    handouts=(
        HandoutText(
            "Fallkarten A bis D",
            "fallkarten-ankommen.txt",
            (
                "Fallkarten: Ankommen heute",
                "A  Eine Krankenpflegerin hat eine Stelle und wartet auf die Anerkennung.",
                "B  Ein Vater ist im Asylverfahren, die Kinder gehen schon zur Schule.",
                "C  Eine Studentin darf neben dem Studium arbeiten und fragt, wie viel.",
                "D  Ein Paar aus einem EU-Land sucht eine Wohnung und versteht die "
                "Selbstauskunft nicht.",
                "Fragen: Was braucht die Person zuerst? Wer hilft dabei? Was ist nicht meine "
                "Aufgabe?",
            ),
        ),
    ),
)
