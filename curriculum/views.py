"""The standards as pages. Modules and programmes are Wagtail pages and answer for themselves."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from curriculum.domain import editions, outcomes, reading
from curriculum.domain.editions import Standing
from curriculum.models import Edition
from curriculum.models.frozen import NORMATIVE


@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    """The edition in force; before the first one, a page that says so."""
    known = _known()
    for standing in known:
        if standing.status is editions.Status.IN_FORCE:
            return _edition(request, standing.edition, known)
    return render(request, "curriculum/standards_empty.html")


@require_safe
def edition(request: HttpRequest, edition: str) -> HttpResponse:
    known = _known()
    return _edition(request, _readable(edition, known), known)


@require_safe
def standard(request: HttpRequest, edition: str, standard: str) -> HttpResponse:
    return _standard(request, edition, standard, "curriculum/standard.html")


@require_safe
def redline(request: HttpRequest, edition: str, standard: str) -> HttpResponse:
    """Both wordings of every changed criterion, side by side."""
    return _standard(request, edition, standard, "curriculum/redline.html")


def _edition(request: HttpRequest, found: Edition, known: list[Standing]) -> HttpResponse:
    before, after = found.predecessor, _standing(found, known).next
    context = {
        "edition": found,
        "standards": reading.outline(found, _language()),
        "since": outcomes.turn(before, found) if before else None,
        "until": outcomes.turn(found, after) if after else None,
        **_standings(found, known),
    }
    return render(request, "curriculum/edition.html", context)


def _standard(request: HttpRequest, edition: str, standard: str, template: str) -> HttpResponse:
    known = _known()
    of = _readable(edition, known)
    found = reading.read(of, standard, _language())
    if found is None:
        raise Http404
    context = {
        "edition": of,
        "standard": found,
        **_standings(of, known),
    }
    return render(request, template, context)


def _known() -> list[Standing]:
    """All that the public may know, newest first: drafts and consultations do not exist."""
    return editions.standings(
        list(Edition.objects.adopted().select_related("predecessor")), timezone.localdate()
    )


def _readable(key: str, known: list[Standing]) -> Edition:
    for standing in known:
        if standing.edition.key == key:
            return standing.edition
    raise Http404


def _standing(found: Edition, known: list[Standing]) -> Standing:
    return next(standing for standing in known if standing.edition == found)


def _standings(
    found: Edition, known: list[Standing]
) -> dict[str, Standing | list[Standing] | None]:
    """The edition shown, the one in force and all others, oldest first."""
    return {
        "standings": known[::-1],
        "standing": _standing(found, known),
        "in_force": next((s for s in known if s.status is editions.Status.IN_FORCE), None),
    }


def _language() -> str:
    return get_language() or NORMATIVE
