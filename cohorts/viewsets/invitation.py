"""Inviting somebody to work for a carrier, and what became of the invitations."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cohorts.domain import staff
from cohorts.models import Carrier, Invitation
from cohorts.viewsets.deed_form import DayInput, DeedForm
from cohorts.viewsets.deed_views import CreateView, Deed, InspectView
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import DayColumn

if TYPE_CHECKING:
    from home.models import User


class InviteForm(DeedForm):
    class Meta:
        model = Invitation
        fields = ["email", "name", "carrier", "role", "since", "until", "language"]
        widgets = {"since": DayInput(), "until": DayInput()}
        labels = {"until": _("Last day"), "language": _("Language of our e-mails")}
        help_texts = {
            "email": _("The invitation goes there. With this address the person signs in."),
            "name": _("As colleagues see it. The person can change it."),
            "role": _(
                "Trainers see the sessions they teach. Coordinators see and plan everything of "
                "the carrier, and invite others."
            ),
            "until": _("Stays empty unless the end is known."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Carrier.objects.editable_by(self.user)
        self.fields["carrier"].queryset = own
        self.initial.setdefault("since", timezone.localdate())
        if len(only := list(own[:2])) == 1:
            self.initial.setdefault("carrier", only[0].pk)

    def create(self, *, by: "User", now: datetime) -> Invitation:
        return staff.invite(by=by, now=now, **self.typed())


class InvitationCreateView(CreateView):
    submit_button_label = _("Send the invitation")

    def get_success_url(self) -> str:
        return reverse("invitation:index") + "?state=open"

    def get_success_message(self, instance: Invitation) -> str:
        return str(_("Invited: %(email)s. The mail is on its way.") % {"email": instance.email})


class StandingColumn(Column):
    """How it stands today: an open one may be too old."""

    def get_value(self, instance: Invitation) -> str:
        return staff.standing(instance, now=timezone.now()).label


class InvitationIndexView(IndexView):
    select = ("carrier", "deputy_for__user")
    add_item_label = _("Invite")


class InvitationInspectView(InspectView):
    labels = {"standing": _("State")}

    def get_page_subtitle(self) -> str:
        return self.object.screen_title

    def get_deputy_for_display_value(self) -> str:
        deputy_for = self.object.deputy_for
        return str(deputy_for.user) if deputy_for else "–"

    def get_standing_display_value(self) -> str:
        return staff.standing(self.object, now=timezone.now()).label


def withdraw(invitation: Invitation, *, by: "User", now: datetime) -> None:
    staff.withdraw(invitation=invitation, by=by, now=now)


def invite_again(invitation: Invitation, *, by: "User", now: datetime) -> None:
    staff.invite_again(invitation=invitation, by=by, now=now)


def is_unanswered(invitation: Invitation) -> bool:
    return invitation.state == Invitation.State.OPEN


class InvitationViewSet(ScopedViewSet):
    model = Invitation
    icon = "mail"
    form_class = InviteForm
    index_view_class = InvitationIndexView
    add_view_class = InvitationCreateView
    inspect_view_class = InvitationInspectView
    list_display = [
        "email",
        "name",
        "role",
        "carrier",
        DayColumn("invited_at", label=_("Invited"), sort_key="invited_at"),
        StandingColumn("standing", label=_("State"), sort_key="state"),
    ]
    list_filter = ["state", "role"]
    search_fields = ["name", "email"]
    inspect_view_fields = [
        "email",
        "name",
        "carrier",
        "role",
        "since",
        "until",
        "deputy_for",
        "invited_by",
        "invited_at",
        "standing",
    ]
    left_out = ("delete", "usage", "edit")
    deeds = (
        Deed(
            key="again",
            label=_("Send again"),
            question=_("The same link goes out once more and works for 30 days from now."),
            act=invite_again,
            is_open=is_unanswered,
            icon="mail",
        ),
        Deed(
            key="withdraw",
            label=_("Withdraw"),
            question=_("The link no longer works. Whoever opens it is told so."),
            act=withdraw,
            is_open=is_unanswered,
            icon="cross",
        ),
    )
