"""In a local module's editor: which shared module it is based on, and whether that has changed."""

from typing import Any

from wagtail.admin.panels import Panel

from curriculum.domain import originals


class OriginalPanel(Panel):
    """One query, and nothing at all where a module is based on no other."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/original_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk and self.instance.based_on_id)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return {
                **super().get_context_data(parent_context),
                "page": self.instance,
                "original": self.instance.based_on,
                "has_changed": originals.has_changed(self.instance),
            }
