"""The four people as whom a visitor of the demo can look around, and those they work with."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DemoRole:
    """Somebody as whom a visitor looks around: who, where the day starts, what to try."""

    key: str
    title: Promise
    email: str
    name: str
    starts_at: str
    tries: tuple[Promise, ...]


ROLES = (
    DemoRole(
        "centre",
        _("Competence centre"),
        "zentrum@kursbuch.example",
        "Magdalena Oyelaran",
        "/admin/",
        (
            _("See which module waits for a review."),
            _("Compare both wordings of GR-2 in the standards."),
        ),
    ),
    DemoRole(
        "coordinator",
        _("Coordinator of a carrier"),
        "koordination@kursbuch.example",
        "Yasmin Haidari-Lotz",
        "/admin/",
        (
            _("Open the course in Wetzlar and move a session."),
            _("Raise the seats of the full course: the first in line gets an offer."),
        ),
    ),
    DemoRole(
        "trainer",
        _("Trainer"),
        "training@kursbuch.example",
        "Tomasz Wieczorek",
        "/anwesenheit/",
        (
            _("Open tonight's list and mark who is there."),
            _("Let one person come twenty minutes late."),
        ),
    ),
    DemoRole(
        "trainee",
        _("Trainee"),
        "mariam@kursbuch.example",
        "Mariam Tesfaye",
        "/mein/",
        (
            _("Read how many units are still needed."),
            _("Take the dates into your own calendar."),
        ),
    ),
)
