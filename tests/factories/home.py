"""Rows of the house."""

from wagtail.models import Locale, Page, Site

from home import roles
from home.models import HomePage


def make_home_page(**fields: object) -> HomePage:
    """The start page with its site, locale and root; the one that is there, if there is one."""
    if page := HomePage.objects.first():
        return page
    locale, _ = Locale.objects.get_or_create(language_code="de")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    fields = {"title": "Kursbuch", "slug": "start", "headline": "Kursbuch"} | fields
    page = root.add_child(instance=HomePage(locale=locale, **fields))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": page}
    )
    roles.apply()  # as after a migration: the groups hold the tree
    return page
