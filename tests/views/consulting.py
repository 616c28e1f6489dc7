"""A draft in consultation, and the people who are asked or not, as their browsers see it."""

from datetime import date, timedelta

from django.test import Client

from cohorts.domain import adoption
from curriculum.domain import steps
from curriculum.models import Criterion
from home.models import User
from tests.factories.cohorts import NOW
from tests.factories.consulted import Consulted

PAGE = "/anhoerung/2031/"
DAY = timedelta(days=1)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, path: str = PAGE) -> str:
    response = signed_in(user).get(path)
    assert response.status_code == 200, path
    return " ".join(response.text.split())


def send(user: User, criterion: Criterion, text: str = "Zu streng.", path: str = PAGE):
    form = {"criterion": criterion.pk, "text": text, "anchor": criterion.key}
    return signed_in(user).post(path, form)


def adopt(made: Consulted) -> None:
    adoption.adopt(
        edition=made.edition,
        adopted_on=NOW.date(),
        in_force_from=date(2031, 1, 1),
        minute_reference="TOP 1",
        approver="Steuerkreis",
        by=made.centre,
        now=NOW,
    )


def grow(made: Consulted, number: int) -> None:
    """More criteria in one more standard, each new, each with a remark."""
    for count in range(number):
        criterion = steps.add(
            standard=made.reworded.standard,
            key=f"GR-{count + 10}",
            statement=f"Satz {count}.",
            by=made.centre,
            now=NOW,
        )
        made.remark(criterion=criterion, text=f"Wort {count}.")
