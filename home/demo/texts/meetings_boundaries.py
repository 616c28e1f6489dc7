"""The meeting on boundaries, from which the new wording of GR-2 came."""

from home.demo.texts.shapes import HandoutText, MeetingText, TalkText, WorkshopText

BOUNDARIES = MeetingText(
    event="vernetzungstreffen-grenzen",
    title="Grenzen: Wo Begleiten aufhört",
    lead="Träger, Lotsinnen und Lotsen haben ihre schwierigsten Fälle mitgebracht und daraus neue "
    "Sätze für die Standards gemacht.",
    text="<p>38 Menschen aus 17 Orten kamen nach Gießen. Viele hatten dasselbe erlebt: Anrufe in "
    "der "
    "Nacht, Bitten um Geld, Geheimnisse, die zu schwer waren. Am Nachmittag stand fest: Grenzen zu "
    "kennen genügt nicht. Man muss sie aussprechen, und der Träger muss dahinterstehen.</p>",
    programme=(
        ("10:00", "Begrüßung und Ankommen", "Magdalena Oyelaran"),
        ("10:15", "Vortrag: Nähe, Distanz und das schlechte Gewissen", "Dr. Adaeze Brunner"),
        ("11:30", "Drei Workshops", "alle"),
        ("12:30", "Mittagessen", ""),
        ("13:30", "Ergebnisse und Vorschläge für die Standards", "alle"),
        ("15:00", "Ende", ""),
    ),
    talks=(
        TalkText(
            "Nähe, Distanz und das schlechte Gewissen",
            "Dr. Adaeze Brunner",
            "<p>Wer hilft, gibt oft mehr, als er hat. Frau Dr. Brunner zeigte an drei "
            "Gesprächen, woran "
            "man merkt, dass eine Grenze überschritten ist: Man verschiebt das eigene Leben, man "
            "schläft schlecht, man erzählt niemandem davon. Ihr Rat: Sätze üben, solange es leicht "
            "ist.</p>",
        ),
        TalkText(
            "Was ein Träger tun kann",
            "Yasmin Haidari-Lotz",
            "<p>Feste Telefonzeiten, eine Vertretung in den Ferien und ein Gespräch nach jedem "
            "schweren "
            "Einsatz. Nichts davon kostet viel, aber jemand muss es verabreden.</p>",
        ),
    ),
    workshops=(
        WorkshopText(
            "Das freundliche Nein",
            "Tomasz Wieczorek",
            "Welche Sätze helfen, wenn eine Bitte zu viel ist?",
            (
                "Ein Nein ist leichter, wenn ein Weg dazugehört: „Das kann ich nicht, aber dort "
                "hilft "
                "man Ihnen.“",
                "Vorschlag für GR-2: Grenzen nicht nur kennen, sondern erkennen, benennen und "
                "achten.",
                "Die Übung kommt als Methodenkarte in das Modul 8.",
            ),
        ),
        WorkshopText(
            "Wenn es zu schwer wird",
            "Jonas Feldbusch",
            "Wann gebe ich ab, und an wen?",
            (
                "Abgeben, bevor man nicht mehr kann. Das soll in den Standards stehen.",
                "Jeder Träger legt eine Liste mit fünf Nummern bereit.",
            ),
        ),
        WorkshopText(
            "Grenzen der anderen",
            "Rahel Mengistu-Brandt",
            "Wie achte ich die Grenzen der Menschen, die ich begleite?",
            (
                "Auch die begleitete Person darf Nein sagen, zu Fragen, Fotos und Besuchen.",
                "Idee: kurze Karten in mehreren Sprachen, auf denen das steht.",
            ),
        ),
    ),
    minutes=HandoutText(
        "Ergebnisse des Treffens „Grenzen“",
        "ergebnisse-grenzen.txt",
        (
            "Vernetzungstreffen „Grenzen“, Gießen, 20. März 2024",
            "Vorschläge an die Standards:",
            "1. GR-2: erkennen, benennen und achten; abgeben, bevor es überfordert.",
            "2. Selbstfürsorge: zu den Grenzen, nicht zu den Kursen.",
            "Verabredungen der Träger:",
            "3. Feste Telefonzeiten und eine Vertretung in den Ferien.",
            "4. Liste mit fünf Nummern für jeden Ort.",
            "Nächster Schritt: Beratung im Steuerkreis im Herbst 2024.",
        ),
    ),
)
