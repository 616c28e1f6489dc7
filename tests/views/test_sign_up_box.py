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
