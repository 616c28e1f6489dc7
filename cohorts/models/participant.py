"""The people who are taught. One participant is one human."""

import re
import unicodedata
import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cohorts.models.carrier import Carrier
from cohorts.models.folding import fold
from cohorts.models.rights import Relation
from cohorts.models.scoped import FollowsQuerySet, ScopedQuerySet
from curriculum.models import languages

if TYPE_CHECKING:
    from home.models import User

NAME_LENGTH = 200
# Joiners shape Persian and Indic names; all other invisible characters disturb a certificate.
JOINERS = "\u200c\u200d"
# Letters by their category, but empty to the eye; and what turns a sign into a coloured picture.
BLANK = set("\u115f\u1160\u3164\uffa0") | {chr(point) for point in range(0xFE00, 0xFE10)}
INVISIBLE = ("Cc", "Cf", "Co", "Cs")
PICTURES = ("So", "Sk", "Me", "Cn")


def clean_name(text: str) -> str:
    """The name as it shall stand on the certificate: any script, no invisible marks, no pictures.

    Raises ValidationError when nothing is left that could be a name.
    """
    if len(text) > 10 * NAME_LENGTH:  # before anything that takes time
        raise ValidationError(_("This name is too long. Up to 200 characters fit."), code="length")
    text = "".join(c for c in text if c in JOINERS or c.isspace() or _is_visible(c))
    text = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip(" " + JOINERS))
    if len(text) > NAME_LENGTH:
        raise ValidationError(_("This name is too long. Up to 200 characters fit."), code="length")
    if any(unicodedata.category(c) in PICTURES and ord(c) > 0x2000 for c in text):
        raise ValidationError(
            _("Please write the name in letters. Pictures cannot appear on a certificate."),
            code="pictures",
        )
    if not any(unicodedata.category(c).startswith("L") for c in text):
        raise ValidationError(_("Please enter your name."), code="required")
    return text


def _is_visible(character: str) -> bool:
    return character not in BLANK and unicodedata.category(character) not in INVISIBLE


# Erasure was asked for or done: nobody works with the data any more.
WITHHELD = Q(restricted_since__isnull=False) | Q(erased_at__isnull=False)
OF_WITHHELD = Q(participant__restricted_since__isnull=False) | Q(
    participant__erased_at__isnull=False
)


class ParticipantQuerySet(ScopedQuerySet["Participant"]):
    withheld = WITHHELD

    def found_by(self, text: str) -> "ParticipantQuerySet":
        """People whose name or address holds every word, whatever its case, accents and marks."""
        found = self
        for word in fold(text).split():
            found = found.filter(search_text__contains=word)
        return found

    def of_carriers(self, carriers: models.QuerySet[Carrier], on: date) -> "ParticipantQuerySet":
        """Learners of these carriers on that day."""
        return self.filter(
            pk__in=Affiliation.objects.current(on)
            .filter(carrier__in=carriers)
            .values("participant")
        )

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """The carrier of a person keeps the entry; without a carrier, the organiser does."""
        own = Carrier.objects.coordinated_by(user, on)
        organised = Q(
            pk__in=Participant.objects.filter(sign_ups__cohort__organiser__in=own).values("pk")
        )
        return {
            Relation.CARRIER: Q(pk__in=Participant.objects.of_carriers(own, on).values("pk")),
            Relation.SENDER: Q(
                pk__in=Participant.objects.filter(sign_ups__carrier__in=own).values("pk")
            ),
            Relation.ORGANISER: organised,
            Relation.KEEPER: organised
            & ~Q(pk__in=Affiliation.objects.current(on).values("participant")),
        }


class Participant(models.Model):
    """A learner. Shown in logs by number only: `str()` never contains the name."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(
        _("first and last name"),
        max_length=NAME_LENGTH,
        help_text=_("This is how it will appear on the certificate."),
    )
    sort_name = models.CharField(_("name in lists"), max_length=NAME_LENGTH, blank=True)
    # Not unique: a family may share an address, and rows may exist twice until they are joined.
    email = models.EmailField(_("e-mail address"), blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="participant",
        editable=False,
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.offered, default=settings.LANGUAGE_CODE
    )

    # Kept by `save()`: name, list name and address as they are compared in a search.
    search_text = models.TextField(blank=True, editable=False)
    name_confirmed_at = models.DateTimeField(_("spelling confirmed"), null=True, editable=False)
    # Set for people who were minors when they came to us; says how long a guardian decides.
    of_age_on = models.DateField(_("of age from"), null=True, blank=True)
    restricted_since = models.DateTimeField(
        _("restricted since"),
        null=True,
        editable=False,
        help_text=_("Erasure was asked for, but a retention date still runs."),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, editable=False)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="cohorts_participant_has_name")
        ]

    def __str__(self) -> str:
        return f"P-{self.pk}"

    def save(self, *args: object, **kwargs: object) -> None:
        if not self.sort_name:
            self.sort_name = self.full_name
        self.search_text = fold(f"{self.full_name} {self.sort_name} {self.email}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search_text"}  # type: ignore[misc]
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def screen_title(self) -> str:
        """For whoever may see the person; `str()` is for logs."""
        return self.full_name

    @property
    def gets_mail(self) -> bool:
        """Whether there is an address, and nobody has asked for erasure."""
        return bool(self.email) and self.restricted_since is None

    def clean(self) -> None:
        self.full_name = clean_name(self.full_name)
        self.email = self.email.strip().lower()


class AffiliationQuerySet(FollowsQuerySet["Affiliation"]):
    follows = "participant"

    def current(self, on: date) -> "AffiliationQuerySet":
        return self.filter(since__lte=on).filter(Q(until__isnull=True) | Q(until__gte=on))


class Affiliation(models.Model):
    """A learner belongs to a carrier, from a day until another."""

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="affiliations"
    )
    carrier = models.ForeignKey(Carrier, on_delete=models.CASCADE, related_name="affiliations")
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = AffiliationQuerySet.as_manager()

    class Meta:
        verbose_name = _("affiliation")
        verbose_name_plural = _("affiliations")
        ordering = ["participant", "since"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="cohorts_affiliation_until_after_since",
                violation_error_message=_("The end must not lie before the beginning."),
            ),
            models.UniqueConstraint(
                fields=["participant", "carrier"],
                condition=Q(until__isnull=True),
                name="cohorts_affiliation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"P-{self.participant_id}, {self.carrier}"
