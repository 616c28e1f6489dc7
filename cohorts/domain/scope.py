"""Who may do what with which rows, in the form in which Wagtail asks."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cohorts.models import (
    Carrier,
    Cohort,
    Finding,
    Invitation,
    Membership,
    Message,
    Participant,
    Place,
    Session,
    SignUp,
)

if TYPE_CHECKING:
    from home.models import User

SCOPED = (
    Carrier,
    Cohort,
    Finding,
    Invitation,
    Membership,
    Message,
    Participant,
    Place,
    Session,
    SignUp,
)


class ScopedPolicy(ModelPermissionPolicy):
    """The role says what may be done at all, the relation with which rows.

    Looking needs `visible_to`, everything else `editable_by`. There is no exception for anybody:
    a superuser without a membership sees no rows.
    """

    def user_has_permission_for_instance(
        self, user: "User", action: str, instance: models.Model
    ) -> bool:
        return self.user_has_any_permission_for_instance(user, [action], instance)

    def user_has_any_permission_for_instance(
        self, user: "User", actions: Iterable[str], instance: models.Model
    ) -> bool:
        rows = self.instances_user_has_any_permission_for(user, actions)
        return rows.filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(
        self, user: "User", actions: Iterable[str]
    ) -> "models.QuerySet[models.Model]":
        rows = self.model._default_manager
        allowed = [action for action in actions if self.user_has_permission(user, action)]
        if "view" in allowed:
            return rows.visible_to(user)
        return rows.editable_by(user) if allowed else rows.none()


def register_policies() -> None:
    """Called before Wagtail asks for the first time; later it would refuse."""
    for model in SCOPED:
        register_permission_policy(model, ScopedPolicy(model))
