"""Addresses that calendar programs understand."""

from django.http import HttpRequest


def webcal(request: HttpRequest, path: str) -> str:
    """The address as calendar programs open it when it is tapped: to subscribe, not to download."""
    return "webcal:" + request.build_absolute_uri(path).partition(":")[2]
