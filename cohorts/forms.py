"""Forms of single pages: signing up, one's own data, adapting a module."""

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cohorts.domain import consents, feedback
from cohorts.models import CarrierSection, FeedbackAnswer
from cohorts.models.participant import NAME_LENGTH, clean_name


class NameField(forms.CharField):
    """The name as it shall stand on the certificate, in any script."""

    widget = forms.TextInput(
        attrs={"autocomplete": "name", "maxlength": NAME_LENGTH, "dir": "auto"}
    )

    def __init__(self) -> None:
        super().__init__(
            label=_("First and last name"),
            help_text=_("This is how it will appear on the certificate."),
            error_messages={"required": _("Please enter your name.")},
        )

    def clean(self, value: str) -> str:
        return clean_name(super().clean(value))


class NamedForm(forms.Form):
    full_name = NameField()


class NameForm(NamedForm):
    """For somebody who is signed in and signs up for the first time: only the name is missing.

    `cleaned_data["of_age_on"]` is the 18th birthday of a minor, else None. The birthday itself is
    asked for to find that day, and goes no further.
    """

    is_minor = forms.BooleanField(
        label=_("I am not yet 18 years old."),
        required=False,
        # The next field shows as soon as this is ticked.
        widget=forms.CheckboxInput(attrs={"data-reveals-next": ""}),
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        help_text=_(
            "Only if you are not yet 18: a parent or guardian then has to agree. We store the "
            "day on which you turn 18, and nothing else."
        ),
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "bday"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Please enter your date of birth, such as 24.11.2010.")},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        cleaned["of_age_on"] = None
        if cleaned.get("is_minor") and "born_on" in cleaned:
            cleaned["of_age_on"] = self._of_age_on(cleaned["born_on"])
        return cleaned

    def _of_age_on(self, born_on: date | None) -> date | None:
        today = timezone.localdate()
        if born_on is None:
            self.add_error("born_on", _("Please enter your date of birth."))
        elif born_on > today:
            self.add_error("born_on", _("This day is in the future. Please check it."))
        elif consents.of_age_on(born_on) <= today:
            self.add_error(
                "born_on",
                _(
                    "According to this date you are already 18. Please correct it, or untick "
                    "the box above."
                ),
            )
        else:
            return consents.of_age_on(born_on)
        return None


class SignUpForm(NameForm):
    """For somebody who is not signed in. Whatever else is sent along has no effect."""

    field_order = ("full_name", "email", "is_minor", "born_on", "consent")

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


def languages() -> list[tuple[str, str]]:
    """The languages that are offered, each by its own name."""
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]


class LanguageForm(forms.Form):
    """In which language mails are written."""

    language = forms.ChoiceField(label=_("Language of our e-mails"), choices=languages)


class OwnDataForm(NamedForm, LanguageForm):
    """What a learner may change about themselves."""


class PersonalCodeForm(forms.Form):
    """The code of a personal letter, as people type it."""

    code = forms.CharField(
        label=_("Personal code"),
        max_length=60,
        help_text=_("Twenty characters in groups of four. Capitals and dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Please enter the code of your letter.")},
    )


def choice_of(question: FeedbackAnswer.Question) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=question.label,
        choices=FeedbackAnswer.Value.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one of the answers."),
            "invalid_choice": _("Please choose one of the answers."),
        },
    )


class FeedbackForm(forms.Form):
    """Three questions after a course; the third may be left out."""

    useful = choice_of(FeedbackAnswer.Question.USEFUL)
    understood = choice_of(FeedbackAnswer.Question.UNDERSTOOD)
    next_time = forms.CharField(
        label=FeedbackAnswer.Question.NEXT_TIME.label,
        required=False,
        help_text=_("Write nothing that shows who you are: no names, no place where you live."),
        widget=forms.Textarea(attrs={"dir": "auto", "maxlength": feedback.LONGEST}),
    )

    def clean_next_time(self) -> str:
        return feedback.in_own_words(self.cleaned_data["next_time"])


class AdaptForm(forms.Form):
    """For which carrier; nothing to choose where there is only one."""

    section = forms.ModelChoiceField(label=_("Carrier"), queryset=CarrierSection.objects.none())

    def __init__(self, *args: Any, sections: "QuerySet[CarrierSection]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[CarrierSection]", self.fields["section"])
        field.queryset, field.empty_label = sections, None
        if len(only := list(sections[:2])) == 1:
            field.initial, field.widget = only[0], forms.HiddenInput()


class RemarkForm(forms.Form):
    """What somebody says about one criterion of a draft. `criterion` is its number."""

    text = forms.CharField(
        label=_("Your remark"),
        widget=forms.Textarea(attrs={"dir": "auto"}),
        error_messages={"required": _("Please write a remark.")},
    )

    def __init__(self, data: Any = None, *, criterion: int) -> None:
        super().__init__(data, auto_id=f"anmerkung-{criterion}-%s")
        self.criterion = criterion

    def about(self, key: str) -> "RemarkForm":
        """Many of these stand on one page: each says what it is about."""
        self["text"].label = _("Your remark on %(key)s") % {"key": key}
        return self
