"""Data for search engines in a page."""

from typing import Any

from django import template
from django.utils.html import json_script
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def as_linked_data(data: dict[str, Any] | None) -> SafeString | str:
    """A block of JSON-LD, which no browser runs; nothing where there is nothing to say."""
    if data is None:
        return ""
    block = json_script(data).replace("application/json", "application/ld+json", 1)
    return mark_safe(block)  # noqa: S308 - json_script has escaped what could end the block
