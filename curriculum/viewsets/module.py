"""The editors of modules and programmes: their rows in the words of the trade."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet

from curriculum.domain import content_checks
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    ModuleIndexPage,
    ModulePage,
    ProgrammePage,
)
from curriculum.models.frozen import NORMATIVE
from curriculum.viewsets import bulk_publishing


class NamesRows:
    """Wagtail heads rows of a page by the English name of the relation; here by ours."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        waiting = [context["edit_handler"]]
        while waiting:
            bound = waiting.pop()
            waiting += getattr(bound, "children", [])
            if isinstance(bound.panel, InlinePanel):
                rows = bound.panel.db_field.related_model
                bound.heading = capfirst(rows._meta.verbose_name_plural)
        return context


class RowsCreateView(NamesRows, CreateView):
    pass


class RowsEditView(NamesRows, EditView):
    pass


class ModuleListView(ExplorableIndexView):
    """Modules with the trainer who is responsible; children of the shelf are modules only."""

    base_columns = [
        *(column for column in ExplorableIndexView.base_columns if column.name != "type"),
        Column("number", label=_("Number"), width="8%"),
        Column("responsible", label=_("Responsible"), width="16%"),
    ]

    def get_table(self, object_list: Iterable[ModulePage]) -> Table:
        """The people of the rows that are shown, in one query."""
        prefetch_related_objects(list(object_list), "responsible")
        return super().get_table(object_list)


class ModuleApprovalView(WorkflowActionView):
    """Approving outside the editor publishes the approver's own newer draft, if there is one.

    Nobody has checked that draft: what was handed in was, when it was handed in.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        newest = self.object.get_latest_revision()
        if self.action_name == "approve" and newest.user_id == request.user.pk:
            draft = newest.as_object()
            if content_checks.in_the_way(content_checks.content_of(draft)):
                bulk_publishing.say_not_published(request, [draft.title])
                return self.lead_to_editor()
        return super().post(request, *args, **kwargs)

    def lead_to_editor(self) -> HttpResponse:
        editor = reverse("wagtailadmin_pages:edit", args=[self.object.pk])
        if self.request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(self.request, {"step": "success", "redirect": editor})
        return redirect(editor)


class ModulePageViewSet(PageViewSet):
    model = ModulePage
    parent_models = (ModuleIndexPage,)
    index_view_class = ModuleListView
    add_view_class = RowsCreateView
    edit_view_class = RowsEditView
    workflow_action_view_class = ModuleApprovalView


class ProgrammePageViewSet(PageViewSet):
    model = ProgrammePage
    add_view_class = RowsCreateView
    edit_view_class = RowsEditView


# --- Choosing the criterion of a learning goal -------------------------------------------------


def choosable() -> QuerySet[Criterion]:
    """Criteria of every edition that was adopted, the newest first, with their wording."""
    texts = CriterionText.objects.filter(language=NORMATIVE)
    return (
        Criterion.objects.filter(standard__edition__state=Edition.State.ADOPTED)
        .select_related("standard__edition")
        .prefetch_related(Prefetch("texts", texts, to_attr="normative"))
        .order_by("-standard__edition__in_force_from", "standard__position", "position")
    )


class ByStandard(forms.models.ModelChoiceIterator):
    """One group per edition and standard, so that a long list can be read."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        yield "", "–"
        groups: dict[str, list[tuple[Any, str]]] = {}
        for criterion in self.queryset.all():
            edition, standard = criterion.standard.edition, criterion.standard
            groups.setdefault(f"{edition.key}: {standard.key}", []).append(self.choice(criterion))
        yield from groups.items()


class CriterionField(forms.ModelChoiceField):
    iterator = ByStandard

    def __init__(self, queryset: QuerySet[Criterion], **kwargs: Any) -> None:
        super().__init__(choosable(), **kwargs)

    def label_from_instance(self, criterion: Criterion) -> str:
        wording = criterion.normative[0].statement if criterion.normative else ""
        return f"{criterion.key} {Truncator(wording).chars(90)}"
