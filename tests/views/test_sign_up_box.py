"""The box beside a course, for those who have asked for a seat already."""

import pytest
import time_machine

from tests.factories.cohorts import (
    NOW,
    make_cohort,
    make_participant,
    make_session,
    make_sign_up,
    make_user,
)
from tests.factories.curriculum import make_programme


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.mark.parametrize(
    ("state", "heading", "action"),
    [
        ("confirmed", "Sie sind angemeldet", "Meine Anmeldung ansehen"),
        ("requested", "Ihre Anmeldung", "Meine Anmeldung ansehen"),
        ("waiting", "Ihre Anmeldung", "Meine Anmeldung ansehen"),
        ("offered", "Ihre Anmeldung", "Annehmen oder ablehnen"),
    ],
)
def test_box_says_how_far_the_sign_up_is(client, state, heading, action):
    """Nobody who waits reads “you are signed up”."""
    cohort = make_cohort(slug="basis-fulda", capacity=2)
    make_session(cohort)
    user = make_user(email="mariam@example.org")
    make_sign_up(cohort, make_participant(user=user), state=state)
    client.force_login(user)

    page = client.get("/kurse/basis-fulda/").text

    assert f'<h2 id="anmelden-titel">{heading}</h2>' in page
    assert f"{action}</a>" in page


@pytest.mark.parametrize("signed_in", [False, True])
def test_box_speaks_of_the_certificate_only_where_there_is_one(client, signed_in):
    """An evening without a programme ends without a paper; the field for the name promises none."""
    make_session(make_cohort(slug="basis-fulda", programme=make_programme()))
    make_session(make_cohort(slug="austausch-fulda"))
    if signed_in:
        client.force_login(make_user(email="mariam@example.org"))

    pages = [client.get(f"/kurse/{slug}/").text for slug in ("basis-fulda", "austausch-fulda")]

    assert ["So steht er auf dem Zertifikat." in page for page in pages] == [True, False]
    assert all('name="full_name"' in page for page in pages)
