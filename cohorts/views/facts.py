"""“Good to know” beside a course or a session: terms and values."""

from collections.abc import Iterable

from django.db.models import Prefetch
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from cohorts.models import Place, Session, SessionTrainer
from curriculum.templatetags.languages import german

Fact = tuple[str, str] | tuple[str, str, str]

# What `trainers` reads of each session, with the names of the users in the same query.
TRAINERS = Prefetch(
    "trainers",
    SessionTrainer.objects.select_related("user").only("session", "name", "user__name"),
)


def lines(of: Iterable[str]) -> str:
    """One under the other; what is marked as German stays so."""
    return format_html_join("\n", "{}", ((line,) for line in of))


def in_full(place: Place) -> str:
    """A place with its address and how to get in, line by line."""
    street = ", ".join(part for part in (place.address, place.town) if part)
    return lines(german(part) for part in (place.name, street, place.access) if part)


def where(sessions: Iterable[Session]) -> str:
    """All places of these sessions, each once; “online” where that is a way to take part."""
    sessions = list(sessions)
    places = dict.fromkeys(session.place for session in sessions if session.place)
    known = [in_full(place) for place in places]
    if any(session.is_online for session in sessions):
        known.append(_("online"))
    return lines(known) or _("to be announced")


def trainers(sessions: Iterable[Session]) -> str:
    """Names, each once, in order. Whoever gave no name is not shown by e-mail address."""
    names = (
        trainer.name or (trainer.user.name if trainer.user else "")
        for session in sessions
        for trainer in session.trainers.all()
    )
    return ", ".join(dict.fromkeys(name for name in names if name))
