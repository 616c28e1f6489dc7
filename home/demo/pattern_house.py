"""The carrier of the pattern: who works and learns there, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from cohorts.domain import people, places, register, wall_time
from cohorts.models import Affiliation, Carrier, Membership, Participant, Place
from curriculum.models import ModulePage, ProgrammeModule, ProgrammePage
from home.demo.names import invented_names
from home.models import User

LEARNERS = 40


@dataclass(frozen=True, slots=True)
class House:
    """The carrier, who works and learns there, and the day from which all dates count."""

    number: int
    town: str
    on: date
    carrier: Carrier
    coordinator: User
    trainers: tuple[User, User]
    places: tuple[Place, Place]
    learners: Sequence[Participant]
    programme: ProgrammePage
    modules: Sequence[ModulePage]

    def at(self, days: int, wall: time = time(0, 1)) -> datetime:
        return wall_time.berlin(self.on + timedelta(days=days), wall).at


def open_house(*, number: int, name: str, town: str, district: str, on: date) -> House:
    names = invented_names(number, LEARNERS + 3)

    def user(key: str, who: str) -> User:
        return User.objects.create_user(f"{key}-{number}@kursbuch.example", name=who)

    carrier = Carrier.objects.create(
        name=name,
        project="Lotsendienst",
        district=district,
        contact=f"kontakt-{number}@kursbuch.example",
        since=2017,
        languages="Arabisch, Deutsch, Türkisch, Ukrainisch",
    )
    coordinator = user("koordination", names[0])
    trainers = (user("training", names[1]), user("training-b", names[2]))
    for who in (coordinator, *trainers):
        role = Membership.Role.COORDINATOR if who == coordinator else Membership.Role.TRAINER
        Membership.objects.create(
            user=who, carrier=carrier, role=role, since=on - timedelta(days=900)
        )
    opened = wall_time.berlin(on - timedelta(days=899), time(9)).at
    rooms = [
        places.create(
            by=coordinator,
            now=opened,
            carrier=carrier,
            name=room,
            address=address,
            town=town,
            district=district,
            access="stufenlos",
        )
        for room, address in [("Stadtteilhaus", "Birkenweg 3"), ("Bücherei", "Am Anger 12")]
    ]
    joined = wall_time.berlin(on - timedelta(days=380), time(9)).at
    account = user("lernen", names[3])
    first = people.participant_for(user=account, full_name=names[3], now=joined)
    register.affiliate(participant=first, carrier=carrier, by=coordinator, now=joined)
    others = [
        register.enter(
            full_name=learner,
            carrier=carrier,
            email=f"lernen{place}-{number}@kursbuch.example",
            by=coordinator,
            now=joined,
        )
        for place, learner in enumerate(names[4:], start=2)
    ]
    # Two have moved away since.
    Affiliation.objects.filter(participant__in=others[-2:]).update(until=on - timedelta(days=30))
    programme = ProgrammePage.objects.get(
        slug="basisqualifizierung", locale__language_code=settings.LANGUAGE_CODE
    )
    rows = ProgrammeModule.objects.filter(programme=programme).select_related("module")
    return House(
        number=number,
        town=town,
        on=on,
        carrier=carrier,
        coordinator=coordinator,
        trainers=trainers,
        places=(rooms[0], rooms[1]),
        learners=[first, *others],
        programme=programme,
        modules=[row.module for row in rows],
    )
