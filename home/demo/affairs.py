"""What a coordinator settles besides courses: staff, consents, letters, minors, absences."""

from datetime import timedelta

from cohorts.domain import absence, consents, invitations, log, memberships, personal_links
from cohorts.models import Cohort, Consent, Membership
from home.demo.learners import ASKED, ASKED_MINOR, WETZLAR
from home.demo.story import Story

WITHOUT_PHOTOS = 2  # people of today's course who did not agree


def seed(story: Story) -> None:
    _staff(story)
    _requests(story)
    _tonight(story)


def _staff(story: Story) -> None:
    """Somebody is invited to teach, and a deputy stands in for the holidays."""
    coordinator, lahn = story.coordinators["lahn"], story.carriers["lahn"]
    with log.dated(story.done_at(-2)):
        invitations.invite(
            email="theo.brandau@kursbuch.example",
            name="Theo Brandau",
            carrier=lahn,
            role=Membership.Role.TRAINER,
            since=story.day(-2),
            by=coordinator,
            now=story.done_at(-2),
        )
    with log.dated(story.done_at(-1)):
        memberships.appoint(
            user=story.trainers["jonas"],
            carrier=lahn,
            role=Membership.Role.COORDINATOR,
            since=story.day(20),
            until=story.day(34),
            deputy_for=Membership.objects.get(
                user=coordinator, carrier=lahn, role=Membership.Role.COORDINATOR
            ),
            by=coordinator,
            now=story.done_at(-1),
        )


def _requests(story: Story) -> None:
    """One waits for an answer, and a minor for the consent of a guardian."""
    braunfels = Cohort.objects.get(slug="basis-braunfels")
    asked = story.enter(ASKED, "lahn", -3)
    story.sign_up(braunfels, [asked], 0, carrier="lahn")
    evenings = Cohort.objects.get(slug="abend-und-samstagskurs-wetzlar")
    minor = story.enter(ASKED_MINOR, "lahn", -2, of_age_on=story.day(300))
    story.sign_up(evenings, [minor], -2, carrier="lahn")


def _tonight(story: Story) -> None:
    """Today's course: one person stays away, most agreed to photos, one has a letter only."""
    coordinator = story.coordinators["lahn"]
    cohort = Cohort.objects.get(slug="basis-wetzlar")
    session = cohort.sessions.order_by("starts_at")[0]
    people = [row.participant for row in cohort.sign_ups.select_related("participant")]
    with log.dated(story.done_at(-1)):
        absence.tell(participant=people[0], session=session, now=story.done_at(-1))
    seen = story.done_at(-1) - timedelta(hours=1)
    with log.dated(seen):
        for participant in people[WITHOUT_PHOTOS:]:
            consents.record(
                participant=participant,
                kind=Consent.Kind.PHOTOS,
                given_on=story.day(-1),
                by_guardian=consents.is_minor(participant, story.day(-1)),
                by=coordinator,
                now=seen,
            )
    on_paper = story.learners[WETZLAR[9].name]
    with log.dated(story.done_at(-17)):
        personal_links.link_for(participant=on_paper, by=coordinator, now=story.done_at(-17))
