"""Who works for a carrier: the list, standing in, ending. New people come by an invitation."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton

from cohorts.domain import staff
from cohorts.models import Membership
from cohorts.viewsets.deed_form import DayInput
from cohorts.viewsets.deed_views import Deed, DeedQuestion, InspectView
from cohorts.viewsets.scoped import CARRIERS_MENU, IndexView, ScopedViewSet
from cohorts.viewsets.shown import WordsColumn
from cohorts.viewsets.sign_ins import SIGN_IN_DEEDS

if TYPE_CHECKING:
    from home.models import User


class UserChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, user: "User") -> str:
        return f"{user} ({user.email})"


def colleagues_of(membership: Membership) -> Any:
    """The other people who work for the carrier today."""
    today = timezone.localdate()
    found = staff.colleagues(membership.carrier, on=today).exclude(user=membership.user_id)
    return get_user_model().objects.filter(pk__in=found.values("user")).order_by("name", "email")


class EndQuestion(DeedQuestion):
    """The last day, and who takes over where nobody else would be left."""

    on = forms.DateField(
        label=_("Last day"), widget=DayInput(), help_text=_("The role holds on this day, too.")
    )
    successor = UserChoiceField(
        label=_("Successor"),
        queryset=get_user_model().objects.none(),
        help_text=_(
            "This is the last coordinator of the carrier. Somebody has to take over on the day "
            "after. Nobody to choose from? Then invite another coordinator first."
        ),
        error_messages={
            "required": _(
                "This is the last coordinator of the carrier. Please choose a successor, or "
                "invite another coordinator first."
            )
        },
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, required=False, help_text=_("Is kept in the log.")
    )

    def __init__(self, *args: Any, record: Membership, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        earliest = max(timezone.localdate(), record.since)
        self.initial.setdefault("on", earliest)
        self.fields["successor"].queryset = colleagues_of(record)
        if not staff.needs_successor(record, on=self.typed_day() or earliest):
            del self.fields["successor"]

    def typed_day(self) -> date | None:
        """The day as it was typed, before the form is checked: it decides what is asked."""
        typed = self.data.get(self.add_prefix("on"), "")
        try:
            day: date | None = self.fields["on"].clean(typed)
        except forms.ValidationError:
            return None
        return day


def end(membership: Membership, *, by: "User", now: datetime, **answers: Any) -> None:
    staff.end(membership=membership, by=by, now=now, **answers)


class DeputyQuestion(DeedQuestion):
    """Who stands in, and on which days: a colleague at once, anybody else by an invitation."""

    colleague = UserChoiceField(
        label=_("Colleague"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("Somebody else"),
        help_text=_("Stands in at once and gets a mail."),
    )
    email = forms.EmailField(
        label=_("E-mail address of somebody else"),
        required=False,
        help_text=_("Gets an invitation and stands in after accepting it."),
    )
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    since = forms.DateField(label=_("From"), widget=DayInput())
    until = forms.DateField(label=_("Last day"), widget=DayInput())

    def __init__(self, *args: Any, record: Membership, **kwargs: Any) -> None:
        super().__init__(*args, record=record, **kwargs)
        self.initial.setdefault("since", timezone.localdate())
        self.fields["colleague"].queryset = colleagues_of(record)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "colleague" in self.errors or "email" in self.errors:
            return cleaned
        if not cleaned.get("colleague") and not cleaned.get("email"):
            self.add_error("colleague", _("Please choose a colleague or name an e-mail address."))
        if cleaned.get("colleague") and cleaned.get("email"):
            self.add_error("email", _("Please name one person only: a colleague or an address."))
        return cleaned

    def answers(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if colleague := given.pop("colleague"):
            given["email"] = colleague.email
        return given

    def land(self, name: str) -> str:
        """Objections to the person stand where the person was named."""
        return "colleague" if name == "email" and self.cleaned_data.get("colleague") else name


def deputise(membership: Membership, *, by: "User", now: datetime, **answers: Any) -> None:
    staff.deputise(membership=membership, by=by, now=now, **answers)


def is_running(membership: Membership) -> bool:
    return membership.until is None or membership.until >= timezone.localdate()


def may_be_stood_in_for(membership: Membership) -> bool:
    is_coordinator = membership.role == Membership.Role.COORDINATOR
    return is_coordinator and membership.deputy_for_id is None and is_running(membership)


class MembershipIndexView(IndexView):
    title_label = _("Name")
    select = ("user", "carrier", "deputy_for__user")

    @cached_property
    def header_buttons(self) -> list[Button]:
        return [
            HeaderButton(_("Invite"), url=reverse("invitation:add"), icon_name="plus"),
            HeaderButton(
                _("Open invitations"),
                url=reverse("invitation:index") + "?state=open",
                icon_name="mail",
            ),
        ]


class MembershipInspectView(InspectView):
    labels = {"user": _("Name"), "carrier": _("Carrier"), "until": _("Last day")}

    def get_page_subtitle(self) -> str:
        return self.object.screen_title

    def get_user_display_value(self) -> str:
        return f"{self.object.user} ({self.object.user.email})"

    def get_deputy_for_display_value(self) -> str:
        deputy_for = self.object.deputy_for
        return str(deputy_for.user) if deputy_for else "–"


class MembershipViewSet(ScopedViewSet):
    model = Membership
    icon = "key"
    menu_label = _("Staff")
    menu_order = 20
    menu_hook = CARRIERS_MENU
    index_view_class = MembershipIndexView
    inspect_view_class = MembershipInspectView
    list_display = [
        "user",
        "role",
        Column("carrier", label=_("Carrier"), sort_key="carrier"),
        WordsColumn("since", label=_("From"), sort_key="since"),
        WordsColumn("until", label=_("Last day"), sort_key="until"),
        Column("deputy_for.user", label=_("Stands in for")),
    ]
    list_filter = ["role"]
    search_fields = ["user__name", "user__email"]
    inspect_view_fields = ["user", "role", "carrier", "since", "until", "deputy_for"]
    left_out = ("delete", "usage", "edit", "add")
    deeds = (
        Deed(
            key="deputise",
            label=_("Arrange a deputy"),
            question=_(
                "On these days the deputy may do everything that this coordinator may. After the "
                "last day that ends by itself."
            ),
            act=deputise,
            is_open=may_be_stood_in_for,
            icon="group",
            form_class=DeputyQuestion,
        ),
        Deed(
            key="end",
            label=pgettext_lazy("a membership", "End"),
            question=_(
                "After the last day this person no longer sees the data of the carrier. What was "
                "done stays in the log. Whoever stands in for the person stops as well."
            ),
            act=end,
            is_open=is_running,
            icon="cross",
            form_class=EndQuestion,
        ),
        *SIGN_IN_DEEDS,
    )
