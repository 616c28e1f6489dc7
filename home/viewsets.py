"""The house's own screens in the admin: accounts, reported barriers, checks of a preview."""

from datetime import datetime
from typing import Any, ClassVar
from urllib.parse import quote

from django import forms
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _text
from django.utils.translation import gettext_lazy as _
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page
from wagtail.users.views import users

from cohorts.viewsets.deed_views import Deed, DeedQuestion, InspectView
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import WordsColumn
from home import barriers
from home.models import BarrierReport, User

# --- Accounts: without passwords, first names and groups, which nobody has here ----------------


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


class BarrierIndexView(IndexView):
    title_label = _("What does not work?")


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
    menu_label = _("Barriers")
    menu_order = 45
    menu_hook = "register_reports_menu_item"
    index_view_class = BarrierIndexView
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


# --- The checks of a preview -------------------------------------------------------------------


class Checker(ContentCheckerItem):
    """Headings, pictures and links that not everybody gets, searched for in the editor's preview.

    axe runs in the browser of the person who writes. It looks at the content only, not at our
    frame, which the tests answer for.
    """

    axe_include = ["main"]
    axe_run_only = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "list",
        "td-headers-attr",
    ]
    axe_messages = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no text"),
            "help_text": _("Say in one sentence what can be seen and why it stands here."),
        },
        "image-redundant-alt": {
            "error_name": _("A picture repeats the words beside it"),
            "help_text": _(
                "Say what the words do not say, or leave the text of the picture empty."
            ),
        },
        "list": {
            "error_name": _("A list holds something that is no item"),
            "help_text": _("Write the list again with the button of the text field."),
        },
        "td-headers-attr": {
            "error_name": _("A table refers to a heading that does not exist"),
            "help_text": _("Tell the competence centre; this is our fault."),
        },
    }


def put_checker_in(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Ours instead of Wagtail's, in the same place."""
    items[:] = [
        Checker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]


# --- The interface that the admin uses itself --------------------------------------------------


class PagesToRead(PagesAdminAPIViewSet):
    """The admin only reads here. Its deeds would publish past what the editor checks."""

    actions: ClassVar[dict[str, type]] = {}
