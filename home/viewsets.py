"""Accounts in the admin: without passwords, first names and groups, which nobody has here."""

from typing import Any

from django import forms
from wagtail.users.views import users

from home.models import User


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
