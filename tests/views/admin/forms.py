"""The forms of planning as a browser would send them."""

from typing import Any

from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, Session
from tests.views.admin.conftest import Estate

ADD = "session:add"


def cohort_form(ours: Estate, **fields: Any) -> dict[str, Any]:
    return {
        "title": "Basisqualifizierung Wetzlar",
        "kind": "course",
        "organiser": ours.carrier.pk,
        "programme": "",
        "lead": "",
        "language": "de",
        "capacity": 12,
        "visibility": "public",
        "slug": "",
    } | fields


def session_form(cohort: Cohort, *parts: tuple[str, Any, Any], **fields: Any) -> dict[str, Any]:
    form = {
        "cohort": cohort.pk,
        "title": "Grenzen achten",
        "day": "2026-04-14",
        "start": "18:00",
        "end": "21:15",
        "place": "",
        "status": "confirmed",
        "status_note": "",
        "online_address": "",
        "guest_capacity": 0,
        "guest_speakers": "",
        "parts-TOTAL_FORMS": len(parts),
        "parts-INITIAL_FORMS": 0,
    }
    for number, (kind, minutes, module) in enumerate(parts):
        form |= {
            f"parts-{number}-kind": kind,
            f"parts-{number}-minutes": minutes,
            f"parts-{number}-module": module.pk if module else "",
        }
    return form | fields


def opened(client: Client, session: Session) -> dict[str, Any]:
    """The form of a session as it stands on the screen."""
    form = client.get(reverse("session:edit", args=[session.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    rows = form.rows
    shown |= {
        f"parts-{i}-{name}": row[name].value()
        for i, row in enumerate(rows.forms)
        for name in row.fields
    }
    shown |= {
        "parts-TOTAL_FORMS": rows.total_form_count(),
        "parts-INITIAL_FORMS": rows.initial_form_count(),
    }
    kept = {name: value for name, value in shown.items() if value is not None}
    return {name: value for name, value in kept.items() if value is not False} | {
        "day": f"{shown['day']:%Y-%m-%d}"
    }


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}
