"""The module editor: which criteria changed since the module was last looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from wagtail.admin.panels import InlinePanel
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.viewsets.pages import PageViewSet

from curriculum.domain import links
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    LearningGoal,
    ModulePage,
    ProgrammePage,
)
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


class NamesRows:
    """Wagtail heads rows of a page by the English name of the relation; here speaks the trade."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        waiting = [context["edit_handler"]]
        while waiting:
            panel = waiting.pop()
            waiting += getattr(panel, "children", [])
            if isinstance(panel.panel, InlinePanel):
                rows = panel.panel.db_field.related_model
                panel.heading = capfirst(rows._meta.verbose_name_plural)
        return context


EDITOR = ["wagtailadmin/pages/edit.html"]


class ModuleEditView(NamesRows, EditView):
    def get_template_names(self) -> list[str]:
        """Ours in front of the editor; what is saved in between stays Wagtail's."""
        names = super().get_template_names()
        return ["curriculum/admin/module_edit.html"] if names == EDITOR else names

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "changed_links": changed_links(self.page),
            "may_confirm": links.may_confirm(self.page, self.request.user),
        }


class RowsCreateView(NamesRows, CreateView):
    pass


class RowsEditView(NamesRows, EditView):
    pass


class ModulePageViewSet(PageViewSet):
    model = ModulePage
    add_view_class = RowsCreateView
    edit_view_class = ModuleEditView


class ProgrammePageViewSet(PageViewSet):
    model = ProgrammePage
    add_view_class = RowsCreateView
    edit_view_class = RowsEditView


class ConfirmForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does the module still serve the criterion?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence is enough. Others will read it."),
    )


def review(request: HttpRequest, page: int, criterion: int) -> HttpResponse:
    """The responsible trainer confirms a module against the new wording, with a reason."""
    module = get_object_or_404(ModulePage, pk=page)
    user = cast("User", request.user)  # the admin's door has seen to it
    if not links.may_confirm(module, user):
        raise PermissionDenied
    target = get_object_or_404(Criterion.objects.select_related("standard__edition"), pk=criterion)
    form = ConfirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            links.confirm(
                module=module,
                criterion=target,
                by=user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Thank you. The module counts as reviewed."))
            return redirect("wagtailadmin_pages:edit", module.pk)
    text = CriterionText.objects.filter(criterion=target, language=NORMATIVE).first()
    return render(
        request,
        "curriculum/admin/review.html",
        {"form": form, "module": module, "criterion": target, "statement": text and text.statement},
    )


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
