"""Carriers' sections: opened once, for the right people, with what may be taught from them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Collection, GroupCollectionPermission, Page, Workflow, WorkflowPage

from cohorts.domain import sections, timetable
from cohorts.models import Carrier, CarrierSection, LogEntry, Membership, SectionIndexPage
from home import roles, section_roles
from home.models import HomePage
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_session, make_user
from tests.factories.curriculum import make_module
from tests.factories.sections import make_local_module, make_member, make_section

pytestmark = pytest.mark.django_db
Role = Membership.Role


@pytest.fixture(autouse=True)
def tree(home_page: HomePage) -> None:
    if not Collection.get_first_root_node():
        Collection.add_root(name="Root")
    roles.apply()


def actions(page: Page, user: object) -> set[str]:
    return page.permissions_for_user(user).permissions


def test_section_stands_beside_the_shelf_and_is_public_at_once() -> None:
    carrier = make_carrier(name="Verein Lahn-Brücke")

    section = sections.open_section(carrier=carrier, by=None, now=NOW)

    assert section.url_path.endswith("/vor-ort/verein-lahn-bruecke/")
    assert section.live
    assert section.locale.language_code == "de"
    assert section.get_parent().specific == SectionIndexPage.objects.get()


def test_opening_twice_changes_nothing_and_is_logged_once() -> None:
    carrier = make_carrier()
    by = make_user()

    first = sections.open_section(carrier=carrier, by=by, now=NOW)
    second = sections.open_section(carrier=carrier, by=by, now=NOW)

    assert first == second
    entries = LogEntry.objects.filter(object_id=str(carrier.pk))
    assert [(e.action, e.user, e.carrier, e.data) for e in entries] == [
        ("cohorts.open_section", by, carrier, {"section": first.pk})
    ]


def test_names_that_make_the_same_address_get_a_number() -> None:
    slugs = [
        sections.open_section(carrier=make_carrier(name=name), by=None, now=NOW).slug
        for name in ("Verein Lahn", "Verein  Lahn!", "م")
    ]

    assert slugs == [
        "verein-lahn",
        "verein-lahn-2",
        f"traeger-{Carrier.objects.latest('pk').pk}",
    ]


def test_rights_hold_in_the_own_section_only() -> None:
    ours, theirs = make_section(name="Lahn"), make_section(name="Eder")
    shared = make_module()

    assert actions(ours.section, ours.coordinator) == {"add", "change", "publish", "lock", "unlock"}
    assert actions(ours.section, ours.trainer) == {"add", "change"}
    assert actions(theirs.section, ours.coordinator) == set()
    assert actions(theirs.section, ours.trainer) == set()
    assert actions(shared, ours.coordinator) == set()
    assert actions(shared, ours.trainer) == {"add", "change"}


@pytest.mark.parametrize(
    ("dates", "holds"),
    [
        ({"since": date(2026, 3, 2)}, True),
        ({"since": date(2026, 3, 3)}, False),
        ({"since": date(2026, 1, 1), "until": date(2026, 3, 2)}, True),
        ({"since": date(2026, 1, 1), "until": date(2026, 3, 1)}, False),
    ],
)
def test_group_of_a_section_follows_first_and_last_day(dates: dict[str, date], holds: bool) -> None:
    local = make_section()
    user = make_user()
    Membership.objects.create(user=user, carrier=local.carrier, role=Role.COORDINATOR, **dates)

    roles.sync(user, NOW.date())

    name = section_roles.group_name(local.carrier.pk, Role.COORDINATOR)
    assert user.groups.filter(name=name).exists() is holds


def test_deputy_approves_for_as_long_as_the_membership_says() -> None:
    local = make_section()
    deputy = make_user()
    Membership.objects.create(
        user=deputy,
        carrier=local.carrier,
        role=Role.COORDINATOR,
        since=date(2026, 3, 1),
        until=date(2026, 3, 5),
        deputy_for=Membership.objects.get(user=local.coordinator),
    )

    roles.sync(deputy, date(2026, 3, 5))
    during = local.section.permissions_for_user(type(deputy).objects.get(pk=deputy.pk))
    roles.sync(deputy, date(2026, 3, 6))
    after = local.section.permissions_for_user(type(deputy).objects.get(pk=deputy.pk))

    assert during.can_publish()
    assert not after.can_publish()


def test_group_of_a_section_given_by_hand_is_taken_away() -> None:
    local, other = make_section(), make_section()
    other.trainer.groups.add(*local.coordinator.groups.all())

    assert roles.sync(other.trainer, NOW.date()) is True
    assert set(other.trainer.groups.values_list("name", flat=True)) == {
        roles.TRAINER,
        section_roles.group_name(other.carrier.pk, Role.TRAINER),
    }


def test_section_has_the_way_of_its_carrier_and_the_shelf_that_of_the_centre() -> None:
    local = make_section()
    module = make_local_module(local)

    assert module.get_workflow().name == section_roles.WORKFLOW
    assert make_module().get_workflow().name == roles.WORKFLOW


def test_applying_again_adds_nothing() -> None:
    make_section()

    def counted() -> list[int]:
        tables = (Workflow, WorkflowPage, Collection, GroupCollectionPermission)
        return [table.objects.count() for table in tables]

    before = counted()
    roles.apply()

    assert counted() == before


def test_documents_of_a_carrier_lie_in_a_collection_of_its_own() -> None:
    ours, theirs = make_section(name="Lahn"), make_section(name="Eder")

    def collections(user: object) -> set[str]:
        return set(
            GroupCollectionPermission.objects.filter(group__user=user).values_list(
                "collection__name", flat=True
            )
        )

    assert collections(ours.trainer) == {"Lahn", roles.SHARED_DOCUMENTS}
    assert collections(ours.coordinator) == {"Lahn"}
    assert collections(theirs.coordinator) == {"Eder"}


def test_collection_takes_the_new_name_of_its_carrier() -> None:
    local = make_section(name="Lahn")
    local.carrier.name = "Lahn und Dill"
    local.carrier.save()

    assert Collection.objects.filter(name="Lahn und Dill").count() == 1
    assert not Collection.objects.filter(name="Lahn").exists()


def test_whose_a_page_is() -> None:
    local = make_section()

    assert sections.section_of(make_local_module(local)) == local.section
    assert sections.section_of(local.section) == local.section
    assert sections.section_of(make_module()) is None
    assert sections.section_of(SectionIndexPage.objects.get()) is None


def test_cohort_teaches_shared_modules_and_own_ones() -> None:
    ours, theirs = make_section(), make_section()
    shared, own = make_module("Geteilt"), make_local_module(ours, "Eigenes")
    make_local_module(ours, "Entwurf", live=False)
    make_local_module(theirs, "Fremdes")

    found = sections.teachable_by(Carrier.objects.filter(pk=ours.carrier.pk))

    assert set(found) == {shared, own}


def test_session_refuses_the_module_of_another_carrier() -> None:
    ours, theirs = make_section(), make_section()
    own, foreign = make_local_module(ours, "Eigenes"), make_local_module(theirs, "Fremdes")
    session = make_session(make_cohort(organiser=ours.carrier))

    def plan(module: Page) -> None:
        segments = [timetable.PlannedSegment("teaching", 45, module)]
        timetable.set_segments(session=session, segments=segments, by=None, now=NOW)

    plan(own)
    with pytest.raises(ValidationError) as refused:
        plan(foreign)

    assert refused.value.code == "foreign_module"
    assert [segment.module for segment in session.segments.all()] == [own]


def test_trainers_of_a_carrier_are_responsible_for_its_modules() -> None:
    ours, theirs = make_section(), make_section()
    former = make_member(ours.carrier, Role.TRAINER)
    Membership.objects.filter(user=former).update(until=date(2020, 1, 2))

    assert set(sections.trainers_at(ours.section)) == {ours.trainer}
    assert set(sections.trainers_at(make_module().get_parent())) == {ours.trainer, theirs.trainer}


def test_hidden_are_the_sections_of_others() -> None:
    ours, theirs = make_section(), make_section()
    centre = make_member(make_carrier(is_centre=True), Role.COORDINATOR)

    assert section_roles.hidden_from(ours.trainer).paths == (theirs.section.path,)
    assert section_roles.hidden_from(ours.coordinator).holds(make_local_module(theirs).path)
    assert not section_roles.hidden_from(ours.coordinator).holds(ours.section.path)
    assert section_roles.hidden_from(centre).paths == ()
    assert section_roles.hidden_from(make_user()).paths == tuple(
        CarrierSection.objects.order_by("pk").values_list("path", flat=True)
    )
