"""Every screen of a record shows and takes only what the policy of the record allows."""

from functools import cached_property
from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import Http404, HttpRequest
from wagtail.admin.views import generic
from wagtail.permissions import policy_registry

LOOK = ("add", "change", "delete", "view")


class ScopedView:
    """Put in front of each view of a viewset, so that a new kind of view is scoped from the start.

    A foreign row answers like a row that does not exist.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        pk = kwargs.get("pk", args[0] if args else None)
        if pk is not None:
            self.refuse_foreign(request, unquote(str(pk)))
        super().setup(request, *args, **kwargs)

    def refuse_foreign(self, request: HttpRequest, pk: str) -> None:
        policy = policy_registry.get_by_type(self.model)
        needed = (
            [self.permission_required]
            if getattr(self, "permission_required", None)
            else getattr(self, "any_permission_required", None) or LOOK
        )
        if (
            not policy.instances_user_has_any_permission_for(request.user, needed)
            .filter(pk=pk)
            .exists()
        ):
            raise Http404

    def get_base_queryset(self) -> models.QuerySet:
        rows = super().get_base_queryset()
        if rows.model is not self.model:  # the entries of a history
            return rows
        policy = policy_registry.get_by_type(self.model)
        own = policy.instances_user_has_any_permission_for(self.request.user, LOOK)
        return rows.filter(pk__in=own.values("pk"))


class ScopedIndexView(generic.IndexView):
    """A list whose titles lead to the form where one may write, and to the record elsewhere."""

    @cached_property
    def editable(self) -> set[int]:
        policy = policy_registry.get_by_type(self.model)
        rows = policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        shown = [row.pk for row in self.get_context_data_once["object_list"]]
        return set(rows.filter(pk__in=shown).values_list("pk", flat=True))

    @cached_property
    def get_context_data_once(self) -> dict[str, Any]:
        return {"object_list": []}

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(*args, **kwargs)

    def get_edit_url(self, instance: models.Model) -> str | None:
        return super().get_edit_url(instance) if instance.pk in self.editable else None
