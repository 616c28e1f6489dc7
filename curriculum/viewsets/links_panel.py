"""In the module's editor: where each learning goal stands with the standards."""

from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from curriculum.domain import link_facts, links, side_by_side
from curriculum.models import Edition, LearningGoal


class LinksPanel(Panel):
    """Shows the state of every link of the live module, with both wordings of what changed."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "curriculum/admin/links_panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Nine queries, two of them for the chain, whatever the number of goals."""
            edition = Edition.objects.newest_adopted()
            goals = LearningGoal.objects.filter(module=self.instance.pk).order_by("sort_order")
            states = links.states(goals, on=timezone.localdate(), edition=edition)
            waiting = [goal for goal in goals if states[goal.pk].waits]
            cases = {
                goal.pk: case for case in side_by_side.cases(waiting, states) for goal in case.goals
            }
            rows = [
                {"goal": goal, "state": states[goal.pk], "case": cases.get(goal.pk)}
                for goal in goals
            ]
            return {
                **super().get_context_data(parent_context),
                "edition": edition,
                "rows": rows,
                "states": [row["state"] for row in rows],
                "waiting": len(waiting),
                "scheduled": [
                    link
                    for link in link_facts.drafts([self.instance])
                    if link.place is link_facts.Place.SCHEDULED
                ],
                "may_confirm": links.may_confirm(self.instance, self.request.user),
                "page": self.instance,
            }
