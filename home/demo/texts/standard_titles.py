"""Titles and introductions of the demo's standards, in three languages where they are there."""

TITLES: dict[str, dict[str, tuple[str, str]]] = {
    "RO": {
        "de": (
            "Rolle und Auftrag",
            "Lotsinnen und Lotsen bauen Brücken. Sie handeln im Auftrag eines Trägers und ersetzen "
            "keine Fachkräfte.",
        ),
        "en": (
            "Role and mandate",
            "Guides build bridges. They act on behalf of a carrier and do not replace "
            "professionals.",
        ),
        "ar": (
            "الدور والتكليف",
            "يبني المرشدون جسوراً، ويعملون بتكليف من جهة مسؤولة، ولا يحلّون محل المختصين.",
        ),
    },
    "HA": {
        "de": (
            "Haltung",
            "Was jemand über andere denkt, hört man jedem Satz an. Haltung lässt sich üben.",
        ),
        "en": (
            "Attitude",
            "What somebody thinks of others can be heard in every sentence. Attitude can be "
            "practised.",
        ),
    },
    "KO": {
        "de": (
            "Verständigung",
            "Klar sprechen, genau zuhören, redlich übertragen: das Handwerk der Begleitung.",
        ),
        "en": (
            "Communication",
            "Speak clearly, listen closely, relay honestly: the craft of guiding.",
        ),
    },
    "RA": {
        "de": ("Rahmen und Recht", "Regeln schützen die, die begleiten, und die Begleiteten."),
        "en": ("Frame and law", "Rules protect those who guide and those who are guided."),
    },
    "NE": {
        "de": ("Netzwerke", "Gut begleitet, wer weiß, wer hilft, und wer dort bekannt ist."),
        "en": ("Networks", "Good guides know who helps, and are known there."),
    },
    "GR": {
        "de": (
            "Grenzen und Selbstfürsorge",
            "Wer andere begleitet, muss auch loslassen können. Dieser Standard schützt die "
            "Menschen, die lotsen, und die Menschen, die gelotst werden.",
        ),
        "en": (
            "Boundaries and self-care",
            "Whoever accompanies others must also be able to let go. This standard protects those "
            "who guide and those who are guided.",
        ),
        "ar": (
            "الحدود والعناية بالنفس",
            "من يرافق الآخرين يحتاج أيضاً إلى أن يعرف متى يتوقف. "
            "يحمي هذا المعيار المرشدين ومن يرافقونهم.",
        ),
    },
    "QU": {
        "de": ("Kurse und Begleitung", "Ein Kurs ist ein Anfang. Was danach kommt, gehört dazu."),
        "en": ("Courses and support", "A course is a beginning. What follows is part of it."),
    },
}
