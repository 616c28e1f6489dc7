"""How long a sign-in lasts, and where it can be ended."""

from datetime import timedelta
from importlib import import_module

import pytest
import time_machine
from django.conf import settings
from django.core import mail
from django.test import Client

from cohorts.management.commands.send_messages import forget_expired_sessions
from home.models import WebSession
from home.sessions import device_of
from tests.factories.cohorts import make_user
from tests.views.signing_in import ADDRESS, CODE, LOGIN, ask, code_in, signed_in_as

DEVICES = "/konto/geraete/"
PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
LAPTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
)


def sign_in(client: Client, **fields: str):
    ask(client)
    return client.post(CODE, {"code": code_in(mail.outbox[-1]), **fields})


def devices(client: Client) -> list:
    return client.get(DEVICES).context["devices"]


def cookie(client: Client):
    return client.cookies[settings.SESSION_COOKIE_NAME]


@pytest.fixture
def now():
    with time_machine.travel("2026-11-22 09:00Z", tick=False) as clock:
        yield clock


def test_device_is_not_trusted_unless_the_box_is_ticked(client, known):
    ask(client)

    assert client.get(CODE).context["form"]["trust"].value() is None


def test_sign_in_ends_with_the_browser_and_after_twelve_hours(client, known, now):
    sign_in(client)

    assert cookie(client)["max-age"] == ""
    now.shift(timedelta(hours=11, minutes=59))
    client.get("/mein/")
    assert signed_in_as(client) == known
    now.shift(timedelta(minutes=2))
    assert client.get("/mein/").status_code == 302


def test_sign_in_on_a_trusted_device_lasts_sixty_days(client, known, now):
    sign_in(client, trust="on")

    assert cookie(client)["max-age"] == 60 * 24 * 60 * 60
    now.shift(timedelta(days=59, hours=23))
    assert client.get("/mein/").status_code == 200
    now.shift(timedelta(hours=2))
    assert client.get("/mein/").status_code == 302


def test_using_the_site_does_not_prolong_a_sign_in(client, known, now):
    sign_in(client)
    ends = WebSession.objects.get(user=known).expire_date

    now.shift(timedelta(hours=6))
    client.post("/mein/daten/", {})
    session = client.session
    session["something"] = "new"
    session.save()

    assert WebSession.objects.get(user=known).expire_date == ends


def test_trust_is_asked_anew_at_each_sign_in(client, known, now):
    sign_in(client, trust="on")
    client.post("/konto/logout/")

    now.shift(timedelta(minutes=5))
    sign_in(client)

    assert cookie(client)["max-age"] == ""


def test_typed_address_is_forgotten_after_an_hour(client, now):
    ask(client)
    assert ADDRESS in client.get(LOGIN).text

    now.shift(timedelta(hours=1, seconds=1))
    assert ADDRESS not in client.get(LOGIN).text
    forget_expired_sessions()

    assert list(WebSession.objects.all()) == []


def test_forgetting_leaves_those_who_are_signed_in(client, known, now):
    sign_in(client, trust="on")

    now.shift(timedelta(days=30))
    forget_expired_sessions()

    assert signed_in_as(client) == known


def test_devices_are_listed_with_this_one_first(client, known, now):
    phone, stranger = Client(headers={"User-Agent": PHONE}), Client()
    stranger.force_login(make_user(name="Fremde"))
    sign_in(phone, trust="on")
    now.shift(timedelta(minutes=5))
    laptop = Client(headers={"User-Agent": LAPTOP})
    sign_in(laptop)

    assert [(device.name, device.is_this_one) for device in devices(phone)] == [
        ("Firefox, Android", True),
        ("Edge, Windows", False),
    ]
    assert '22. November 2026, <bdi dir="ltr">10:00</bdi> Uhr' in phone.get(DEVICES).text


def test_page_shows_no_key_that_signs_in(client, known):
    sign_in(client)
    other = Client()
    sign_in(other)

    page = client.get(DEVICES).text

    assert [row.session_key for row in WebSession.objects.all() if row.session_key in page] == []


def test_row_keeps_no_network_address_and_no_signature_of_the_browser(known):
    client = Client(headers={"User-Agent": LAPTOP}, REMOTE_ADDR="192.0.2.77")

    sign_in(client)

    row = WebSession.objects.get(user=known)
    kept = f"{row.device} {row.get_decoded()}"
    assert row.device == "Edge, Windows"
    assert [text for text in ("192.0.2.77", "Mozilla", "537.36") if text in kept] == []


def test_other_device_is_signed_out(client, known):
    sign_in(client)
    other = Client()
    sign_in(other)
    handle = next(device.handle for device in devices(client) if not device.is_this_one)

    client.post(DEVICES, {"end": handle})

    assert other.get("/mein/").status_code == 302
    assert signed_in_as(client) == known


def test_all_other_devices_are_signed_out(client, known):
    sign_in(client)
    others = [Client() for _ in range(3)]
    for other in others:
        other.force_login(known)

    client.post(DEVICES, {"end": "others"})

    assert [other.get("/mein/").status_code for other in others] == [302, 302, 302]
    assert [device.is_this_one for device in devices(client)] == [True]


def test_this_device_is_signed_out(client, known):
    sign_in(client)

    response = client.post(DEVICES, {"end": devices(client)[0].handle})

    assert response["Location"] == LOGIN
    assert list(WebSession.objects.filter(user=known)) == []


def test_nobody_ends_the_sign_in_of_somebody_else(client, known):
    stranger = Client()
    other = make_user()
    stranger.force_login(other)
    handle = WebSession.objects.get(user=other).handle
    sign_in(client)

    client.post(DEVICES, {"end": handle})
    client.post(DEVICES, {"end": "others"})
    client.post(DEVICES, {"end": WebSession.objects.get(user=other).session_key})

    assert signed_in_as(stranger) == other


def test_deleted_account_is_signed_out(client, known):
    sign_in(client)

    known.delete()

    assert client.get("/mein/").status_code == 302
    assert list(WebSession.objects.filter(user__isnull=False)) == []


def test_page_of_devices_needs_a_sign_in(client):
    assert client.get(DEVICES)["Location"] == LOGIN + "?next=" + DEVICES


@pytest.mark.parametrize("rows", [1, 5])
def test_page_of_devices_asks_the_same_however_many_there_are(
    client, known, rows, django_assert_num_queries
):
    client.force_login(known)
    for _ in range(rows - 1):
        Client().force_login(known)

    with django_assert_num_queries(6):
        page = client.get(DEVICES)

    assert len(page.context["devices"]) == rows


@pytest.mark.parametrize(
    ("signature", "words"),
    [
        (PHONE, "Firefox, Android"),
        (LAPTOP, "Edge, Windows"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari, iPhone",
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0",
            "Firefox, Linux",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_device_in_words(signature, words):
    assert device_of(signature) == words


def test_sessions_are_kept_by_our_own_engine():
    assert import_module(settings.SESSION_ENGINE).SessionStore.get_model_class() is WebSession
