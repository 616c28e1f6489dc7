"""Hangs the curriculum app on Wagtail: log, menus, viewsets. Registration only."""

from django.db import models
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from curriculum import reports
from curriculum.forms import ModulePageForm
from curriculum.models import Criterion, ModulePage
from curriculum.viewsets import VIEWSETS, bulk_publishing, shelves, workbench
from curriculum.viewsets.corrigenda import correct
from curriculum.viewsets.method_card import MethodCardViewSet
from curriculum.viewsets.module import CriterionField
from curriculum.viewsets.originals import original
from curriculum.viewsets.reviews import review, review_criterion

register_form_field_override(
    models.ForeignKey, to=Criterion, override={"form_class": CriterionField}
)


register_snippet(MethodCardViewSet)
ModulePage.base_form_class = ModulePageForm  # models know no forms


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    for action, label, message in [
        ("curriculum.derive", _("Derive"), _("Derived as a draft from the edition before")),
        ("curriculum.adopt", _("Adopt"), _("Adopted")),
        ("curriculum.correct", _("Correct"), _("Corrigendum put beside the wording")),
        ("curriculum.mark", _("Mark"), _("Kind of change marked")),
        ("curriculum.add", _("Add"), _("Criterion added to the draft")),
        ("curriculum.drop", _("Drop"), _("Criterion dropped from the draft")),
        ("curriculum.take_back", _("Take back"), _("Dropped criterion taken back")),
        ("curriculum.split", _("Split"), _("Criterion split")),
        ("curriculum.merge", _("Merge"), _("Criterion merged into another one")),
        ("curriculum.move", _("Move"), _("Criterion moved")),
        ("curriculum.renumber", _("Renumber"), _("Key of the criterion changed")),
        ("curriculum.reword", _("Reword"), _("Wording of the draft changed")),
        ("curriculum.translate", _("Translate"), _("Translation changed")),
        ("curriculum.add_standard", _("Add standard"), _("Standard added to the draft")),
        ("curriculum.retitle", _("Retitle"), _("Title of the standard changed")),
        ("curriculum.reorder", _("Reorder"), _("Standard put in another place")),
        ("curriculum.remove", _("Remove standard"), _("Empty standard removed from the draft")),
        ("curriculum.confirm", _("Confirm"), _("Confirmed that it still serves the criterion")),
        ("curriculum.adapt", _("Adapt"), _("Adapted from a shared module")),
        ("curriculum.take_note", _("Take note"), _("Change of the original seen")),
    ]:
        actions.register_action(action, label, message)


@hooks.register("register_admin_viewset")
def register_viewsets() -> list[ViewSet]:
    return [viewset() for viewset in VIEWSETS]


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("modules/<int:page>/review/", review, name="module_reviews"),
        path("modules/<int:page>/review/<int:criterion>/", review_criterion, name="module_review"),
        path("modules/<int:page>/original/", original, name="module_original"),
        path("reports/coverage/", reports.coverage, name="coverage"),
        path("standards/progress/", reports.review_progress, name="review_progress"),
        path("standards/derive/", workbench.derive, name="edition_derive"),
        path("standards/<int:pk>/corrigendum/", correct, name="edition_correct"),
        path("standards/<int:pk>/workbench/", workbench.show, name="edition_workbench"),
    ]


hooks.register("before_bulk_action", bulk_publishing.hold_back)
hooks.register("construct_main_menu", shelves.add_to_menu)


@hooks.register("register_reports_menu_item")
def register_coverage() -> MenuItem:
    return reports.coverage_item
