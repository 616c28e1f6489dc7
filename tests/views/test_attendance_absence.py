"""The attendance list knows who told beforehand that they cannot come."""

import pytest
import time_machine

from cohorts.domain import absence
from tests.factories.attendance import BEGIN, DURING, make_list
from tests.views.test_attendance import address, shown, sign_in, states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(DURING, tick=False) as traveller:
        yield traveller


def test_list_says_who_cannot_come_and_the_rest_leaves_them_out():
    made = make_list(people=3)
    absence.tell(participant=made.people[1], session=made.session, now=BEGIN)
    client = sign_in(made.trainer)

    page = client.get(address(made))
    client.post(address(made), shown(client, made) | {"deed": "rest"})

    assert page.text.count("hat abgesagt") == 1
    assert page.context["rest"] == 2
    assert [row.entry.has_cancelled for row in page.context["rows"]] == [False, True, False]
    assert sorted(states()) == ["01", "03"]


def test_script_marks_the_rest_without_those_who_cannot_come():
    made = make_list(people=2)
    absence.tell(participant=made.people[0], session=made.session, now=BEGIN)
    numbers = [person.pk for person in made.people]

    answer = sign_in(made.trainer).post(address(made, "attendance_rest"), {"participant": numbers})

    assert list(answer.json()["rows"]) == [str(made.people[1].pk)]
    assert {n: row["was"] for n, row in answer.json()["away"].items()} == {
        str(made.people[0].pk): "|0|0"
    }
    assert sorted(states()) == ["02"]
