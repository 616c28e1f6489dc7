"""Carriers, who works for them, and their rooms."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.domain import carriers, places
from cohorts.models import Carrier, Membership, Place
from cohorts.viewsets.deed_form import DayInput, DeedForm
from cohorts.viewsets.deed_views import Deed, InspectView
from cohorts.viewsets.scoped import ScopedViewSet
from cohorts.viewsets.sign_ins import SIGN_IN_DEEDS

if TYPE_CHECKING:
    from home.models import User


class CarrierForm(DeedForm):
    class Meta:
        model = Carrier
        fields = ["name", "district", "contact", "since", "languages"]
        help_texts = {
            "contact": _("Stands on the public list of carriers."),
            "languages": _("Separate them with commas. Visitors look for them."),
        }

    def create(self, *, by: "User", now: datetime) -> Carrier:
        return carriers.enter(by=by, now=now, **self.typed())

    def change(self, row: Carrier, *, by: "User", now: datetime) -> Carrier:
        return carriers.change(carrier=row, by=by, now=now, **self.typed())


class CarrierViewSet(ScopedViewSet):
    model = Carrier
    icon = "group"
    form_class = CarrierForm
    menu_label = _("Carriers")
    menu_order = 280
    add_to_admin_menu = True
    list_display = ["name", "district", "contact"]
    list_export = ["name", "district", "contact", "since", "languages"]
    export_filename = "traeger"
    search_fields = ["name", "district"]
    inspect_view_fields = ["name", "district", "contact", "since", "languages"]


class PlaceForm(DeedForm):
    class Meta:
        model = Place
        fields = ["carrier", "name", "address", "town", "district", "access"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Carrier.objects.coordinated_by(self.user)
        self.fields["carrier"].queryset = own
        if self.instance.pk:
            self.fields["carrier"].disabled = True
            self.fields["name"].help_text = _(
                "The calendars of all sessions here show the new text. Nobody gets a mail: if "
                "sessions move to another room, change the sessions."
            )
        elif only := list(own[:2]):
            self.initial.setdefault("carrier", only[0].pk if len(only) == 1 else None)

    def create(self, *, by: "User", now: datetime) -> Place:
        return places.create(by=by, now=now, **self.typed())

    def change(self, row: Place, *, by: "User", now: datetime) -> Place:
        return places.change(place=row, by=by, now=now, **self.typed())


class PlaceViewSet(ScopedViewSet):
    model = Place
    icon = "site"
    form_class = PlaceForm
    menu_label = _("Places")
    menu_order = 270
    add_to_admin_menu = True
    list_display = ["name", "town", "carrier"]
    list_export = ["name", "address", "town", "district", "access"]
    export_filename = "orte"
    search_fields = ["name", "town"]
    inspect_view_fields = ["name", "address", "town", "district", "access", "carrier"]

    class index_view_class(ScopedViewSet.index_view_class):  # noqa: N801 - Wagtail's own name
        select = ("carrier",)


class MembershipForm(DeedForm):
    """Appointing by address: whoever signs in with it first gets the account that waits here."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With this address the person signs in; a code is mailed, no password."),
    )
    name = forms.CharField(
        label=_("Name"), max_length=200, required=False, help_text=_("As colleagues see it.")
    )

    class Meta:
        model = Membership
        fields = ["carrier", "role", "since"]
        widgets = {"since": DayInput()}

    field_order = ["email", "name", "carrier", "role", "since"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Carrier.objects.editable_by(self.user)
        self.fields["carrier"].queryset = own
        self.is_centre = Carrier.objects.coordinated_by(self.user).filter(is_centre=True).exists()
        if not self.is_centre:
            self.fields["role"].choices = [(Membership.Role.TRAINER, Membership.Role.TRAINER.label)]
            self.initial.setdefault("role", Membership.Role.TRAINER)
        self.initial.setdefault("since", timezone.localdate())
        if len(only := list(own[:2])) == 1:
            self.initial.setdefault("carrier", only[0].pk)

    def create(self, *, by: "User", now: datetime) -> Membership:
        return carriers.appoint(
            user=carriers.account_for(self.cleaned_data["email"], self.cleaned_data["name"]),
            by=by,
            now=now,
            **self.typed(),
        )


def end(membership: Membership, *, by: "User", now: datetime) -> None:
    carriers.end_membership(membership=membership, by=by, now=now)


class MembershipInspectView(InspectView):
    def get_user_display_value(self) -> str:
        return f"{self.object.user} ({self.object.user.email})"


class MembershipViewSet(ScopedViewSet):
    model = Membership
    icon = "key"
    form_class = MembershipForm
    menu_label = _("Staff")
    menu_order = 275
    add_to_admin_menu = True
    list_display = ["user", "role", "carrier", "since", "until"]
    search_fields = ["user__name", "user__email"]
    inspect_view_class = MembershipInspectView
    inspect_view_fields = ["user", "role", "carrier", "since", "until"]
    left_out = ("delete", "usage", "edit")
    deeds = (
        Deed(
            key="end",
            label=pgettext_lazy("a membership", "End"),
            question=_("Today is then the last day. What was done stays in the log."),
            act=end,
            is_open=lambda membership: membership.until is None,
            icon="cross",
        ),
        *SIGN_IN_DEEDS,
    )

    class index_view_class(ScopedViewSet.index_view_class):  # noqa: N801 - Wagtail's own name
        select = ("user", "carrier")
