"""Method cards of the demo, and the rows of the seminar plans that use them."""

from curriculum.models import MethodCard

# By the aim of the plan row: name, minutes, from and up to how many people, material, steps.
CARDS = {
    "Den Auftrag verstehen": (
        "Rollenkarte",
        40,
        4,
        24,
        "Stifte",
        (
            "Jede Person zieht eine Rollenkarte und liest sie still.",
            "Zu zweit: Wer schickt mich, wer wartet auf mich, wer entscheidet?",
            "Drei Paare stellen ihren Fall vor. Die anderen ergänzen, was fehlt.",
        ),
    ),
    "Grenzen erkennen": (
        "Ampel",
        30,
        3,
        None,
        "Klebepunkte in Rot, Gelb und Grün",
        (
            "Allein: zehn Bitten mit Rot, Gelb oder Grün bekleben.",
            "Zu dritt: Wo sind wir uns nicht einig, und warum?",
            "Im Plenum: Welche gelbe Bitte braucht eine Absprache mit dem Träger?",
        ),
    ),
    "Nein sagen": (
        "Rollenspiel zu zweit",
        30,
        2,
        20,
        "",
        (
            "Eine Person bittet, die andere sagt Nein und nennt eine Stelle, die hilft.",
            "Nach drei Minuten tauschen.",
            "Welcher Satz hat gut getan? Auf eine Karte schreiben und mitnehmen.",
        ),
    ),
}


def seed_method_cards() -> dict[str, MethodCard]:
    """The cards, by the aim of the row that uses them."""
    return {
        aim: MethodCard.objects.create(
            name=name,
            minutes=minutes,
            min_people=least,
            max_people=most,
            material=material,
            steps="\n".join(steps),
        )
        for aim, (name, minutes, least, most, material, steps) in CARDS.items()
    }
