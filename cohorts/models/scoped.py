"""Rows by relation: every scope is derived from the table of rights."""

from abc import abstractmethod
from datetime import date
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cohorts.models.rights import Action, Relation, holders

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from home.models import User

Row = TypeVar("Row", bound=models.Model, covariant=True)


class ScopedQuerySet(models.QuerySet[Row]):
    """`held` says for which rows somebody has which relation; the table says what that grants.

    `withheld` rows are hidden from everybody, whatever the table grants.
    """

    withheld: ClassVar[Q | None] = None

    @abstractmethod
    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        """Relation → the rows of this model to which the user has it on that day."""

    def permitted(
        self,
        action: Action,
        user: "User | AnonymousUser",
        on: date | None = None,
        *,
        to: str = "",
    ) -> Self:
        """Rows with which the user may do this, today unless another day is named.

        `to` names another model whose grants are meant: on a session one marks its attendance.
        """
        if not user.is_authenticated:
            return self.none()
        held = self.held(user, on or timezone.localdate())
        granting = holders(to or self.model.__name__, action)
        rows = [held[relation] for relation in granting if relation in held]
        if not rows:
            return self.none()
        permitted = self.filter(reduce(or_, rows))
        return permitted.exclude(self.withheld) if self.withheld else permitted

    def visible_to(self, user: "User | AnonymousUser", on: date | None = None) -> Self:
        """The only definition of what somebody sees of this model."""
        return self.permitted(Action.VIEW, user, on)

    def editable_by(self, user: "User | AnonymousUser", on: date | None = None) -> Self:
        """What somebody may change; the table may grant less than seeing."""
        return self.permitted(Action.CHANGE, user, on)


class FollowsQuerySet(ScopedQuerySet[Row]):
    """Rows that belong to a row of another model, and to whom they belong is said there."""

    follows: ClassVar[str]

    def held(self, user: "User", on: date) -> dict[Relation, Q]:
        leader: Any = self.model._meta.get_field(self.follows).related_model
        leaders: ScopedQuerySet[models.Model] = leader._default_manager.all()
        shown = leaders.exclude(leaders.withheld) if leaders.withheld else leaders
        return {
            relation: Q(**{f"{self.follows}__in": shown.filter(rows)})
            for relation, rows in leaders.held(user, on).items()
        }
