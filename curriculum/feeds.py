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
from curriculum.domain.case.catalogue import Catalogue
from curriculum.domain.case.selection import Refused, Selected
from curriculum.domain.case.wire import Json, Publisher, Writer, status_info
from curriculum.models.frozen import NORMATIVE

ADDRESS = "/ims/case/v1p1"
IDENTIFIER = re.compile(openapi.ID)
SAFE = ("GET", "HEAD")

Reader = Callable[[UUID, Catalogue, Writer], Json | None]
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
            with override(NORMATIVE):  # titles are part of the data, whoever asks
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
    rows = [writer.document(found) for found in _catalogue().documents]
    try:
        found = selection.select(rows, _asked(request))
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
        return _answer(request, status_info("invalid_uuid", "Not a UUID in lower case."), 404)
    found = READERS[kind](UUID(sourced_id), _catalogue(), _writer())
    if found is None:
        return _answer(
            request, status_info("unknownobject", f"No {kind} has this identifier."), 404
        )
    return _answer(request, found)


@in_the_words_of_case
def discovery(request: HttpRequest) -> HttpResponse:
    return _answer(request, openapi.described(_writer().publisher.address))


@in_the_words_of_case
def unknown(request: HttpRequest, path: str) -> HttpResponse:
    """An address that CASE does not have is refused in its words, too."""
    return _answer(request, status_info("unknownobject", "CASE 1.1 has no such address."), 404)


# --- What stands at an identifier ---------------------------------------------------------------


def document(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    found = known.document(id)
    return writer.document(found) if found else None


def package(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    found = known.document(id)
    return writer.package(found, known.contents(found)) if found else None


def item(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    found = known.item(id)
    return writer.item(*found) if found else None


def item_associations(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    """The item as it stands alone; its associations as they stand in their packages."""
    found = known.with_associations(id)
    if found is None:
        return None
    item, associations = found
    return {
        "CFItem": writer.item(*item),
        "CFAssociations": [
            writer.association(found, of, in_package=True) for found, of in associations
        ],
    }


def association(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    found = known.association(id)
    return writer.association(*found) if found else None


def grouping(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    found = known.grouping(id)
    return writer.grouping(*found) if found else None


def item_type(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    """The type and those below it, by their place among the types."""
    top = next((kind for kind in frameworks.ITEM_TYPES if kind.id == id), None)
    if top is None:
        return None
    return {
        "CFItemTypes": [
            writer.item_type(kind)
            for kind in frameworks.ITEM_TYPES
            if kind is top or kind.code.startswith(f"{top.code}.")
        ]
    }


def licence(id: UUID, known: Catalogue, writer: Writer) -> Json | None:
    is_named = writer.publisher.licence and id == writer.licence_id
    return writer.licence() if is_named else None


def nothing(id: UUID, known: Catalogue, writer: Writer) -> None:
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


def _catalogue() -> Catalogue:
    return Catalogue(on=timezone.localdate())


def _writer() -> Writer:
    publisher = Publisher(
        settings.SITE_URL + ADDRESS, settings.SITE_OWNER or "Kursbuch", settings.STANDARDS_LICENCE
    )
    return Writer(publisher, uuid5(frameworks.SPACE, f"licence {publisher.licence}"))


def _asked(request: HttpRequest) -> dict[str, str]:
    """Several fields come in one parameter or in one for each of them."""
    return {name: ",".join(values) for name, values in request.GET.lists()}


def _links(request: HttpRequest, found: Selected) -> Iterator[str]:
    """Where the other parts of the list are (RFC 8288)."""
    if found.total <= found.limit:
        return
    last = (found.total - 1) // found.limit * found.limit
    parts = {"first": 0, "last": last}
    if found.offset:
        parts["prev"] = max(0, min(found.offset - found.limit, last))
    if found.offset + found.limit < found.total:
        parts["next"] = found.offset + found.limit
    for name, offset in parts.items():
        asked = urlencode(_asked(request) | {"limit": found.limit, "offset": offset})
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
