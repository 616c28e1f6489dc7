"""Nothing public is forgotten when screens are measured."""

from wagtail.models import Page, get_page_models

from tests.screens import NO_SCREEN, SCREENS
from tests.views.rights_walk.addresses import every_address

# Only in a demo, which the tests are not; or made by Django when something goes wrong.
BEYOND = {"demo", "demo_post", "components", "403", "404", "429", "500", "stale form"}


def public_addresses() -> set[str]:
    """What the resolver knows outside of the admin, and the types of pages that can be opened."""
    pages = {model._meta.label for model in get_page_models() if model is not Page}
    return pages | {one.name for one in every_address() if not one.is_in_admin}


def admin_addresses() -> set[str]:
    return {one.name for one in every_address() if one.is_in_admin}


def test_every_public_address_is_measured_or_has_a_reason_not_to_be():
    listed = {screen.address for screen in SCREENS} | NO_SCREEN.keys()

    assert sorted(public_addresses() - listed) == []


def test_list_of_screens_names_only_addresses_that_exist():
    listed = {screen.address for screen in SCREENS} | NO_SCREEN.keys()

    assert sorted(listed - public_addresses() - admin_addresses() - BEYOND) == []


def test_no_screen_stands_in_the_list_twice_or_beside_its_reason():
    names = [screen.name for screen in SCREENS]

    assert sorted({name for name in names if names.count(name) > 1}) == []
    assert sorted(NO_SCREEN.keys() & {screen.address for screen in SCREENS}) == []
