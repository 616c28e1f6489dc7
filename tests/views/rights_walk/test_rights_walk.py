"""Every role goes to every address with the rows of three carriers and reads what it is shown."""

import pytest

from tests.views.rights_walk.addresses import every_address
from tests.views.rights_walk.walking import Walk, Walker, digest, missing
from tests.views.rights_walk.world import World

pytestmark = pytest.mark.thorough
ROLES = (
    "visitor",
    "trainee",
    "trainer",
    "coordinator",
    "deputy",
    "centre",
    "many hats",
    "superuser",
    "substitute",
    "letter",
)


def test_walk_knows_the_arguments_of_every_address() -> None:
    unknown = [hint for address in every_address() for hint in missing(address)]

    assert unknown == [], "Teach the walk in tests/views/rights_walk/arguments.py, ROWS."


@pytest.mark.parametrize("name", ROLES)
def test_role_reads_what_the_table_grants_and_nothing_else(
    walker: Walker, world: World, name: str
) -> None:
    walk = Walk(world, world.roles[name], walker)

    walk.read_everything()

    assert not walk.troubles, "\n".join(walk.troubles)
    assert walk.is_signed_in is (walk.role.user is not None)
    assert walk.role.must_see - walk.allowed == set()
    assert walk.role.must_see - walk.seen == set()


@pytest.mark.parametrize("name", ROLES)
def test_role_changes_nothing_that_is_not_its_own(walker: Walker, world: World, name: str) -> None:
    walk = Walk(world, world.roles[name], walker)
    walker.get("/admin/")
    before = digest()

    written = walk.harm_everything()

    assert not walk.troubles, "\n".join(walk.troubles)
    assert written == {}
    assert digest() == before
