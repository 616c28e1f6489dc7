"""The headers of every kind of answer, compared whole: a new or lost one is seen here."""

from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.handlers.base import BaseHandler
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection

from tests.factories.cohorts import make_carrier, make_coordinator, make_session
from tests.factories.uploads import PDF
from tests.secret_addresses import SECRET
from tests.views.signing_in import LOGIN

FEATURES = (
    "accelerometer=(), camera=(), display-capture=(), encrypted-media=(), "
    "geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), serial=(), usb=(), xr-spatial-tracking=()"
)
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'self'; frame-src 'self'; img-src 'self' data:; manifest-src 'self'; "
    "media-src 'self'; script-src 'self'; style-src 'self'"
)
ALWAYS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": FEATURES,
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
PAGE = ALWAYS | {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Language": "de",
    "Vary": "Accept-Language, Cookie",
}
NEVER = "max-age=0, no-cache, no-store, must-revalidate, private"
# Different each time, or nothing that protects.
PLAIN = {"content-length", "etag", "last-modified", "expires", "set-cookie"}


SETS = {"Content-Security-Policy": ";", "Vary": ","}  # their order says nothing


@pytest.fixture(autouse=True)
def https(settings) -> None:
    """As with an https address in SITE_URL."""
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def headers(client: Client, address: str, method: str = "get", **more: object) -> dict[str, str]:
    answer = getattr(client, method)(address, secure=True, **more)
    if answer.streaming:
        list(answer)  # to its end, so that the file is closed
    return {"status": str(answer.status_code)} | {
        name: ordered(value, SETS[name]) if name in SETS else value
        for name, value in answer.headers.items()
        if name.lower() not in PLAIN
    }


def ordered(text: str, divider: str) -> str:
    return (divider + " ").join(sorted(part.strip() for part in text.split(divider)))


def test_public_page(client):
    assert headers(client, "/termine/") == PAGE | {"status": "200"}
    assert headers(client, "/") == PAGE | {"status": "200"}


def test_sign_in(client):
    assert headers(client, LOGIN) == PAGE | {"status": "200", "Cache-Control": NEVER}


def test_public_page_of_somebody_who_is_signed_in(client, known):
    client.force_login(known)

    assert headers(client, "/termine/") == PAGE | {
        "status": "200",
        "Cache-Control": "private, no-store",
    }


def test_public_page_with_something_typed_before(client):
    make_session()
    client.post(LOGIN, {"email": "mariam@example.org"}, secure=True)

    assert headers(client, LOGIN)["Cache-Control"] == NEVER
    client.get("/termine/", secure=True)


def test_own_area(client, known):
    client.force_login(known)

    for address in ("/mein/", "/konto/geraete/", "/konto/zweiter-faktor/einrichten/"):
        assert headers(client, address) == PAGE | {"status": "200", "Cache-Control": NEVER}


def test_admin(client):
    client.force_login(make_coordinator(make_carrier()))

    assert headers(client, "/admin/") == PAGE | {
        "status": "200",
        "Cache-Control": NEVER,
        "Content-Security-Policy": POLICY.replace(
            "img-src 'self' data:", "img-src 'self' data: blob:"
        )
        .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
        .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
    }


CALENDAR = ALWAYS | {
    "Content-Type": "text/calendar; charset=utf-8",
    "Content-Disposition": 'inline; filename="termine.ics"',
    "Content-Language": "de",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Language",
}


def test_public_calendar(client):
    make_session()

    expected = CALENDAR | {"status": "200", "Cache-Control": "public, no-cache"}
    assert headers(client, "/calendar/public.ics") == expected
    with_cookie = Client()
    with_cookie.force_login(make_coordinator(make_carrier()))
    assert headers(with_cookie, "/calendar/public.ics") == expected


def test_personal_calendar(client, known):
    link = known.calendar_links.create()

    assert headers(client, f"/calendar/me/{link.token}.ics") == CALENDAR | {
        "status": "200",
        "Cache-Control": "private, no-cache",
        "X-Robots-Tag": "noindex",
    }


def test_document(client, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(Document._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    document = Document(title="Blatt", collection=collection)
    document.file.save("Plan.pdf", ContentFile(PDF))
    document.save()

    assert headers(client, document.url) == ALWAYS | {
        "status": "200",
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="Plan.pdf"',
        "Content-Language": "de",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-cache",
        "Vary": "Accept-Language",
    }


def test_machine_that_watches(client):
    assert headers(client, "/health/live") == ALWAYS | {
        "status": "200",
        "Content-Type": "text/plain",
        "Cache-Control": NEVER,
        "Content-Language": "de",
        "Vary": "Accept-Language",
    }


def test_page_that_does_not_exist(client):
    assert headers(client, "/gibt-es-nicht/") == PAGE | {"status": "404"}
    assert headers(client, f"/anmeldung/{SECRET}/") == PAGE | {"status": "404"}


def test_refusal_of_a_right(client, known):
    client.force_login(known)

    assert headers(client, "/admin/") == PAGE | {
        "status": "403",
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": headers(client, "/admin/")["Content-Security-Policy"],
    }


def test_form_that_does_not_fit():
    assert headers(Client(enforce_csrf_checks=True), LOGIN, "post") == PAGE | {
        "status": "403",
        "Cache-Control": NEVER,
    }


def test_too_many(client):
    limit = int(settings.RATE_LIMITS["wrong_secret"].partition("/")[0])
    with time_machine.travel("2026-11-22 09:00Z", tick=False):
        for number in range(limit):
            client.get(f"/anmeldung/wrong-{number}/", secure=True)

        assert headers(client, f"/anmeldung/{SECRET}/") == PAGE | {
            "status": "429",
            "Cache-Control": NEVER,
            "Retry-After": "3600",
        }


@pytest.mark.logs_errors
def test_fault(client, monkeypatch):
    def fail(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(BaseHandler, "resolve_request", fail)
    client.raise_request_exception = False

    assert headers(client, "/termine/") == ALWAYS | {
        "status": "500",
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": "de",
        "Vary": "Accept-Language",
    }


def test_way_to_the_safe_address(client):
    answer = client.get("/termine/")

    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/termine/")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_static_file(client):
    folder = settings.STATIC_ROOT
    (folder / "probe.css").write_text("a {}", "ascii")
    try:
        answer = headers(Client(), "/static/probe.css")
    finally:
        (folder / "probe.css").unlink()

    assert answer["status"] == "200"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_cookies_are_kept_from_scripts_and_other_sites(client):
    ask_client = Client()
    ask_client.post(LOGIN, {"email": "mariam@example.org"}, secure=True)
    client.get(LOGIN, secure=True)

    session = ask_client.cookies[settings.SESSION_COOKIE_NAME]
    csrf = client.cookies[settings.CSRF_COOKIE_NAME]
    assert (session["httponly"], session["secure"], session["samesite"]) == (True, True, "Lax")
    assert (csrf["secure"], csrf["samesite"]) == (True, "Lax")
