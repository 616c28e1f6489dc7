"""What somebody typed to sign up, kept in the session until the code is entered.

Nothing is written to the database for an address that nobody has proved. The draft lives for an
hour, as the session of a visitor does, survives reloading and the way through a mail app, and is
gone as soon as the seat is taken.
"""

import time
from dataclasses import asdict, dataclass, replace

from django.http import HttpRequest

KEY = "sign_up_draft"
KEPT_SECONDS = 60 * 60
LONGEST = 1000  # more than any name; a draft never fills the session table


@dataclass(frozen=True, slots=True)
class Draft:
    """The form as it was typed, and for what. `awaits_code`: it was complete, a code was mailed."""

    address: str
    title: str
    cohort: int
    session: int | None
    full_name: str = ""
    email: str = ""
    of_age_on: str = ""
    consent: bool = False
    awaits_code: bool = False
    at: float = 0.0

    def fields(self, address: str) -> dict[str, object]:
        """What to fill into a sign-up form. Consent is given for one course only."""
        consent = self.consent and self.address == address
        typed = {"full_name": self.full_name, "email": self.email, "consent": consent}
        return typed | {"is_minor": bool(self.of_age_on)}


def load(request: HttpRequest) -> Draft | None:
    kept = request.session.get(KEY)
    if not isinstance(kept, dict):
        return None
    try:
        draft = Draft(**kept)
    except TypeError:  # written by an older version
        return None
    return draft if time.time() - draft.at < KEPT_SECONDS else None


def save(request: HttpRequest, draft: Draft) -> None:
    draft = replace(
        draft,
        full_name=draft.full_name[:LONGEST],
        email=draft.email[:LONGEST],
        at=time.time(),
    )
    request.session[KEY] = asdict(draft)


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
