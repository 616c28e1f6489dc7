"""The admin as a whole: safety, menus, accounts, the first screen."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cohorts.domain import messages
from cohorts.models import Finding, Session
from home.models import User
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.findings import make_finding
from tests.factories.staff import make_deputy, make_invitation, make_member
from tests.views.admin.conftest import Estate, sign_in


def directives(response: object) -> dict[str, str]:
    policy = response.headers["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def test_inline_scripts_are_let_in_under_the_admin_only(
    as_coordinator: Client, ours: Estate
) -> None:
    inside = directives(as_coordinator.get(reverse("wagtailadmin_home")))
    outside = directives(as_coordinator.get("/administrator/"))

    assert inside["script-src"] == "'self' 'unsafe-inline'"
    assert inside["style-src"] == "'self' 'unsafe-inline'"
    assert inside["img-src"] == "'self' data: blob:"
    assert inside["connect-src"] == "'self'"
    assert (outside["script-src"], outside["style-src"]) == ("'self'", "'self'")


def test_admin_asks_no_third_party(as_coordinator: Client, ours: Estate) -> None:
    text = as_coordinator.get(reverse("wagtailadmin_home")).text

    loaded = re.findall(r"<(?:link|script|img|iframe)[^>]+(?:src|href)=\"(//|https?:)", text)
    assert loaded == []
    assert "gravatar" not in text


@pytest.mark.parametrize(
    ("role", "words", "hidden"),
    [
        (
            "coordinator",
            ["Standards", "Kurse", "Termine", "Personen", "Anmeldungen", "Orte", "Träger"],
            ["Bilder", "Seiten", "Benutzer", "Schnipsel"],
        ),
        ("trainer", ["Standards", "Kurse", "Termine"], ["Personen", "Anmeldungen", "Bilder"]),
    ],
)
def test_menu_speaks_the_words_of_the_trade(
    client: Client, ours: Estate, role: str, words: list[str], hidden: list[str]
) -> None:
    sign_in(client, getattr(ours, role))

    text = client.get(reverse("wagtailadmin_home")).text

    labels = re.findall(r'"label": "([^"]+)"', text.encode().decode("unicode_escape", "ignore"))
    assert [word for word in words if word not in labels] == []
    assert [word for word in hidden if word in labels] == []


def test_accounts_open_for_a_superuser_without_passwords_and_first_names(client: Client) -> None:
    sign_in(client, make_user(is_superuser=True))
    url = reverse("wagtailusers_users:index")

    listed = client.get(url)
    form = client.get(reverse("wagtailusers_users:add")).context["form"]
    client.post(
        reverse("wagtailusers_users:add"),
        {"email": "Neu@Example.org", "name": "Neu", "language": "de", "is_active": "on"},
    )
    user = User.objects.get(email="neu@example.org")
    edited = client.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        {"email": "neu@example.org", "name": "Anders", "language": "ar", "is_superuser": "on"},
    )

    assert listed.status_code == 200
    assert list(form.fields) == ["email", "name", "language", "is_active"]
    assert not user.has_usable_password()
    user.refresh_from_db()
    assert edited.status_code == 302
    assert (user.name, user.is_active, user.is_superuser) == ("Anders", False, False)


def test_superuser_without_membership_sees_no_records(client: Client, theirs: Estate) -> None:
    sign_in(client, make_user(is_superuser=True))

    for name in ("cohort", "session", "participant", "signup", "carrier"):
        assert "Geheim" not in client.get(reverse(f"{name}:index")).text, name


def test_account_page_changes_the_name_and_never_the_address(
    as_coordinator: Client, ours: Estate
) -> None:
    url = reverse("wagtailadmin_account")

    page = as_coordinator.get(url)
    as_coordinator.post(
        url,
        {
            "name-name": "Neuer Name",
            "name_email-email": "fremd@example.org",
            "locale-preferred_language": "de",
            "locale-current_time_zone": "Europe/Berlin",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )

    ours.coordinator.refresh_from_db()
    assert page.status_code == 200
    assert 'type="password"' not in page.text
    assert 'type="file"' not in page.text
    assert ours.coordinator.name == "Neuer Name"
    assert ours.coordinator.email == "koord-lahn@example.org"


def headings(page: str) -> list[str]:
    found = re.findall(r'<section class="waiting">\s*<h2>(.*?)</h2>', page, re.DOTALL)
    return [re.sub(r"<svg.*?</svg>", "", heading, flags=re.DOTALL).strip() for heading in found]


def test_first_screen_shows_what_waits_and_nothing_else(
    as_coordinator: Client, ours: Estate
) -> None:
    Session.objects.filter(pk=ours.session.pk).delete()
    empty = as_coordinator.get(reverse("wagtailadmin_home")).text

    held = make_session(ours.cohort, title="Gestern", starts_at=NOW - timedelta(days=1))
    make_session(
        ours.cohort, title="Abgesagt", starts_at=NOW - timedelta(days=2), status="cancelled"
    )
    make_session(ours.cohort, title="Morgen", starts_at=NOW + timedelta(days=1))
    request = make_sign_up(ours.cohort, state="requested")
    soon = make_sign_up(ours.cohort, state="offered", offered_until=NOW + timedelta(hours=5))
    later = make_sign_up(ours.cohort, state="offered", offered_until=NOW + timedelta(hours=30))
    make_sign_up(ours.cohort, state="waiting")
    text = as_coordinator.get(reverse("wagtailadmin_home")).text

    assert headings(empty) == ["Offene Einladungen", "Hier arbeiten Sie mit"]
    assert reverse("cohorts:attendance", args=[held.uuid]) in text
    assert reverse("signup:inspect", args=[request.pk]) in text
    assert reverse("signup:inspect", args=[soon.pk]) in text
    assert reverse("signup:inspect", args=[later.pk]) not in text
    assert "Morgen" in text
    assert "Abgesagt" not in text
    assert "1 warten, 2 Plätze sind frei" in text


def test_trainer_sees_the_own_sessions_only(client: Client, ours: Estate, theirs: Estate) -> None:
    make_session(ours.cohort, title="Nicht meiner")
    make_trainer(make_session(ours.cohort, title="Auch meiner"), ours.trainer)
    sign_in(client, ours.trainer)

    text = client.get(reverse("wagtailadmin_home")).text + client.get(reverse("session:index")).text

    assert "Auch meiner" in text
    assert "Nicht meiner" not in text
    assert "Geheim" not in text


# --- Budgets ----------------------------------------------------------------------------------

BUDGETS = {
    "wagtailadmin_home": 36,
    "cohort:index": 14,
    "session:index": 14,
    "participant:index": 13,
    "signup:index": 14,
    "finding:index": 14,
    "place:index": 13,
    "membership:index": 13,
    "invitation:index": 13,
    "message:index": 13,
    "carrier:index": 13,
}


def make_staff(ours: Estate, rows: int) -> None:
    """So many of each: invitations with their mails, deputies, own courses, own sessions."""
    coordination = ours.carrier.memberships.get(user=ours.coordinator)
    learner = make_participant(user=ours.coordinator)
    for number in range(rows):
        invitation = make_invitation(ours.carrier)
        messages.queue(kind="invitation", occasion="a", invitation=invitation, now=NOW)
        deputy = make_deputy(coordination)
        messages.queue(kind="appointed", occasion="a", user=deputy.user, membership=deputy, now=NOW)
        make_member(make_carrier(), user=ours.coordinator)
        make_sign_up(make_cohort(), learner)
        make_trainer(
            make_session(ours.cohort, starts_at=NOW + timedelta(days=number + 1)), ours.coordinator
        )


@pytest.mark.parametrize("rows", [1, 5])
def test_lists_ask_the_database_the_same_for_one_row_and_for_five(
    as_coordinator: Client, ours: Estate, rows: int
) -> None:
    for _ in range(rows - 1):
        session = make_session(ours.cohort, place=ours.place)
        make_trainer(session, ours.trainer)
        make_sign_up(ours.cohort, carrier=ours.carrier)
    for _ in range(rows):
        make_session(ours.cohort, starts_at=NOW - timedelta(days=1))
        make_sign_up(ours.cohort, state="requested")
        make_sign_up(ours.cohort, state="waiting")
        make_finding(ours.cohort, Finding.Kind.AGREEMENT, due_on=NOW.date())
    make_staff(ours, rows)
    as_coordinator.get(reverse("wagtailadmin_home"))  # content types and menus are remembered

    counted = {}
    for screen in BUDGETS:
        with CaptureQueriesContext(connection) as queries:
            as_coordinator.get(reverse(screen))
        counted[screen] = len(queries)

    assert counted == BUDGETS
