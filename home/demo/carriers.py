"""The carriers of the demo, who works there, and their rooms."""

from datetime import date, datetime

from cohorts.domain import carriers, log, places
from cohorts.models import Carrier, Membership, Place
from home.demo.houses import HOUSES, ROOMS
from home.demo.people import ROLES
from home.models import User

STAFF_SINCE = date(2021, 1, 1)


def seed_centre(*, now: datetime) -> tuple[Carrier, dict[str, User]]:
    """The competence centre, and the people as whom a visitor looks around."""
    users = {role.key: User.objects.create_user(role.email, name=role.name) for role in ROLES}
    with log.dated(now):
        centre = carriers.open_centre(name="Kompetenzzentrum Lotsendienste", by=None, now=now)
        centre = carriers.change(
            carrier=centre,
            district="Frankfurt am Main",
            contact="zentrum@kursbuch.example",
            since=2014,
            by=None,
            now=now,
        )
    _appoint(users["centre"], centre, Membership.Role.COORDINATOR)
    return centre, users


def seed_carriers(
    *, users: dict[str, User], by: User, now: datetime
) -> tuple[dict[str, Carrier], dict[str, User]]:
    """All carriers by key, and their coordinators by the same key."""
    found: dict[str, Carrier] = {}
    coordinators: dict[str, User] = {}
    with log.dated(now):
        for house in HOUSES:
            found[house.key] = carriers.enter(
                name=house.name,
                project=house.project,
                district=house.district,
                contact=f"{house.key}@kursbuch.example",
                since=house.since,
                languages=house.languages,
                by=by,
                now=now,
            )
            coordinators[house.key] = (
                users["coordinator"]
                if house.key == "lahn"
                else User.objects.create_user(
                    f"{house.key}@kursbuch.example", name=house.coordinator
                )
            )
            _appoint(coordinators[house.key], found[house.key], Membership.Role.COORDINATOR)
    return found, coordinators


def seed_rooms(*, carriers: dict[str, Carrier], by: User, now: datetime) -> dict[str, Place]:
    with log.dated(now):
        return {
            key: places.create(
                carrier=carriers[carrier],
                name=name,
                address=address,
                town=town,
                district=district,
                access=access,
                by=by,
                now=now,
            )
            for key, (carrier, name, address, town, district, access) in ROOMS.items()
        }


def seed_trainers(*, users: dict[str, User], carriers: dict[str, Carrier]) -> dict[str, User]:
    """Who teaches: the trainer to look around as, a former guide, and others elsewhere."""
    trainers = {"tomasz": users["trainer"]}
    for key, name in (
        ("rahel", "Rahel Mengistu-Brandt"),
        ("jonas", "Jonas Feldbusch"),
        ("soraya", "Soraya Hohlbein"),
        ("mirjam", "Mirjam Osei-Falk"),
    ):
        trainers[key] = User.objects.create_user(f"{key}@kursbuch.example", name=name)
    for key, carrier in (
        ("tomasz", "lahn"),
        ("rahel", "lahn"),
        ("jonas", "lahn"),
        ("soraya", "centre"),
        ("rahel", "burgwald"),
        ("mirjam", "habichtswald"),
    ):
        _appoint(trainers[key], carriers[carrier], Membership.Role.TRAINER)
    return trainers


def _appoint(user: User, carrier: Carrier, role: str) -> None:
    Membership.objects.create(user=user, carrier=carrier, role=role, since=STAFF_SINCE)
