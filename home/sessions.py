"""How long a browser is remembered (`SESSION_ENGINE`), and on which devices somebody is signed in.

- Nobody signed in: an hour. What was typed while waiting for a code is gone after that.
- Signed in: until the browser closes, and twelve hours at most.
- Signed in on a device that the person trusts: sixty days.
Both lengths count from the sign-in and are not prolonged by using the site.
"""

import re
from datetime import datetime, timedelta
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from home.models import User, WebSession

TRUSTED, DEVICE, SINCE = "device_trusted", "device", "signed_in_at"
LASTS = timedelta(hours=12)
LASTS_TRUSTED = timedelta(days=60)

# The first that fits. Some call themselves by the name of another, too.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls) -> type[WebSession]:
        return WebSession

    def create_model_instance(self, data: dict[str, Any]) -> WebSession:
        row = cast("WebSession", super().create_model_instance(data))
        if user := data.get(SESSION_KEY):
            row.user_id = int(user)
            row.device = data.get(DEVICE, "")
            row.since = datetime.fromisoformat(data[SINCE]) if SINCE in data else None
        return row

    def get_expire_at_browser_close(self) -> bool:
        return SESSION_KEY in self and not self.get(TRUSTED)


def begin(sender: type[User], request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Somebody has just signed in: how long it lasts, and what the device is called."""
    now = timezone.now()
    trusted = bool(request.session.get(TRUSTED))
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    request.session[SINCE] = now.isoformat()
    request.session.set_expiry(now + (LASTS_TRUSTED if trusted else LASTS))


def device_of(user_agent: str) -> str:
    """Browser and system in words; an empty string when neither is known."""
    found = [_first(user_agent, names) for names in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found))


def _first(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if re.search(rf"\b{mark}", text)), "")


def of(user: User) -> "models.QuerySet[WebSession]":
    """Where the person is signed in now, the latest first."""
    now = timezone.now()
    return WebSession.objects.filter(user=user, expire_date__gt=now).order_by("-since")
