"""The menu leads to modules and programmes by their names, not by way of a tree of pages."""

from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from curriculum.models import ModuleIndexPage, ProgrammeIndexPage

WHOLE_SITE = 2  # depth of the start pages: whoever works there works on the whole site
SHELVES: tuple[tuple[type[Page], Promise, str, str, int], ...] = (
    (ModuleIndexPage, _("Modules"), "modules", "doc-full", 120),
    (ProgrammeIndexPage, _("Programmes"), "programmes", "list-ol", 140),
)


def granted_to(user: AbstractBaseUser) -> list[Page]:
    """The pages from which downwards the user has a right. Wagtail keeps them for the request."""
    policy = policy_registry.get_by_type(Page)
    return [granted.page for granted in policy.get_cached_permissions_for_user(user)]


def works_on_the_whole_site(user: AbstractBaseUser) -> bool:
    return user.is_superuser or any(page.depth <= WHOLE_SITE for page in granted_to(user))


def menu_items(request: HttpRequest) -> Iterator[MenuItem]:
    """The lists in the main language that the user works on; one query where there are any."""
    types = ContentType.objects.get_for_models(*(shelf[0] for shelf in SHELVES))
    everywhere = works_on_the_whole_site(request.user)
    own = {page.content_type_id for page in granted_to(request.user)}
    mine = [shelf for shelf in SHELVES if everywhere or types[shelf[0]].pk in own]
    if not mine:
        return
    pages = Page.objects.filter(
        content_type__in=[types[shelf[0]] for shelf in mine],
        locale__language_code=settings.LANGUAGE_CODE,
    )
    found = dict(pages.values_list("content_type_id", "pk"))
    for model, label, name, icon, order in mine:
        if pk := found.get(types[model].pk):
            url = reverse("wagtailadmin_explore", args=[pk])
            yield MenuItem(label, url, name=name, icon_name=icon, order=order)


def add_to_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """The tree of all pages is for those who work on the whole site; others have their lists."""
    if not works_on_the_whole_site(request.user):
        items[:] = [item for item in items if item.name != "explorer"]
    for item in items:
        if item.name == "explorer":
            item.order = 300
    items += menu_items(request)
