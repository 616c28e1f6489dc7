"""Fields of the workbench: what is stored, or what was typed and refused, with the reason."""

from typing import Any

from django import template

from curriculum.domain.workbench import Failed

register = template.Library()


@register.inclusion_tag("curriculum/admin/workbench_field.html")
def bench_field(
    failed: Failed | None,
    deed: str,
    name: str,
    *,
    id: str,
    label: str,
    value: object = "",
    kind: str = "line",
    lang: str = "",
    rows: int = 3,
    choices: Any = (),
    keys: str = "",
) -> dict[str, object]:
    """One field. `kind`: line, area, number or select; `keys`: the datalist it takes."""
    refused = failed if failed and failed.deed == deed else None
    return {
        "id": id,
        "name": name,
        "label": label,
        "value": str(refused.typed.get(name, "") if refused else value),
        "errors": refused.errors.get(name, []) if refused else [],
        "kind": kind,
        "lang": lang,
        "rows": rows,
        "choices": choices,
        "keys": keys,
    }
