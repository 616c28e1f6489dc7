"""Limits per network: forms of visitors, and guessing at the secrets in addresses.

The numbers and their reasons stand in `settings.RATE_LIMITS`. An address is limited by the name of
its part alone: whoever calls a secret `token` or `code` need not think of this.
"""

import hashlib
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

from home.views.too_many import too_many

SECRETS = ("token", "code")
APP = "home"
DAY = 24 * 60 * 60  # seconds in which the same wrong secret counts once

Answer = Callable[[HttpRequest], HttpResponse]


class NetworkLimits:
    """Stands after the languages and the sign-in: the refusal speaks the reader's language.

    Secrets: only *different wrong* ones count. A calendar that asks every hour for a link which was
    renewed stays one miss a day, whoever else reads calendars from the same network; and a class
    that opens its thirty right links counts nothing at all.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND and (secret := secret_in(request)):
            count_miss(request, secret)
        return response

    def process_view(
        self, request: HttpRequest, view: Answer, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if secret_in(request) and not spend(request, "wrong_secret", only_look=True):
            return too_many(request, wait=seconds_left(request, "wrong_secret"))
        if is_form_of_visitor(request) and not spend(request, "form"):
            return too_many(request, wait=seconds_left(request, "form"))
        return None


def is_form_of_visitor(request: HttpRequest) -> bool:
    return request.method == "POST" and not request.user.is_authenticated


def secret_in(request: HttpRequest) -> str:
    """The secret part of the address; an empty string when it has none."""
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    return next((str(kwargs[name]) for name in SECRETS if kwargs.get(name)), "")


def count_miss(request: HttpRequest, secret: str) -> None:
    """Each wrong secret once a day and network. Only a digest is remembered."""
    network = ratelimit.get_ip(request)
    digest = hashlib.sha256(f"{network} {secret}".encode()).hexdigest()
    if cache.add(f"limits:missed:{digest}", True, DAY):
        spend(request, "wrong_secret")


def spend(request: HttpRequest, action: str, *, only_look: bool = False) -> bool:
    """False when nothing is left."""
    usage = ratelimit.consume(
        request,
        app=APP,
        action=action,
        config=settings.RATE_LIMITS,
        limit_get=True,
        dry_run=only_look,
    )
    return usage is not None


def seconds_left(request: HttpRequest, action: str) -> int:
    """How long until the network may try again; at least a second."""
    now, wait = time.time(), 1.0
    for rate in ratelimit.get_rates(app=APP, action=action, config=settings.RATE_LIMITS):
        key = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate)
        history = cache.get(key, [])  # newest first
        if len(history) >= rate.amount:
            wait = max(wait, history[rate.amount - 1] + rate.duration - now)
    return round(wait + 0.5)
