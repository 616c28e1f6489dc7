"""Wagtail's own screens as this house has them: accounts, and the checks of a preview."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page
from wagtail.users.views import users

from home.models import User

# --- Accounts: without passwords, first names and groups, which nobody has here ----------------


class UserForm(forms.ModelForm):
    """Roles are not given here: they follow from memberships."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])

    def save(self, commit: bool = True) -> User:
        if not self.instance.pk:
            self.instance.set_unusable_password()
        return super().save(commit)


class UserViewSet(users.UserViewSet):
    """Seen by superusers only: no role may see or change the accounts of all."""

    template_prefix = ""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return UserForm


# --- The checks of a preview -------------------------------------------------------------------


class Checker(ContentCheckerItem):
    """Headings, pictures and links that not everybody gets, searched for in the editor's preview.

    axe runs in the browser of the person who writes. It looks at the content only, not at our
    frame, which the tests answer for.
    """

    axe_include = ["main"]
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "list",
        "td-headers-attr",
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no text"),
            "help_text": _("Say in one sentence what can be seen and why it stands here."),
        },
        "image-redundant-alt": {
            "error_name": _("A picture repeats the words beside it"),
            "help_text": _(
                "Say what the words do not say, or leave the text of the picture empty."
            ),
        },
        "list": {
            "error_name": _("A list holds something that is no item"),
            "help_text": _("Write the list again with the button of the text field."),
        },
        "td-headers-attr": {
            "error_name": _("A table refers to a heading that does not exist"),
            "help_text": _("Tell the competence centre; this is our fault."),
        },
    }


def put_checker_in(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Ours instead of Wagtail's, in the same place."""
    items[:] = [
        Checker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
