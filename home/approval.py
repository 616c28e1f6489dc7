"""What is published when somebody approves (setting WAGTAIL_FINISH_WORKFLOW_ACTION).

Wagtail's models import this module while they are made, so it imports none.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wagtail.models import WorkflowState

    from home.models import User


def publish(state: "WorkflowState", user: "User | None" = None) -> None:
    """What was handed in, or what the approver made of it; never what somebody else added since.

    Wagtail would publish the newest draft, whoever wrote it and whether or not anybody read it. A
    newer draft of somebody else stays a draft, and can be handed in itself.
    """
    handed_in = state.current_task_state.revision
    newest = state.content_object.get_latest_revision()
    by_approver = user is not None and newest.user_id == user.pk
    (newest if by_approver else handed_in).publish(user=user)
