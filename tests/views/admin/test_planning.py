"""Planning a course in the admin: the plain way, and everything that can be typed wrongly."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, LogEntry, Message, Session
from tests.factories.cohorts import make_cohort, make_participant, make_session, make_sign_up
from tests.factories.timetable import make_edition, make_module, make_programme
from tests.views.admin.conftest import Estate

ADD = "session:add"


def cohort_form(ours: Estate, **fields: Any) -> dict[str, Any]:
    return {
        "title": "Basisqualifizierung Wetzlar",
        "kind": "course",
        "organiser": ours.carrier.pk,
        "programme": "",
        "lead": "",
        "capacity": 12,
        "visibility": "public",
        "slug": "",
    } | fields


def session_form(cohort: Cohort, *parts: tuple[str, Any, Any], **fields: Any) -> dict[str, Any]:
    form = {
        "cohort": cohort.pk,
        "title": "Grenzen achten",
        "day": "2026-04-14",
        "start": "18:00",
        "end": "21:15",
        "place": "",
        "status": "confirmed",
        "status_note": "",
        "online_address": "",
        "guest_capacity": 0,
        "guest_speakers": "",
        "parts-TOTAL_FORMS": len(parts),
        "parts-INITIAL_FORMS": 0,
    }
    for number, (kind, minutes, module) in enumerate(parts):
        form |= {
            f"parts-{number}-kind": kind,
            f"parts-{number}-minutes": minutes,
            f"parts-{number}-module": module.pk if module else "",
        }
    return form | fields


def opened(client: Client, session: Session) -> dict[str, Any]:
    """The form of a session as it stands on the screen."""
    form = client.get(reverse("session:edit", args=[session.pk])).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    rows = form.rows
    shown |= {
        f"parts-{i}-{name}": row[name].value()
        for i, row in enumerate(rows.forms)
        for name in row.fields
    }
    shown |= {
        "parts-TOTAL_FORMS": rows.total_form_count(),
        "parts-INITIAL_FORMS": rows.initial_form_count(),
    }
    kept = {name: value for name, value in shown.items() if value is not None}
    return {name: value for name, value in kept.items() if value is not False} | {
        "day": f"{shown['day']:%Y-%m-%d}"
    }


def errors(response: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in response.context["form"].errors.items()}


# --- The plain way ----------------------------------------------------------------------------


def test_course_with_sessions_is_planned_and_published(
    as_coordinator: Client, ours: Estate
) -> None:
    make_edition()
    module = make_module(title="Grenzen achten")
    programme = make_programme(min_minutes=180, max_minutes=900)

    created = as_coordinator.post(reverse("cohort:add"), cohort_form(ours, programme=programme.pk))
    cohort = Cohort.objects.get(title="Basisqualifizierung Wetzlar")
    parts = [("teaching", 90, module), ("break", 15, None), ("teaching", 90, module)]
    planned = as_coordinator.post(
        reverse(ADD),
        session_form(
            cohort,
            *parts,
            title="",
            place=ours.place.pk,
            trainers=[ours.trainer.pk],
            guest_speakers="Dr. Adaeze Brunner\n\n",
            **{"action-next": "1"},
        ),
    )
    following = as_coordinator.get(planned.url)
    published = as_coordinator.post(reverse("cohort:publish", args=[cohort.pk]))

    assert created.url == reverse("cohort:edit", args=[cohort.pk])
    session = cohort.sessions.get()
    assert session.title == "Grenzen achten"
    assert session.starts_at == datetime(2026, 4, 14, 16, tzinfo=UTC)
    assert session.place == ours.place
    assert [(s.kind, s.minutes, s.module) for s in session.segments.all()] == parts
    assert [t.user or t.name for t in session.trainers.all()] == [
        ours.trainer,
        "Dr. Adaeze Brunner",
    ]
    first_of_next = following.context["form"]
    assert f"{first_of_next['day'].value()} {first_of_next['start'].value()}" == (
        "2026-04-21 18:00:00"
    )
    assert [row["minutes"].value() for row in first_of_next.rows.forms][:3] == [90, 15, 90]
    cohort.refresh_from_db()
    assert published.url == reverse("cohort:inspect", args=[cohort.pk])
    assert cohort.state == Cohort.State.PUBLISHED
    assert cohort.edition.key == "2025"
    assert list(LogEntry.objects.for_instance(cohort).values_list("action", "user")) == [
        ("cohorts.publish", ours.coordinator.pk),
        ("cohorts.plan", ours.coordinator.pk),
    ]


def test_moving_a_session_tells_confirmed_people_once(as_coordinator: Client, ours: Estate) -> None:
    form = opened(as_coordinator, ours.session) | {"start": "17:00", "end": "19:30"}

    response = as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    session = Session.objects.get(pk=ours.session.pk)
    assert response.status_code == 302
    assert session.starts_at == datetime(2026, 3, 23, 16, tzinfo=UTC)
    assert session.sequence == 1
    assert list(Message.objects.values_list("kind", "participant")) == [
        ("session_changed", ours.person.pk)
    ]


def test_saving_an_unchanged_session_does_nothing(as_coordinator: Client, ours: Estate) -> None:
    form = opened(as_coordinator, ours.session)

    as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    assert Session.objects.get(pk=ours.session.pk).sequence == 0
    assert not LogEntry.objects.exists()
    assert not Message.objects.exists()


def test_session_becomes_shorter_together_with_its_parts(
    as_coordinator: Client, ours: Estate
) -> None:
    module = make_module()
    ours.session.segments.create(position=1, minutes=120, module=module)
    form = opened(as_coordinator, ours.session) | {"parts-0-minutes": 60, "end": "11:00"}

    response = as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    assert response.status_code == 302
    assert Session.objects.get(pk=ours.session.pk).length == 60
    assert list(ours.session.segments.values_list("minutes", flat=True)) == [60]


def test_module_that_was_unpublished_stays_in_its_session(
    as_coordinator: Client, ours: Estate
) -> None:
    module = make_module()
    ours.session.segments.create(position=1, minutes=45, module=module)
    module.unpublish()
    form = opened(as_coordinator, ours.session) | {"title": "Neuer Titel"}

    as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    assert Session.objects.get(pk=ours.session.pk).title == "Neuer Titel"
    assert ours.session.segments.get().module == module


def test_session_is_cancelled_with_a_reason_and_takes_place_after_all(
    as_coordinator: Client, ours: Estate
) -> None:
    cancel = reverse("session:cancel", args=[ours.session.pk])

    without = as_coordinator.post(cancel, {"reason": " "})
    as_coordinator.post(cancel, {"reason": "Die Trainerin ist krank."})
    cancelled = Session.objects.get(pk=ours.session.pk)
    as_coordinator.post(reverse("session:reinstate", args=[ours.session.pk]))

    assert list(errors(without)) == ["reason"]
    assert (cancelled.status, cancelled.status_note) == ("cancelled", "Die Trainerin ist krank.")
    assert Session.objects.get(pk=ours.session.pk).status == "confirmed"


def test_question_before_a_deed_changes_nothing(as_coordinator: Client, ours: Estate) -> None:
    response = as_coordinator.get(reverse("cohort:cancel", args=[ours.cohort.pk]))

    assert response.status_code == 200
    assert Cohort.objects.get(pk=ours.cohort.pk).state == Cohort.State.PUBLISHED


# --- Bad input --------------------------------------------------------------------------------


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


# --- Two people, two clicks -------------------------------------------------------------------


def test_stale_form_is_refused_once_and_keeps_what_was_typed(
    as_coordinator: Client, ours: Estate
) -> None:
    url = reverse("session:edit", args=[ours.session.pk])
    form = opened(as_coordinator, ours.session)
    as_coordinator.post(url, form | {"title": "Von der Kollegin"})

    refused = as_coordinator.post(url, form | {"title": "Von mir"})
    stored = Session.objects.get(pk=ours.session.pk).title
    version = refused.context["form"]["version"].value()
    again = as_coordinator.post(url, form | {"title": "Von mir", "version": version})

    assert refused.status_code == 200
    assert list(errors(refused)) == ["__all__"]
    assert refused.context["form"]["title"].value() == "Von mir"
    assert stored == "Von der Kollegin"
    assert again.status_code == 302
    assert Session.objects.get(pk=ours.session.pk).title == "Von mir"


def test_form_is_stale_too_when_only_the_parts_have_changed(
    as_coordinator: Client, ours: Estate
) -> None:
    form = opened(as_coordinator, ours.session)
    ours.session.segments.create(position=1, minutes=45)

    refused = as_coordinator.post(
        reverse("session:edit", args=[ours.session.pk]), form | {"title": "Von mir"}
    )

    assert list(errors(refused)) == ["__all__"]
    assert ours.session.segments.count() == 1


@pytest.mark.parametrize("forged", ["", "0", "../../etc"])
def test_form_without_its_version_counts_as_stale(
    as_coordinator: Client, ours: Estate, forged: str
) -> None:
    url = reverse("cohort:edit", args=[ours.cohort.pk])

    response = as_coordinator.post(url, cohort_form(ours, version=forged))

    assert list(errors(response)) == ["__all__"]


def test_form_sent_twice_plans_one_session(as_coordinator: Client, ours: Estate) -> None:
    form = session_form(ours.cohort, ("teaching", 45, None))

    first, second = as_coordinator.post(reverse(ADD), form), as_coordinator.post(reverse(ADD), form)

    assert first.status_code == 302
    assert list(errors(second)) == ["start"]
    assert ours.cohort.sessions.count() == 2


def test_closed_session_keeps_its_time_and_says_so(as_coordinator: Client, ours: Estate) -> None:
    Session.objects.filter(pk=ours.session.pk).update(closed_at=datetime(2026, 3, 1, tzinfo=UTC))
    form = opened(as_coordinator, ours.session) | {"end": "13:00"}

    response = as_coordinator.post(reverse("session:edit", args=[ours.session.pk]), form)

    assert list(errors(response)) == ["__all__"]
    assert Session.objects.get(pk=ours.session.pk).ends_at == ours.session.ends_at


def test_second_publishing_says_that_it_is_done(as_coordinator: Client, ours: Estate) -> None:
    asked = as_coordinator.get(reverse("cohort:publish", args=[ours.cohort.pk]))
    posted = as_coordinator.post(reverse("cohort:publish", args=[ours.cohort.pk]))

    assert asked.status_code == 302
    assert list(errors(posted)) == ["__all__"]


def test_shift_over_the_clock_change_keeps_the_time_of_day(
    as_coordinator: Client, ours: Estate
) -> None:
    session = make_session(ours.cohort, starts_at=datetime(2026, 3, 27, 17, tzinfo=UTC))

    as_coordinator.post(reverse("session:shift", args=[session.pk]), {"days": "7"})

    assert Session.objects.get(pk=session.pk).starts_at == datetime(2026, 4, 3, 16, tzinfo=UTC)
