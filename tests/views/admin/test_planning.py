"""Planning a course in the admin: the plain way."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, LogEntry, Message, Session
from tests.factories.cohorts import NOW
from tests.factories.timetable import (
    make_draft,
    make_edition,
    make_module,
    make_programme,
    make_session,
)
from tests.views.admin.conftest import Estate, sign_in
from tests.views.admin.forms import ADD, cohort_form, errors, opened, session_form


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


@pytest.mark.parametrize(
    ("least", "most", "verdict"),
    [
        (180, 450, "passt, erlaubt sind 4 bis 10 UE"),
        (225, 450, "es fehlen 1 UE"),
        (90, 135, "1 UE zu viel"),
    ],
)
def test_unit_meter_counts_what_is_planned_against_the_range(
    as_coordinator: Client, ours: Estate, least: int, most: int, verdict: str
) -> None:
    """Breaks do not count, nor does what is cancelled."""
    Cohort.objects.filter(pk=ours.cohort.pk).update(rule_min_minutes=least, rule_max_minutes=most)
    for status in ("confirmed", "confirmed", "cancelled"):
        session = make_session(
            ours.cohort, segments=[PlannedSegment("teaching", 90), PlannedSegment("break", 15)]
        )
        Session.objects.filter(pk=session.pk).update(status=status)

    page = as_coordinator.get(reverse("cohort:edit", args=[ours.cohort.pk])).text

    assert "<b>4 UE geplant</b>" in page
    assert verdict in page
    assert page.count('<rect class="segment"') == 3 * 2  # in each of the three drawings


@pytest.mark.parametrize("sessions", [1, 5])
def test_record_of_a_course_shows_the_chain(
    as_coordinator: Client,
    ours: Estate,
    sessions: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_edition()
    cohort = make_draft(organiser=ours.carrier, programme=make_programme())
    for number in range(sessions):
        module = make_module(title=f"Modul {number}")
        make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    record = reverse("cohort:inspect", args=[cohort.pk])
    as_coordinator.get(record)

    with django_assert_num_queries(26):
        page = as_coordinator.get(record).text

    assert page.count('<nav class="chain"') == 1
    assert (f"{sessions} Module" if sessions > 1 else "1 Modul") in page
    assert "Dieser Kurs" in page
    assert '<a href="#termine-titel">Termine</a>' in page
    assert '<h2 id="termine-titel">' in page


def test_course_without_a_programme_has_no_chain(as_coordinator: Client, ours: Estate) -> None:
    page = as_coordinator.get(reverse("cohort:edit", args=[ours.cohort.pk])).text

    assert '<nav class="chain"' not in page


def test_course_without_sessions_and_range_has_no_unit_meter(
    as_coordinator: Client, ours: Estate
) -> None:
    Session.objects.filter(cohort=ours.cohort).delete()

    page = as_coordinator.get(reverse("cohort:edit", args=[ours.cohort.pk])).text

    assert ("unit-meter" in page, "Noch ist kein Termin geplant." in page) == (False, True)


def test_record_of_a_course_shows_its_attendance_to_those_who_keep_its_lists(
    client: Client, as_coordinator: Client, ours: Estate, centre: Estate
) -> None:
    Session.objects.filter(pk=ours.session.pk).update(
        starts_at=NOW - timedelta(days=1), ends_at=NOW - timedelta(hours=21)
    )
    address = reverse("cohort:inspect", args=[ours.cohort.pk])
    words = "Letzter Termin: 0 von 1 Personen waren da. 1 Person ist noch nicht eingetragen."

    assert words in as_coordinator.get(address).text
    sign_in(client, centre.coordinator)
    assert "turnout" not in client.get(address).content.decode().split("</head>")[1]
