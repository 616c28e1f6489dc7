"""Nobody has a password, and no page asks for one."""

import pytest
from django.test import Client

from home.models import User
from tests.views.signing_in import ADDRESS, LOGIN, signed_in_as


@pytest.mark.parametrize(
    "path",
    [
        "/konto/",
        "/konto/signup/",
        "/konto/email/",
        "/konto/inactive/",
        "/konto/reauthenticate/",
        "/konto/confirm-email/",
        "/konto/login/code/",
        "/konto/password/change/",
        "/konto/password/set/",
        "/konto/password/reset/",
        "/konto/password/reset/done/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_other_ways_to_sign_in_do_not_exist(client, known, path, method):
    client.force_login(known)

    assert getattr(client, method)(path).status_code == 404


@pytest.mark.parametrize("page", ["", "done/", "complete/", "confirm/MQ/abc-def/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_admin_has_no_page_to_set_a_password(client, known, page, method):
    User.objects.update(is_superuser=True)
    signed_in = Client()
    signed_in.force_login(known)

    for somebody in (client, signed_in):
        assert getattr(somebody, method)(f"/admin/password_reset/{page}").status_code == 404


def test_admin_has_no_page_that_asks_for_a_password(client):
    response = client.get("/admin/login/?next=/admin/pages/")

    assert (response.status_code, response["Location"]) == (302, LOGIN + "?next=/admin/pages/")


def test_password_of_an_account_opens_nothing(client, known):
    known.set_password("a very secret word")
    known.save()

    response = client.post("/admin/login/", {"username": ADDRESS, "password": "a very secret word"})

    assert response.status_code == 302
    assert signed_in_as(client) is None
