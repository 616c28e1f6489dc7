"""The start page in each language that a house may offer."""

START = {
    "de": {
        "title": "Start",
        "headline": "Wer andere lotst, braucht einen guten Kurs.",
        "lead": (
            "Das Kursbuch führt Integrationslotsinnen und ‑lotsen vom ersten Abend bis zum "
            "Zertifikat. Standards, Module und Termine für ganz Hessen stehen hier an einem Ort."
        ),
    },
    "de-simple": {
        "title": "Start",
        "headline": "Ein guter Kurs für alle, die anderen helfen.",
        "lead": (
            "Hier finden Sie Kurse für Lotsinnen und Lotsen in Hessen. Sie sehen die Termine. "
            "Sie melden sich an. Sie sehen, was Ihnen bis zum Zertifikat noch fehlt."
        ),
    },
    "en": {
        "title": "Start",
        "headline": "Guides need a good course.",
        "lead": (
            "Kursbuch takes volunteer integration guides from the first evening to the "
            "certificate. Standards, modules and dates for all of Hessen stand here in one place."
        ),
    },
    "ar": {
        "title": "البداية",
        "headline": "من يرشد الآخرين يحتاج إلى دورة جيدة.",
        "lead": (
            "يرافق هذا الموقع المرشدات والمرشدين المتطوعين من أول مساء حتى الشهادة. "
            "هنا تجدون المعايير والوحدات والمواعيد لكل ولاية هيسن في مكان واحد."
        ),
    },
}
