"""The people who sign in."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from home.models import User

pytestmark = pytest.mark.django_db


def test_address_is_kept_in_lower_case_and_only_once() -> None:
    user = User.objects.create_user(" Mariam@Example.ORG ")

    assert user.email == "mariam@example.org"
    assert User.objects.get_by_natural_key("MARIAM@example.org") == user
    with pytest.raises(ValidationError):
        User.objects.create_user("mariam@example.org")


def test_database_refuses_an_address_with_capitals() -> None:
    user = User.objects.create_user("mariam@example.org")

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(email="Mariam@example.org")


def test_nobody_has_a_password() -> None:
    assert not User.objects.create_user("mariam@example.org").has_usable_password()
