"""Looking around in the demo: one click to each role, and the mails that would have been sent.

These addresses exist only where DEMO is set (see `home.urls`).
"""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from home.demo.people import ROLES

LATEST = 50


@never_cache
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    """Who does what here. Whoever looks around already finds the own steps first."""
    email = getattr(request.user, "email", "")
    current = next((role for role in ROLES if role.email == email), None)
    roles = sorted(ROLES, key=lambda role: role != current)
    return render(request, "home/demo.html", {"roles": roles, "current": current})


@require_POST
def look_around(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as the demo's person of that role, and go where that role's day starts.

    With `step`, go to the place of that step of the tour.
    """
    chosen = next((known for known in ROLES if known.key == role), None)
    if chosen is None:
        raise Http404
    user = get_object_or_404(get_user_model(), email=chosen.email)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    steps = {str(number): step for number, step in enumerate(chosen.tries, start=1)}
    step = steps.get(request.POST.get("step", ""))
    return redirect(step.way_in() if step else chosen.starts_at)


@never_cache
@require_GET
def post(request: HttpRequest) -> HttpResponse:
    """The mails of this demo, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    mails = [mail for file in files[:LATEST] for mail in _mails_in(file)]
    return render(request, "home/demo_post.html", {"mails": mails})


def _moment(mail: EmailMessage) -> datetime | None:
    """When the mail was written. Django writes UTC as “-0000”, which reads as no zone at all."""
    if not mail["date"]:
        return None
    moment: datetime = mail["date"].datetime
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _mails_in(file: Path) -> list[dict[str, object]]:
    """The file backend writes one file per connection, mails divided by a line of hyphens."""
    divider = b"\n" + b"-" * 79 + b"\n"
    mails = []
    for raw in reversed(file.read_bytes().split(divider)):
        if not raw.strip():
            continue
        mail = message_from_bytes(raw.lstrip(), policy=policy.default)
        body = mail.get_body(("plain",))
        mails.append(
            {
                "subject": mail["subject"],
                "to": mail["to"],
                "date": _moment(mail),
                "body": body.get_content() if body else "",
                "attachments": [part.get_filename() for part in mail.iter_attachments()],
            }
        )
    return mails
