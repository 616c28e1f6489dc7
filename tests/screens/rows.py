"""Rows of the demo that screens show, found by what they are and not by their names."""

from datetime import date, datetime, time, timedelta

from django.test import Client
from django.utils import timezone
from django.utils.text import slugify

from cohorts.domain import (
    consulted,
    invitation_links,
    invitations,
    people,
    personal_links,
    sign_up,
    sign_up_links,
    substitutions,
    wall_time,
)
from cohorts.models import (
    Carrier,
    CarrierSection,
    Cohort,
    Consultation,
    Invitation,
    Membership,
    Participant,
    Session,
    SignUp,
)
from cohorts.models.session import SessionQuerySet
from curriculum.models import Edition
from home.demo.people import ROLES
from home.models import User
from tests.second_factors import give_second_factor


def user(role: str) -> User:
    """As whom a visitor of the demo looks around."""
    return User.objects.get(email=next(known.email for known in ROLES if known.key == role))


def cookie_of(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def with_second_factor() -> User:
    user, is_new = User.objects.get_or_create(email="faktor@example.org", name="Rosalía Quispe")
    if is_new:
        give_second_factor(user)
    return user


def coordinator_of(carrier: Carrier) -> User:
    return carrier.memberships.filter(role=Membership.Role.COORDINATOR).earliest("pk").user


def consulted_draft(reader: User, now: datetime) -> Edition:
    """A draft that the reader is asked about."""
    drafts = consulted.readable(reader, timezone.localdate(now))
    return drafts.filter(state=Edition.State.CONSULTATION).latest("key")


def adopted_after_consultation(reader: User, now: datetime) -> Edition:
    """The edition in force, about which the reader's carrier was asked in its time."""
    edition = Edition.objects.in_force(timezone.localdate(now))
    if edition is None or edition.adopted_on is None:
        raise Edition.DoesNotExist
    Consultation.objects.get_or_create(
        edition=edition,
        carrier=Carrier.objects.served_by(reader, timezone.localdate(now)).earliest("pk"),
        defaults={"until": edition.adopted_on, "opened_at": now},
    )
    return edition


def open_list(trainer: User, now: datetime) -> Session:
    """Today's list of the trainer."""
    midnight = wall_time.berlin(timezone.localdate(now), time()).at
    today = {"starts_at__gte": midnight, "starts_at__lt": midnight + timedelta(days=1)}
    return Session.objects.taught_by(trainer).filter(closed_at=None, **today).earliest("starts_at")


def closed_list() -> Session:
    closed = Session.objects.filter(closed_at__isnull=False, attendances__isnull=False)
    return closed.latest("starts_at")


def upcoming(now: datetime) -> SessionQuerySet:
    return Session.objects.publicly_listed().upcoming(now).filter(starts_at__gt=now)


def past(now: datetime) -> SessionQuerySet:
    return Session.objects.publicly_listed().filter(ends_at__lt=now)


def full_cohort() -> Cohort:
    """A public one with people in line, or else with a request."""
    lines = SignUp.objects.filter(
        state__in=["waiting", "requested"],
        session=None,
        cohort__in=Cohort.objects.publicly_listed(),
    )
    return lines.order_by("-state", "pk")[0].cohort


def learner(role: str) -> Participant:
    return Participant.objects.get(user=user(role))


def past_course(coordinator: User, now: datetime, title: str) -> Cohort:
    """Of the coordinator's carrier; its one evening is a week ago."""
    cohort, is_new = Cohort.objects.get_or_create(
        slug=slugify(title),
        defaults={
            "title": title,
            "organiser": coordinator.memberships.earliest("pk").carrier,
            "state": Cohort.State.PUBLISHED,
            "visibility": Cohort.Visibility.INTERNAL,
        },
    )
    if is_new:
        ended = now - timedelta(days=7)
        Session.objects.create(
            cohort=cohort,
            title="Abend",
            starts_at=ended - timedelta(hours=2),
            ends_at=ended,
            modified_at=now,
        )
    return cohort


def rated_course(coordinator: User, now: datetime) -> Cohort:
    """With answers and texts enough to be shown, one of them in Arabic, one very long."""
    cohort = past_course(coordinator, now, "Auffrischung Zuhören")
    if not cohort.feedback.exists():
        long = "Grundstücksverkehrsgenehmigungszuständigkeit " * 9
        texts = ("Mehr Pausen.", "أريد تمارين أكثر.", long, "Weniger Folien.", "Nichts.")
        for value, text in zip((4, 4, 3, 2, 1), texts, strict=True):
            for question in ("useful", "understood"):
                cohort.feedback.create(question=question, value=value)
            cohort.feedback.create(question="next_time", text=text)
    return cohort


def seat_in(cohort: Cohort, person: Participant, now: datetime, *, has_answered: bool) -> str:
    """The number of the person's confirmed seat."""
    row, _ = SignUp.objects.get_or_create(
        cohort=cohort,
        participant=person,
        defaults={
            "state": SignUp.State.CONFIRMED,
            "queued_at": now,
            "state_since": now,
            "feedback_given": has_answered,
        },
    )
    return str(row.pk)


def section_path() -> str:
    section = CarrierSection.objects.live().earliest("pk")
    return f"/vor-ort/{section.slug}/"


def substitutes(session: Session, *, by: User, now: datetime) -> tuple[str, str]:
    """The tokens of two links, the second withdrawn."""
    held, withdrawn = (
        substitutions.arrange(session=session, name=name, by=by, now=now)
        for name in ("Vera Aushilf-Ngũgĩ", "Anton Absage")
    )
    substitutions.withdraw(substitution=withdrawn, by=by, now=now)
    return held.token, withdrawn.token


def found_entry(user: User) -> Participant:
    """Entered a second time under the same address, by somebody who did not know."""
    return Participant.objects.get_or_create(full_name="Mariam T.", email=user.email, user=None)[0]


def sign_up_token(cohort: Cohort, *, minor: bool, now: datetime) -> str:
    of_age_on = date(now.year + 1, 5, 1) if minor else None
    name = "Leyla Öztürk-Brandt" if minor else "Oluwaseun Adeyinka"
    account, _ = User.objects.get_or_create(email=f"{'jung' if minor else 'neue'}@example.org")
    person = people.participant_for(user=account, full_name=name, of_age_on=of_age_on, now=now)
    row = sign_up.request_seat(participant=person, cohort=cohort, by=None, now=now)
    return sign_up_links.token(row)


def personal_code(person: Participant, *, by: User, now: datetime) -> str:
    link = personal_links.link_for(participant=person, by=by, now=now)
    return personal_links.in_groups(link.code)


def invitation_token(coordinator: User, *, now: datetime) -> str:
    asked = Invitation.objects.filter(email="eingeladen@example.org").first()
    if asked is None:
        asked = invitations.invite(
            email="eingeladen@example.org",
            name="Ngọc Ánh Lê",
            carrier=coordinator.memberships.earliest("pk").carrier,
            role=Membership.Role.TRAINER,
            since=timezone.localdate(now),
            by=coordinator,
            now=now,
        )
    return invitation_links.token(asked)
