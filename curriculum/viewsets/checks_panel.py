"""In the module's editor: what the module still lacks, each line leading to its place."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from curriculum.domain import content_checks, content_words
from curriculum.domain.content_checks import Content, Finding, Rule


class ChecksPanel(Panel):
    """Judges what was typed where something could not be saved, and else what is stored."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/checks_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and (self.instance.pk or self.form.is_bound))

        def content(self) -> Content | None:
            if self.form.is_bound:
                typed: Content | None = self.form.content()
                return typed
            return content_checks.content_of(self.instance)

        def place(self, finding: Finding) -> str:
            """The field where the finding is mended; what is missing leads to where it belongs."""
            missing = {
                Rule.NO_GOALS: "id_learning_goals-ADD",
                Rule.NO_LEAD: "id_lead",
                Rule.NO_PLAN: f"{self.prefix.rpartition('-child-')[0]}-body-section",
            }
            return finding.anchor or missing.get(finding.rule, "")

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            content = self.content()
            found = content_checks.findings(content) if content else ()
            lines = [
                {
                    "text": content_words.sentence(finding),
                    "place": self.place(finding),
                    "must": finding.must,
                }
                for finding in found
            ]
            return {
                **super().get_context_data(parent_context),
                "work": content.work if content and content.plans else None,
                "is_judged": content is not None,
                "lines": lines,
                "again_url": self.instance.pk
                and reverse("wagtailadmin_pages:edit", args=[self.instance.pk]),
                "is_held_back": any(finding.must for finding in found),
            }
