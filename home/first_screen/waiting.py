"""What waits for somebody: a panel of the first screen, and how it is drawn."""

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from wagtail.admin.ui.components import Component

from home.first_screen.row import Row
from home.models import User

SHOWN = 8


class Waiting(Component):
    """A heading, up to eight rows with a link each, and where to find the rest."""

    template_name = "home/admin/waiting.html"
    order = 50
    heading: Promise
    icon = "list-ul"
    more_url_name = ""
    more_query = ""

    def __init__(self, user: User, now: datetime) -> None:
        self.user = user
        self.now = now

    @abstractmethod
    def rows(self) -> list[Row]:
        """What waits, the most urgent first."""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        rows = self.rows()
        return {
            "heading": self.heading,
            "icon": self.icon,
            "rows": rows[:SHOWN],
            "more_url": len(rows) > SHOWN and f"{reverse(self.more_url_name)}{self.more_query}",
        }

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        """Where nothing waits, nothing stands."""
        context = self.get_context_data(parent_context or {})
        if not context["rows"]:
            return ""
        return render_to_string(self.template_name, context)
