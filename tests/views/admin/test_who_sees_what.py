"""The report that says in words who may do what, and what ties the reader to records."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts.models import Membership
from home.models import User
from tests.factories.cohorts import make_carrier, make_participant, make_user
from tests.views.admin.conftest import SECRET, Estate, sign_in

URL = "who_sees_what"


def test_report_says_the_table_in_words(as_coordinator: Client) -> None:
    response = as_coordinator.get(reverse(URL))

    rows = {
        (subject.name, line.who): (line.may, line.is_yours)
        for subject in response.context["subjects"]
        for line in subject.lines
    }
    assert rows["Anwesenheiten", "Leitung des Termins"] == (
        "sieht, trägt ein, bis die Liste abgeschlossen ist",
        False,
    )
    assert rows["Kurse", "Koordination des Veranstalters"] == ("sieht, legt an, ändert", True)
    assert rows["Personen", "Koordination des Trägers der Person"][1] is True
    assert '<th scope="row">Leitung des Termins</th>' in response.text


def test_report_names_what_ties_the_reader_to_records_today(
    client: Client, ours: Estate, theirs: Estate, centre: Estate
) -> None:
    lead = Membership.objects.get(user=ours.coordinator)
    user = make_user()
    for carrier, role, fields in (
        (ours.carrier, "coordinator", {"deputy_for": lead, "until": date(2026, 3, 8)}),
        (centre.carrier, "coordinator", {}),
        (ours.carrier, "trainer", {}),
        (theirs.carrier, "trainer", {"until": date(2026, 3, 1)}),  # over
    ):
        Membership.objects.create(
            user=user, carrier=carrier, role=role, since=date(2026, 1, 1), **fields
        )
    make_participant(user=user)
    ours.session.trainers.create(user=user)
    sign_in(client, user)

    response = client.get(reverse(URL))

    assert response.context["ties"] == [
        "Sie vertreten Koordination Lahn bei Träger Lahn bis zum 8. März 2026.",
        "Sie sind Trainer*in bei: Träger Lahn",
        "Sie koordinieren Träger Zentrum. Das ist das Kompetenzzentrum.",
        "Sie unterrichten 1 Termin.",
        "Sie lernen selbst. Ihre Daten sehen Sie in Ihrem eigenen Bereich.",
    ]
    assert SECRET not in response.text


def test_report_tells_a_superuser_that_this_alone_opens_nothing(client: Client) -> None:
    sign_in(client, make_user(is_superuser=True))

    assert client.get(reverse(URL)).context["ties"] == [
        "Sie betreiben diese Website. Das allein öffnet Ihnen keine Daten eines Trägers."
    ]


def test_report_stands_in_the_menu_of_every_staff_role(client: Client, ours: Estate) -> None:
    for user in (ours.coordinator, ours.trainer):
        sign_in(client, user)

        assert reverse(URL) in client.get(reverse("wagtailadmin_home")).text


def test_report_is_for_staff_only(client: Client, trainee: User) -> None:
    sign_in(client, trainee)

    assert client.get(reverse(URL)).status_code == 403


@pytest.mark.parametrize("memberships", [1, 5])
def test_report_costs_the_same_for_one_and_five_memberships(
    as_coordinator: Client,
    ours: Estate,
    memberships: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, memberships):
        Membership.objects.create(
            user=ours.coordinator,
            carrier=make_carrier(),
            role="trainer",
            since=date(2020, 1, 1),
            until=date(2030, 1, number),
        )
    as_coordinator.get(reverse(URL))

    with django_assert_num_queries(14):
        as_coordinator.get(reverse(URL))
