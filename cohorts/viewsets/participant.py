"""People: who may be seen, entered and corrected by the coordinator of their carrier."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cohorts.domain import register
from cohorts.models import Affiliation, Carrier, Participant, SignUp
from cohorts.models.participant import clean_name
from cohorts.viewsets.deed_form import DeedForm
from cohorts.viewsets.deed_views import CreateView, EditView, InspectView
from cohorts.viewsets.privacy_deeds import ERASE, RETAIN
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import WordsColumn

if TYPE_CHECKING:
    from home.models import User


class ParticipantForm(DeedForm):
    carrier = forms.ModelChoiceField(
        label=_("Carrier"),
        queryset=Carrier.objects.none(),
        help_text=_("Coordinators of this carrier see the person and keep the entry."),
    )

    class Meta:
        model = Participant
        fields = ["full_name", "sort_name", "email", "language"]
        help_texts = {
            "full_name": _("This is how it will stand on the certificate, in any script."),
            "sort_name": _("For lists, such as “Bah-Reinhardt, Aïssatou”. May stay empty."),
            "email": _("For confirmations and dates. Several people may share one address."),
            "language": _("Mails come in this language."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Carrier.objects.coordinated_by(self.user)
        self.fields["carrier"].queryset = own
        if self.instance.pk:
            current = register.carrier_of(self.instance, timezone.localdate())
            self.fields["carrier"].required = False
            if current:
                self.fields["carrier"].disabled = True
                self.fields["carrier"].queryset = Carrier.objects.filter(pk=current.pk)
                self.initial["carrier"] = current.pk
            if self.instance.user_id:
                self.fields["email"].disabled = True
                self.fields["email"].help_text = _(
                    "The person signs in with this address and changes it in the own account."
                )
        elif len(only := list(own[:2])) == 1:
            self.initial.setdefault("carrier", only[0].pk)

    def clean_full_name(self) -> str:
        return clean_name(self.cleaned_data["full_name"])

    def create(self, *, by: "User", now: datetime) -> Participant:
        return register.enter(carrier=self.cleaned_data["carrier"], by=by, now=now, **self.typed())

    def change(self, row: Participant, *, by: "User", now: datetime) -> Participant:
        changes = self.typed()
        if not changes["sort_name"]:
            del changes["sort_name"]
        person = register.correct(participant=row, by=by, now=now, **changes)
        carrier = self.cleaned_data["carrier"]
        if carrier and not self.fields["carrier"].disabled:
            register.affiliate(participant=person, carrier=carrier, by=by, now=now)
        return person


class ParticipantIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Participant]:
        current = Affiliation.objects.current(timezone.localdate()).filter(
            participant=OuterRef("pk")
        )
        names = current.order_by("-since", "-pk").values("carrier__name")[:1]
        return super().get_base_queryset().annotate(carrier_name=Subquery(names))


class NamesThePerson:
    """On the screen stands the name; `str()` is for logs and never holds it."""

    def get_page_subtitle(self) -> str:
        return self.object.full_name

    def get_success_message(self, *args: Any) -> str:
        return str(_("Saved: %(name)s.") % {"name": self.object.full_name})


class ParticipantCreateView(CreateView):
    def get_success_message(self, instance: Participant) -> str:
        return str(_("Saved: %(name)s.") % {"name": instance.full_name})


class ParticipantEditView(NamesThePerson, EditView):
    pass


class ParticipantInspectView(NamesThePerson, InspectView):
    """The entry, and the sign-ups that the reader may see."""

    labels = {"sign_ups": _("Sign-ups"), "carrier": _("Carrier")}

    def get_sign_ups_display_value(self) -> str:
        sign_ups = (
            SignUp.objects.visible_to(self.request.user)
            .filter(participant=self.object)
            .select_related("cohort", "session")
        )
        return (
            " · ".join(f"{s.session or s.cohort}: {s.get_state_display()}" for s in sign_ups) or "–"
        )

    def get_carrier_display_value(self) -> str:
        return str(register.carrier_of(self.object, timezone.localdate()) or "–")


class ParticipantViewSet(ScopedViewSet):
    model = Participant
    icon = "user"
    form_class = ParticipantForm
    menu_label = _("People")
    menu_order = 230
    add_to_admin_menu = True
    index_view_class = ParticipantIndexView
    add_view_class = ParticipantCreateView
    edit_view_class = ParticipantEditView
    inspect_view_class = ParticipantInspectView
    deeds = (RETAIN, ERASE)
    list_display = [
        "full_name",
        "sort_name",
        "email",
        WordsColumn("carrier_name", label=_("Carrier"), sort_key="carrier_name"),
    ]
    list_export = ["full_name", "sort_name", "email", "language", "carrier_name"]
    export_headings = {"carrier_name": _("Carrier")}
    export_filename = "personen"
    search_fields = ["full_name", "sort_name", "email"]
    inspect_view_fields = ["full_name", "sort_name", "email", "language", "carrier", "sign_ups"]
