"""Requests of people who are signed in, as the type checker sees them."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from home.models import User


class SignedInRequest(HttpRequest):
    """A request that `login_required` has let through."""

    user: "User"
