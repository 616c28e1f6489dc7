"""People: who may be seen, entered and corrected by the coordinator of their carrier."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button, HeaderButton

from cohorts.domain import register
from cohorts.models import Affiliation, Carrier, Participant, PersonalLink, SignUp
from cohorts.models.participant import clean_name
from cohorts.viewsets.deed_form import DayInput, DeedForm
from cohorts.viewsets.deed_views import CreateView, EditView, InspectView
from cohorts.viewsets.join import JoinView
from cohorts.viewsets.participant_deeds import PERSON_DEEDS, has_link, is_minor
from cohorts.viewsets.privacy_deeds import ERASE, RETAIN
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.sheets import ConsentFormView, LetterView
from cohorts.viewsets.shown import WordsColumn, in_words

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
        fields = ["full_name", "sort_name", "email", "language", "of_age_on"]
        widgets = {"of_age_on": DayInput()}
        labels = {"of_age_on": _("18th birthday")}
        help_texts = {
            "full_name": _("This is how it will appear on the certificate, in any script."),
            "sort_name": _("For lists, such as “Bah-Reinhardt, Aïssatou”. May stay empty."),
            "email": _("For confirmations and dates. Several people may share one address."),
            "language": _("Mails come in this language."),
            "of_age_on": _(
                "Only for people who are not yet 18: until that day a parent or guardian has to "
                "agree. The date of birth itself is not stored."
            ),
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
    folded_field = "search_text"

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
    header_buttons: list[Button] = []  # they stand on the record


class ParticipantInspectView(NamesThePerson, InspectView):
    """The entry, and the sign-ups that the reader may see."""

    labels = {
        "sign_ups": _("Sign-ups"),
        "carrier": _("Carrier"),
        "consents": _("Consents"),
        "personal_link": _("Personal link"),
    }

    @cached_property
    def header_buttons(self) -> list[Button]:
        """What lies on the table now; the rest is behind the three dots."""
        if not self.is_editable:
            return []
        sheets = []
        if has_link(self.object):
            sheets.append(("letter", _("Print the letter")))
        if is_minor(self.object):
            sheets.append(("consent_form", _("Form for parents or guardian")))
        return [
            HeaderButton(label, url=self.address(name), icon_name="doc-full")
            for name, label in sheets
        ]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        if not self.is_editable:
            return super().header_more_buttons
        sign_up = f"{reverse('signup:add')}?participant={self.object.pk}"
        return [
            *super().header_more_buttons,
            Button(_("Sign up for a course"), url=sign_up, icon_name="form", priority=30),
            *(
                Button(deed.label, url=self.address(deed.key), icon_name=deed.icon, priority=40)
                for deed in self.deeds
                if deed.is_open(self.object)
            ),
            Button(
                _("Join with another entry"),
                url=self.address("join"),
                icon_name="group",
                priority=50,
            ),
        ]

    def address(self, name: str) -> str:
        return reverse(f"{self.namespace}:{name}", args=[self.object.pk])

    def get_consents_display_value(self) -> str:
        standing = self.object.consents.filter(withdrawn_at=None)
        return (
            " · ".join(
                f"{consent.get_kind_display()} ({in_words(consent.given_on)})"
                for consent in standing
            )
            or "–"
        )

    def get_personal_link_display_value(self) -> str:
        """Whether there is one and whether it is in use. The code stands in the letter only."""
        link = PersonalLink.objects.filter(participant=self.object).first()
        if link is None:
            return "–"
        if link.last_used_at is None:
            return str(_("made on %(day)s, not used yet") % {"day": in_words(link.made_at)})
        return str(_("last used: %(day)s") % {"day": in_words(link.last_used_at)})

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
    inspect_view_fields = [
        "full_name",
        "name_confirmed_at",
        "sort_name",
        "email",
        "language",
        "carrier",
        "sign_ups",
        "of_age_on",
        "consents",
        "personal_link",
    ]
    deeds = (*PERSON_DEEDS, RETAIN, ERASE)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("join/<int:pk>/", self.construct_view(JoinView), name="join"),
            path("letter/<int:pk>/", self.construct_view(LetterView), name="letter"),
            path(
                "consent-form/<int:pk>/", self.construct_view(ConsentFormView), name="consent_form"
            ),
        ]
