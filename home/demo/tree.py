"""The tree of pages: a start page per language, and an article."""

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from home.models import ArticlePage, HomePage

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
        "headline": "Menschen helfen beim Ankommen",
        "lead": (
            "Sie sprechen Deutsch und noch eine Sprache?\n"
            "Sie helfen gern anderen Menschen?\n"
            "Dann werden Sie Lotsin oder Lotse.\n"
            "Hier finden Sie einen Kurs.\n"
            "Der Kurs kostet nichts."
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


def seed_tree() -> HomePage:
    """Put the German start page in the place of Wagtail's welcome page and translate it."""
    languages = [code for code, _name in settings.LANGUAGES]
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code in languages}
    Page.objects.filter(depth=2).delete()
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locales["de"])
    )
    Collection.get_first_root_node() or Collection.add_root(name="Root")
    home = HomePage(slug="start", locale=locales["de"], **START["de"])
    root.add_child(instance=home)
    home.save_revision().publish()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "root_page": home, "site_name": "Kursbuch"},
    )
    for code in languages:
        if code != settings.LANGUAGE_CODE:
            translated = home.copy_for_translation(locales[code])
            for field, text in START[code].items():
                setattr(translated, field, text)
            translated.save_revision().publish()
    _add(home, becoming_a_guide())
    return home


def _add(home: HomePage, page: Page) -> None:
    page.locale = home.locale
    home.add_child(instance=page)
    page.save_revision().publish()


def becoming_a_guide() -> ArticlePage:
    return ArticlePage(
        title="So wird man Lotsin oder Lotse",
        slug="lotsin-werden",
        lead="Sie sprechen Deutsch und eine weitere Sprache und helfen gern beim Ankommen?",
        body=[
            (
                "text",
                "<h2>Was Sie mitbringen</h2><p>Geduld, ein offenes Ohr und etwas Zeit. "
                "Ein Studium brauchen Sie nicht. Deutsch sprechen Sie so, dass Sie ein Gespräch "
                "auf dem Amt verstehen.</p><h2>Was Sie bei uns lernen</h2><p>Ein Kurs dauert "
                "20 bis 36 Unterrichtseinheiten. Eine Einheit hat 45 Minuten. Der Kurs kostet "
                "nichts.</p><h2>So geht es los</h2><p>Suchen Sie unter Termine einen Kurs in Ihrer "
                "Nähe. Melden Sie sich mit Name und E-Mail-Adresse an. Ein Passwort brauchen Sie "
                "nicht.</p>",
            ),
            (
                "note",
                {
                    "title": "Gut zu wissen",
                    "text": "Lotsinnen und Lotsen zeigen Wege. Sie ersetzen keine Beratung.",
                },
            ),
        ],
    )
