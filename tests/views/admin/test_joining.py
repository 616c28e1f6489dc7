"""Two entries of one person: a coordinator compares and joins, among her own people only."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import LogEntry, Participant
from tests.factories.attendance import make_attendance
from tests.factories.cohorts import (
    make_affiliation,
    make_participant,
    make_sign_up,
    make_user,
)
from tests.views.admin.conftest import Estate, sign_in


@pytest.fixture
def twin(ours: Estate) -> Participant:
    twin = make_participant(full_name="Pérson LAHN", email="zweite@example.org")
    make_affiliation(twin, ours.carrier)
    return twin


def address(person: Participant, **query: object) -> str:
    text = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse("participant:join", args=[person.pk]) + (f"?{text}" if text else "")


def test_similar_entries_are_offered_and_others_are_looked_for(
    as_coordinator: Client, ours: Estate, twin: Participant
) -> None:
    other = make_participant(full_name="Ganz Anders", email="lahn@example.org")
    third = make_participant(full_name="Łukasz Nowak")
    for person in (other, third):
        make_affiliation(person, ours.carrier)

    similar = as_coordinator.get(address(ours.person)).context["found"]
    found = as_coordinator.get(address(ours.person, q="lukasz")).context["found"]

    assert set(similar) == {twin, other}
    assert found == [third]


def test_looking_never_finds_people_of_others(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    Participant.objects.filter(pk=theirs.person.pk).update(email="lahn@example.org")
    # Readable by the organiser, but kept by the other carrier.
    make_sign_up(ours.cohort, theirs.person, carrier=theirs.carrier)

    pages = [as_coordinator.get(address(ours.person, q=q)) for q in ("Geheim", "lahn@example.org")]
    pages.append(as_coordinator.get(address(ours.person)))

    assert [page.context["found"] for page in pages] == [[], [], []]
    assert "Geheim" not in "".join(
        page.text.replace("q=Geheim", "").replace('value="Geheim"', "") for page in pages
    )


def test_both_sides_are_shown_before_anything_changes(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    twin = make_participant(full_name="Ohne Träger")  # kept by us, but seen in our course only
    make_sign_up(ours.cohort, twin, "waiting")
    make_sign_up(theirs.cohort, twin)
    make_attendance(ours.session, twin)

    page = as_coordinator.get(address(ours.person, other=twin.pk))

    left, right = page.context["sides"]
    assert (left.person, right.person) == (ours.person, twin)
    assert [row.state for row in right.sign_ups] == ["waiting"]
    assert (left.attendances, right.attendances) == (0, 1)
    assert "Geheim" not in page.text
    assert Participant.objects.filter(pk=twin.pk).exists()


def test_joining_needs_a_reason_and_is_one_entry_with_both_numbers(
    as_coordinator: Client, ours: Estate, twin: Participant
) -> None:
    url = address(ours.person, other=twin.pk)

    silent = as_coordinator.post(url, {"reason": " "})
    assert list(silent.context["form"].errors) == ["reason"]

    done = as_coordinator.post(url, {"reason": "Hat angerufen"})

    assert done["Location"] == reverse("participant:inspect", args=[ours.person.pk])
    assert not Participant.objects.filter(pk=twin.pk).exists()
    entry = LogEntry.objects.get(action="cohorts.join")
    assert (entry.user, entry.carrier, entry.why) == (
        ours.coordinator,
        ours.carrier,
        "Hat angerufen",
    )
    assert (entry.data["participant"], entry.data["joined"]) == (ours.person.pk, twin.pk)


@pytest.mark.parametrize("case", ["foreign", "readable", "missing", "itself", "nonsense", "none"])
def test_a_foreign_number_answers_as_if_it_did_not_exist(
    as_coordinator: Client, ours: Estate, theirs: Estate, case: str
) -> None:
    if case == "readable":
        make_sign_up(ours.cohort, theirs.person, carrier=theirs.carrier)
    number = {
        "missing": 987654,
        "itself": ours.person.pk,
        "nonsense": "1 OR 1",
        "none": "",
    }.get(case, theirs.person.pk)
    url = address(ours.person, other=number)

    asked, done = as_coordinator.get(url), as_coordinator.post(url, {"reason": "x"})

    assert (asked.status_code, done.status_code) == (200 if case == "none" else 404, 404)
    assert "Geheim" not in asked.text + done.text
    assert LogEntry.objects.count() == 0


def test_two_accounts_are_refused_in_words(
    as_coordinator: Client, ours: Estate, twin: Participant
) -> None:
    for person in (ours.person, twin):
        Participant.objects.filter(pk=person.pk).update(user=make_user())

    page = as_coordinator.post(address(ours.person, other=twin.pk), {"reason": "x"})

    assert "Beide Einträge haben ein eigenes Konto" in page.text
    assert Participant.objects.filter(pk=twin.pk).exists()


def test_trainers_and_the_centre_join_nobody(
    client: Client, ours: Estate, centre: Estate, twin: Participant
) -> None:
    for user in (ours.trainer, centre.coordinator):
        sign_in(client, user)

        response = client.post(address(ours.person, other=twin.pk), {"reason": "x"})

        assert response.status_code in (302, 403, 404)
    assert Participant.objects.filter(pk=twin.pk).exists()
