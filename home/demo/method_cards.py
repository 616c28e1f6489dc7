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
)

# Aim of a plan row → the card it uses.
IN_ROWS = {
    "Ankommen": "Wetterkarten zum Ankommen",
    "Den Auftrag verstehen": "Rollenkarte zu zweit",
    "Wege zeigen": "Fallarbeit in Stationen",
    "Grenzen erkennen": "Ampel der eigenen Grenzen",
    "Nein sagen": "Das freundliche Nein",
    "Weitergeben": "Kollegiale Beratung kurz",
    "Für sich sorgen": "Brief an mich selbst",
}


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


def cards_in_rows() -> dict[str, int]:
    """The number of the card for each aim."""
    numbers = dict(MethodCard.objects.values_list("name", "pk"))
    return {aim: numbers[name] for aim, name in IN_ROWS.items()}
