"""The module editor: which criteria changed since the module was last looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from curriculum.domain import links
from curriculum.models import Criterion, CriterionText, Edition, LearningGoal, ModulePage
from curriculum.models.frozen import NORMATIVE


@dataclass(frozen=True, slots=True)
class Link:
    """A learning goal whose criterion has changed, and where one may say that it still fits."""

    goal: LearningGoal
    state: links.LinkState
    confirm_url: str

    @property
    def is_in_review(self) -> bool:
        return self.state.state is links.State.IN_REVIEW


def changed_links(module: ModulePage) -> list[Link]:
    goals = LearningGoal.objects.filter(module=module).order_by("sort_order")
    edition = Edition.objects.newest_adopted()
    states = links.states(goals, on=timezone.localdate(), edition=edition)
    return [
        Link(
            goal,
            states[goal.pk],
            reverse("module_review", args=[module.pk, states[goal.pk].awaits.pk]),
        )
        for goal in goals
        if states[goal.pk].waits and states[goal.pk].awaits
    ]


class ModuleEditView(EditView):
    template_name = "curriculum/admin/module_edit.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "changed_links": changed_links(self.page),
            "may_confirm": links.may_confirm(self.page, self.request.user),
        }


class ModulePageViewSet(PageViewSet):
    model = ModulePage
    edit_view_class = ModuleEditView


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
