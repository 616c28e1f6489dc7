"""Content in another language than the interface says so, so that it is read out right.

Known to every template without loading. What belongs to the interface is never marked.
"""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from curriculum.models.frozen import NORMATIVE

register = template.Library()


@register.filter
def lang(language: str) -> SafeString | str:
    """Attributes for content in another language than the page: ` lang="de" dir="ltr"`."""
    if not language or language == (get_language() or NORMATIVE):
        return ""
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def of_interface(language: str) -> SafeString | str:
    """Attributes for words of the interface inside content in that language."""
    reader = get_language() or NORMATIVE
    if not lang(language):
        return ""
    direction = "rtl" if get_language_info(reader)["bidi"] else "ltr"
    return format_html(' lang="{}" dir="{}"', reader, direction)


@register.filter
def in_language(text: str | None, language: str) -> str:
    """A text with its language, where that is not the reader's; else the text as it is."""
    attributes = lang(language) if text else ""
    return format_html("<bdi{}>{}</bdi>", attributes, text) if attributes else text or ""


@register.filter
def isolated(text: object) -> SafeString:
    """What somebody has typed, in whatever script: it does not disturb the text around it."""
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def german(text: object) -> str:
    """Titles, names and notes that carriers and trainers write, which is in German."""
    return in_language(str(text or ""), NORMATIVE)
