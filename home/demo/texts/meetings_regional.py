"""Four regional meetings in three towns, and the next one."""

from home.demo.texts.shapes import HandoutText, MeetingText, TalkText, WorkshopText

DAY = (
    ("10:00", "Ankommen mit Kaffee", ""),
    ("10:15", "Vortrag und Fragen", ""),
    ("11:30", "Workshops", ""),
    ("12:30", "Mittagessen", ""),
    ("13:30", "Workshops, zweite Runde", ""),
    ("14:30", "Verabredungen", ""),
    ("15:00", "Ende", ""),
)

AUTHORITIES = MeetingText(
    event="regionaltreffen-1",
    title="Fulda: Zusammenarbeit mit Behörden",
    lead="Ämter und Lotsendienste an einem Tisch: Was brauchen wir voneinander?",
    text="<p>Vier Behörden waren dabei, dazu neun Träger aus Osthessen. Das erste Gespräch ging um "
    "Wartezeiten, das letzte um Telefonnummern. Dazwischen lagen viele kleine Verabredungen.</p>",
    programme=DAY,
    talks=(
        TalkText(
            "Was am Schalter passiert",
            "Ingo Wallraff-Sen, Bürgerservice",
            "<p>Ein Termin dauert zwölf Minuten. Wer mit einer Lotsin kommt, braucht seltener "
            "einen "
            "zweiten. Herr Wallraff-Sen wünscht sich, dass Lotsinnen sich vorstellen und sagen, "
            "was "
            "ihre Aufgabe ist und was nicht.</p>",
        ),
    ),
    workshops=(
        WorkshopText(
            "Gute Begleitung auf dem Amt",
            "Soraya Hohlbein",
            "Woran erkennt ein Amt, wen es vor sich hat?",
            (
                "Ein Ausweis mit Foto, für alle Träger gleich.",
                "Ein Satz zum Anfang: „Ich begleite, ich entscheide nicht.“",
            ),
        ),
        WorkshopText(
            "Besuche verabreden",
            "Burkhard Abrantes",
            "Wie kommt ein Kurs auf das Amt, ohne zu stören?",
            ("Zwei feste Besuchstage im Jahr.", "Der Besuch wird Teil des Moduls 7."),
        ),
    ),
    minutes=HandoutText(
        "Verabredungen aus Fulda",
        "verabredungen-fulda.txt",
        (
            "Verabredungen aus Fulda",
            "- Besuchstage: je einer im Frühjahr und im Herbst",
            "- Gemeinsamer Ausweis: Entwurf durch das Kompetenzzentrum",
            "- Telefonliste: halbjährlich, nur dienstliche Nummern",
        ),
    ),
)

VOLUNTEERS = MeetingText(
    event="regionaltreffen-2",
    title="Gießen: Ehrenamt begleiten und halten",
    lead="Warum Menschen bleiben und warum sie gehen.",
    text="<p>In jedem Team hört im Jahr etwa jede fünfte Person auf: Arbeit, Kinder, Umzug, "
    "manchmal "
    "Erschöpfung. Die Gruppe hat gesammelt, was hilft, damit aus einer Pause kein Abschied "
    "wird.</p>",
    programme=DAY,
    talks=(
        TalkText(
            "Dank ist kein Blumenstrauß",
            "Prof. Dr. Irmela Kassow",
            "<p>Anerkennung heißt: gefragt werden, mitentscheiden, lernen dürfen. Ein Fest im Jahr "
            "schadet nicht, aber es ersetzt keine Antwort auf eine Mail.</p>",
        ),
    ),
    workshops=(
        WorkshopText(
            "Das erste halbe Jahr",
            "Rahel Mengistu-Brandt",
            "Was braucht, wer gerade das Zertifikat bekommen hat?",
            (
                "Für die ersten drei Einsätze geht eine erfahrene Person mit.",
                "Ein Anruf nach jedem Einsatz, nicht länger als zehn Minuten.",
            ),
        ),
        WorkshopText(
            "Pausen erlauben",
            "Jonas Feldbusch",
            "Wie verabschiedet man sich auf Zeit?",
            (
                "Eine Pause wird verabredet, mit einem Datum für das nächste Gespräch.",
                "Wer pausiert, bleibt zu Treffen eingeladen.",
            ),
        ),
    ),
    minutes=HandoutText(
        "Leitfaden für das erste halbe Jahr",
        "erstes-halbes-jahr.txt",
        (
            "Das erste halbe Jahr",
            "Woche 1: Vereinbarung, Ausweis, fünf Nummern",
            "Monat 1 bis 3: drei Einsätze zu zweit",
            "Monat 3: entlastendes Gespräch",
            "Monat 6: Was läuft gut, was soll sich ändern?",
        ),
    ),
)

LANGUAGE = MeetingText(
    event="regionaltreffen-3",
    title="Darmstadt: Sprache schafft Zugang",
    lead="Klare Briefe, gute Gespräche zu dritt und die Grenzen des Übersetzens.",
    text="<p>Zwei Gruppen haben echte Musterbriefe umgeschrieben, ohne Namen und Aktenzeichen. Aus "
    "einer Seite wurden im Schnitt sieben Sätze.</p>",
    programme=DAY,
    talks=(
        TalkText(
            "Einfach ist schwer",
            "Dr. Leonore Habicht-Owusu",
            "<p>Einfache Sprache verliert nichts, wenn man vorher weiß, was man sagen will. "
            "Leichte "
            "Sprache folgt festen Regeln und wird geprüft. Beides hat seinen Platz.</p>",
        ),
        TalkText(
            "Übersetzen heißt verzichten",
            "Chidi Mehlhorn",
            "<p>Wer überträgt, verzichtet auf die eigene Meinung. Das gelingt nur, wenn alle drei "
            "vorher wissen, wie das Gespräch läuft.</p>",
        ),
    ),
    workshops=(
        WorkshopText(
            "Vom Brief zum Satz",
            "Soraya Hohlbein",
            "Was muss die Person tun, und bis wann?",
            (
                "Die Methode steht jetzt im Modul 6.",
                "Zwei Ämter schicken uns künftig Entwürfe zur Probe.",
            ),
        ),
        WorkshopText(
            "Nein zum Übersetzen",
            "Chidi Mehlhorn",
            "Welche Gespräche gehören in die Hände von Fachleuten?",
            ("Liste: Gericht, Anhörung, Diagnose, Vertrag.", "Vorschlag: eigene Vertiefung dazu."),
        ),
    ),
    minutes=HandoutText(
        "Liste: Hier übersetzen Fachleute",
        "hier-uebersetzen-fachleute.txt",
        (
            "Hier übersetzen Fachleute",
            "- vor Gericht und bei der Polizei",
            "- bei Anhörungen im Asylverfahren",
            "- bei Diagnosen und vor Operationen",
            "- bei Verträgen mit langen Folgen",
        ),
    ),
)

YOUTH = MeetingText(
    event="regionaltreffen-4",
    title="Gießen: Jugend und Familie",
    lead="Schule, Kita, Ausbildung: Was Familien fragen und wer antwortet.",
    text="<p>Am meisten Fragen gab es zum Übergang von der Schule in den Beruf. Zwei junge "
    "Lotsinnen "
    "haben erzählt, was ihnen geholfen hätte.</p>",
    programme=DAY,
    talks=(
        TalkText(
            "Elternabend ohne Angst",
            "Nurcan Wittelsberger",
            "<p>Ein Elternabend dauert neunzig Minuten, gehört werden meist dieselben drei. Kleine "
            "Gruppen, klare Fragen und eine Lotsin am Tisch ändern das.</p>",
        ),
    ),
    workshops=(
        WorkshopText(
            "Minderjährige im Kurs",
            "Yasmin Haidari-Lotz",
            "Was ist anders, wenn jemand mit siebzehn Lotse wird?",
            (
                "Einwilligung der Eltern auf Papier, bevor der Platz sicher ist.",
                "Keine Einsätze allein vor dem achtzehnten Geburtstag.",
                "Fotos nur, wenn die Eltern zustimmen.",
            ),
        ),
        WorkshopText(
            "Schule und Kita",
            "Ilse Nakamura-Vogt",
            "Wen rufe ich an, wenn es ein Kind betrifft?",
            ("Die Schutzregeln jedes Trägers kommen in die Mappe für neue Lotsinnen und Lotsen.",),
        ),
    ),
    minutes=HandoutText(
        "Merkblatt: Minderjährige im Kurs",
        "minderjaehrige-im-kurs.txt",
        (
            "Minderjährige im Kurs",
            "1. Einwilligung auf Papier, von einer sorgeberechtigten Person.",
            "2. Erst dann ist der Platz sicher.",
            "3. Einsätze nur zu zweit.",
            "4. Am 18. Geburtstag endet, was die Eltern gesagt haben.",
        ),
    ),
)

DIGITAL = MeetingText(
    event="regionaltreffen-5",
    title="Fulda: Digital begleiten",
    lead="Anträge am Bildschirm, Chats und Datenschutz. Das nächste Treffen, Anmeldung offen.",
)
