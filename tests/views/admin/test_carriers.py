"""The entry of a carrier: its district is chosen, so that the map never misses it."""

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Carrier
from tests.factories.cohorts import make_carrier
from tests.views.admin.conftest import Estate, sign_in


def districts(client: Client, carrier: Carrier | None = None) -> list[tuple[str, str]]:
    address = reverse("carrier:edit", args=[carrier.pk]) if carrier else reverse("carrier:add")
    return client.get(address).context["form"].fields["district"].choices


@pytest.fixture
def at_the_centre(client: Client, centre: Estate) -> Client:
    return sign_in(client, centre.coordinator)


def test_district_is_one_of_the_units_of_the_map(at_the_centre: Client) -> None:
    choices = districts(at_the_centre)

    assert (len(choices), choices[0]) == (28, ("", "außerhalb"))
    assert choices[1:4] == [
        ("Landkreis Bergstraße", "Landkreis Bergstraße"),
        ("Darmstadt", "Darmstadt"),
        ("Landkreis Darmstadt-Dieburg", "Landkreis Darmstadt-Dieburg"),
    ]


def test_new_carrier_stands_on_the_map_at_once(at_the_centre: Client) -> None:
    at_the_centre.post(reverse("carrier:add"), {"name": "Neu", "district": "Hanau"})

    tiles = at_the_centre.get("/traeger/").context["tiles"]

    assert [tile.district.key for tile in tiles if tile.count] == ["hanau"]


def test_what_is_no_unit_is_refused(at_the_centre: Client) -> None:
    response = at_the_centre.post(reverse("carrier:add"), {"name": "Neu", "district": "Fulda"})

    assert list(response.context["form"].errors) == ["district"]
    assert not Carrier.objects.filter(name="Neu").exists()


def test_earlier_words_stay_until_somebody_chooses(at_the_centre: Client) -> None:
    carrier = make_carrier(name="Alt", district="Kreis Hanau, Altstadt")

    assert ("Kreis Hanau, Altstadt", "Kreis Hanau, Altstadt") in districts(at_the_centre, carrier)
    assert len(districts(at_the_centre, carrier)) == 29
    assert len(districts(at_the_centre)) == 28
