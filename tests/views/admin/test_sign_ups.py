"""Seats in the admin: staff come through the same door as everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, LogEntry, SignUp
from tests.factories.cohorts import make_affiliation, make_participant, make_sign_up
from tests.views.admin.conftest import Estate


@pytest.fixture
def full(ours: Estate) -> Cohort:
    """The own course with its one seat taken."""
    Cohort.objects.filter(pk=ours.cohort.pk).update(capacity=1)
    ours.cohort.refresh_from_db()
    return ours.cohort


def sign_up_form(ours: Estate, **fields: object) -> dict[str, object]:
    person = make_participant(full_name="Neue Person")
    make_affiliation(person, ours.carrier)
    return {
        "participant": person.pk,
        "cohort": ours.cohort.pk,
        "session": "",
        "carrier": ours.carrier.pk,
        "exception": "",
    } | fields


def test_staff_sign_somebody_up(as_coordinator: Client, ours: Estate) -> None:
    response = as_coordinator.post(reverse("signup:add"), sign_up_form(ours))

    row = SignUp.objects.get(participant__full_name="Neue Person")
    assert (row.state, row.source, row.carrier) == ("confirmed", "staff", ours.carrier)
    assert response.url == reverse("signup:inspect", args=[row.pk])


def test_full_course_puts_in_line_and_a_reason_lets_in(
    as_coordinator: Client, ours: Estate, full: Cohort
) -> None:
    as_coordinator.post(reverse("signup:add"), sign_up_form(ours))
    as_coordinator.post(
        reverse("signup:add"),
        sign_up_form(ours, exception="Vertretung") | {"state": "offered", "source": "web"},
    )

    waiting, let_in = SignUp.objects.filter(participant__full_name="Neue Person").order_by("pk")
    assert waiting.state == "waiting"
    assert (let_in.state, let_in.source, let_in.beyond_capacity) == (
        "confirmed",
        "staff",
        "Vertretung",
    )
    assert LogEntry.objects.for_instance(let_in).get().why == "Vertretung"


@pytest.mark.parametrize("field", ["participant", "cohort", "session", "carrier"])
def test_forged_foreign_id_in_a_sign_up_is_refused(
    as_coordinator: Client, ours: Estate, theirs: Estate, field: str
) -> None:
    forged = {
        "participant": theirs.person,
        "cohort": theirs.cohort,
        "session": theirs.session,
        "carrier": theirs.carrier,
    }[field]

    response = as_coordinator.post(reverse("signup:add"), sign_up_form(ours, **{field: forged.pk}))

    assert list(response.context["form"].errors) == [field]
    assert "Geheim" not in response.text
    assert SignUp.objects.count() == 2


def test_same_person_twice_is_one_sign_up(as_coordinator: Client, ours: Estate) -> None:
    form = sign_up_form(ours)

    as_coordinator.post(reverse("signup:add"), form)
    as_coordinator.post(reverse("signup:add"), form)

    assert SignUp.objects.filter(participant__full_name="Neue Person").count() == 1


@pytest.mark.parametrize(
    ("state", "deed", "answers", "becomes"),
    [
        ("requested", "approve", {}, "confirmed"),
        ("requested", "decline", {"reason": ""}, "declined"),
        ("waiting", "admit", {"reason": "Härtefall"}, "confirmed"),
        ("waiting", "sign_off", {"reason": ""}, "cancelled"),
        ("confirmed", "drop_out", {"reason": "Umzug"}, "dropped_out"),
    ],
)
def test_deed_of_staff(
    as_coordinator: Client,
    ours: Estate,
    state: str,
    deed: str,
    answers: dict[str, str],
    becomes: str,
) -> None:
    row = make_sign_up(ours.cohort, state=state)
    url = reverse(f"signup:{deed}", args=[row.pk])

    asked = as_coordinator.get(url)
    still = SignUp.objects.get(pk=row.pk).state
    as_coordinator.post(url, answers)

    assert asked.status_code == 200
    assert still == state
    assert SignUp.objects.get(pk=row.pk).state == becomes
    assert LogEntry.objects.for_instance(row).first().user == ours.coordinator


def test_admitting_needs_a_reason(as_coordinator: Client, ours: Estate, full: Cohort) -> None:
    row = make_sign_up(full, state="waiting")

    response = as_coordinator.post(reverse("signup:admit", args=[row.pk]), {"reason": " "})

    assert list(response.context["form"].errors) == ["reason"]
    assert SignUp.objects.get(pk=row.pk).state == "waiting"


def test_record_says_the_place_in_line_and_offers_what_is_open(
    as_coordinator: Client, ours: Estate, full: Cohort
) -> None:
    make_sign_up(full, state="waiting")
    second = make_sign_up(full, state="waiting")

    text = as_coordinator.get(reverse("signup:inspect", args=[second.pk])).text

    assert "Platz 2 der Warteliste" in text
    assert reverse("signup:admit", args=[second.pk]) in text
    assert reverse("signup:approve", args=[second.pk]) not in text


def test_sign_up_is_never_edited_as_a_row(as_coordinator: Client, ours: Estate) -> None:
    response = as_coordinator.post(f"/admin/signup/edit/{ours.sign_up.pk}/", {"state": "declined"})

    assert response.status_code == 404
    assert SignUp.objects.get(pk=ours.sign_up.pk).state == "confirmed"
