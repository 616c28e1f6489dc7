"""People, staff, rooms and carriers: entering and correcting, within one's own."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Affiliation, LogEntry, Participant, Place
from tests.factories.cohorts import make_participant, make_sign_up, make_user
from tests.views.admin.conftest import Estate


def person_form(client: Client, person: Participant, **fields: object) -> dict[str, object]:
    """The form of a person as it stands on the screen, with what is typed."""
    form = client.get(reverse("participant:edit", args=[person.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None} | fields


def test_person_is_entered_for_the_own_carrier(as_coordinator: Client, ours: Estate) -> None:
    as_coordinator.post(
        reverse("participant:add"),
        {
            "full_name": "  رنا   الخطيب ",
            "sort_name": "",
            "email": "Rana@Example.org",
            "language": "ar",
            "carrier": ours.carrier.pk,
        },
    )

    person = Participant.objects.get(email="rana@example.org")
    assert (person.full_name, person.sort_name) == ("رنا الخطيب", "رنا الخطيب")
    assert Affiliation.objects.get(participant=person).carrier == ours.carrier
    entry = LogEntry.objects.for_instance(person).get()
    assert (entry.action, entry.label, entry.data) == ("cohorts.person", f"P-{person.pk}", {})


@pytest.mark.parametrize("name", ["", "   ", "😀 😀", "x" * 5_000_000, "\u202e\u200b"])
def test_what_cannot_be_a_name_is_refused_at_the_field(
    as_coordinator: Client, ours: Estate, name: str
) -> None:
    response = as_coordinator.post(
        reverse("participant:add"),
        {"full_name": name, "language": "de", "carrier": ours.carrier.pk},
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["full_name"]
    assert list(Participant.objects.all()) == [ours.person]


def test_correcting_a_name_takes_the_list_name_along(as_coordinator: Client, ours: Estate) -> None:
    form = person_form(as_coordinator, ours.person, full_name="Person Lahn-Berg", sort_name="")

    as_coordinator.post(reverse("participant:edit", args=[ours.person.pk]), form)

    ours.person.refresh_from_db()
    assert (ours.person.full_name, ours.person.sort_name) == ("Person Lahn-Berg",) * 2
    assert LogEntry.objects.for_instance(ours.person).get().data["fields"] == ["full_name"]


def test_forged_fields_of_a_person_are_ignored_or_refused(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    form = person_form(as_coordinator, ours.person)
    url = reverse("participant:edit", args=[ours.person.pk])
    other = make_user()

    as_coordinator.post(url, form | {"user": other.pk, "uuid": "0", "carrier": theirs.carrier.pk})
    added = as_coordinator.post(
        reverse("participant:add"),
        {"full_name": "Neu", "language": "de", "carrier": theirs.carrier.pk},
    )

    ours.person.refresh_from_db()
    assert ours.person.user is None
    assert [a.carrier for a in ours.person.affiliations.all()] == [ours.carrier]
    assert list(added.context["form"].errors) == ["carrier"]


def test_address_of_somebody_with_an_account_stays(as_coordinator: Client, ours: Estate) -> None:
    Participant.objects.filter(pk=ours.person.pk).update(user=make_user())
    form = person_form(as_coordinator, ours.person, email="fremd@example.org")

    as_coordinator.post(reverse("participant:edit", args=[ours.person.pk]), form)

    ours.person.refresh_from_db()
    assert ours.person.email == "lahn@example.org"


def test_organiser_keeps_the_entry_of_somebody_without_a_carrier(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    free = make_participant(full_name="Ohne Träger")
    make_sign_up(ours.cohort, free)
    make_sign_up(ours.cohort, theirs.person, carrier=theirs.carrier)

    keeps = as_coordinator.get(reverse("participant:edit", args=[free.pk]))
    foreign = as_coordinator.get(reverse("participant:edit", args=[theirs.person.pk]))
    reads = as_coordinator.get(reverse("participant:inspect", args=[theirs.person.pk]))

    assert (keeps.status_code, foreign.status_code, reads.status_code) == (200, 404, 200)


def test_record_of_a_person_names_only_visible_sign_ups(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    make_sign_up(theirs.cohort, ours.person, carrier=theirs.carrier)

    response = as_coordinator.get(reverse("participant:inspect", args=[ours.person.pk]))

    assert "Kurs Lahn" in response.text
    assert "Geheim" not in response.text


def test_room_is_entered_and_its_carrier_stays(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    form = {"carrier": ours.carrier.pk, "name": "Saal", "town": "Wetzlar"}
    as_coordinator.post(reverse("place:add"), form)
    place = Place.objects.get(name="Saal")
    url = reverse("place:edit", args=[place.pk])
    version = as_coordinator.get(url).context["form"].initial["version"]

    as_coordinator.post(
        url, form | {"name": "Großer Saal", "carrier": theirs.carrier.pk, "version": version}
    )

    place.refresh_from_db()
    assert (place.name, place.carrier) == ("Großer Saal", ours.carrier)


def test_same_room_twice_is_refused(as_coordinator: Client, ours: Estate) -> None:
    form = {"carrier": ours.carrier.pk, "name": "Haus Lahn", "town": "Fulda"}

    response = as_coordinator.post(reverse("place:add"), form)

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["__all__"]


def test_carrier_does_not_make_itself_the_centre(as_coordinator: Client, ours: Estate) -> None:
    url = reverse("carrier:edit", args=[ours.carrier.pk])
    version = as_coordinator.get(url).context["form"].initial["version"]

    as_coordinator.post(url, {"name": "Träger Lahn", "is_centre": "on", "version": version})

    ours.carrier.refresh_from_db()
    assert ours.carrier.is_centre is False
