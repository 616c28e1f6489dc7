"""One person walks: opens addresses, notes what is read where, and tries to do harm."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.http import HttpResponseBase
from django.test import Client

from tests.views.rights_walk import arguments
from tests.views.rights_walk.addresses import Address, every_address
from tests.views.rights_walk.answers import canaries_in
from tests.views.rights_walk.world import Role, World

REFUSED = (302, 403, 404, 405)


@dataclass
class Walk:
    """What was seen, and what went wrong on the way."""

    world: World
    role: Role
    client: Client
    seen: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.allowed = self.world.words_for(self.role)
        if self.role.user:
            self.client.force_login(self.role.user, "django.contrib.auth.backends.ModelBackend")

    def read_everything(self) -> None:
        for path, head in (*self.paths(), *((link, True) for link in self.role.links)):
            self.read(path)
            if head:
                self.look(path, self.client.head)

    def paths(self) -> Iterator[tuple[str, bool]]:
        """Each path once, with whether to ask for its head alone, too."""
        done: set[str] = set()
        for address in every_address():
            if address.is_left_out:
                continue
            for estate in self.world.estates.values():
                path = address.path(estate)
                mark = "&" if "?" in path else "?"
                for one in (path, *(f"{path}{mark}{query}" for query in address.queries(estate))):
                    if one not in done:
                        done.add(one)
                        yield one, not address.route.startswith("admin/")

    def read(self, path: str) -> HttpResponseBase | None:
        return self.look(path, self.client.get)

    def look(self, path: str, ask: object, **data: object) -> HttpResponseBase | None:
        try:
            response = ask(path, **data)
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


def foreign(address: Address, estate: SimpleNamespace) -> bool:
    """Whether the path names a row of the estate, and not only one that all share."""
    return any(
        where.split(".")[0] in arguments.ROWS_OF_AN_ESTATE for where in address.rows().values()
    )
