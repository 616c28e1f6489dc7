"""Publishing many pages at once asks of each module what its editor would ask."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import Page

from curriculum.domain import content_checks
from curriculum.models import ModulePage


def hold_back(
    request: HttpRequest, action_type: str, objects: Iterable[object], action: BulkAction
) -> HttpResponse | None:
    """Nothing is published as long as one of the modules cannot be taught."""
    if action_type != "publish":
        return None
    pages = [page for page in objects if isinstance(page, Page)]
    with_all_below = action.get_execution_context().get("include_descendants")
    titles = [module.title for module in unready(pages, with_all_below=with_all_below)]
    if not titles:
        return None
    say_not_published(request, titles)
    return redirect(action.next_url)


def say_not_published(request: HttpRequest, titles: Iterable[str]) -> None:
    text = _("Not published: %(titles)s. The editor says what is missing.")
    messages.error(request, text % {"titles": "; ".join(titles)})


def unready(pages: Iterable[Page], *, with_all_below: bool) -> Iterator[ModulePage]:
    """The newest drafts of the modules that must not go public as they stand."""
    meant = Q(pk__in=[page.pk for page in pages])
    for page in pages if with_all_below else ():
        meant |= Q(path__startswith=page.path)
    for module in ModulePage.objects.filter(meant).order_by("number", "title"):
        draft = module.get_latest_revision_as_object()
        if content_checks.in_the_way(content_checks.content_of(draft)):
            yield draft
