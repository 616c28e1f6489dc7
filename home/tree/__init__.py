"""The pages without which no house can open, in every house the same way.

`plant` adds what is missing and leaves alone what is there: it may run after every upgrade.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Collection, Locale, Page, Site

from cohorts.domain import sections
from cohorts.models import MeetingIndexPage, SectionIndexPage
from curriculum.models import ModuleIndexPage, ProgrammeIndexPage
from home.models import ArticlePage, HomePage, NewsIndexPage, User
from home.tree import easy, legal
from home.tree.start import START


@dataclass(frozen=True, slots=True)
class Planned:
    """A page below the start page: its address, and how it is made on that day."""

    slug: str
    make: Callable[[date], Page]


def _list(model: type[Page], title: str, introduction: str) -> Callable[[date], Page]:
    return lambda on: model(title=title, introduction=introduction)


def _article(title: str, lead: str, body: Callable[[date], Any]) -> Callable[[date], Page]:
    return lambda on: ArticlePage(title=title, lead=lead, body=body(on))


PLAN = (
    Planned(
        "module",
        _list(
            ModuleIndexPage,
            "Module",
            "Was in den Kursen gelehrt wird: Ziele, Ablauf und Material, aus den Standards "
            "entwickelt.",
        ),
    ),
    Planned(
        "programme",
        _list(
            ProgrammeIndexPage, "Programme", "Welche Module zusammen zu einem Zertifikat führen."
        ),
    ),
    Planned(sections.SLUG, _list(SectionIndexPage, sections.TITLE, sections.INTRODUCTION)),
    Planned(
        "vernetzungstreffen",
        _list(
            MeetingIndexPage,
            "Vernetzungstreffen",
            "Träger, Lotsinnen und Lotsen tauschen sich aus. Was dort gesagt wurde und was daraus "
            "folgt, lesen Sie hier.",
        ),
    ),
    Planned(
        "aktuelles",
        _list(NewsIndexPage, "Aktuelles", "Was es Neues gibt, das Neueste zuerst."),
    ),
    Planned(
        "leichte-sprache",
        _article(
            "Leichte Sprache",
            "Hier steht das Wichtigste in Leichter Sprache.",
            lambda on: easy.easy_language(),
        ),
    ),
    Planned(
        "gebaerdensprache",
        _article(
            "Gebärdensprache",
            "Was diese Website ist und wie Sie sie benutzen, als Film und als Text.",
            lambda on: easy.sign_language(),
        ),
    ),
    Planned(
        "barrierefreiheit",
        _article(
            "Erklärung zur Barrierefreiheit",
            "Alle sollen diese Website benutzen können. So weit sind wir.",
            legal.accessibility,
        ),
    ),
    Planned(
        "datenschutz",
        _article(
            "Datenschutz",
            "Was wir über Sie speichern, wofür und wie lange.",
            lambda on: legal.privacy(),
        ),
    ),
    Planned(
        "impressum",
        _article("Impressum", "Wer diese Website betreibt.", lambda on: legal.imprint()),
    ),
)


@transaction.atomic
def plant(*, on: date, by: User | None = None) -> HomePage:
    """The start page in all languages offered, and below the German one what `PLAN` says."""
    home = _start_page(by)
    _translate_start(home, by)
    taken = set(home.get_children().values_list("slug", flat=True))
    for planned in PLAN:
        if planned.slug not in taken:
            page = planned.make(on)
            page.slug = planned.slug
            publish_below(home, page, by=by)
    return home


def publish_below(parent: Page, page: Page, *, by: User | None = None) -> Page:
    page.locale = parent.locale
    page.owner = by
    parent.add_child(instance=page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    return page


def _start_page(by: User | None) -> HomePage:
    """The German start page; in a new house it takes the place of Wagtail's welcome page."""
    locale, _created = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    if found := HomePage.objects.filter(locale=locale).order_by("path").first():
        return found
    _clear_welcome_page()
    root = Page.get_first_root_node() or Page.add_root(
        instance=Page(title="Root", slug="root", locale=locale)
    )
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    home = HomePage(slug="start", locale=locale, owner=by, **START[settings.LANGUAGE_CODE])
    root.add_child(instance=home)
    home.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    address = urlsplit(settings.SITE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if settings.HTTPS else 80),
            "root_page": home,
            "site_name": "Kursbuch",
        },
    )
    return home


def _clear_welcome_page() -> None:
    """The page that Wagtail's own migration makes; pages of this house are of other kinds."""
    plain = ContentType.objects.get_for_model(Page)
    for page in Page.objects.filter(depth=2, content_type=plain, numchild=0):
        page.delete()


def _translate_start(home: HomePage, by: User | None) -> None:
    for code, _name in settings.LANGUAGES:
        locale, _created = Locale.objects.get_or_create(language_code=code)
        if code not in START or home.has_translation(locale) or locale == home.locale:
            continue
        translated = home.copy_for_translation(locale)
        for field, text in START[code].items():
            setattr(translated, field, text)
        translated.save_revision(user=by).publish(user=by, skip_permission_checks=True)
