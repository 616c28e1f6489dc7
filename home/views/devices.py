"""Where I am signed in: every device with its sign-in, to be ended one by one or all at once."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home import sessions

if TYPE_CHECKING:
    from home.models import User, WebSession


@dataclass(frozen=True, slots=True)
class Device:
    """One sign-in as the page shows it."""

    handle: str
    name: str
    since: datetime | None
    until: datetime
    is_this_one: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def devices(request: HttpRequest) -> HttpResponse:
    rows = list(sessions.of(cast("User", request.user)))
    if request.method == "POST":
        return _end(request, rows)
    shown = [_shown(row, request) for row in rows]
    shown.sort(key=lambda device: not device.is_this_one)
    return render(request, "account/devices.html", {"devices": shown})


def _shown(row: "WebSession", request: HttpRequest) -> Device:
    return Device(
        handle=row.handle,
        name=row.device or _("Unknown device"),
        since=row.since,
        until=row.expire_date,
        is_this_one=_is_this_one(row, request),
    )


def _is_this_one(row: "WebSession", request: HttpRequest) -> bool:
    return bool(row.session_key == request.session.session_key)


def _end(request: HttpRequest, rows: "list[WebSession]") -> HttpResponse:
    """`end` names one sign-in, or says `others`."""
    wanted = request.POST.get("end", "")
    ended = [
        row
        for row in rows
        if (row.handle == wanted or (wanted == "others" and not _is_this_one(row, request)))
    ]
    if any(_is_this_one(row, request) for row in ended):
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect("account_login")
    for row in ended:
        row.delete()
    messages.success(
        request,
        ngettext("%(count)s device is signed out.", "%(count)s devices are signed out.", len(ended))
        % {"count": len(ended)}
        if ended
        else _("No other device was signed in."),
    )
    return redirect("devices")
