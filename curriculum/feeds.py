"""The standards for other programs: every address of 1EdTech CASE 1.1, read-only."""

import hashlib
import json
import logging
import re
from collections.abc import Callable, Iterator
from functools import wraps
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from curriculum.domain.case import frameworks, openapi, selection
from curriculum.domain.case.frameworks import Framework
from curriculum.domain.case.selection import Refused, Selected
from curriculum.domain.case.wire import Json, Publisher, Writer, status_info
from curriculum.models.frozen import NORMATIVE

ADDRESS = "/ims/case/v1p1"
IDENTIFIER = re.compile(openapi.ID)
SAFE = ("GET", "HEAD")

Reader = Callable[[UUID, list[Framework], Writer], Json | None]
View = Callable[..., HttpResponse]

logger = logging.getLogger(__name__)


def in_the_words_of_case(view: View) -> View:
    """Read-only; and what goes wrong is logged and answered as CASE answers, not by a page."""

    @csrf_exempt  # nothing is ever written; its refusal would be a page
    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> HttpResponse:
        if request.method not in SAFE:
            response = _answer(request, status_info("forbidden", "CASE is read-only here."), 405)
            response["Allow"] = ", ".join(SAFE)
            return response
        try:
            return view(request, **arguments)
        except Exception:
            logger.exception("CASE could not answer %s", request.path)
            body = status_info("internal_server_error", "Something went wrong here.")
            return _answer(request, body, 500)

    return answer


@in_the_words_of_case
def documents(request: HttpRequest) -> HttpResponse:
    """All frameworks; the only list that CASE has."""
    writer = _writer()
    rows = [writer.document(found) for found in _frameworks()]
    try:
        found = selection.select(rows, request.GET.dict())
    except Refused as refused:
        return _answer(request, status_info(refused.minor, str(refused), refused.field), 400)
    response = _answer(request, {"CFDocuments": found.rows})
    response["X-Total-Count"] = str(found.total)
    if links := ", ".join(_links(request, found)):
        response["Link"] = links
    return response


@in_the_words_of_case
def resource(request: HttpRequest, kind: str, sourced_id: str) -> HttpResponse:
    """One resource by its identifier."""
    if not IDENTIFIER.fullmatch(sourced_id):
        return _answer(request, status_info("invalid_uuid", "Not a UUID in lower case."), 400)
    found = READERS[kind](UUID(sourced_id), _frameworks(), _writer())
    if found is None:
        return _answer(
            request, status_info("unknownobject", f"No {kind} has this identifier."), 404
        )
    return _answer(request, found)


@in_the_words_of_case
def discovery(request: HttpRequest) -> HttpResponse:
    return _answer(request, openapi.described(_writer().publisher.address))


@in_the_words_of_case
def unknown(request: HttpRequest, path: str = "") -> HttpResponse:
    """An address that CASE does not have is refused in its words, too."""
    return _answer(request, status_info("unknownobject", "CASE 1.1 has no such address."), 404)


# --- What stands at an identifier ---------------------------------------------------------------


def document(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    return next((writer.document(found) for found in known if found.id == id), None)


def package(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    return next((writer.package(found) for found in known if found.id == id), None)


def item(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    found = ((item, of) for of in known for item in of.items if item.id == id)
    return next((writer.item(item, of) for item, of in found), None)


def item_associations(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    written = item(id, known, writer)
    if written is None:
        return None
    return {
        "CFItem": written,
        "CFAssociations": [
            writer.association(found, of)
            for of in known
            for found in of.associations
            if id in (found.origin.id, found.destination.id)
        ],
    }


def association(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    found = ((found, of) for of in known for found in of.associations if found.id == id)
    return next((writer.association(found, of) for found, of in found), None)


def grouping(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    return next(
        (
            writer.grouping(found, of.changed)
            for of in known
            for found in of.groupings
            if found.id == id
        ),
        None,
    )


def item_type(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    """The type and those below it, by their place among the types."""
    top = next((kind for kind in frameworks.ITEM_TYPES if kind.id == id), None)
    if top is None:
        return None
    changed = max(of.changed for of in known)
    return {
        "CFItemTypes": [
            writer.item_type(kind, changed)
            for kind in frameworks.ITEM_TYPES
            if kind is top or kind.code.startswith(f"{top.code}.")
        ]
    }


def licence(id: UUID, known: list[Framework], writer: Writer) -> Json | None:
    if not writer.publisher.licence or id != writer.licence_id:
        return None
    return writer.licence(max(of.changed for of in known))


def nothing(id: UUID, known: list[Framework], writer: Writer) -> None:
    """Concepts, subjects and rubrics: CASE has them, these standards do not."""


READERS: dict[str, Reader] = {
    "CFDocuments": document,
    "CFPackages": package,
    "CFItems": item,
    "CFItemAssociations": item_associations,
    "CFAssociations": association,
    "CFAssociationGroupings": grouping,
    "CFConcepts": nothing,
    "CFSubjects": nothing,
    "CFItemTypes": item_type,
    "CFLicenses": licence,
    "CFRubrics": nothing,
}


# --- Answering ----------------------------------------------------------------------------------


def _frameworks() -> list[Framework]:
    with override(NORMATIVE):  # titles are part of the data, whoever asks
        return frameworks.frameworks(on=timezone.localdate())


def _writer() -> Writer:
    publisher = Publisher(
        settings.SITE_URL + ADDRESS, settings.SITE_OWNER or "Kursbuch", settings.STANDARDS_LICENCE
    )
    return Writer(publisher, uuid5(frameworks.SPACE, f"licence {publisher.licence}"))


def _links(request: HttpRequest, found: Selected) -> Iterator[str]:
    """Where the other parts of the list are (RFC 8288)."""
    last = max(0, (found.total - 1) // found.limit * found.limit)
    parts = {"first": 0, "prev": found.offset - found.limit, "last": last}
    if found.offset + found.limit < found.total:
        parts["next"] = found.offset + found.limit
    for name, offset in parts.items():
        if offset >= 0 and found.total > found.limit:
            asked = urlencode(request.GET.dict() | {"limit": found.limit, "offset": offset})
            yield f'<{settings.SITE_URL}{request.path}?{asked}>; rel="{name}"'


def _answer(request: HttpRequest, body: Json, status: int = 200) -> HttpResponse:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    response = HttpResponse(text, content_type="application/json", status=status)
    # Anybody's page may read what is public anyway.
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "X-Total-Count, Link"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    if status != 200:
        return response
    response["Cache-Control"] = "public, no-cache"
    response["ETag"] = quote_etag(hashlib.sha256(text).hexdigest()[:32])
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
