"""Films are handed out piece by piece: some browsers play them in no other way (HTTP ranges)."""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from wagtail.documents.models import AbstractDocument

PIECE = 2_000_000  # bytes read into memory at most; the browser asks for the next one
KINDS = ("video/mp4", "video/webm")
RANGE = re.compile(r"bytes=(\d{1,12})-(\d{1,12})?")


def piece(document: AbstractDocument, request: HttpRequest) -> HttpResponse | None:
    """The piece that is asked for; None where the whole file is the answer.

    Asked for several pieces, or for the end of a film of unknown length, we answer with the whole
    film, as the standard allows (RFC 9110, 14.2).
    """
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    if asked is None or request.method != "GET" or document.content_type not in KINDS:
        return None
    size = document.file.size
    first = int(asked[1])
    last = min(int(asked[2]) if asked[2] else size - 1, size - 1, first + PIECE - 1)
    if first > last:
        beyond = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        beyond["Content-Range"] = f"bytes */{size}"
        return beyond
    with document.file.open("rb") as film:
        film.seek(first)
        content = film.read(last - first + 1)
    answer = HttpResponse(
        content, status=HTTPStatus.PARTIAL_CONTENT, content_type=document.content_type
    )
    answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    answer["Accept-Ranges"] = "bytes"
    return answer
