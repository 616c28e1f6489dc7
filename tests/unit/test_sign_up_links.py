import re
from uuid import uuid4

import pytest

from cohorts.domain import sign_up
from cohorts.models import Participant, SignUp
from tests.factories.cohorts import make_cohort, make_sign_up

pytestmark = pytest.mark.django_db


def test_token_leads_back_to_the_sign_up() -> None:
    row = make_sign_up(make_cohort())
    make_sign_up(row.cohort)

    token = sign_up.token(row)

    assert sign_up.from_token(token) == row
    assert token == sign_up.token(row)  # the same in every mail
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)


def test_token_names_nobody() -> None:
    row = make_sign_up(make_cohort())

    assert row.participant.email not in sign_up.token(row)


def test_token_of_somebody_else_cannot_be_made() -> None:
    mine = make_sign_up(make_cohort())
    other = make_sign_up(mine.cohort)
    number, signature = sign_up.token(mine).rsplit(".", 1)
    forged = [
        f"{other.pk}-{other.participant.uuid.hex}.{signature}",
        f"{other.pk}-{mine.participant.uuid.hex}.{signature}",
        f"{number}.{signature[:-1]}",
        number,
        "",
        ".",
        "x" * 5000,
        "\x00",
        "1-2-3.4",
    ]

    for text in forged:
        with pytest.raises(SignUp.DoesNotExist):
            sign_up.from_token(text)


def test_token_dies_with_the_person() -> None:
    row = make_sign_up(make_cohort())
    token = sign_up.token(row)

    row.participant.delete()

    with pytest.raises(SignUp.DoesNotExist):
        sign_up.from_token(token)


def test_token_dies_with_the_number_of_the_person() -> None:
    row = make_sign_up(make_cohort())
    token = sign_up.token(row)

    Participant.objects.update(uuid=uuid4())

    with pytest.raises(SignUp.DoesNotExist):
        sign_up.from_token(token)


def test_token_outlives_signing_off() -> None:
    row = make_sign_up(make_cohort(), state="cancelled")

    assert sign_up.from_token(sign_up.token(row)) == row
