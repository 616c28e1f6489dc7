"""Make a house ready to be opened; what has not changed since the last time is left alone."""

import hashlib
import logging
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import BaseCommand, call_command
from django.utils import timezone
from django.utils.translation.reloader import translation_file_changed
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from cohorts.models import Carrier
from home import static_files, tree
from home.management import catalogue


class Command(BaseCommand):
    help = "Prepares translations, fonts, tables, demo content (if empty), pages and static files."
    requires_system_checks = []  # there are no tables yet

    def handle(self, **options: object) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # one line per page is too much
        for text, step in (
            ("Translations", compile_translations),
            ("Fonts", build_fonts),
            ("Tables", migrate),
            ("Demo content", seed),
            ("Pages", plant),
            ("Static files", collect_static_files),
        ):
            started = time.monotonic()
            step()
            self.stdout.write(f"{text} ready ({time.monotonic() - started:.1f} s).")


def compile_translations() -> None:
    catalogue.compile_all()
    for language in catalogue.LANGUAGES:  # this process forgets what it read before
        translation_file_changed(None, catalogue.po_path(language).with_suffix(".mo"))


def build_fonts() -> None:
    call_command("build_fonts", verbosity=0)


def migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)  # only where CACHE_URL names one
    offer_languages()


def offer_languages() -> None:
    """Pages can be translated into each language that is offered.

    Who chose a language for the admin that is offered no longer finds the admin in German.
    """
    for code, _name in settings.LANGUAGES:
        Locale.all_objects.get_or_create(language_code=code)
    offered = [code for code, _name in settings.WAGTAILADMIN_PERMITTED_LANGUAGES]
    profiles = UserProfile.objects.exclude(preferred_language__in=["", *offered])
    profiles.update(preferred_language=settings.LANGUAGE_CODE)


def seed() -> None:
    if settings.DEMO and not Carrier.objects.exists():
        call_command("demo", verbosity=0)


def plant() -> None:
    """Pages without which a house cannot open; those that are there stay as they are."""
    tree.plant(on=timezone.localdate())


def collect_static_files() -> None:
    """Only for the web server proper; `runserver` finds the files itself."""
    stamp = Path(settings.STATIC_ROOT) / "collected"
    fingerprint = static_fingerprint()
    if settings.DEBUG or (stamp.exists() and stamp.read_text("ascii") == fingerprint):
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint, "ascii")


def static_fingerprint() -> str:
    """Changes when a static file comes, goes or is written, ours or a library's, or when what is
    made of them is made in another way."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    digest.update(Path(static_files.__file__).read_bytes())
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()
