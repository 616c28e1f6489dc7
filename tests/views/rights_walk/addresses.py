"""Every address that the resolver knows, and a path to it for the rows of an estate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RoutePattern

from tests.views.rights_walk import arguments

PARAMETER = re.compile(r"<(?:\w+:)?([\w.]+)>")


@dataclass(frozen=True)
class Address:
    """A pattern of the resolver. `route` is the path with its parameters in angle brackets."""

    name: str
    route: str

    @property
    def parameters(self) -> tuple[str, ...]:
        return tuple(PARAMETER.findall(self.route))

    @property
    def is_in_admin(self) -> bool:
        return self.route.startswith("admin/")

    def rows(self) -> dict[str, str]:
        """Parameter → where in an estate its value stands. KeyError where the walk was not told."""
        return {name: self._taught(name) for name in self.parameters}

    def _taught(self, parameter: str) -> str:
        if "." in parameter:
            return parameter
        namespace = self.name.rpartition(":")[0]
        for key in (f"{self.name}.{parameter}", f"{namespace}.{parameter}", parameter):
            if key in arguments.ROWS:
                return arguments.ROWS[key]
        raise KeyError(f"{self.name}.{parameter}")

    def path(self, estate: Any) -> str:
        """The path for this estate."""
        where = self.rows()
        filled = PARAMETER.sub(
            lambda found: quote(str(value_of(estate, where[found[1]]))), self.route
        )
        return f"/{filled}"

    def queries(self, estate: Any) -> list[str]:
        """What is asked besides the plain form: filters, searches, exports."""
        namespace, _, name = self.name.rpartition(":")
        asked = [*arguments.QUERIES.get(self.name, ())]
        if self.is_in_admin:
            asked += arguments.LIST_QUERIES.get(name, ())
        if namespace == arguments.REPORTS and not name.endswith("results"):
            asked += arguments.REPORT_QUERIES
        return [
            PARAMETER.sub(lambda found: str(value_of(estate, found[1])), query) for query in asked
        ]


def value_of(estate: Any, where: str) -> Any:
    """`session.uuid` of an estate; what begins with = stands for itself."""
    if where.startswith("="):
        return where[1:]
    value = estate
    for step in where.split("."):
        value = getattr(value, step)
    return value


@cache
def every_address() -> tuple[Address, ...]:
    """All patterns, each once: German has no prefix, and the other languages lead to the same."""
    found = {(one.name, one.route): one for one in _under(get_resolver(), "", ())}
    return tuple(one for one in found.values() if one.name not in arguments.LEFT_OUT)


def _under(resolver: URLResolver, start: str, names: tuple[str, ...]) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*names, entry.namespace) if entry.namespace else names
            yield from _under(entry, start + _text(entry), inner)
        else:
            name = ":".join((*names, entry.name)) if entry.name else start + _text(entry)
            for route in arguments.SPELT_OUT.get(name, (start + _text(entry),)):
                yield Address(name, route)


def _text(entry: URLPattern | URLResolver) -> str:
    pattern = entry.pattern
    if isinstance(pattern, LocalePrefixPattern):
        return ""
    if isinstance(pattern, RoutePattern):
        return str(pattern)
    return str(pattern).removeprefix("^").removesuffix("$")
