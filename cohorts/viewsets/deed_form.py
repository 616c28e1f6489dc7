"""Forms that carry out a deed of the domain instead of writing rows themselves."""

import hashlib
from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from home.models import User


class DayInput(forms.DateInput):
    """The browser's own calendar; without it, a day as it is written here: 24.11.2026."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    """The browser's own clock, to the minute."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DeedForm(forms.ModelForm):
    """Checks what was typed, then calls the domain and puts its objections to the fields.

    `version` says which state of the record was on the screen. If somebody saved in between, the
    form is refused once, with everything typed still there.
    """

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    # Names that the domain uses for what the form asks otherwise.
    lands_at: dict[str, str] = {}
    # Objections that name no field, by their code.
    codes_at: dict[str, str] = {}

    def __init__(self, *args: Any, user: "User", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            self.initial["version"] = self.current_version()
        else:
            del self.fields["version"]

    def _post_clean(self) -> None:
        """The domain checks the record. Here it stays as it is stored, not as it was typed."""

    def stored(self) -> dict[str, Any]:
        """What the record says now, field by field of this form."""
        row = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return forms.model_to_dict(row, fields=self._meta.fields)

    def current_version(self) -> str:
        return hashlib.sha256(repr(sorted(self.stored().items())).encode()).hexdigest()[:16]

    @transaction.atomic
    def carry_out(self, *, by: "User", now: datetime) -> models.Model:
        if not self.instance.pk:
            return self.create(by=by, now=now)
        row = self.locked()
        self.refuse_if_stale()
        return self.change(row, by=by, now=now)

    def locked(self) -> models.Model:
        """The row as it is stored, not as it was typed, held until the deed is done."""
        return type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)

    def refuse_if_stale(self) -> None:
        current = self.current_version()
        if self.cleaned_data["version"] != current:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = current
            raise ValidationError(
                _(
                    "Somebody else has changed this in the meantime. Nothing was saved yet. What "
                    "you typed still stands below: compare and save again if it shall hold. "
                    "Different from what is stored now: %(fields)s"
                )
                % {"fields": ", ".join(self.differing()) or _("nothing")},
                code="stale",
            )

    def differing(self) -> list[str]:
        stored = self.stored()
        return [
            str(self.fields[name].label)
            for name, value in stored.items()
            if name in self.fields and self.fields[name].has_changed(value, self[name].data)
        ]

    @abstractmethod
    def create(self, *, by: "User", now: datetime) -> models.Model:
        """Call the domain's deed that makes the record."""

    @abstractmethod
    def change(self, row: models.Model, *, by: "User", now: datetime) -> models.Model:
        """Call the domain's deed that changes it."""

    def typed(self) -> dict[str, Any]:
        """The values of the record's own fields, as the domain takes them."""
        return {
            name: self.cleaned_data[name]
            for name in self._meta.fields
            if name in self.fields and not self.fields[name].disabled
        }

    def land(self, error: ValidationError) -> None:
        """Put what the domain objects to where it was typed."""
        if not hasattr(error, "error_dict"):
            for single in error.error_list:
                self.add_error(self.codes_at.get(single.code or ""), single)
            return
        for name, errors in error.error_dict.items():
            field = self.lands_at.get(name, name)
            known = field in self.fields and field != NON_FIELD_ERRORS
            self.add_error(field if known else None, errors)
