"""The text of an answer, whatever its form."""

import io
import re
import zipfile

from django.http import HttpResponseBase

CANARY = re.compile(r"zq[a-z]+[0-9]*")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def canaries_in(response: HttpResponseBase) -> set[str]:
    """Every canary in the body, the title of a download and the address one is sent on to."""
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    return set(CANARY.findall(f"{headers} {text_of(response)}".casefold()))


def text_of(response: HttpResponseBase) -> str:
    body = b"".join(response) if response.streaming else response.content
    if response.headers.get("Content-Type", "").startswith(XLSX):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return " ".join(book.read(name).decode() for name in book.namelist())
    # A calendar folds long lines.
    return body.decode(errors="replace").replace("\r\n ", "")
