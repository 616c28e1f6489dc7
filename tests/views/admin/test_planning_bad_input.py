"""Planning a course in the admin: everything that can be typed wrongly, or forged."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, Session
from tests.factories.cohorts import make_cohort, make_participant, make_sign_up
from tests.factories.timetable import make_module, make_programme
from tests.views.admin.conftest import Estate
from tests.views.admin.forms import ADD, cohort_form, errors, opened, session_form


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"day": "31.04.2026"}, ["day"]),
        ({"day": "31.04."}, ["day"]),
        ({"start": "25:00"}, ["start"]),
        ({"start": "21:15", "end": "18:00"}, ["end"]),
        ({"end": "18:00"}, ["end"]),
        ({"day": "2026-03-29", "start": "02:30", "end": "05:00"}, ["start"]),
        ({"day": "2026-03-29", "start": "01:00", "end": "02:30"}, ["end"]),
        ({"guest_capacity": -1}, ["guest_capacity"]),
        ({"online_address": "javascript:alert(1)"}, ["online_address"]),
        ({"status": "cancelled"}, ["status"]),
        ({"title": "", "day": ""}, ["title", "day"]),
    ],
)
def test_wrong_session_is_refused_at_its_field_and_nothing_typed_is_lost(
    as_coordinator: Client, ours: Estate, typed: dict[str, Any], fields: list[str]
) -> None:
    form = session_form(ours.cohort, ("teaching", 45, None), **typed)

    response = as_coordinator.post(reverse(ADD), form)

    assert response.status_code == 200
    assert sorted(errors(response)) == sorted(fields)
    shown = response.context["form"]
    assert {name: shown[name].value() for name in typed} == {
        name: str(value) for name, value in typed.items()
    }
    assert shown.rows.forms[0]["minutes"].value() == "45"
    assert ours.cohort.sessions.count() == 1


@pytest.mark.parametrize(
    ("part", "field"),
    [
        (("teaching", 0, None), "minutes"),
        (("teaching", -5, None), "minutes"),
        (("teaching", "viele", None), "minutes"),
        (("lunch", 45, None), "kind"),
    ],
)
def test_wrong_part_of_a_session_is_refused_in_its_row(
    as_coordinator: Client, ours: Estate, part: tuple[str, Any, Any], field: str
) -> None:
    response = as_coordinator.post(reverse(ADD), session_form(ours.cohort, part))

    assert list(response.context["form"].rows.errors[0]) == [field]
    assert ours.cohort.sessions.count() == 1


def test_break_with_a_module_is_refused_in_its_row(as_coordinator: Client, ours: Estate) -> None:
    part = ("break", 15, make_module())

    response = as_coordinator.post(reverse(ADD), session_form(ours.cohort, part))

    assert list(response.context["form"].rows.errors[0]) == ["module"]


def test_parts_longer_than_the_session_are_refused_at_its_end(
    as_coordinator: Client, ours: Estate
) -> None:
    form = session_form(ours.cohort, ("teaching", 200, None))

    response = as_coordinator.post(reverse(ADD), form)

    assert list(errors(response)) == ["end"]
    assert "195" in errors(response)["end"][0]


def test_wall_time_in_the_spring_gap_is_named(as_coordinator: Client, ours: Estate) -> None:
    form = session_form(ours.cohort, day="2026-03-29", start="02:30", end="05:00")

    response = as_coordinator.post(reverse(ADD), form)

    assert "02:30" in errors(response)["start"][0]


@pytest.mark.parametrize("field", ["cohort", "place", "trainers"])
def test_forged_foreign_id_in_a_session_is_refused(
    as_coordinator: Client, ours: Estate, theirs: Estate, field: str
) -> None:
    forged = {"cohort": theirs.cohort, "place": theirs.place, "trainers": theirs.trainer}[field]
    form = session_form(ours.cohort, ("teaching", 45, None)) | {field: forged.pk}

    response = as_coordinator.post(reverse(ADD), form)

    assert list(errors(response)) == [field]
    assert "Geheim" not in response.text
    assert Session.objects.count() == 2


def test_forged_module_of_a_part_is_refused(as_coordinator: Client, ours: Estate) -> None:
    form = session_form(ours.cohort, ("teaching", 45, None)) | {"parts-0-module": "987654"}

    response = as_coordinator.post(reverse(ADD), form)

    assert list(response.context["form"].rows.errors[0]) == ["module"]


def test_extra_form_fields_are_ignored(as_coordinator: Client, ours: Estate) -> None:
    extra = {"state": "published", "edition": "1", "uuid": "0", "sequence": "9", "closed_at": "x"}

    as_coordinator.post(reverse("cohort:add"), cohort_form(ours, **extra))
    cohort = Cohort.objects.get(title="Basisqualifizierung Wetzlar")
    as_coordinator.post(reverse(ADD), session_form(cohort, ("teaching", 45, None), **extra))

    session = cohort.sessions.get()
    assert (cohort.state, cohort.edition) == (Cohort.State.DRAFT, None)
    assert (session.sequence, session.closed_at) == (0, None)


def test_session_cannot_be_moved_to_another_course(as_coordinator: Client, ours: Estate) -> None:
    other = make_cohort(organiser=ours.carrier)
    form = opened(as_coordinator, ours.session) | {"cohort": other.pk, "title": "Neu"}

    as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    session = Session.objects.get(pk=ours.session.pk)
    assert (session.cohort, session.title) == (ours.cohort, "Neu")


@pytest.mark.parametrize("capacity", ["-1", "viele", "", "99999999999"])
def test_impossible_number_of_seats_is_refused(
    as_coordinator: Client, ours: Estate, capacity: str
) -> None:
    response = as_coordinator.post(reverse("cohort:add"), cohort_form(ours, capacity=capacity))

    assert list(errors(response)) == ["capacity"]
    assert response.context["form"]["capacity"].value() == capacity


def test_seats_below_those_held_are_refused_at_the_field(
    as_coordinator: Client, ours: Estate
) -> None:
    make_sign_up(ours.cohort)
    url = reverse("cohort:edit", args=[ours.cohort.pk])
    version = as_coordinator.get(url).context["form"].initial["version"]
    form = cohort_form(ours, title="Kurs Lahn", version=version)

    too_few = as_coordinator.post(url, form | {"capacity": 1})
    enough = as_coordinator.post(url, form | {"capacity": 2})

    assert list(errors(too_few)) == ["capacity"]
    assert "2" in errors(too_few)["capacity"][0]
    assert enough.status_code == 302
    assert Cohort.objects.get(pk=ours.cohort.pk).capacity == 2


def test_more_seats_go_to_the_first_in_line(as_coordinator: Client, ours: Estate) -> None:
    Cohort.objects.filter(pk=ours.cohort.pk).update(capacity=1)
    first = make_sign_up(ours.cohort, make_participant(), state="waiting")
    url = reverse("cohort:edit", args=[ours.cohort.pk])
    version = as_coordinator.get(url).context["form"].initial["version"]

    as_coordinator.post(url, cohort_form(ours, title="Kurs Lahn", version=version, capacity=2))

    first.refresh_from_db()
    assert first.state == "offered"


def test_published_course_keeps_what_it_pinned(as_coordinator: Client, ours: Estate) -> None:
    url = reverse("cohort:edit", args=[ours.cohort.pk])
    version = as_coordinator.get(url).context["form"].initial["version"]
    forged = {"slug": "anders", "kind": "event", "programme": make_programme().pk}

    response = as_coordinator.post(
        url, cohort_form(ours, title="Neuer Name", version=version, **forged)
    )

    cohort = Cohort.objects.get(pk=ours.cohort.pk)
    assert response.status_code == 302
    assert (cohort.title, cohort.slug, cohort.kind, cohort.programme) == (
        "Neuer Name",
        "kurs-lahn",
        "course",
        None,
    )
