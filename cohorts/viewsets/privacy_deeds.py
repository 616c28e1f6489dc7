"""Deleting a person's data, and keeping them until a day: what staff can do for a person."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from cohorts.domain import privacy
from cohorts.models import Participant
from cohorts.viewsets.deed_form import DayInput
from cohorts.viewsets.deed_views import Deed, DeedQuestion

if TYPE_CHECKING:
    from home.models import User

NO_NAMES = _("Please name nobody here: a reason stays in the log.")


class ErasureQuestion(DeedQuestion):
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=NO_NAMES)


class RetentionQuestion(DeedQuestion):
    until = forms.DateField(label=_("Keep until"), widget=DayInput())
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("For example “proof of use of 2026”. The person reads it, too."),
    )


def _erase(
    person: Participant, *, by: "User", now: datetime, **answers: Any
) -> privacy.Erased | privacy.Restricted:
    return privacy.erase(participant=person, by=by, now=now, **answers)


def _retain(person: Participant, *, by: "User", now: datetime, **answers: Any) -> object:
    return privacy.retain(participant=person, by=by, now=now, **answers)


def _tell(outcome: privacy.Erased | privacy.Restricted) -> str:
    if isinstance(outcome, privacy.Erased):
        return str(_("The person's data are deleted."))
    text = _("The data are restricted until %(day)s. Then they are deleted.")
    return str(text % {"day": date_format(outcome.until, str(_("j F Y")))})


ERASE = Deed(
    key="erase",
    label=_("Delete personal data"),
    question=_(
        "Name, address and everything about the person are removed. Seats are given back. "
        "Minutes of attendance stay without a name. While the data must be kept, they are "
        "restricted instead. This cannot be undone."
    ),
    act=_erase,
    is_open=lambda person: person.erased_at is None and person.restricted_since is None,
    icon="bin",
    form_class=ErasureQuestion,
    tell=_tell,
    ends_in_list=True,
)
RETAIN = Deed(
    key="retain",
    label=_("Keep until …"),
    question=_("Until this day the data are not deleted. If the person asks, they are restricted."),
    act=_retain,
    is_open=lambda person: person.erased_at is None,
    icon="lock",
    form_class=RetentionQuestion,
)
