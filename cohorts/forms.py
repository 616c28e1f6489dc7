"""Forms of single pages: signing up, one's own data, adapting a module."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cohorts.models import CarrierSection
from cohorts.models.participant import NAME_LENGTH, clean_name


class NameField(forms.CharField):
    """The name as it shall stand on the certificate, in any script."""

    widget = forms.TextInput(
        attrs={"autocomplete": "name", "maxlength": NAME_LENGTH, "dir": "auto"}
    )

    def __init__(self) -> None:
        super().__init__(
            label=_("First and last name"),
            help_text=_("This is how it will stand on the certificate."),
            error_messages={"required": _("Please enter your name.")},
        )

    def clean(self, value: str) -> str:
        return clean_name(super().clean(value))


class NameForm(forms.Form):
    """For somebody who is signed in and signs up for the first time: only the name is missing."""

    full_name = NameField()


class SignUpForm(NameForm):
    """For somebody who is not signed in. Whatever else is sent along has no effect."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Please enter your e-mail address."),
            "invalid": _("Please enter an e-mail address such as name@example.org."),
        },
    )
    consent = forms.BooleanField(
        label=_("The carrier may use my details for this course."),
        error_messages={"required": _("Without your consent we cannot take your sign-up.")},
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class LanguageForm(forms.Form):
    """In which language mails are written."""

    language = forms.ChoiceField(
        label=_("Language of our e-mails"),
        choices=[
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ],
    )


class OwnDataForm(NameForm, LanguageForm):
    """What a learner may change about themselves."""


class AdaptForm(forms.Form):
    """For which carrier; nothing to choose where there is only one."""

    section = forms.ModelChoiceField(label=_("Carrier"), queryset=CarrierSection.objects.none())

    def __init__(self, *args: Any, sections: "QuerySet[CarrierSection]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[CarrierSection]", self.fields["section"])
        field.queryset, field.empty_label = sections, None
        if len(only := list(sections[:2])) == 1:
            field.initial, field.widget = only[0], forms.HiddenInput()
