"""Every screen of a record shows and takes only what the policy of the record allows."""

from functools import reduce
from operator import and_, or_
from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpRequest
from django.urls import URLPattern
from django.utils.functional import Promise, cached_property
from django.views import View
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import policy_registry

from cohorts.models.folding import fold
from cohorts.viewsets import deed_views, history
from cohorts.viewsets.shown import in_table

ANY = ("add", "change", "delete", "view")
CARRIERS_MENU = "register_carriers_menu_item"  # the entry of the menu with what is needed seldom


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
        needed = getattr(self, "permission_required", None)
        actions = [needed] if needed else getattr(self, "any_permission_required", None) or ANY
        policy = policy_registry.get_by_type(self.model)
        rows = policy.instances_user_has_any_permission_for(request.user, actions)
        if not rows.filter(pk=pk).exists():
            raise Http404

    def get_base_queryset(self) -> models.QuerySet:
        """The list, its search, its filters and its export."""
        rows = super().get_base_queryset()
        if rows.model is not self.model:  # the entries of a history
            return rows
        policy = policy_registry.get_by_type(self.model)
        user = self.request.user
        visible = policy.instances_user_has_any_permission_for(user, ANY)
        editable = policy.instances_user_has_any_permission_for(user, ["change"])
        return rows.filter(pk__in=visible.values("pk")).annotate(
            is_editable=Exists(editable.filter(pk=OuterRef("pk")))
        )


class IndexView(generic.IndexView):
    """A list whose titles lead to the form where one may write, and to the record elsewhere."""

    prefetch: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    title_label: str | Promise = ""
    folded_field = ""  # where the name of a person stands as it is compared in a search

    def search_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        """People are found however their name is typed; the rest as it stands."""
        if not self.is_searching or not self.folded_field:
            return super().search_queryset(queryset)
        found = reduce(
            or_, (Q(**{f"{name}__icontains": self.search_query}) for name in self.search_fields)
        )
        if words := fold(self.search_query).split():
            found |= reduce(and_, (Q(**{f"{self.folded_field}__contains": word}) for word in words))
        return queryset.filter(found)

    def get_base_queryset(self) -> models.QuerySet:
        return (
            super()
            .get_base_queryset()
            .select_related(*self.select)
            .prefetch_related(*self.prefetch)
        )

    def _get_title_column(self, *args: Any, **kwargs: Any) -> Column:
        column = super()._get_title_column(*args, **kwargs)
        column.label = self.title_label or column.label
        return column

    def get_edit_url(self, instance: models.Model) -> str | None:
        return super().get_edit_url(instance) if instance.is_editable else None

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return super().preprocess_field_value(field, in_table(value), export_format)


class ScopedViewSet(ModelViewSet):
    """A register without deletion and copies: what happened stays, corrections are deeds."""

    index_view_class = IndexView
    add_view_class = deed_views.CreateView
    edit_view_class = deed_views.EditView
    inspect_view_class = deed_views.InspectView
    history_view_class = history.HistoryView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_class: type | None = None
    left_out: tuple[str, ...] = ("delete", "usage")
    deeds: tuple[deed_views.Deed, ...] = ()

    def get_form_class(self, for_update: bool = False) -> type | None:
        return self.form_class

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        shared = super().get_common_view_kwargs(**kwargs)
        return (
            shared
            | {f"{name}_url_name": None for name in self.left_out}
            | {
                "deeds": self.deeds,
                "namespace": self.url_namespace,
            }
        )

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        scoped = type(f"Scoped{view_class.__name__}", (ScopedView, view_class), {})
        return super().construct_view(scoped, **kwargs)

    @cached_property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """From the site history one is led to the form; to the record, where there is no form."""
        screen = "inspect" if "edit" in self.left_out else "edit"
        return type("Finder", (ModelAdminURLFinder,), {"edit_url_name": self.get_url_name(screen)})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [p for p in super().get_urlpatterns() if p.name not in self.left_out]
        return kept + [deed.urlpattern(self) for deed in self.deeds]
