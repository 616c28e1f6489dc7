"""Where the steps of the demo's tours lead: the very screen, found by what stands there.

Whoever changed the demo meanwhile still gets somewhere: the list in which the thing would be.
"""

from collections.abc import Callable

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from cohorts.domain import feedback, sign_up_links
from cohorts.models import Cohort, Finding, Participant, Remark, Session, SignUp
from curriculum.models import Edition, ModulePage
from home.demo.learners import ASKED_MINOR, WETZLAR

WayIn = Callable[[], str]


def to(address: str) -> WayIn:
    return lambda: address


def to_course(slug: str) -> WayIn:
    """The screen on which the coordinator plans this course."""
    return lambda: _screen("cohort:edit", "cohort:index", Cohort.objects.filter(slug=slug).first())


def to_inspect_course(slug: str) -> WayIn:
    return lambda: _screen(
        "cohort:inspect", "cohort:index", Cohort.objects.filter(slug=slug).first()
    )


def to_session(slug: str) -> WayIn:
    """The screen of the next session of this course."""
    return lambda: _screen("session:edit", "session:index", _next(slug))


def to_session_page(slug: str) -> WayIn:
    def address() -> str:
        session = _next(slug)
        return session.get_absolute_url() if session else reverse("cohorts:sessions")

    return address


def to_list(slug: str, name: str = "attendance") -> WayIn:
    """The attendance list of the first session of this course, or its plan."""

    def address() -> str:
        session = Session.objects.filter(cohort__slug=slug).order_by("starts_at").first()
        if session is None:
            return reverse("cohorts:my_sessions")
        return reverse(f"cohorts:{name}", args=[session.uuid])

    return address


def to_person_on_paper() -> str:
    return _person(WETZLAR[9].name)


def to_minor() -> str:
    return _person(ASKED_MINOR.name)


def to_review(slug: str) -> WayIn:
    """What is to be looked at in this shared module, old and new wording side by side."""

    def address() -> str:
        module = ModulePage.objects.filter(
            slug=slug, locale__language_code=settings.LANGUAGE_CODE
        ).first()
        return _screen("module_reviews", "review_progress", module)

    return address


def to_workbench(key: str, place: str = "") -> WayIn:
    """The workbench of this edition; `place` is an anchor on it."""

    def address() -> str:
        edition = Edition.objects.filter(key=key).first()
        return _screen("edition_workbench", "edition:index", edition) + (place if edition else "")

    return address


def to_open_remark(key: str) -> WayIn:
    """The first remark on this draft that nobody has answered."""

    def address() -> str:
        edition = Edition.objects.filter(key=key).first()
        if edition is None:
            return reverse("edition:index")
        where = reverse("edition_consultation", args=[edition.pk])
        remark = edition.remarks.filter(state=Remark.State.OPEN).order_by("at").first()
        return f"{where}#remark-{remark.pk}" if remark else where

    return address


def to_decisions(key: str) -> WayIn:
    """What this edition means for the courses that ran when it was adopted."""
    return lambda: _screen(
        "edition_decisions", "edition:index", Edition.objects.filter(key=key).first()
    )


def to_finding(text: str) -> WayIn:
    """The finding that begins like this."""
    return lambda: _screen(
        "finding:inspect", "finding:index", Finding.objects.filter(text__startswith=text).first()
    )


def to_feedback(email: str) -> WayIn:
    """The three questions after the course that this person finished last."""

    def address() -> str:
        participant = Participant.objects.filter(email=email).first()
        asked = feedback.asked(participant, now=timezone.now()) if participant else []
        return (
            reverse("cohorts:my_feedback", args=[asked[0].pk]) if asked else reverse("cohorts:me")
        )

    return address


def to_offer(email: str) -> WayIn:
    """The page on which this person takes or declines the seat that is held."""

    def address() -> str:
        offered = SignUp.objects.filter(
            participant__email=email, state=SignUp.State.OFFERED
        ).first()
        if offered is None:
            return reverse("cohorts:me")
        return reverse("cohorts:sign_up_by_link", args=[sign_up_links.token(offered)])

    return address


def _next(slug: str) -> Session | None:
    sessions = Session.objects.filter(cohort__slug=slug).order_by("starts_at")
    return sessions.filter(ends_at__gt=timezone.now()).first() or sessions.last()


def _person(name: str) -> str:
    person = Participant.objects.filter(full_name=name).first()
    return _screen("participant:inspect", "participant:index", person)


def _screen(name: str, otherwise: str, row: Model | None) -> str:
    return reverse(name, args=[row.pk]) if row else reverse(otherwise)
