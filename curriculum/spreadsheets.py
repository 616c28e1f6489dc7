"""What reports give to take along: a spreadsheet that opens by a double click."""

import csv
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse


def address_of_export(request: HttpRequest) -> str:
    """The same report, with the same choices, as a spreadsheet."""
    asked = request.GET.copy()
    asked["export"] = "csv"
    return f"?{asked.urlencode()}"


def spreadsheet(name: str, rows: Iterable[Iterable[object]]) -> HttpResponse:
    """What German spreadsheets open by a double click: semicolons, and UTF-8 that says so.

    Carriers write titles that the competence centre opens: none of them is taken for a formula.
    """
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    csv.writer(response, delimiter=";").writerows([_as_text(cell) for cell in row] for row in rows)
    return response


def _as_text(cell: object) -> object:
    text = str(cell)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
