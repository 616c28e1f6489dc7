"""Forms of the curriculum."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminPageForm


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
    """Whoever may publish the module names the trainer who is responsible for it.

    Who can be named is known elsewhere: functions hooked to `construct_responsible_trainers` take
    the choices, the page below which the module stands and the user, and return fewer or others.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "responsible" in self.fields:
            self.limit_responsible()

    def limit_responsible(self) -> None:
        field = self.fields["responsible"]
        now = get_user_model().objects.filter(pk=self.instance.responsible_id)
        parent = self.parent_page or self.instance.get_parent()
        if not parent.permissions_for_user(self.for_user).can_publish_subpage():
            field.queryset, field.disabled = now, True
            return
        choices = get_user_model().objects.none()
        for function in hooks.get_hooks("construct_responsible_trainers"):
            choices = function(choices, parent, self.for_user)
        field.queryset = (choices | now).distinct().order_by("name", "email")
