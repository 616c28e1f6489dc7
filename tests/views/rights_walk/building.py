"""The world of the walk: three estates, what all share, and somebody in each role."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Collection, Site, Task, Workflow

from cohorts.models import MeetingIndexPage, Membership, Remark, SectionIndexPage
from curriculum.models import Edition, MethodCard
from home import roles
from tests.factories.cohorts import (
    NOW,
    make_carrier,
    make_coordinator,
    make_participant,
    make_sign_up,
    make_trainer,
    make_user,
)
from tests.factories.curriculum import make_criterion, make_edition
from tests.factories.home import make_home_page
from tests.factories.timetable import make_module
from tests.views.rights_walk import estate
from tests.views.rights_walk.world import LOOK, MARKS, NAMES, Canary, Role, World

Staff = Membership.Role


def build() -> World:
    told: dict[str, Canary] = {}
    shared = _shared(told)
    estates = {mark: estate.build(mark, shared, told) for mark in MARKS}
    estate.send_away(estates["lahn"], estates["rhoen"], told)
    estates["shared"] = SimpleNamespace(
        **vars(estates["lahn"])
        | {"mark": "shared", "draft": shared.module, "section": shared.module.get_parent()}
    )
    return World(estates, {role.name: role for role in _roles(estates, told)}, told)


def _shared(told: dict[str, Canary]) -> SimpleNamespace:
    """Standards, the shared modules with a change that is not published yet, Wagtail's own rows."""
    home = make_home_page()
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    adopted = make_edition("2025")
    make_criterion(adopted, "GR-1")
    Edition.objects.filter(pk=adopted.pk).update(
        state=Edition.State.ADOPTED, adopted_on=date(2025, 1, 1), in_force_from=date(2025, 1, 1)
    )
    draft = make_edition("2031")
    told["zqwording"] = Canary("zqwording", "Edition", LOOK)
    criterion = make_criterion(draft, "GR-1", "zqwording")
    told["zqproposed"] = Canary("zqproposed", "Edition", LOOK, consulted=frozenset(MARKS))
    consulted = make_edition("2033", state=Edition.State.CONSULTATION)
    proposed = make_criterion(consulted, "GR-1", "zqproposed")
    told["zqremark"] = Canary("zqremark", "Remark", LOOK)
    Remark.objects.create(
        edition=consulted,
        criterion=proposed,
        key="GR-1",
        wording="zqproposed",
        text="zqremark",
        at=NOW,
    )
    module = make_module(title="Grenzen achten")
    told["zqunpublished"] = Canary("zqunpublished", "ModulePage", LOOK)
    module.title = "zqunpublished"
    module.save_revision()
    sections = home.add_child(instance=SectionIndexPage(title="Vor Ort", slug="vor-ort"))
    meetings = home.add_child(instance=MeetingIndexPage(title="Treffen", slug="vernetzungstreffen"))
    roles.apply()
    return SimpleNamespace(
        module=module,
        sections=sections,
        meetings=meetings,
        draft_edition=draft,
        adopted_edition=adopted,
        criterion=criterion,
        consulted_edition=consulted,
        proposed=proposed,
        method_card=MethodCard.objects.create(name="Standogramm", minutes=20, steps="Aufstellen"),
        collection=Collection.get_first_root_node(),
        site=Site.objects.get(),
        workflow=Workflow.objects.get(name=roles.WORKFLOW),
        task=Task.objects.get(),
        group=Group.objects.get(name=roles.TRAINER),
    )


def _roles(estates: dict[str, SimpleNamespace], told: dict[str, Canary]) -> list[Role]:
    lahn = estates["lahn"]
    own = {"coordinates": frozenset({"lahn"}), "must_see": OF_A_CARRIER}
    centre = make_carrier(name="Kompetenzzentrum Hessen", is_centre=True)
    return [
        Role("visitor", walks=("lahn", "rhoen")),
        Role(
            "trainee",
            lahn.account,
            walks=("lahn", "rhoen"),
            person=frozenset({"lahnperson"}),
            links=("/calendar/me/zqlahncalendarperson.ics",),
            must_see=words(
                "lahn",
                "course today todayonline person personmail calendarperson "
                "retention why before beyond",
            ),
        ),
        Role(
            "trainer",
            lahn.trainer,
            trains_for=frozenset({"lahn"}),
            teaches=frozenset({"lahntoday"}),
            person=frozenset({"lahntrainer"}),
            links=("/calendar/me/zqlahncalendartrainer.ics",),
            must_see=words("lahn", "course today person trainermail remark answer")
            | {"zqunpublished", "zqproposed"},
        ),
        Role(
            "coordinator",
            lahn.coordinator,
            walks=("lahn", "rhoen"),
            person=frozenset({"lahncoordinator"}),
            **own,
        ),
        Role(
            "deputy",
            _deputy(lahn),
            coordinates=own["coordinates"],
            walks=("rhoen",),
            must_see=words(
                "lahn", "course today later person personmail caller place visited remark"
            ),
        ),
        Role(
            "centre",
            make_coordinator(centre),
            coordinates=frozenset({"centre"}),
            is_centre=True,
            walks=("rhoen", "shared"),
            must_see=frozenset().union(
                *(words(mark, "course today later coordinator draft remark") for mark in MARKS),
                {"zqunpublished", "zqwording", "zqremark", "zqlahnvisited", "zqrhoentrainermail"},
                words("rhoen", "invited invitedmail finding findingnote decision"),
            ),
        ),
        _many_hats(estates, told),
        # Whoever has a link in hand and nothing else.
        Role(
            "substitute",
            walks=(),
            substitutes=frozenset({"lahntoday"}),
            links=(
                "/vertretung/zqlahnsubstitutetoken/",
                "/vertretung/zqlahnsubstitutetoken/anwesenheit/",
            ),
            must_see=words("lahn", "today course person"),
        ),
        Role(
            "letter",
            walks=(),
            person=frozenset({"lahnperson"}),
            links=(f"/persoenlich/{lahn.code}/",),
            must_see=words("lahn", "person course"),
        ),
        Role(
            "superuser",
            make_user(is_superuser=True),
            is_operator=True,
            walks=("rhoen", "shared"),
            must_see=words("rhoen", "account personmail coordinatormail today draft reason why"),
        ),
    ]


def words(mark: str, kinds: str) -> frozenset[str]:
    return frozenset(f"zq{mark}{kind}" for kind in kinds.split())


OF_A_CARRIER = words(
    "lahn",
    "course today later todayonline person personmail caller beyond place "
    "trainermail coordinator idle visited evening away reason why before invited "
    "invitedmail remark answer finding findingnote decision",
)


def _deputy(here: SimpleNamespace) -> Any:
    user = make_user(name="Vertretung")
    Membership.objects.create(
        user=user,
        carrier=here.carrier,
        role=Staff.COORDINATOR,
        since=date(2026, 2, 23),
        until=NOW.date(),
        deputy_for=Membership.objects.get(user=here.coordinator),
    )
    return user


def _many_hats(estates: dict[str, SimpleNamespace], told: dict[str, Canary]) -> Role:
    """Coordinator of one carrier, trainer of another, trainee of the third."""
    user = make_coordinator(estates["main"].carrier, name="Viele Hüte")
    rhoen, lahn = estates["rhoen"], estates["lahn"]
    Membership.objects.create(
        user=user, carrier=rhoen.carrier, role=Staff.TRAINER, since=date(2020, 1, 1)
    )
    make_trainer(rhoen.today, user)
    told["zqhats"] = Canary(
        "zqhats",
        "Participant",
        NAMES,
        organiser="lahn",
        sessions=frozenset({"lahntoday", "lahnlater"}),
        people=frozenset({"lahnlearner"}),
    )
    make_sign_up(lahn.cohort, make_participant(full_name="zqhats", user=user))
    return Role(
        "many hats",
        user,
        coordinates=frozenset({"main"}),
        trains_for=frozenset({"rhoen"}),
        teaches=frozenset({"rhoentoday"}),
        person=frozenset({"lahnlearner"}),
        walks=("lahn", "rhoen", "main"),
        must_see=words("main", "course today later person personmail caller idle")
        | words("rhoen", "course today person")
        | words("lahn", "course today")
        | {"zqhats", "zqunpublished"},
    )
