"""The page behind the link of an invitation: sign in by code, accept, decline."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation, LogEntry, Membership
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.staff import TODAY, make_invitation, make_member, user_of
from tests.views.signing_in import CODE, code_in, signed_in_as

ADDRESS = "dilek@example.org"


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def carrier(db: None) -> Carrier:
    return make_carrier(name="Lotsen an der Lahn", contact="lahn@example.org")


@pytest.fixture
def invitation(carrier: Carrier) -> Invitation:
    inviter = make_coordinator(carrier, name="Yasmin Haidari-Lotz")
    return make_invitation(carrier, email=ADDRESS, name="Dilek Aydın", invited_by=inviter)


def link(invitation: Invitation) -> str:
    return f"/einladung/{staff.token(invitation)}/"


def state_of(invitation: Invitation) -> str:
    invitation.refresh_from_db()
    return invitation.state


def deeds(page: Any) -> list[str]:
    return [deed for deed in ("sign_in", "accept", "decline") if f'value="{deed}"' in page.text]


def test_page_shows_what_is_offered_and_changes_nothing(
    client: Client, carrier: Carrier, invitation: Invitation
) -> None:
    coordination = make_member(carrier, "coordinator", user=make_user(name="Jonas Kern"))
    Invitation.objects.update(role="coordinator", deputy_for=coordination, until=date(2026, 3, 15))
    before = User.objects.count()

    page = client.get(link(invitation))
    client.head(link(invitation))

    for words in (
        "Mitarbeit bei Lotsen an der Lahn",
        "Koordination",
        "Jonas Kern",
        "Vom 2. März 2026 bis 15. März 2026",
        "Yasmin Haidari-Lotz",
        ADDRESS,
        "Die Einladung gilt bis 1. April 2026.",
    ):
        assert words in page.text, words
    assert deeds(page) == ["sign_in", "decline"]
    assert state_of(invitation) == "open"
    assert User.objects.count() == before
    assert mail.outbox == []
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "same-origin"


def test_somebody_new_signs_in_by_code_and_accepts(
    client: Client, carrier: Carrier, invitation: Invitation
) -> None:
    asked = client.post(link(invitation), {"deed": "sign_in", "email": "boese@example.org"})
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert not User.objects.filter(email=ADDRESS).exists()
    entered = client.post(asked["Location"], {"code": code_in(mail.outbox[0])})
    assert entered["Location"] == link(invitation)
    page = client.get(entered["Location"])
    assert deeds(page) == ["accept", "decline"]
    assert state_of(invitation) == "open"

    accepted = client.post(link(invitation), {"deed": "accept"})

    user = User.objects.get(email=ADDRESS)
    membership = Membership.objects.get(user=user)
    assert (membership.carrier, membership.role, membership.since) == (carrier, "trainer", TODAY)
    assert user.name == "Dilek Aydın"
    assert accepted["Location"] == "/admin/"
    first_screen = client.get("/admin/")
    assert first_screen.status_code == 200
    assert "Sie arbeiten jetzt mit: Lotsen an der Lahn." in first_screen.text
    assert "Lotsen an der Lahn" in first_screen.text


def test_accepting_twice_is_the_same_as_once(client: Client, invitation: Invitation) -> None:
    client.force_login(user_of(invitation))

    answers = [client.post(link(invitation), {"deed": "accept"}) for _ in range(2)]

    assert [answer["Location"] for answer in answers] == ["/admin/", "/admin/"]
    assert Membership.objects.filter(user__email=ADDRESS).count() == 1
    assert LogEntry.objects.count() == 1
    page = client.get(link(invitation))
    assert "Diese Einladung ist schon angenommen." in page.text
    assert 'href="/admin/"' in page.text
    assert deeds(page) == []


def test_who_begins_later_is_led_to_the_own_area(client: Client, invitation: Invitation) -> None:
    Invitation.objects.update(since=TODAY + timedelta(days=1))
    client.force_login(user_of(invitation))

    answer = client.post(link(invitation), {"deed": "accept"}, follow=True)

    assert answer.redirect_chain == [("/mein/", 302)]
    assert "Sie arbeiten jetzt mit: Lotsen an der Lahn." not in answer.text
    assert "Ihr erster Tag ist der 3. März 2026." in answer.text
    assert "ab 3. März 2026" in answer.text
    assert 'href="/admin/"' not in answer.text
    assert 'href="/admin/"' not in client.get(link(invitation)).text


def test_wrong_code_makes_nobody(client: Client, invitation: Invitation) -> None:
    client.post(link(invitation), {"deed": "sign_in"})
    client.post(CODE, {"code": "000000"})
    client.post(link(invitation), {"deed": "accept"})

    assert signed_in_as(client) is None
    assert not User.objects.filter(email=ADDRESS).exists()
    assert state_of(invitation) == "open"


def test_declining_needs_no_account(client: Client, invitation: Invitation) -> None:
    page = client.post(link(invitation), {"deed": "decline"}, follow=True)

    assert state_of(invitation) == "declined"
    assert "Diese Einladung wurde abgelehnt." in page.text
    assert "lahn@example.org" in page.text
    assert deeds(page) == []
    assert not User.objects.filter(email=ADDRESS).exists()


def test_somebody_else_is_told_so_and_can_sign_out(client: Client, invitation: Invitation) -> None:
    somebody = make_user(email="andere@example.org")
    client.force_login(somebody)

    page = client.get(link(invitation))
    tried = [client.post(link(invitation), {"deed": d}) for d in ("accept", "decline", "sign_in")]

    assert "Diese Einladung gilt für eine andere Adresse" in page.text
    assert "andere@example.org" in page.text
    assert deeds(page) == []
    assert [answer["Location"] for answer in tried] == [link(invitation)] * 3
    assert state_of(invitation) == "open"
    assert mail.outbox == []
    way_out = f"/konto/logout/?next={link(invitation)}"
    assert way_out.replace("/einladung/", "%2Feinladung%2F")[:40] in page.text
    form = client.get(way_out)
    assert f'name="next" value="{link(invitation)}"' in form.text
    out = client.post("/konto/logout/", {"next": link(invitation)})
    assert (out["Location"], signed_in_as(client)) == (link(invitation), None)
    assert deeds(client.get(link(invitation))) == ["sign_in", "decline"]


def test_signing_out_leads_to_no_other_site(client: Client, db: None) -> None:
    client.force_login(make_user())

    out = client.post("/konto/logout/", {"next": "https://evil.example/"})

    assert out["Location"] == "/konto/login/"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "withdrawn"}, "Diese Einladung wurde zurückgezogen."),
        ({"state": "declined"}, "Diese Einladung wurde abgelehnt."),
        ({"invited_at": NOW - timedelta(days=30)}, "Diese Einladung ist älter als 30 Tage."),
        (
            {"since": date(2026, 2, 1), "until": date(2026, 3, 1)},
            "Der Zeitraum dieser Einladung ist vorbei.",
        ),
    ],
)
@pytest.mark.parametrize("is_signed_in", [True, False])
def test_what_no_longer_works_says_so_kindly(
    client: Client, invitation: Invitation, fields: dict[str, Any], words: str, is_signed_in: bool
) -> None:
    Invitation.objects.update(**fields)
    if is_signed_in:
        client.force_login(user_of(invitation))

    page = client.get(link(invitation))
    answers = [
        client.post(link(invitation), {"deed": deed}) for deed in ("sign_in", "accept", "decline")
    ]

    assert page.status_code == 200
    assert words in page.text
    assert "Den Träger erreichen Sie unter lahn@example.org." in page.text
    assert deeds(page) == []
    assert [answer["Location"] for answer in answers] == [link(invitation)] * 3
    assert not Membership.objects.filter(user__email=ADDRESS).exists()
    assert mail.outbox == []


def test_forged_links_lead_nowhere(client: Client, invitation: Invitation) -> None:
    token = staff.token(invitation)
    other = "B" if token.endswith("A") else "A"

    for text in (token[:-1] + other, invitation.uuid.hex, "x", str(invitation.pk)):
        assert client.get(f"/einladung/{text}/").status_code == 404
        assert client.post(f"/einladung/{text}/", {"deed": "decline"}).status_code == 404

    assert state_of(invitation) == "open"


def test_unknown_button_is_answered_kindly(client: Client, invitation: Invitation) -> None:
    page = client.post(link(invitation), {"deed": "anything"}, follow=True)

    assert "Bitte wählen Sie einen der Knöpfe." in page.text
    assert state_of(invitation) == "open"


def test_too_many_codes_are_refused_on_the_page(client: Client, invitation: Invitation) -> None:
    for _ in range(5):
        client.post(link(invitation), {"deed": "sign_in"})

    page = client.post(link(invitation), {"deed": "sign_in"}, follow=True)

    assert "Es wurden zu viele Codes angefordert." in page.text
    assert len(mail.outbox) == 5


# --- My area -----------------------------------------------------------------------------------


def test_my_area_leads_staff_to_the_administration(client: Client, carrier: Carrier) -> None:
    coordination = make_member(carrier, "coordinator", user=make_user(name="Jonas Kern"))
    deputy = make_member(carrier, "coordinator", until=date(2026, 3, 15), deputy_for=coordination)
    make_member(make_carrier(name="Vorbei"), user=deputy.user, until=TODAY - timedelta(days=1))
    client.force_login(deputy.user)

    page = client.get("/mein/")

    assert "Meine Mitarbeit" in page.text
    assert "vertritt <bdi>Jonas Kern</bdi>" in page.text
    assert "bis 15. März 2026" in page.text
    assert 'href="/admin/"' in page.text
    assert "Vorbei" not in page.text


def test_my_area_of_a_trainee_knows_no_administration(client: Client, carrier: Carrier) -> None:
    make_member(carrier)
    client.force_login(make_user())

    page = client.get("/mein/")

    assert "Mitarbeit" not in page.text
    assert "/admin/" not in page.text
