"""Reporting a barrier, without signing in; reading and settling it, for the centre only."""

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from cohorts.domain import messages
from cohorts.models import LogEntry, Membership, Message
from home import barriers
from home.models import BarrierReport
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.secret_addresses import SECRET, secret_addresses
from tests.views.signing_in import ADDRESS

FORM = "/barriere-melden/"


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def centre():
    return make_coordinator(make_carrier(name="Zentrum", is_centre=True), email="z@example.org")


def make_report(**fields: object) -> BarrierReport:
    fields = {"text": "Die Schrift ist zu klein.", "page": "/termine/", "email": ""} | fields
    return barriers.report(**fields, by=None, now=NOW)


def test_anybody_reports_without_signing_in(client: Client) -> None:
    answer = client.post(FORM, {"text": " Bild ohne Text ", "page": "/module/", "email": ""})

    assert answer.url == f"{FORM}?gesendet=1"
    assert "Ihre Meldung ist angekommen" in client.get(answer.url).text
    report = BarrierReport.objects.get()
    assert (report.text, report.page, report.email) == ("Bild ohne Text", "/module/", "")
    assert report.reported_at == NOW


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 4001}, "text"),
        ({"text": "Zu klein", "email": "keine"}, "email"),
        ({"text": "Zu klein", "page": "y" * 501}, "page"),
    ],
)
def test_what_is_wrong_stands_at_the_field_and_nothing_is_lost(
    client: Client, typed: dict[str, str], field: str
) -> None:
    page = client.post(FORM, {"page": "/module/", "email": "a@example.org"} | typed)

    assert list(page.context["form"].errors) == [field]
    for value in ({"page": "/module/"} | typed).values():
        assert value in page.text
    assert not BarrierReport.objects.exists()


def test_every_page_hands_its_address_over(client: Client) -> None:
    assert 'href="/barriere-melden/?seite=/termine/"' in client.get("/termine/").text
    assert 'href="/en/barriere-melden/?seite=/en/termine/"' in client.get("/en/termine/").text
    assert 'value="/termine/"' in client.get(f"{FORM}?seite=/termine/").text


@pytest.mark.parametrize("address", secret_addresses())
def test_secret_of_an_address_is_never_kept(address: str) -> None:
    report = make_report(page=f"https://kursbuch.example.org{address}")

    assert SECRET not in report.page


def test_footer_does_not_hand_over_the_secret_of_an_address(client: Client) -> None:
    page = client.get(f"/einladung/{SECRET}/")

    assert f"seite=/einladung/{SECRET}" not in page.text


def test_reports_are_limited_per_network_and_the_text_stays(client: Client, settings) -> None:
    settings.RATE_LIMITS = {"barrier": "1/h/ip"}
    client.post(FORM, {"text": "Erstens"})

    page = client.post(FORM, {"text": "Zweitens"})

    assert "Bitte warten Sie eine Stunde" in page.text
    assert "Zweitens" in page.text
    assert list(BarrierReport.objects.values_list("text", flat=True)) == ["Erstens"]


def test_log_names_the_report_by_number_and_no_word_of_it() -> None:
    report = make_report(text="Geheimwort", page="/geheim/", email="geheim@example.org")

    entry = LogEntry.objects.get()

    assert (entry.action, entry.user, entry.label) == (
        "home.report_barrier",
        None,
        f"B-{report.pk}",
    )
    assert "geheim" not in str(vars(entry)).lower()


def test_coordinators_of_the_centre_are_told_once_in_their_language(centre) -> None:
    make_coordinator(make_carrier(), email="fremd@example.org")
    make_coordinator(make_carrier(), email="auch@example.org")
    centre.language = "en"
    centre.save()

    make_report(text="Geheimwort", email="leserin@example.org")
    messages.send_due(now=NOW)

    assert [letter.to for letter in mail.outbox] == [["z@example.org"]]
    assert mail.outbox[0].subject == "A barrier was reported"
    assert "/admin/" in mail.outbox[0].body
    assert "Geheimwort" not in mail.outbox[0].body
    assert "leserin" not in mail.outbox[0].body


def test_whoever_has_left_the_centre_is_not_told(centre) -> None:
    make_report()
    Membership.objects.filter(user=centre).update(until=NOW.date().replace(day=1))

    messages.send_due(now=NOW)

    assert mail.outbox == []
    assert Message.objects.get().state == Message.State.DROPPED


def test_centre_reads_answers_and_settles(client: Client, centre) -> None:
    report = make_report(email="leserin@example.org")
    client.force_login(centre, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/admin/")

    shown = client.get(reverse("barrierreport:inspect", args=[report.pk])).text
    done = client.post(reverse("barrierreport:settle", args=[report.pk]), {"outcome": "Größer."})

    assert "mailto:leserin%40example.org?subject=" in shown
    assert done.status_code == 302
    report.refresh_from_db()
    assert (report.outcome, report.settled_by, report.settled_at) == ("Größer.", centre, NOW)
    assert "Die Schrift ist zu klein." in client.get(reverse("barrierreport:index")).text


def test_settling_needs_words_and_happens_once(client: Client, centre) -> None:
    report = make_report()
    client.force_login(centre, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/admin/")

    empty = client.post(reverse("barrierreport:settle", args=[report.pk]), {"outcome": " "})
    barriers.settle(report=report, outcome="Größer.", by=centre, now=NOW)

    assert list(empty.context["form"].errors) == ["outcome"]
    with pytest.raises(ValidationError):
        barriers.settle(report=report, outcome="Anders.", by=centre, now=NOW)
    report.refresh_from_db()
    assert report.outcome == "Größer."


def test_first_screen_of_the_centre_names_what_waits(client: Client, centre) -> None:
    make_report(text="Noch offen")
    barriers.settle(report=make_report(text="Schon getan"), outcome="x", by=centre, now=NOW)
    other = make_coordinator(make_carrier())

    screens = {}
    for user in (centre, other):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        screens[user] = client.get("/admin/").text

    assert ("Noch offen" in screens[centre], "Schon getan" in screens[centre]) == (True, False)
    assert "Noch offen" not in screens[other]


@pytest.mark.parametrize("screen", ["inspect", "settle", "history"])
def test_other_carriers_have_no_such_screens(client: Client, centre, screen: str) -> None:
    report = make_report(text="Geheimwort")
    other = make_coordinator(make_carrier())
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/admin/")

    answer = client.get(reverse(f"barrierreport:{screen}", args=[report.pk]))

    assert answer.status_code in (302, 403, 404)
    assert "Geheimwort" not in answer.content.decode()
    assert client.get(reverse("barrierreport:index")).status_code in (302, 403)


def test_form_works_in_arabic(client: Client) -> None:
    page = client.get("/ar/barriere-melden/")

    assert "الإبلاغ عن عائق" in page.text
    assert 'dir="rtl"' in page.text


def test_reporter_with_an_account_finds_the_report_among_the_own_data(client: Client) -> None:
    make_report(text="Mein Bericht", email=ADDRESS)
    make_report(text="Fremder Bericht", email="fremd@example.org")
    client.force_login(make_user(email=ADDRESS), "django.contrib.auth.backends.ModelBackend")

    text = client.get("/mein/daten/").text

    assert ("Mein Bericht" in text, "Fremder Bericht" in text) == (True, False)
