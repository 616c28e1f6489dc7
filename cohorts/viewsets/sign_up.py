"""Sign-ups: who holds a seat, who waits, and what staff decide."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column

from cohorts.domain import sign_up as door
from cohorts.models import Carrier, Cohort, Participant, Session, SignUp
from cohorts.viewsets.deed_form import DeedForm
from cohorts.viewsets.deed_views import CreateView, Deed, DeedQuestion, InspectView
from cohorts.viewsets.person_choice import (
    PersonChoice,
    PersonSearchField,
    offer_people,
    person_label,
)
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import WordsColumn

if TYPE_CHECKING:
    from home.models import User

State = SignUp.State


def cohorts_with_visible_sign_ups(request: HttpRequest) -> QuerySet[Cohort]:
    rows = SignUp.objects.visible_to(request.user)
    return Cohort.objects.filter(pk__in=rows.values("cohort"))


class SignUpFilterSet(WagtailFilterSet):
    cohort = django_filters.ModelChoiceFilter(
        label=_("Course"), queryset=cohorts_with_visible_sign_ups
    )

    class Meta:
        model = SignUp
        fields = ["state", "cohort"]


class SignUpForm(DeedForm):
    """Staff sign somebody up, through the same door as everybody."""

    codes_at = {"reason": "exception"}
    field_order = ("person", "participant")

    person = PersonSearchField()
    participant = PersonChoice()
    exception = forms.CharField(
        label=_("Admit although it is full: why?"),
        required=False,
        max_length=300,
        help_text=_(
            "Leave it empty, and the person gets a free seat or a place in line. With a reason "
            "the person gets a seat at once, even beyond the number of seats; the reason is logged."
        ),
    )

    class Meta:
        model = SignUp
        fields = ["participant", "cohort", "session", "carrier"]
        help_texts = {
            "session": _("Only for guests of a single session."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Cohort.objects.editable_by(self.user).filter(state=Cohort.State.PUBLISHED)
        offer_people(self, Participant.objects.visible_to(self.user))
        self.fields["cohort"].queryset = own
        self.fields["session"].queryset = (
            Session.objects.filter(cohort__in=own).not_cancelled().select_related("cohort")
        )
        self.fields["session"].label_from_instance = session_label
        self.fields["carrier"].queryset = Carrier.objects.coordinated_by(self.user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        session, cohort = cleaned.get("session"), cleaned.get("cohort")
        if session and cohort and session.cohort_id != cohort.pk:
            self.add_error("session", _("This session belongs to another course."))
        return cleaned

    def create(self, *, by: "User", now: datetime) -> SignUp:
        reason = self.cleaned_data["exception"]
        if reason:
            return door.admit(reason=reason, by=by, now=now, **self.typed())
        return door.request_seat(source=SignUp.Source.STAFF, by=by, now=now, **self.typed())


def session_label(session: Session) -> str:
    return f"{session.cohort}: {session}"


class SignUpIndexView(IndexView):
    title_label = _("Person")
    select = ("participant", "cohort", "session", "carrier")
    folded_field = "participant__search_text"


class SignUpCreateView(CreateView):
    def get_initial(self) -> dict[str, Any]:
        """The person's own page leads here with the person chosen."""
        return super().get_initial() | {"participant": self.request.GET.get("participant", "")}

    def get_success_url(self) -> str:
        return reverse("signup:inspect", args=[self.object.pk])

    def get_edit_url(self) -> str:
        return self.get_success_url()

    def get_success_message(self, instance: SignUp) -> str:
        return str(
            _("%(name)s is signed up: %(state)s.")
            % {"name": instance.participant.full_name, "state": instance.get_state_display()}
        )


class SignUpInspectView(InspectView):
    def get_page_subtitle(self) -> str:
        return f"{self.object.participant.full_name}, {self.object.session or self.object.cohort}"

    def get_participant_display_value(self) -> str:
        return person_label(self.object.participant)

    def get_state_display_value(self) -> str:
        if self.object.state == State.WAITING:
            return str(_("waiting, number %(rank)d in line") % {"rank": door.rank(self.object)})
        return str(self.object.get_state_display())


class OptionalReason(DeedQuestion):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=200, help_text=_("Is kept in the log.")
    )


def approve(sign_up: SignUp, *, by: "User", now: datetime) -> None:
    door.approve(sign_up=sign_up, by=by, now=now)


def decline(sign_up: SignUp, *, by: "User", now: datetime, reason: str) -> None:
    door.decline_request(sign_up=sign_up, by=by, now=now, reason=reason)


def sign_off(sign_up: SignUp, *, by: "User", now: datetime, reason: str) -> None:
    door.sign_off(sign_up=sign_up, by=by, now=now, reason=reason)


def drop_out(sign_up: SignUp, *, by: "User", now: datetime, reason: str) -> None:
    door.drop_out(sign_up=sign_up, by=by, now=now, reason=reason)


def admit(sign_up: SignUp, *, by: "User", now: datetime, reason: str) -> None:
    door.admit(
        participant=sign_up.participant,
        cohort=sign_up.cohort,
        session=sign_up.session,
        carrier=sign_up.carrier,
        by=by,
        now=now,
        reason=reason,
    )


class SignUpViewSet(ScopedViewSet):
    model = SignUp
    icon = "form"
    form_class = SignUpForm
    menu_label = _("Sign-ups")
    menu_order = 240
    add_to_admin_menu = True
    index_view_class = SignUpIndexView
    add_view_class = SignUpCreateView
    inspect_view_class = SignUpInspectView
    filterset_class = SignUpFilterSet
    left_out = ("delete", "usage", "edit")
    ordering = "-queued_at"
    list_display = [
        "participant__full_name",
        Column("cohort", label=_("Course"), sort_key="cohort__title"),
        WordsColumn("session", label=_("Guest of")),
        Column("get_state_display", label=_("State"), sort_key="state"),
        WordsColumn("queued_at", label=_("Signed up"), sort_key="queued_at"),
        WordsColumn("carrier", label=_("Carrier")),
    ]
    list_export = [
        "participant.full_name",
        "participant.email",
        "cohort",
        "session",
        "get_state_display",
        "queued_at",
        "carrier",
    ]
    export_headings = {
        "participant.full_name": _("Name"),
        "participant.email": _("E-mail address"),
        "get_state_display": _("State"),
    }
    export_filename = "anmeldungen"
    search_fields = ["participant__full_name", "participant__email", "cohort__title"]
    inspect_view_fields = [
        "participant",
        "cohort",
        "session",
        "state",
        "state_since",
        "queued_at",
        "offered_until",
        "carrier",
        "beyond_capacity",
    ]
    deeds = (
        Deed(
            key="approve",
            label=_("Approve"),
            question=_(
                "The person gets a free seat, or else a place in line by the time of signing up, "
                "and a mail that says which."
            ),
            act=approve,
            is_open=lambda sign_up: sign_up.state == State.REQUESTED,
        ),
        Deed(
            key="decline",
            label=_("Decline the request"),
            question=_("The person gets a mail. Nobody else is affected."),
            act=decline,
            is_open=lambda sign_up: sign_up.state == State.REQUESTED,
            icon="cross",
            form_class=OptionalReason,
        ),
        Deed(
            key="admit",
            label=_("Admit beyond capacity"),
            question=_(
                "The person gets a seat at once, although all seats are taken or others wait. "
                "Your reason is logged and stays with the sign-up."
            ),
            act=admit,
            is_open=lambda sign_up: sign_up.state in (State.WAITING, State.REQUESTED),
            icon="plus",
            asks_reason=True,
        ),
        Deed(
            key="sign_off",
            label=_("Sign off"),
            question=_(
                "The seat becomes free and is offered to the first in line. The person gets a mail."
            ),
            act=sign_off,
            is_open=lambda sign_up: sign_up.is_active,
            icon="cross",
            form_class=OptionalReason,
        ),
        Deed(
            key="drop_out",
            label=_("Has dropped out"),
            question=_(
                "For somebody who began and does not come any more. What was attended stays; the "
                "seat is offered to the first in line."
            ),
            act=drop_out,
            is_open=lambda sign_up: sign_up.state == State.CONFIRMED,
            icon="logout",
            form_class=OptionalReason,
        ),
    )
