"""What a reader may ask of a list: a part, an order, some fields, a filter (1EdTech REST rules)."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from curriculum.domain.case.wire import Json

LIMIT = 100  # the specification's own when nothing is asked
# What a CFDocument may have by the specification, whether one of ours has it or not.
PLAIN = (
    "identifier",
    "uri",
    "frameworkType",
    "caseVersion",
    "creator",
    "title",
    "lastChangeDateTime",
    "officialSourceURL",
    "publisher",
    "description",
    "subject",
    "language",
    "version",
    "adoptionStatus",
    "statusStartDate",
    "statusEndDate",
    "notes",
)
FIELDS = (*PLAIN, "subjectURI", "licenseURI", "CFPackageURI", "extensions")
CLAUSE = re.compile(r"\s*(\w+)\s*(!=|>=|<=|=|>|<|~)\s*'([^']*)'\s*(?:(AND|OR)\s)?")
COMPARES: dict[str, Callable[[str, str], bool]] = {
    "=": lambda value, wanted: value == wanted,
    "!=": lambda value, wanted: value != wanted,
    ">": lambda value, wanted: value > wanted,
    ">=": lambda value, wanted: value >= wanted,
    "<": lambda value, wanted: value < wanted,
    "<=": lambda value, wanted: value <= wanted,
    "~": lambda value, wanted: wanted in value,
}


class Refused(Exception):
    """The question cannot be answered; `minor` is the code the specification has for it."""

    def __init__(self, minor: str, field: str, description: str) -> None:
        super().__init__(description)
        self.minor = minor
        self.field = field


@dataclass(frozen=True, slots=True)
class Selected:
    rows: list[Json]
    total: int  # before the part was cut
    limit: int
    offset: int


def select(rows: Sequence[Json], asked: Mapping[str, str]) -> Selected:
    """Filter, then order, then cut, then choose the fields. Raises Refused."""
    limit = _whole("limit", asked.get("limit", str(LIMIT)), least=1)
    offset = _whole("offset", asked.get("offset", "0"), least=0)
    kept = _filtered(rows, asked["filter"]) if asked.get("filter") else list(rows)
    if sort := asked.get("sort"):
        kept = _sorted(kept, sort, asked.get("orderBy", "asc"))
    part = kept[offset : offset + limit]
    if "fields" in asked:
        part = _with_fields(part, asked["fields"])
    return Selected(part, len(kept), limit, offset)


def _whole(name: str, text: str, *, least: int) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < least:
        raise Refused(
            "invalid_selection_field", name, f"{name} must be a whole number from {least}."
        )
    return int(text)


def _filtered(rows: Sequence[Json], text: str) -> list[Json]:
    """`field='value'`, joined by AND or OR; AND binds closer. Small and capital letters are one."""
    ways: list[list[Callable[[Json], bool]]] = [[]]
    place = 0
    while place < len(text):
        match = CLAUSE.match(text, place)
        if match is None or (match[4] and match.end() == len(text)):
            raise Refused("invalid_selection_field", "filter", f"Not understood: {text[place:]}")
        ways[-1].append(_clause(match[1], match[2], match[3]))
        if match[4] == "OR":
            ways.append([])
        elif match[4] is None and match.end() < len(text):
            raise Refused("invalid_selection_field", "filter", "Join clauses by AND or OR.")
        place = match.end()
    return [row for row in rows if any(all(holds(row) for holds in way) for way in ways)]


def _clause(name: str, compares: str, wanted: str) -> Callable[[Json], bool]:
    _known(name, "filter", "invalid_selection_field", among=PLAIN)
    compare, wanted = COMPARES[compares], wanted.casefold()
    return lambda row: name in row and compare(str(row[name]).casefold(), wanted)


def _sorted(rows: list[Json], name: str, order: str) -> list[Json]:
    _known(name, "sort", "invalid_sort_field", among=PLAIN)
    if order not in ("asc", "desc"):
        raise Refused("invalid_sort_field", "orderBy", "orderBy is asc or desc.")
    return sorted(rows, key=lambda row: str(row.get(name, "")).casefold(), reverse=order == "desc")


def _with_fields(rows: list[Json], text: str) -> list[Json]:
    names = [name.strip() for name in text.split(",")]
    for name in names:
        _known(name, "fields", "invalid_selection_field")
    return [{name: value for name, value in row.items() if name in names} for row in rows]


def _known(name: str, field: str, minor: str, *, among: Sequence[str] = FIELDS) -> None:
    if name not in among:
        raise Refused(minor, field, f"There is no field '{name}' of a CFDocument for {field}.")
