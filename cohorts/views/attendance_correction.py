"""The form that corrects an entry of a closed list."""

from datetime import datetime
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cohorts.domain import attendance
from cohorts.domain.rosters import Entry
from cohorts.models import Attendance, Session
from cohorts.views.attendance_rows import STEP, Choice, RowForm, stamp

if TYPE_CHECKING:
    from home.models import User


class CorrectionForm(RowForm):
    state = forms.ChoiceField(
        label=_("attendance"),
        choices=[
            (Attendance.State.PRESENT, _("there")),
            (Attendance.State.PARTLY, _("partly")),
            (Attendance.State.ABSENT, _("missing")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose there, partly or missing.")},
    )
    excused = forms.BooleanField(label=_("if missing: excused"), required=False)
    late = forms.IntegerField(
        label=_("came late (minutes)"), min_value=0, max_value=1440, step_size=STEP, required=False
    )
    early = forms.IntegerField(
        label=_("left early (minutes)"), min_value=0, max_value=1440, step_size=STEP, required=False
    )
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    was = None  # type: ignore[assignment]
    reason = forms.CharField(
        label=_("reason"),
        help_text=_("Stays in the log with the entry as it was."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Please say why the entry is corrected.")},
    )

    @classmethod
    def of(cls, entry: Entry) -> "CorrectionForm":
        choice = Choice.of(entry.row)
        return cls(
            initial={
                "state": Attendance.State.ABSENT if choice.is_missing else choice.state,
                "excused": choice.is_excused,
                "late": choice.late,
                "early": choice.early,
                "seen": stamp(entry.row),
            }
        )

    def correct(self, *, session: Session, entry: Entry, by: "User", now: datetime) -> bool:
        """Correct the entry; False, with the reason on the form, if that cannot be."""
        choice = self.choice
        try:
            attendance.correct(
                session=session,
                participant=entry.participant,
                state=choice.state,
                late_minutes=choice.late,
                early_minutes=choice.early,
                reason=self.cleaned_data["reason"],
                seen=self.cleaned_data["seen"],
                by=by,
                now=now,
            )
        except ValidationError as error:
            self.add_error(None, " ".join(error.messages))
            if isinstance(error, attendance.ChangedMeanwhile):
                # Looking at it now counts as having seen it: sending again is then a decision.
                self.data = {**self.data, "seen": stamp(error.row)}
            return False
        return True
