"""Carriers and their rooms."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import carriers, places, sections
from cohorts.domain.districts import districts
from cohorts.models import Carrier, Place
from cohorts.viewsets.deed_form import DeedForm
from cohorts.viewsets.deed_views import Deed
from cohorts.viewsets.scoped import CARRIERS_MENU, ScopedViewSet

if TYPE_CHECKING:
    from home.models import User


class CarrierForm(DeedForm):
    """The district is chosen from the units of the map, so that the map never misses a carrier."""

    district = forms.ChoiceField(
        label=_("district or city"),
        required=False,
        help_text=_("Where the carrier stands on the map."),
    )

    class Meta:
        model = Carrier
        fields = ["name", "project", "district", "contact", "since", "languages"]
        help_texts = {
            "project": _("What the carrier calls its work with integration guides."),
            "contact": _("Shown on the public list of carriers."),
            "languages": _("Separate them with commas. Visitors look for them."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {unit.name for unit in districts(timezone.localdate())}
        if self.instance.district:
            names.add(self.instance.district)  # from a time without choices, or a unit that is gone
        chosen = [(name, name) for name in sorted(names, key=_by_place)]
        self.fields["district"].choices = [("", _("elsewhere")), *chosen]

    def create(self, *, by: "User", now: datetime) -> Carrier:
        return carriers.enter(by=by, now=now, **self.typed())

    def change(self, row: Carrier, *, by: "User", now: datetime) -> Carrier:
        return carriers.change(carrier=row, by=by, now=now, **self.typed())


def _by_place(name: str) -> str:
    """Readers look for Fulda below F, whatever kind of unit it is."""
    return name.removeprefix("Landkreis ").casefold()


def open_section(carrier: Carrier, *, by: "User", now: datetime) -> None:
    sections.open_section(carrier=carrier, by=by, now=now)


class CarrierViewSet(ScopedViewSet):
    model = Carrier
    icon = "home"
    form_class = CarrierForm
    menu_label = _("Carriers")
    menu_order = 10
    menu_hook = CARRIERS_MENU
    list_display = ["name", "district", "contact"]
    list_export = ["name", "project", "district", "contact", "since", "languages"]
    export_filename = "traeger"
    search_fields = ["name", "district"]
    inspect_view_fields = ["name", "project", "district", "contact", "since", "languages"]
    deeds = (
        Deed(
            key="open_section",
            label=_("Open own section"),
            question=_(
                "Your trainers can then write modules of their own. You approve them. They "
                "appear publicly as modules of your carrier."
            ),
            act=open_section,
            is_open=lambda carrier: not carrier.sections.exists(),
            icon="folder-open-1",
        ),
    )


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
    menu_order = 30
    menu_hook = CARRIERS_MENU
    list_display = ["name", "town", "carrier"]
    list_export = ["name", "address", "town", "district", "access"]
    export_filename = "orte"
    search_fields = ["name", "town"]
    inspect_view_fields = ["name", "address", "town", "district", "access", "carrier"]

    class index_view_class(ScopedViewSet.index_view_class):  # noqa: N801 - Wagtail's own name
        select = ("carrier",)
