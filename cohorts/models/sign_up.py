"""Sign-ups: who holds or awaits a seat. Seats are counted from these rows, never stored."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Carrier
from cohorts.models.cohort import Cohort
from cohorts.models.participant import OF_WITHHELD, Participant
from cohorts.models.rights import Relation
from cohorts.models.scoped import ScopedQuerySet
from cohorts.models.session import Session

if TYPE_CHECKING:
    from home.models import User


class SignUpQuerySet(ScopedQuerySet["SignUp"]):
    withheld = OF_WITHHELD

    def active(self) -> "SignUpQuerySet":
        return self.filter(state__in=SignUp.ACTIVE)

    def holding_a_seat(self) -> "SignUpQuerySet":
        """Offered or confirmed: these count against the capacity."""
        return self.filter(state__in=SignUp.HOLDING)

    def waiting(self) -> "SignUpQuerySet":
        """The queue, first in line first."""
        return self.filter(state=SignUp.State.WAITING).order_by("queued_at", "pk")

    def for_pool(self, cohort: Cohort, session: Session | None) -> "SignUpQuerySet":
        """One of the two pools that never mix: the cohort's seats, or one session's guest seats."""
        return self.filter(cohort=cohort, session=session)

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """The organiser decides on seats; the carrier of a person sees where the own people are.

        It is the carrier that the sign-up names, else the one whose learner the person is.
        """
        own = Carrier.objects.coordinated_by(user, on)
        learners = Participant.objects.of_carriers(own, on)
        return {
            Relation.ORGANISER: Q(cohort__organiser__in=own),
            Relation.CARRIER: Q(carrier__in=own) | Q(carrier=None, participant__in=learners),
        }


class SignUp(models.Model):
    """A participant's sign-up (German: Anmeldung) for a cohort, or for one session as a guest."""

    class State(models.TextChoices):
        REQUESTED = "requested", _("requested")
        WAITING = "waiting", _("waiting")
        OFFERED = "offered", _("offered")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")
        EXPIRED = "expired", _("offer expired")
        CANCELLED = "cancelled", _("signed off")
        DROPPED_OUT = "dropped_out", _("dropped out")

    class Source(models.TextChoices):
        WEB = "web", _("website")
        STAFF = "staff", _("staff")
        IMPORT = "import", _("import")

    ACTIVE = (State.REQUESTED, State.WAITING, State.OFFERED, State.CONFIRMED)
    HOLDING = (State.OFFERED, State.CONFIRMED)

    participant = models.ForeignKey(
        Participant,
        on_delete=models.CASCADE,
        related_name="sign_ups",
        verbose_name=_("person"),
    )
    cohort = models.ForeignKey(
        Cohort, on_delete=models.PROTECT, related_name="sign_ups", verbose_name=_("cohort")
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="guest_sign_ups",
        verbose_name=_("session"),
        help_text=_("Set for guests of a single session; empty for the whole cohort."),
    )
    carrier = models.ForeignKey(
        Carrier,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sign_ups",
        verbose_name=_("carrier of the person"),
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    queued_at = models.DateTimeField(_("signed up at"))
    offered_until = models.DateTimeField(_("offered until"), null=True, blank=True)
    state_since = models.DateTimeField(_("in this state since"))
    source = models.CharField(
        _("source"), max_length=10, choices=Source.choices, default=Source.WEB
    )
    agreed_at = models.DateTimeField(
        _("agreed to the use of the details"),
        null=True,
        editable=False,
        help_text=_("Empty when staff entered the sign-up."),
    )
    beyond_capacity = models.CharField(
        _("reason for the exception"),
        max_length=300,
        blank=True,
        help_text=_("Why staff let this person in although all seats were taken."),
    )

    # That an answer was given, not which: the answers know no person (`FeedbackAnswer`).
    feedback_given = models.BooleanField(_("gave feedback"), default=False, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["queued_at", "pk"]
        indexes = [
            models.Index(fields=["cohort", "session", "state"], name="cohorts_signup_pool"),
            models.Index(
                fields=["offered_until"],
                name="cohorts_signup_open_offers",
                condition=Q(state="offered"),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "cohort"],
                condition=Q(
                    session__isnull=True,
                    state__in=["requested", "waiting", "offered", "confirmed"],
                ),
                name="cohorts_signup_active_once_per_cohort",
            ),
            models.UniqueConstraint(
                fields=["participant", "session"],
                condition=Q(
                    session__isnull=False,
                    state__in=["requested", "waiting", "offered", "confirmed"],
                ),
                name="cohorts_signup_active_once_per_session",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="cohorts_signup_offer_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "requested",
                        "waiting",
                        "offered",
                        "confirmed",
                        "declined",
                        "expired",
                        "cancelled",
                        "dropped_out",
                    ]
                ),
                name="cohorts_signup_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"A-{self.pk} (P-{self.participant_id})"

    @property
    def is_active(self) -> bool:
        return self.state in self.ACTIVE
