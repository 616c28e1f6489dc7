"""What the editor's preview is searched for: headings, pictures and links that not everybody gets.

axe runs in the browser of the person who writes. It looks at the content only, not at our frame,
which the tests answer for.
"""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page


class Checker(ContentCheckerItem):
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


def put_in(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Ours instead of Wagtail's, in the same place."""
    items[:] = [
        Checker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
