"""Forms of the curriculum."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from curriculum.domain import content_checks, content_words
from curriculum.domain.content_checks import Content, Goal


class ReviewForm(forms.Form):
    reason = forms.CharField(
        label=_("Why does the module still serve the criterion?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class TakeNoteForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("What follows from it for this module?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: taken over, or: does not fit here, because …"),
    )


class ModulePageForm(WagtailAdminPageForm):
    """Saves any draft; hands in and publishes what can be taught.

    Whoever may publish the module names the trainer who is responsible for it. Who can be named is
    known elsewhere: functions hooked to `construct_responsible_trainers` take the choices, the page
    below which the module stands and the user, and return fewer or others.
    """

    HANDS_IN = ("action-publish", "action-submit", "action-restart-workflow")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "responsible" in self.fields:
            self.limit_responsible()

    def limit_responsible(self) -> None:
        field = self.fields["responsible"]
        now = get_user_model().objects.filter(pk=self.instance.responsible_id)
        parent = self.parent_page or (self.instance.pk and self.instance.get_parent())
        if not self.may_publish_below(parent):
            field.queryset, field.disabled = now, True
            return
        choices = get_user_model().objects.none()
        for function in hooks.get_hooks("construct_responsible_trainers"):
            choices = function(choices, parent, self.for_user)
        field.queryset = (choices | now).distinct().order_by("name", "email")

    def may_publish_below(self, parent: Page | None) -> bool:
        if not parent or not self.for_user:
            return False
        return bool(parent.permissions_for_user(self.for_user).can_publish_subpage())

    # --- What must not go public ---

    @property
    def hands_in(self) -> bool:
        """A button was pressed after which others read it: the visitors, or who approves."""
        approves = self.data.get("workflow-action-name") == "approve"
        pressed = any(self.data.get(button) for button in self.HANDS_IN)
        return pressed or (approves and bool(self.data.get("action-workflow-action")))

    def is_valid(self) -> bool:
        """Goals are rows of their own, so what the module lacks is known after all of them."""
        valid = bool(super().is_valid())
        content = self.content() if valid and self.hands_in else None
        in_the_way = content_checks.in_the_way(content) if content else ()
        for finding in in_the_way:
            self.add_error(None, content_words.sentence(finding))
        return valid and not in_the_way

    def content(self) -> Content | None:
        """What was typed; None while a field in question holds something impossible."""
        typed = getattr(self, "cleaned_data", {})
        if not {"lead", "min_minutes", "max_minutes", "body"} <= typed.keys():
            return None
        return Content(
            lead=typed["lead"],
            goals=tuple(self.typed_goals()),
            plans=content_checks.plans_in(typed["body"]),
            least=typed["min_minutes"],
            most=typed["max_minutes"],
        )

    def typed_goals(self) -> Iterator[Goal]:
        for at, row in enumerate(self.formsets["learning_goals"].forms):
            typed = getattr(row, "cleaned_data", {})
            if typed.get("text") and not typed.get("DELETE"):
                has_criterion = bool(typed.get("criterion"))
                yield Goal(typed["text"], has_criterion, content_checks.goal_anchor(at))
