"""Forms of the house: sign-in, second factor."""

import re
import unicodedata
from secrets import compare_digest

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

CODE_LENGTH = 6


def digits_of(text: str) -> str:
    """The six digits in what was typed or pasted, in any script, with spaces or words around.

    Returns an empty string when there are not exactly six.
    """
    plain = "".join(
        str(unicodedata.decimal(c)) if unicodedata.category(c) == "Nd" else c
        for c in text
        if unicodedata.category(c) != "Cf"  # direction marks come along with pasted text
    )
    alone = re.sub(r"\D", "", plain)
    if len(alone) == CODE_LENGTH:
        return alone
    among_words = re.findall(r"(?<!\d)\d{3}[\s-]?\d{3}(?!\d)", plain)
    return re.sub(r"\D", "", among_words[0]) if len(among_words) == 1 else ""


class EmailForm(forms.Form):
    """One field, for those we know and those we do not."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Please enter your e-mail address."),
            "invalid": _("Please enter an e-mail address such as name@example.org."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()


class CodeForm(forms.Form):
    """One field for the six digits. Only six digits are an attempt; anything else is a slip."""

    code = forms.CharField(
        label=_("Code from the e-mail"),
        help_text=_("Six digits"),
        max_length=1000,  # room for a whole pasted mail
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "autofocus": True,
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
        error_messages={
            "required": _("Please enter the six digits from the e-mail."),
            "max_length": _("Please enter the six digits from the e-mail."),
        },
    )

    trust = forms.BooleanField(
        label=_("Stay signed in on this device for 60 days"),
        help_text=_("Only on a device that is yours alone."),
        required=False,
    )

    def __init__(self, *args: object, expected: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.expected = expected

    def clean_code(self) -> str:
        code = digits_of(self.cleaned_data["code"])
        if not code:
            raise ValidationError(_("Please enter the six digits from the e-mail."), code="digits")
        if not self.expected or not compare_digest(code, self.expected):
            raise ValidationError(_("This code is not right."), code="wrong")
        return code

    @property
    def was_an_attempt(self) -> bool:
        return self.has_error("code", "wrong")


class FactorForm(forms.Form):
    """The six digits from the app, or a recovery code. Whether they fit is asked by the view."""

    factor = forms.CharField(
        label=_("Code from the app"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
        error_messages={"required": _("Please enter the six digits from the app.")},
    )


class BarrierForm(forms.Form):
    """Report a barrier: what, and if one likes where and who. Works without signing in."""

    text = forms.CharField(
        label=_("What does not work?"),
        help_text=_("For example: I cannot read the picture. Or: I cannot press the button."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={
            "required": _("Please write what does not work."),
            "max_length": _("Please write less: at most 4,000 characters."),
        },
    )
    page = forms.CharField(
        label=_("On which page?"),
        help_text=_("The address of the page, or what it is about."),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": "false", "dir": "auto"}),
        error_messages={"max_length": _("Please write less: at most 500 characters.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you would like an answer."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={
            "invalid": _("Please enter an e-mail address such as name@example.org."),
        },
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()
