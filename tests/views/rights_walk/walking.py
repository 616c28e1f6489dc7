"""One person walks: opens addresses, notes what is read where, and tries to do harm."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from cohorts.models.rights import Action
from tests.views.rights_walk import arguments
from tests.views.rights_walk.addresses import Address, every_address
from tests.views.rights_walk.answers import canaries_in
from tests.views.rights_walk.world import Role, World

REFUSED = (302, 401, 403, 404, 405)
DEEDS = frozenset(Action) - {Action.VIEW, Action.NAMES, Action.TOTALS, Action.ONLINE}


class Walker(Client):
    """A client that keeps no context of templates: copying them would cost a third of the walk."""

    def request(self, **request: Any) -> HttpResponseBase:
        response: HttpResponseBase = self.handler(self._base_environ(**request))
        self.cookies.update(response.cookies)
        return response


@dataclass
class Walk:
    """What was seen, and what went wrong on the way."""

    world: World
    role: Role
    client: Client
    seen: set[str] = field(default_factory=set)
    asked: int = 0
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.allowed = self.world.words_for(self.role)
        if self.role.user:
            self.client.force_login(self.role.user, "django.contrib.auth.backends.ModelBackend")

    def read_everything(self) -> None:
        for path, address, estate in self.paths():
            response = self.look(path, self.client.get)
            if response is not None and self.is_hidden(address, estate):
                self.expect_refusal(path, response)
                if not address.is_in_admin:
                    self.look(path, self.client.head)
        for link in self.role.links:
            self.look(link, self.client.get)

    def harm_everything(self) -> dict[str, list[str]]:
        """Post to every address with a row that is not this person's; what was written, by path."""
        self.client.get("/admin/")  # puts the person into the groups of today
        written: dict[str, list[str]] = {}
        for path, address, estate in self.paths():
            if not self.is_foreign(address, estate):
                continue
            with noting_writes() as writes:
                response = self.look(path, lambda where: self.client.post(where, arguments.FORM))
            if writes:
                written[path] = writes
            if response is not None and self.is_hidden(address, estate):
                self.expect_refusal(path, response)
        return written

    def expect_refusal(self, path: str, response: HttpResponseBase) -> None:
        if response.status_code not in REFUSED:
            self.troubles.append(f"{path} answers {response.status_code} with a foreign row")

    def facts(self, address: Address, estate: SimpleNamespace) -> Iterator[tuple[str, frozenset]]:
        """The rows of the estate that the address names, and what the table grants on each."""
        for where in address.rows().values():
            row = where.split(".")[0]
            kind, *models = arguments.FACTS.get(row, ("",))
            if canary := self.world.canaries.get(f"zq{estate.mark}{kind}"):
                yield row, self.role.may_do(canary, *models)

    def is_hidden(self, address: Address, estate: SimpleNamespace) -> bool:
        return any(row in arguments.HIDDEN and not may for row, may in self.facts(address, estate))

    def is_foreign(self, address: Address, estate: SimpleNamespace) -> bool:
        return any(not may & DEEDS for _row, may in self.facts(address, estate))

    @property
    def is_signed_in(self) -> bool:
        return "_auth_user_id" in self.client.session

    def paths(self) -> Iterator[tuple[str, Address, SimpleNamespace]]:
        """Each path once."""
        done: set[str] = set()
        for address in every_address():
            is_closed = address.is_in_admin and self.is_kept_out
            for estate in self.estates[:1] if is_closed else self.estates:
                path = address.path(estate)
                mark = "&" if "?" in path else "?"
                queries = () if is_closed else address.queries(estate)
                for one in (path, *(f"{path}{mark}{query}" for query in queries)):
                    if one not in done:
                        done.add(one)
                        yield one, address, estate

    @cached_property
    def is_kept_out(self) -> bool:
        """Whether the door of the admin refuses this person, whatever the address behind it.

        Then one knock at each address will do.
        """
        return self.client.get("/admin/").status_code == 403

    @property
    def estates(self) -> list[SimpleNamespace]:
        return [self.world.estates[mark] for mark in self.role.walks]

    def look(self, path: str, ask: Callable[[str], HttpResponseBase]) -> HttpResponseBase | None:
        self.asked += 1
        try:
            response = ask(path)
            found = canaries_in(response) & self.world.canaries.keys()
        except Exception as error:
            self.troubles.append(f"{path} breaks: {error!r}"[:300])
            return None
        if response.status_code >= 500:
            self.troubles.append(f"{path} answers {response.status_code}")
        if leaks := sorted(found - self.allowed):
            self.troubles.append(f"{path} shows {', '.join(leaks)}")
        self.seen |= found & self.allowed
        return response


def missing(address: Address) -> list[str]:
    """Parameters that the walk was not told about."""
    unknown = []
    for parameter in address.parameters:
        try:
            address._taught(parameter)
        except KeyError:
            unknown.append(f"{address.name}.{parameter}")
    return unknown


@contextmanager
def noting_writes() -> Iterator[list[str]]:
    """The statements that change rows of other tables than those of every request."""
    writes: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        words = sql.replace('"', "").split(None, 4)
        table = {"INSERT": 2, "DELETE": 2, "UPDATE": 1}.get(words[0].upper())
        if table and words[table] not in arguments.NOISE:
            writes.append(" ".join(words[: table + 1]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield writes


def digest() -> dict[str, int]:
    """A number for the content of each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table not in arguments.NOISE:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                found[table] = hash(tuple(sorted(map(repr, cursor.fetchall()))))
    return found
