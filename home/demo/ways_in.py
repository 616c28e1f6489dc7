"""Where the steps of the demo's tours lead: the very screen, found by what stands there.

Whoever changed the demo meanwhile still gets somewhere: the list in which the thing would be.
"""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from cohorts.domain import sign_up_links
from cohorts.models import Cohort, Participant, Session, SignUp
from curriculum.models import ModulePage
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


def to_module(slug: str) -> WayIn:
    """The editor of this shared module."""

    def address() -> str:
        module = ModulePage.objects.filter(
            slug=slug, locale__language_code=settings.LANGUAGE_CODE
        ).first()
        if module is None:
            return reverse("wagtailadmin_explore_root")
        return reverse("wagtailadmin_pages:edit", args=[module.pk])

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


def _screen(name: str, otherwise: str, row: Cohort | Session | Participant | None) -> str:
    return reverse(name, args=[row.pk]) if row else reverse(otherwise)
