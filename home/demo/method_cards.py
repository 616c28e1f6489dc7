"""Method cards of the demo, and in which plan rows of its modules they are used."""

from curriculum.models import MethodCard

# name, minutes, least and most people, material, steps
CARDS = (
    (
        "Wetterkarten zum Ankommen",
        15,
        3,
        None,
        "Für jede Person eine Karte mit Sonne, Wolke, Regen oder Nebel",
        "Karten offen auslegen.\nAlle nehmen die Karte, die heute passt.\n"
        "Reihum ein Satz dazu. Niemand muss etwas erklären.",
    ),
    (
        "Rollenkarte zu zweit",
        40,
        4,
        24,
        "Rollenkarten, Stifte, ein Flipchart",
        "Paare ziehen eine Rollenkarte.\nZehn Minuten lesen und fragen: Wer erwartet hier was?\n"
        "Jedes Paar schreibt einen Satz auf das Flipchart.\nSätze gemeinsam ordnen.",
    ),
    (
        "Fallarbeit in Stationen",
        30,
        6,
        20,
        "Sechs Fallkarten, Klebeband, Uhr",
        "Fallkarten im Raum aufhängen.\nKleine Gruppen bleiben je fünf Minuten an einer Karte.\n"
        "Sie notieren: Was tue ich, was tue ich nicht?\nZum Schluss zwei Karten im Plenum.",
    ),
    (
        "Ampel der eigenen Grenzen",
        30,
        3,
        18,
        "Kopiervorlage Ampel, drei Farben",
        "Allein: Was ist grün, gelb, rot für mich?\nZu dritt vergleichen.\n"
        "Eine gelbe Lage auswählen und überlegen, was sie grün machen würde.",
    ),
    (
        "Das freundliche Nein",
        30,
        4,
        20,
        "Karten mit Bitten aus dem Alltag",
        "Zu zweit eine Karte ziehen.\nEine Person bittet, die andere sagt freundlich Nein.\n"
        "Rollen tauschen.\nIm Plenum sammeln, welche Sätze geholfen haben.",
    ),
    (
        "Kollegiale Beratung kurz",
        40,
        5,
        12,
        "Stuhlkreis, Uhr",
        "Eine Person schildert ihre Lage, fünf Minuten.\nDie anderen fragen nur nach.\n"
        "Dann beraten sie, die erste Person hört zu.\nSie sagt, was sie mitnimmt.",
    ),
    (
        "Brief an mich selbst",
        20,
        1,
        None,
        "Briefpapier, Umschläge, ruhige Musik",
        "Jede Person schreibt sich selbst: Was tut mir gut?\nUmschlag zukleben und beschriften.\n"
        "Die Kursleitung schickt die Briefe nach drei Monaten ab.",
    ),
    (
        "Interview zu zweit",
        40,
        4,
        24,
        "Fragekarten, ein Blatt je Person",
        "Paare bilden, die sich noch nicht kennen.\nZehn Minuten fragen und zuhören, dann "
        "wechseln.\n"
        "Jede Person stellt die andere in drei Sätzen vor.\nErzählt wird nur, was erlaubt wurde.",
    ),
    (
        "Gegenstand mit Geschichte",
        45,
        4,
        16,
        "Tische am Rand, mitgebrachte Gegenstände, Karten",
        "Gegenstände auf die Tische legen, Karte mit einem Wort dazu.\nStill herumgehen und "
        "schauen.\n"
        "Wer möchte, erzählt zwei Minuten.\nDie Gruppe dankt, sie kommentiert nicht.",
    ),
    (
        "Vier Ecken",
        20,
        6,
        None,
        "Vier Plakate mit je einer Antwort",
        "Eine Frage vorlesen.\nAlle gehen in die Ecke, die am besten passt.\n"
        "In der Ecke drei Minuten sprechen.\nJe Ecke ein Satz ins Plenum.",
    ),
    (
        "Quiz mit drei Farben",
        20,
        4,
        None,
        "Für jede Person eine grüne, gelbe und rote Karte",
        "Satz vorlesen.\nAlle heben gleichzeitig eine Karte: richtig, es kommt darauf an, falsch.\n"
        "Eine gelbe Karte erklären lassen.\nErst dann auflösen.",
    ),
    (
        "Zeitleiste an der Wand",
        40,
        6,
        24,
        "Papierrolle, Bilder, Stifte",
        "Jede Gruppe übernimmt ein Jahrzehnt.\nWas geschah, wer kam, wer ging?\n"
        "Eigene Familien dürfen dazu.\nGemeinsam an der Wand entlanggehen.",
    ),
    (
        "Meinungslinie",
        25,
        6,
        None,
        "Klebeband auf dem Boden",
        "Ein Ende heißt Ja, das andere Nein.\nSatz vorlesen, alle stellen sich auf.\n"
        "Drei Stimmen hören, dann darf man den Platz wechseln.",
    ),
    (
        "Werte in Reihenfolge",
        40,
        4,
        20,
        "Wertekarten, ein Satz je Person",
        "Allein fünf von zwölf Karten auswählen und ordnen.\nZu zweit erklären, warum eine oben "
        "liegt.\n"
        "Im Plenum: Welche Karte war schwer wegzulegen?",
    ),
    (
        "Sehen, vermuten, wissen",
        40,
        6,
        24,
        "Acht Fotos aus dem Alltag",
        "Bild still ansehen.\nSammeln in drei Spalten: Ich sehe, ich vermute, ich weiß.\n"
        "Das ganze Bild aufdecken.\nWas hat sich geändert?",
    ),
    (
        "Drei Körbe",
        30,
        4,
        24,
        "Drei Körbe, zwanzig Karten mit Beispielen",
        "Karten einzeln ziehen und vorlesen.\nIn den Korb legen: aufschreiben, nicht aufschreiben, "
        "nachfragen.\nStrittige Karten bleiben liegen und werden zum Schluss besprochen.",
    ),
    (
        "Eisberg aus Papier",
        40,
        6,
        24,
        "Großer Eisberg auf Papier, Zettel in zwei Farben",
        "Was man sieht, kommt über die Linie, was man nicht sieht, darunter.\n"
        "Eigene Beispiele aufkleben.\nEin Missverständnis suchen, das unter der Linie entstand.",
    ),
    (
        "Vom Brief zum Satz",
        35,
        3,
        24,
        "Drei Musterbriefe ohne Namen",
        "Brief lesen und markieren: Wer will was bis wann?\nEinen Satz daraus machen.\n"
        "Einer anderen Gruppe vorlesen: Was hat sie verstanden?",
    ),
    (
        "Gespräch zu dritt",
        45,
        6,
        18,
        "Szenenkarten, Beobachtungsbogen",
        "Zwei sprechen, eine Person überträgt, alle anderen beobachten.\nFünf Minuten, dann Rollen "
        "tauschen.\nZuerst sagt die übertragende Person, was schwer war.",
    ),
    (
        "Standbild",
        30,
        6,
        20,
        "Platz im Raum",
        "Eine Szene stumm als Bild stellen.\nWer im Bild steht, sagt einen Satz.\n"
        "Eine Person darf eine Sache verändern.\nWas ist jetzt anders?",
    ),
    (
        "Netzkarte vor Ort",
        30,
        4,
        24,
        "Stadtplan in groß, Klebepunkte in drei Farben",
        "Punkte kleben: Da war ich, da kenne ich jemanden, da traue ich mich noch nicht hin.\n"
        "Lücken benennen.\nFür zwei Lücken einen Besuch verabreden.",
    ),
    (
        "Besuch mit drei Fragen",
        60,
        4,
        15,
        "Besuchsbogen, Stifte, Wegbeschreibung",
        "Vorher drei Fragen festlegen und verteilen.\nVor Ort fragen, zuhören, Material "
        "mitnehmen.\n"
        "Danach: Mit welchem Anliegen würde ich hierher verweisen?",
    ),
    (
        "Sicherer Ort in fünf Schritten",
        20,
        1,
        None,
        "Ruhiger Raum",
        "Füße spüren.\nFünf Dinge sehen, vier hören, drei fühlen.\nLangsam ausatmen.\n"
        "Einen guten Ort vorstellen.\nZurückkommen, etwas trinken.",
    ),
)


def seed_method_cards() -> None:
    MethodCard.objects.bulk_create(
        MethodCard(
            name=name,
            minutes=minutes,
            min_people=least,
            max_people=most,
            material=material,
            steps=steps,
        )
        for name, minutes, least, most, material, steps in CARDS
    )


def card_numbers() -> dict[str, int]:
    """The number of each card, by its name."""
    return dict(MethodCard.objects.values_list("name", "pk"))
