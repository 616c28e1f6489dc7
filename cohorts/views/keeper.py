"""Who keeps an attendance list: a user, or a substitute with a link for one evening."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict, cast
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from cohorts.models import Attendance, Session, Substitution

if TYPE_CHECKING:
    from home.models import User


class Author(TypedDict):
    """What the deeds of attendance want to know of whoever enters something."""

    by: "User | None"
    substitution: Substitution | None


@dataclass(frozen=True, slots=True)
class Keeper:
    """Either `user` or `substitution` is set. Knows the addresses that this person may open."""

    session: Session
    user: "User | None" = None
    substitution: Substitution | None = None

    @property
    def author(self) -> Author:
        return {"by": self.user, "substitution": self.substitution}

    @property
    def list_url(self) -> str:
        if self.substitution:
            return reverse("cohorts:substitute_attendance", args=[self.substitution.token])
        return reverse("cohorts:attendance", args=[self.session.uuid])

    @property
    def tonight_url(self) -> str:
        if self.substitution:
            return reverse("cohorts:substitute", args=[self.substitution.token])
        return reverse("cohorts:tonight", args=[self.session.uuid])

    @property
    def may_close(self) -> bool:
        """Closing fixes what counts: that is for trainers and coordinators."""
        return self.user is not None

    @property
    def may_correct(self) -> bool:
        return (
            self.user is not None
            and self.session.closed_at is not None
            and Session.objects.correctable_by(self.user).filter(pk=self.session.pk).exists()
        )

    def wrote(self, row: Attendance | None) -> bool:
        """Whether the entry is this person's own."""
        if row is None:
            return False
        if self.substitution:
            return row.substitution_id == self.substitution.pk
        return self.user is not None and row.by_id == self.user.pk


def name_of_author(row: Attendance | None) -> str:
    """Who entered this: a user, or the name of the substitute; empty if nobody knows any more."""
    if row is None:
        return ""
    if row.substitution:
        return row.substitution.name
    return str(row.by) if row.by else ""


def of_user(request: HttpRequest, uuid: UUID) -> Keeper:
    """The user's own lists only; for everybody else the session does not exist."""
    user: Any = request.user
    lists = Session.objects.listed_by(user).select_related("cohort", "place")
    return Keeper(get_object_or_404(lists, uuid=uuid), user=cast("User", user))
