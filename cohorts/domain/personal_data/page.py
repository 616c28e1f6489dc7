"""The page docs/reference/personal-data.md, written from the table for data-protection officers."""

from collections.abc import Iterator

from django.apps import apps
from django.utils.translation import override

from cohorts.domain.personal_data import TABLE
from cohorts.domain.personal_data.reading import NotPersonal, Personal, Records

HEAD = """\
# Personal data

This page is made from the table in the code by `manage.py personal_data`; do not edit it by hand.
A test fails when a field of the database is missing here, and when erasure does something else
than this page says.

Each purpose stands for itself. Consent is not the general basis: only photos and what guardians
allow rest on it. Basis and times are the proposal of the house; each carrier confirms or changes
them in its own record of processing. Never stored are police certificates, diagnoses, religion and
the reason why somebody cannot come.

**Erasing a person** empties their row and deletes what belongs to it. Minutes of attendance and
ended sign-ups stay without a name, so that the totals of a course stay true. While a date of
retention runs, the data are restricted instead: nobody works with them, no link leads to them, no
mail goes out. The log keeps that something happened; names, old and new values and reasons about a
person stand beside it and are deleted. `manage.py erase_expired` does daily what is due.

**Seeing and taking along:** everybody finds the own data under `/mein/daten/`, as a page and as a
file, with the list of who did what, and can erase them there.
"""


def page() -> str:
    """The whole page, in English."""
    with override("en"):
        return "".join([HEAD, *_sections(), *_not_personal()])


def _sections() -> Iterator[str]:
    for records in TABLE:
        if not records.personal:
            continue
        yield f"\n## {_title(records)}\n\n"
        yield "| field | whose | purpose | basis | kept | erasure |\n"
        yield "| --- | --- | --- | --- | --- | --- |\n"
        for names, line in _grouped(records):
            erasure = line.erasure.value + (f": {line.because}" if line.because else "")
            cells = [
                ", ".join(f"`{name}`" for name in names),
                line.subject.value,
                str(line.purpose),
                str(line.basis),
                str(line.retention),
                erasure,
            ]
            yield f"| {' | '.join(cells)} |\n"


def _grouped(records: Records) -> Iterator[tuple[list[str], Personal]]:
    """Fields that are treated alike share a line."""
    groups: dict[tuple[object, ...], tuple[list[str], Personal]] = {}
    for name, line in records.personal.items():
        key = (line.purpose, line.basis, line.retention, line.erasure, line.because, line.subject)
        groups.setdefault(key, ([], line))[0].append(name)
    yield from groups.values()


def _not_personal() -> Iterator[str]:
    yield "\n## Not personal\n\n| field | because |\n| --- | --- |\n"
    for records in TABLE:
        reasons: dict[str, list[str]] = {}
        for name, line in records.fields.items():
            if isinstance(line, NotPersonal):
                reasons.setdefault(line.because, []).append(name)
        for because, names in reasons.items():
            fields = ", ".join(f"`{_short(records.label, name)}`" for name in names)
            yield f"| {fields} | {because or 'says nothing about anybody'} |\n"


def _short(label: str, name: str) -> str:
    return f"{label}.{name}".replace(".*.*", ".*")


def _title(records: Records) -> str:
    if records.label.endswith("*"):
        return records.label
    model = apps.get_model(records.label)
    name = str(model._meta.verbose_name_plural)
    return f"{name[:1].upper()}{name[1:]} (`{records.label}`)"
