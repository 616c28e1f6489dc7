"""Method cards: trainers write them once and refer to them in many seminar plans."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views import snippets

from curriculum.domain import method_cards
from curriculum.models import MethodCard, ModulePage


class UsesPanel(Panel):
    """The published modules that use the card."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/card_uses.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "modules": method_cards.used_by(self.instance),
            }


class EditView(snippets.EditView):
    """Wagtail asks whether somebody may change cards; here it matters which one."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        card = get_object_or_404(MethodCard, pk=unquote(str(kwargs["pk"])))
        is_used = bool(method_cards.used_by(card))
        if not method_cards.may_change(user=request.user, is_used=is_used):
            raise PermissionDenied
        super().setup(request, *args, **kwargs)


class CopyView(snippets.CopyView):
    """Shows the form for a new card, filled in. It is sent to the address of new cards.

    Sent to this address, Wagtail would write over the card that was to be copied.
    """

    http_method_names = ["get", "head", "options"]


class IndexView(snippets.IndexView):
    """The title leads to the form where one may change the card, and to reading elsewhere."""

    @cached_property
    def uses(self) -> dict[int, list[ModulePage]]:
        return method_cards.uses()

    @cached_property
    def columns(self) -> list[Column]:
        used = Column("uses", label=_("In published modules"), accessor=self.count_uses)
        return [*super().columns, used]

    def count_uses(self, card: MethodCard) -> int:
        """A module counts once, in however many languages."""
        return len({module.translation_key for module in self.uses.get(card.pk, [])})

    def get_edit_url(self, instance: MethodCard) -> str | None:
        user = self.request.user
        if method_cards.may_change(user=user, is_used=instance.pk in self.uses):
            return super().get_edit_url(instance)
        return self.get_inspect_url(instance)


class MethodCardViewSet(snippets.SnippetViewSet):
    """A snippet, because the rows of a seminar plan choose it. Never deleted: plans refer to it."""

    model = MethodCard
    icon = "snippet"
    menu_label = _("Method cards")
    menu_order = 150
    add_to_admin_menu = True
    inspect_view_enabled = True
    add_to_reference_index = False
    index_view_class = IndexView
    edit_view_class = EditView
    copy_view_class = CopyView
    left_out = ("delete", "usage")
    list_display = ["name", "minutes", "min_people", "max_people"]
    list_export = ["name", "minutes", "min_people", "max_people", "material", "steps"]
    export_filename = "methodenkarten"
    search_fields = ["name", "steps", "material"]
    inspect_view_fields = ["name", "minutes", "min_people", "max_people", "material", "steps"]
    panels = [
        FieldPanel("name", help_text=_("As trainers call it. Each name exists once.")),
        FieldPanel(
            "minutes", help_text=_("How long it takes as a rule. A plan row can give another time.")
        ),
        "min_people",
        "max_people",
        FieldPanel("material", help_text=_("What has to be there: cards, paper, a quiet corner.")),
        FieldPanel(
            "steps",
            help_text=_("One step per line, as you would tell a colleague. Visitors read them."),
        ),
        UsesPanel(heading=_("published modules that use it")),
    ]

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {
            f"{name}_url_name": None for name in self.left_out
        }

    def get_urlpatterns(self) -> list[URLPattern]:
        return [p for p in super().get_urlpatterns() if p.name not in self.left_out]
