"""Pages for what went wrong: each says what to do now."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied

from home.models import User
from tests.factories.cohorts import make_user


def links(text: str) -> list[str]:
    return re.findall(r'<a[^>]* href="([^"]+)"', text.partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("language", ["", "/en", "/ar"])
def test_lost_reader_finds_a_search_and_the_places(client: Client, language: str) -> None:
    response = client.get(f"{language}/gibt/es/nicht/")

    assert response.status_code == 404
    assert f'role="search" action="{language}/suche/"' in response.text
    assert links(response.text) == [
        f"{language}{place}" for place in ("/standards/", "/module/", "/termine/", "/traeger/", "/")
    ]


@pytest.mark.parametrize(("signed_in", "way"), [(True, "/mein/"), (False, "/konto/login/")])
@pytest.mark.django_db
def test_who_may_not_is_led_to_where_one_may(rf: RequestFactory, signed_in: bool, way: str) -> None:
    request = rf.get("/")
    request.user = user_or_guest(signed_in)

    response = permission_denied(request, PermissionDenied())

    assert response.status_code == 403
    assert links(response.content.decode()) == [way, "/"]


def user_or_guest(signed_in: bool) -> User | AnonymousUser:
    return make_user() if signed_in else AnonymousUser()


def test_broken_house_says_so_in_three_languages_without_asking_anything() -> None:
    text = render_to_string("500.html")

    assert re.findall(r'<p class="lead"(?: lang="(\w+)")?', text) == ["", "en", "ar"]
    assert links(text) == ["/", "/termine/"]
