"""A carrier's section with its people, and local modules in it."""

from dataclasses import dataclass
from datetime import date

from cohorts.domain import sections
from cohorts.models import Carrier, CarrierSection, Membership
from curriculum.domain import originals
from curriculum.models import ModulePage
from home import roles
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_user
from tests.factories.curriculum import make_module
from tests.factories.home import make_home_page

Role = Membership.Role
BODY = [
    {"type": "introduction", "value": "<p>Viele sagen zu schnell Ja.</p>"},
    {
        "type": "seminar_plan",
        "value": {"title": "Ein Abend", "steps": [{"minutes": 90, "aim": "Ankommen"}]},
    },
    {"type": "trainer_note", "value": "<p>Nur für uns.</p>"},
]


@dataclass(frozen=True)
class Local:
    """One carrier with its section, a coordinator and a trainer, in their groups as of NOW."""

    carrier: Carrier
    section: CarrierSection
    coordinator: User
    trainer: User


def make_member(carrier: Carrier, role: str, **fields: object) -> User:
    """In the groups already, as after the first request to the admin."""
    user = make_user(**fields)
    Membership.objects.create(user=user, carrier=carrier, role=role, since=date(2020, 1, 1))
    roles.sync(user, NOW.date())
    return user


def make_section(carrier: Carrier | None = None, **fields: object) -> Local:
    make_home_page()
    carrier = carrier or make_carrier(**fields)
    section = sections.open_section(carrier=carrier, by=None, now=NOW)
    return Local(
        carrier,
        section,
        make_member(carrier, Role.COORDINATOR, name=f"Koordination {carrier}"),
        make_member(carrier, Role.TRAINER, name=f"Trainerin {carrier}"),
    )


def make_local_module(local: Local, title: str = "Vor Ort", **fields: object) -> ModulePage:
    """A module in the section, live unless `live=False`."""
    live = fields.pop("live", True)
    page = local.section.add_child(
        instance=ModulePage(
            title=title, live=live, has_unpublished_changes=not live, body=BODY, **fields
        )
    )
    revision = page.save_revision()
    if live:
        revision.publish()
    page.refresh_from_db()
    return page


def make_adapted(
    local: Local, original: ModulePage | None = None, *, live: bool = True
) -> ModulePage:
    draft = originals.adapt(
        module=original or make_module("Grenzen", slug="grenzen", body=BODY),
        parent=local.section,
        by=None,
        now=NOW,
    )
    if live:
        draft.get_latest_revision().publish()
    draft.refresh_from_db()
    return draft


def change_original(module: ModulePage, **fields: object) -> ModulePage:
    """Publish the original of a local module anew."""
    original = ModulePage.objects.get(pk=module.based_on_id)
    for name, value in fields.items():
        setattr(original, name, value)
    original.save_revision().publish()
    module.refresh_from_db()
    original.refresh_from_db()
    return original
