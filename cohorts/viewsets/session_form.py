"""The form of a session: planned in Berlin wall time, with its parts in minutes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import sign_up, timetable, wall_time
from cohorts.domain.capacity import MOST
from cohorts.models import Carrier, Cohort, Membership, Place, Session
from cohorts.viewsets.deed_form import ClockInput, DayInput, DeedForm
from cohorts.viewsets.segment_rows import SegmentRows

if TYPE_CHECKING:
    from home.models import User

State = Cohort.State
Status = Session.Status


class SessionForm(DeedForm):
    lands_at = {"name": "guest_speakers", "starts_at": "start", "ends_at": "end"}
    codes_at = {"capacity": "guest_capacity", "below_held": "guest_capacity", "too_short": "end"}

    day = forms.DateField(label=_("Day"), widget=DayInput())
    start = forms.TimeField(label=_("From"), widget=ClockInput())
    end = forms.TimeField(label=_("To"), widget=ClockInput())
    trainers = forms.ModelMultipleChoiceField(
        label=_("Trainers"),
        queryset=get_user_model().objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see the names of this session and mark attendance."),
    )
    guest_speakers = forms.CharField(
        label=_("Guest speakers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One name a line. They need no account."),
    )

    online_address = forms.URLField(
        label=_("Online address"),
        required=False,
        assume_scheme="https",
        help_text=_("Shown to confirmed people and trainers only."),
    )

    class Meta:
        model = Session
        fields = [
            "cohort",
            "title",
            "place",
            "is_online",
            "online_address",
            "status",
            "status_note",
            "guest_capacity",
        ]
        help_texts = {"title": _("Leave it empty: the session is then named after its modules.")}

    field_order = ["cohort", "day", "start", "end", "title", "place", "trainers", "guest_speakers"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["guest_capacity"].validators.append(MaxValueValidator(MOST))
        self.fields["status"].choices = [
            choice for choice in Status.choices if choice[0] != Status.CANCELLED
        ]
        self.fields["cohort"].queryset = Cohort.objects.editable_by(self.user).filter(
            state__in=[State.DRAFT, State.PUBLISHED]
        )
        self.fields["place"].queryset = self.places()
        self.fields["trainers"].queryset = self.teachers()
        self.fields["trainers"].label_from_instance = str
        if self.instance.pk:
            self.fields["cohort"].disabled = True
            self.fields["cohort"].queryset = Cohort.objects.filter(pk=self.instance.cohort_id)
            self.fields["cohort"].widget = forms.HiddenInput()
            self.fields["status"].disabled = self.instance.is_cancelled
            if self.instance.is_cancelled:
                self.fields["status"].choices = Status.choices
            self.initial |= self.wall_times() | self.people()
        given = {"data": self.data} if self.is_bound else {"initial": self.parts()}
        own = Carrier.objects.coordinated_by(self.user)
        self.rows = SegmentRows(session=self.instance, carriers=own, **given)

    def places(self) -> "QuerySet[Place]":
        own = Place.objects.editable_by(self.user)
        return Place.objects.filter(Q(pk__in=own.values("pk")) | Q(pk=self.instance.place_id))

    def teachers(self) -> "QuerySet[User]":
        """Staff of the carriers that the user coordinates, and who teaches already."""
        carriers = Cohort.objects.editable_by(self.user).values("organiser")
        staff = Membership.objects.current(timezone.localdate()).filter(
            Q(carrier__in=carriers)
            | Q(pk__in=Membership.objects.editable_by(self.user).values("pk"))
        )
        known = Q(pk__in=staff.values("user"))
        if self.instance.pk:
            known |= Q(pk__in=self.instance.trainers.values("user"))
        return get_user_model().objects.filter(known).order_by("name", "email")

    def wall_times(self) -> dict[str, Any]:
        start, end = (
            at.astimezone(wall_time.BERLIN)
            for at in (self.instance.starts_at, self.instance.ends_at)
        )
        return {"day": start.date(), "start": start.time(), "end": end.time()}

    def people(self) -> dict[str, Any]:
        trainers = list(self.instance.trainers.order_by("pk"))
        return {
            "trainers": [t.user_id for t in trainers if t.user_id],
            "guest_speakers": "\n".join(t.name for t in trainers if t.name),
        }

    def parts(self) -> list[dict[str, Any]]:
        return (
            SegmentRows.of(self.instance) if self.instance.pk else self.initial.get("segments", [])
        )

    def stored(self) -> dict[str, Any]:
        row = Session.objects.get(pk=self.instance.pk)
        return super().stored() | {
            "times": (row.starts_at.isoformat(), row.ends_at.isoformat()),
            "people": list(row.trainers.order_by("pk").values_list("user", "name")),
            "segments": SegmentRows.of(row),
        }

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day = cleaned.get("day")
        for name, instant in (("start", "starts_at"), ("end", "ends_at")):
            if day and cleaned.get(name) is not None:
                try:
                    cleaned[instant] = wall_time.berlin(day, cleaned[name]).at
                except ValidationError as error:
                    self.add_error(name, error)
        if not cleaned.get("title"):
            cleaned["title"] = self.rows.title()
            if not cleaned["title"]:
                self.add_error(
                    "title", _("Give the session a title, or one of its parts a module.")
                )
        return cleaned

    def speakers(self) -> list[Any]:
        names = self.cleaned_data["guest_speakers"].splitlines()
        return [*self.cleaned_data["trainers"], *(n.strip() for n in names if n.strip())]

    def create(self, *, by: "User", now: datetime) -> Session:
        cohort = Cohort.objects.select_for_update().get(pk=self.cleaned_data["cohort"].pk)
        self.refuse_second(cohort)
        values = self.values("guest_capacity")
        del values["status_note"]
        return timetable.plan_session(
            cohort=cohort,
            segments=self.rows.planned(),
            trainers=self.speakers(),
            by=by,
            now=now,
            **values,
        )

    def refuse_second(self, cohort: Cohort) -> None:
        """A form that was sent twice plans one session."""
        if cohort.sessions.filter(
            title=self.cleaned_data["title"], starts_at=self.cleaned_data["starts_at"]
        ).exists():
            raise ValidationError(
                {"start": _("This session is planned already: same title, same beginning.")}
            )

    def values(self, *more: str) -> dict[str, Any]:
        names = ["title", "starts_at", "ends_at", "place", "is_online", "online_address"]
        names += ["status_note", *more]
        if not self.fields["status"].disabled:
            names.append("status")
        return {name: self.cleaned_data[name] for name in names}

    def locked(self) -> Model:
        """The cohort's row first, then the session's, as in every deed."""
        Cohort.objects.select_for_update().get(pk=self.instance.cohort_id)
        return Session.objects.select_for_update(of=("self",)).get(pk=self.instance.pk)

    def change(self, row: Session, *, by: "User", now: datetime) -> Session:
        """One form, several deeds, all or none: each that changes something is logged."""
        ends, starts = self.cleaned_data["ends_at"], self.cleaned_data["starts_at"]
        becomes_shorter = ends - starts < row.ends_at - row.starts_at
        steps = [self.change_segments, self.change_times]
        for step in steps if becomes_shorter else reversed(steps):
            step(row, by=by, now=now)
        if set(map(str, self.people_typed())) != set(map(str, self.people_stored(row))):
            timetable.set_trainers(session=row, trainers=self.speakers(), by=by, now=now)
        sign_up.set_guest_capacity(
            session=row, capacity=self.cleaned_data["guest_capacity"], by=by, now=now
        )
        return Session.objects.get(pk=row.pk)

    def people_typed(self) -> list[Any]:
        return [who if isinstance(who, str) else who.pk for who in self.speakers()]

    def people_stored(self, row: Session) -> list[Any]:
        return [t.name or t.user_id for t in row.trainers.all()]

    def change_segments(self, row: Session, *, by: "User", now: datetime) -> None:
        if self.rows.typed() != SegmentRows.of(row):
            timetable.set_segments(session=row, segments=self.rows.planned(), by=by, now=now)

    def change_times(self, row: Session, *, by: "User", now: datetime) -> None:
        timetable.change_session(session=row, by=by, now=now, **self.values())
