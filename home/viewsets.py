"""The house's own screens in the admin: accounts, and barriers that were reported."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.users.views import users

from cohorts.viewsets.deed_views import Deed, DeedQuestion, InspectView
from cohorts.viewsets.scoped import ScopedViewSet
from cohorts.viewsets.shown import WordsColumn
from home import barriers
from home.models import BarrierReport, User


class UserForm(forms.ModelForm):
    """Roles are not given here: they follow from memberships."""

    class Meta:
        model = User
        fields = ["email", "name", "language", "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]

    def clean_email(self) -> str:
        return User.objects.normalize_email(self.cleaned_data["email"])

    def save(self, commit: bool = True) -> User:
        if not self.instance.pk:
            self.instance.set_unusable_password()
        return super().save(commit)


class UserViewSet(users.UserViewSet):
    """Seen by superusers only: no role may see or change the accounts of all."""

    template_prefix = ""

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return UserForm


class OutcomeQuestion(DeedQuestion):
    outcome = forms.CharField(
        label=_("What was done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands beside the report. Please name nobody."),
    )


class BarrierInspectView(InspectView):
    """The report, with a way to answer where an address was left."""

    def get_page_subtitle(self) -> str:
        return self.object.screen_title

    def get_email_display_value(self) -> SafeString | str:
        email = self.object.email
        if not email:
            return _text("no answer wanted")
        subject = quote(_text("Your report about Kursbuch"))
        return format_html('<a href="mailto:{}?subject={}">{}</a>', quote(email), subject, email)


def settle(report: BarrierReport, *, outcome: str, by: User, now: datetime) -> BarrierReport:
    return barriers.settle(report=report, outcome=outcome, by=by, now=now)


class BarrierReportViewSet(ScopedViewSet):
    """For the competence centre. Reports come from the form that every page links to."""

    model = BarrierReport
    icon = "warning"
    menu_label = _("Reported barriers")
    menu_order = 290
    add_to_admin_menu = True
    inspect_view_class = BarrierInspectView
    left_out = ("delete", "usage", "edit", "add")
    list_display = [
        "screen_title",
        WordsColumn("reported_at", label=_("Reported"), sort_key="reported_at"),
        WordsColumn("settled_at", label=_("Settled"), sort_key="settled_at"),
    ]
    search_fields = ["text", "page"]
    inspect_view_fields = [
        "text",
        "page",
        "email",
        "reported_at",
        "settled_at",
        "settled_by",
        "outcome",
    ]
    deeds = (
        Deed(
            key="settle",
            label=_("Settled"),
            question=_("Say in a few words what was done. A year later the report is deleted."),
            act=settle,
            is_open=lambda report: report.settled_at is None,
            form_class=OutcomeQuestion,
        ),
    )
