"""The first screen of the admin: what one person is, and whose work ends soon."""

import re
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse

from cohorts.models import Membership
from tests.factories.cohorts import (
    make_carrier,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.staff import TODAY, make_deputy, make_member
from tests.views.admin.conftest import SECRET, Estate, sign_in
from tests.views.admin.test_house import headings


def coordination(estate: Estate) -> Membership:
    return estate.carrier.memberships.get(user=estate.coordinator)


def test_first_screen_shows_all_that_one_person_is(
    client: Client, ours: Estate, theirs: Estate
) -> None:
    somebody = make_user(name="Allrounderin")
    make_deputy(coordination(ours), user=somebody, until=date(2026, 3, 15))
    make_member(make_carrier(name="Verein am Meißner"), user=somebody, since=date(2026, 4, 1))
    make_member(make_carrier(name="Früherer Träger"), user=somebody, until=date(2026, 3, 1))
    make_trainer(make_session(theirs.cohort, title="Abend in Marburg"), somebody)
    make_sign_up(make_cohort(title="Sprachmittlung"), make_participant(user=somebody))
    make_sign_up(make_cohort(title="Verlassener Kurs"), somebody.participant, state="cancelled")
    make_sign_up(make_cohort(title="Kurs einer anderen"))
    sign_in(client, somebody)

    text = client.get(reverse("wagtailadmin_home")).text

    assert headings(text) == [
        "Offene Einladungen",
        "Das geben Sie als Nächstes",
        "Nächste Termine",
        "Hier arbeiten Sie mit",
        "Hier nehmen Sie selbst teil",
    ]
    assert text.count("Abend in Marburg") == 1
    assert re.search(r'href="/mein/"><bdi>Sprachmittlung</bdi></a><br>fest', text)
    assert "Verlassener Kurs" not in text
    assert "Kurs einer anderen" not in text
    assert reverse("carrier:inspect", args=[ours.carrier.pk]) in text
    assert "Koordination, vertritt Koordination Lahn, bis 15. März 2026" in text
    assert "Verein am Meißner" in text
    assert "Trainerin oder Trainer, ab 1. April 2026" in text
    assert "Früherer Träger" not in text
    assert "Eingeladene Lahn" in text
    assert text.replace(f"Kurs {SECRET}", "").count(SECRET) == 0  # where the own evening belongs


def test_first_screen_of_a_trainer_shows_no_staff(client: Client, ours: Estate) -> None:
    make_member(ours.carrier, until=TODAY)
    sign_in(client, ours.trainer)

    text = client.get(reverse("wagtailadmin_home")).text

    assert headings(text) == ["Das geben Sie als Nächstes", "Hier arbeiten Sie mit"]
    assert "Eingeladene Lahn" not in text


def test_first_screen_names_whose_work_ends_within_30_days(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    days = {"Gestern": -1, "Heute": 0, "Bald": 30, "Später": 31}
    for estate in (ours, theirs):
        for name, ahead in days.items():
            user = make_user(name=f"{name} {estate.carrier.name}")
            make_member(estate.carrier, user=user, until=TODAY + timedelta(days=ahead))

    text = as_coordinator.get(reverse("wagtailadmin_home")).text

    shown = [name for name in days if f"{name} Träger Lahn" in text]
    assert shown == ["Heute", "Bald"]
    assert SECRET not in text
