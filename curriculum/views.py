"""The standards as pages. Modules and programmes are Wagtail pages and answer for themselves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from curriculum.domain import editions, reading
from curriculum.domain.editions import Standing
from curriculum.models import Edition, Standard
from curriculum.models.frozen import NORMATIVE


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The edition in force; before the first one, a page that says so."""
    found = Edition.objects.in_force(timezone.localdate())
    if found is None:
        return render(request, "curriculum/standards_empty.html")
    return _edition(request, found)


@require_safe
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    return _edition(request, _readable(edition))


@require_safe
def standard(request: HttpRequest, edition: str, standard: str) -> HttpResponse:
    return _standard(request, edition, standard, "curriculum/standard.html")


@require_safe
def redline(request: HttpRequest, edition: str, standard: str) -> HttpResponse:
    """Both wordings of every changed criterion, side by side."""
    return _standard(request, edition, standard, "curriculum/redline.html")


def _edition(request: HttpRequest, found: Edition) -> HttpResponse:
    context = {
        "edition": found,
        "standards": reading.outline(found, _language()),
        **_standings(found),
    }
    return render(request, "curriculum/edition.html", context)


def _standard(request: HttpRequest, edition: str, standard: str, template: str) -> HttpResponse:
    found = get_object_or_404(
        Standard.objects.select_related("edition"), edition=_readable(edition), key=standard
    )
    context = {
        "edition": found.edition,
        "standard": reading.read(found, _language()),
        **_standings(found.edition),
    }
    return render(request, template, context)


def _readable(key: str) -> Edition:
    """Drafts and consultations are answered like what does not exist."""
    found = reading.readable(key)
    if found is None:
        raise Http404
    return found


def _standings(found: Edition) -> dict[str, Standing | list[Standing] | None]:
    """The edition shown, the one in force and all that the public may know, oldest first."""
    known = editions.standings(Edition.objects.adopted(), timezone.localdate())
    return {
        "standings": known[::-1],
        "standing": next(s for s in known if s.edition == found),
        "in_force": next((s for s in known if s.status is editions.Status.IN_FORCE), None),
    }


def _language() -> str:
    return get_language() or NORMATIVE
