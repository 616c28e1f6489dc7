"""The way of the editor: a draft, then its revision goes live."""

from typing import Any

from wagtail.models import Locale

from home.models import HomePage, User


def block(kind: str, value: Any) -> dict[str, Any]:
    """A block as a page stores it: other records by their number."""
    return {"type": kind, "value": value}


def publish(parent: Any, page: Any, by: User) -> Any:
    """The page, live below its parent and in the parent's language."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    return go_live(page, {}, by)


def list_of(kind: Any, title: str, home_page: HomePage, by: User) -> Any:
    """The list that every house has."""
    found = kind.objects.child_of(home_page).first()
    return found or publish(home_page, kind(title=title), by)


def in_language(page: Any, locale: Locale, texts: dict[str, Any], by: User) -> Any:
    """The page in that language: the one that is there, or a new one. Never an alias."""
    if translation := page.get_translation_or_none(locale):
        return translation
    return go_live(page.copy_for_translation(locale), texts, by)


def go_live(page: Any, texts: dict[str, Any], by: User) -> Any:
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return page
