"""Pages of the demo in other languages: how one becomes a guide."""

from wagtail.models import Locale

from home.demo.publishing import block, go_live
from home.demo.texts.becoming_a_guide import TRANSLATIONS
from home.models import ArticlePage, HomePage, User


def translate_becoming_a_guide(*, home_page: HomePage, by: User) -> None:
    """The start pages of these languages are there; the article gets its place below them."""
    article = ArticlePage.objects.child_of(home_page).get(slug="lotsin-werden")
    for language, texts in TRANSLATIONS.items():
        locale = Locale.objects.filter(language_code=language).first()
        if locale is None or not home_page.has_translation(locale):
            continue
        title, text = texts["note"]
        go_live(
            article.copy_for_translation(locale),
            {
                "title": texts["title"],
                "lead": texts["lead"],
                "body": [
                    block("text", texts["text"]),
                    block("note", {"title": title, "text": text}),
                ],
            },
            by,
        )
