"""Requests through the client, against our own templates at their strictest."""

import sys
from pathlib import Path
from types import FrameType

import pytest
from django.conf import settings
from django.template import Engine
from django.template.base import FilterExpression, Node

from home.models import HomePage, User
from tests.views.signing_in import ADDRESS

OURS = Path(settings.BASE_DIR) / "templates"


class Undefined(str):
    """Stands for an undefined variable. Ours fail; in foreign templates it is the usual nothing.

    Django asks for its truth at the moment it is needed; the node that asks knows its template.
    `{{ tone|default:"sea" }}` names an argument that may be left out.
    """

    def __bool__(self) -> bool:
        frame: FrameType | None = sys._getframe(1)
        while frame:
            node = frame.f_locals.get("self")
            if isinstance(node, FilterExpression) and is_optional(node):
                return False
            if isinstance(node, Node) and getattr(node, "origin", None):
                if OURS in Path(node.origin.name).parents:
                    pytest.fail(f"Undefined in {node.origin.name}: {node.token}")
                break
            frame = frame.f_back
        return False


def is_optional(expression: FilterExpression) -> bool:
    return bool(expression.filters) and expression.filters[0][0].__name__ == "default"


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine.get_default(), "string_if_invalid", Undefined())


@pytest.fixture(autouse=True)
def house(home_page: HomePage) -> HomePage:
    """Every request needs a site."""
    return home_page


@pytest.fixture
def known() -> User:
    """Somebody who has an account already."""
    return User.objects.create_user(ADDRESS, name="Mariam", language="de")
