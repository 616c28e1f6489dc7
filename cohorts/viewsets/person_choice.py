"""Choosing a person: type a part of the name or address, then choose among those found.

Works without script: saving without a choice searches, and the page comes back with the people
found. A list of all people would grow without end, and is more than anybody needs to read.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cohorts.models import Participant
from cohorts.models.participant import ParticipantQuerySet

MOST = 20


def person_label(person: Participant) -> str:
    return f"{person.full_name} ({person.email or person})"


class PersonSearchField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=_("Look for a person"),
            required=False,
            max_length=200,
            help_text=_(
                "A part of the name or e-mail address. Then save: you choose among those found. "
                "Somebody new? Enter the person under People first."
            ),
            widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        )


class PersonChoice(forms.ModelChoiceField):
    """Among the people found; its choices come from `offer_people`."""

    widget = forms.RadioSelect

    def __init__(self) -> None:
        super().__init__(
            label=_("Person"),
            queryset=Participant.objects.none(),
            empty_label=None,
            error_messages={"required": _("Please look for the person and choose.")},
        )

    def label_from_instance(self, person: Participant) -> str:
        return person_label(person)

    def clean(self, value: Any) -> Any:
        if not value and self.objection:
            raise ValidationError(self.objection, code="required")
        return super().clean(value)

    objection = ""


def offer_people(form: forms.Form, people: ParticipantQuerySet) -> None:
    """Let the form's `participant` be one of those that `person` finds, or who is chosen already.

    A person beyond `people` is refused like one who does not exist.
    """
    chosen = form["participant"].value()
    typed = form["person"].value() or ""
    numbers = [int(chosen)] if str(chosen or "").isdecimal() else []
    offered = Q(pk__in=numbers)
    field = form.fields["participant"]
    if typed.strip():
        found = list(
            people.found_by(typed)
            .order_by("sort_name", "pk")
            .values_list("pk", flat=True)[: MOST + 1]
        )
        offered |= Q(pk__in=found[:MOST])
        field.objection = _objection(len(found))
    field.queryset = people.filter(offered).order_by("sort_name", "pk")
    if not field.queryset:
        field.help_text = _("Here you choose among those found.")


def _objection(found: int) -> str:
    if found == 0:
        return str(_("Nobody of this name is found. Please try a shorter part of it."))
    if found > MOST:
        return str(_("More than 20 people are found. Choose, or type more of the name."))
    return str(_("Please choose who is meant."))
