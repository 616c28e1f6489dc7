"""Mails that were written, sent or dropped: for reading only."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from cohorts.models import Message
from cohorts.viewsets.deed_views import InspectView
from cohorts.viewsets.scoped import IndexView, ScopedViewSet
from cohorts.viewsets.shown import WordsColumn


class MessageIndexView(IndexView):
    title_label = _("Recipient")
    select = ("participant", "user", "invitation", "sign_up__cohort", "session")
    folded_field = "participant__search_text"


class MessageInspectView(InspectView):
    labels = {"recipient": _("Recipient")}

    def get_page_subtitle(self) -> str:
        return self.object.screen_title

    def get_recipient_display_value(self) -> str:
        name, address = self.object.reader_name, self.object.address
        return f"{name} ({address})" if name else address


class MessageViewSet(ScopedViewSet):
    model = Message
    icon = "mail"
    menu_label = _("Mails")
    menu_order = 40
    menu_hook = "register_reports_menu_item"
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    left_out = ("delete", "usage", "edit", "add", "history", "history_results")
    ordering = "-created_at"
    list_display = [
        "screen_title",
        Column("kind", label=_("Occasion"), sort_key="kind"),
        Column("get_state_display", label=_("State"), sort_key="state"),
        WordsColumn("created_at", label=_("Written"), sort_key="created_at"),
        WordsColumn("sent_at", label=_("Sent"), sort_key="sent_at"),
    ]
    search_fields = [
        "participant__full_name",
        "participant__email",
        "user__name",
        "user__email",
        "invitation__name",
        "invitation__email",
    ]
    inspect_view_fields = [
        "recipient",
        "kind",
        "sign_up",
        "session",
        "state",
        "attempts",
        "created_at",
        "sent_at",
    ]
