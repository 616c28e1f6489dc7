"""What holds for every request to the admin, and only there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from home import roles, section_roles

Answer = Callable[[HttpRequest], HttpResponse]


class AdminContentSecurity:
    """Wagtail's editor brings inline scripts and styles: they are let in here and nowhere else.

    No other origin is ever added. Stands after the middleware that writes the policy.
    """

    ROOM = {
        "script-src": ["'unsafe-inline'"],
        "style-src": ["'unsafe-inline'"],
        "img-src": ["blob:"],
    }

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(reverse("wagtailadmin_home")):
            setattr(response, "_csp_update", self.ROOM)  # noqa: B010 - read by django-csp
        return response


class RolesFollowMemberships:
    """Before the admin answers, the person's groups are those of the memberships of today.

    Whoever is signed in and has no role is told so at once: sending them to the sign-in page, as
    Wagtail does, would send them back here for ever.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("wagtailadmin_home")) and request.user.is_authenticated:
            roles.sync(request.user, timezone.localdate())
            if not request.user.has_perm("wagtailadmin.access_admin"):
                raise PermissionDenied
        return self.get_response(request)


class ForeignSectionsDoNotExist:
    """A page in another carrier's section answers like a page that does not exist.

    Some of Wagtail's screens ask for rights only after they have named the page, some not at all:
    the page chooser, moving, bulk actions. So whatever page a request to the admin names, in its
    address or in its fields, is looked at here before any screen sees it.
    """

    IN_ADDRESS = (
        "page",
        "page_id",
        "page_pk",
        "parent_page_id",
        "page_to_move_id",
        "destination_id",
    )
    IN_FIELDS = (
        "chooser",
        "child_of",
        "childOf",
        "descendant_of",
        "destination_page_id",
        "new_parent_page",
        "parent_page_id",
        "target_pages[]",
        "translation_of",
        "to",
    )

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]
    ) -> None:
        if not request.path.startswith(reverse("wagtailadmin_home")):
            return
        pages = set(numbers(self.named(request, kwargs)))
        if not pages or not request.user.is_authenticated:
            return
        hidden = section_roles.hidden_from(request.user)
        paths = Page.objects.filter(pk__in=pages).values_list("path", flat=True)
        if hidden.paths and any(hidden.holds(path) for path in paths):
            raise Http404

    def named(self, request: HttpRequest, kwargs: Mapping[str, Any]) -> Iterator[object]:
        """The numbers of all pages that the request names."""
        match = request.resolver_match
        yield from (kwargs[name] for name in self.IN_ADDRESS if name in kwargs)
        for fields in (request.GET, request.POST):
            for name in self.IN_FIELDS:
                yield from fields.getlist(name)
        if match and "pages" in match.namespaces:  # the API that the editor itself uses
            yield kwargs.get("pk")
        named = (kwargs.get("app_label"), kwargs.get("model_name"))
        chosen = match and match.url_name == "wagtailadmin_choose_page_chosen_multiple"
        if chosen or named == ("wagtailcore", "page"):
            yield kwargs.get("object_id")
            yield from request.GET.getlist("id")


def numbers(named: Iterable[object]) -> Iterator[int]:
    """As Django reads them: `+7`, ` 7` and `0_7` are 7, too."""
    for one in named:
        with suppress(ValueError):
            yield int(str(one))
