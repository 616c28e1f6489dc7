"""What is new, in plain words."""

from home.demo.texts.shapes import NewsText

NEWS = (
    NewsText(
        "noch-plaetze-in-wetzlar",
        2,
        "Noch Plätze in Wetzlar und Fulda",
        "Zwei Grundkurse haben freie Plätze. Beide bieten Kinderbetreuung an.",
        "<p>In Wetzlar beginnt der Kurs in diesen Tagen, in Fulda in zwei Wochen. Anmelden "
        "können Sie "
        "sich mit Namen und E-Mail-Adresse, ein Passwort brauchen Sie nicht.</p><p>Wer keine "
        "E-Mail-Adresse hat, ruft beim Träger an und bekommt einen Brief mit einem persönlichen "
        "Link.</p>",
        ("Gut zu wissen", "Die Kurse kosten nichts. Fahrkosten erstatten die meisten Träger."),
    ),
    NewsText(
        "online-kurs-mit-vierzehn-traegern",
        12,
        "28 Menschen, 14 Träger, ein Onlinekurs",
        "Die landesweite Basisqualifizierung läuft: sechs Abende in drei Wochen.",
        "<p>Zum ersten Mal lernen Menschen aus vierzehn Orten gemeinsam am Bildschirm. Jeder "
        "Träger "
        "sieht dabei nur die eigenen Leute. Die Bescheinigungen gehen am Ende an alle.</p><p>Der "
        "nächste Onlinekurs ist für das Frühjahr geplant.</p>",
    ),
    NewsText(
        "infoabende-in-zwei-sprachen",
        18,
        "Infoabende auf Arabisch und Ukrainisch",
        "Was macht eine Lotsin, und wie wird man eine? Eine Stunde, alle Fragen erlaubt.",
        "<p>Die Abende finden online statt. Sie müssen nichts vorbereiten. Der Kurs selbst ist auf "
        "Deutsch; so viel, dass man ein Gespräch auf dem Amt versteht, genügt.</p>",
    ),
    NewsText(
        "ergebnisse-jugend-und-familie",
        34,
        "Was das Treffen „Jugend und Familie“ ergeben hat",
        "Das vierte regionale Treffen ist dokumentiert: Vorträge, Workshops, Verabredungen.",
        "<p>Besonders gefragt war das Merkblatt zu Minderjährigen im Kurs. Es steht bei den "
        "Vernetzungstreffen zum Herunterladen bereit.</p>",
    ),
    NewsText(
        "modul-acht-wird-durchgesehen",
        55,
        "Modul 8 wird durchgesehen",
        "Die Standards verlangen mehr als früher: Grenzen erkennen, benennen und achten.",
        "<p>Das Modul „Grenzen und Selbstfürsorge“ stammt noch aus der Zeit der alten Fassung. Die "
        "verantwortlichen Trainerinnen und Trainer prüfen gerade, welche Übungen "
        "bleiben.</p><p>Wer "
        "gute Beispiele hat, schreibt an das Kompetenzzentrum.</p>",
    ),
)
