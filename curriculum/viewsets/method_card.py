"""Method cards: trainers write them once and refer to them in many seminar plans."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from curriculum.models import MethodCard


class MethodCardViewSet(SnippetViewSet):
    """A snippet, because the rows of a seminar plan choose it."""

    model = MethodCard
    icon = "list-ol"
    menu_label = _("Method cards")
    menu_order = 130
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["name", "minutes", "min_people", "max_people"]
    search_fields = ["name", "steps"]
    panels = ["name", "minutes", "min_people", "max_people", "material", "steps"]
