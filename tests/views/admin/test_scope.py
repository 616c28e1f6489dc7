"""No screen of the register shows or takes anything of another carrier."""

import csv
import io
import re

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.models import EditingSession

from cohorts.domain import log
from cohorts.models import Cohort, LogEntry, Message, Participant, Session
from cohorts.viewsets import VIEWSETS
from tests.factories.cohorts import (
    NOW,
    make_affiliation,
    make_participant,
    make_session,
    make_sign_up,
)
from tests.factories.curriculum import make_module
from tests.views.admin.conftest import SECRET, Estate, sign_in

pytestmark = pytest.mark.thorough

NAMES = [viewset().name for viewset in VIEWSETS]


def screens(name: str, *, of_one_row: bool) -> list[str]:
    """Taken from the viewset, so that a screen that is added later is tried as well."""
    viewset = next(v() for v in VIEWSETS if v().name == name)
    return [
        f"{name}:{pattern.name}"
        for pattern in viewset.get_urlpatterns()
        if ("pk" in pattern.pattern.converters) is of_one_row
    ]


def row_of(estate: Estate, name: str) -> int:
    """The record of an estate that a viewset is about."""
    message = Message.objects.filter(participant=estate.person).first() or make_message(estate)
    return {
        "carrier": estate.carrier,
        "cohort": estate.cohort,
        "finding": estate.finding,
        "invitation": estate.invitation,
        "membership": estate.carrier.memberships.get(user=estate.trainer),
        "message": message,
        "participant": estate.person,
        "place": estate.place,
        "session": estate.session,
        "signup": estate.sign_up,
    }[name].pk


def make_message(estate: Estate) -> Message:
    return Message.objects.create(
        kind="sign_up_confirmed",
        occasion=f"sign_up_confirmed:{estate.sign_up.pk}",
        participant=estate.person,
        sign_up=estate.sign_up,
        created_at=NOW,
        not_before=NOW,
    )


@pytest.mark.parametrize("name", NAMES)
def test_lists_show_the_own_records_and_nothing_of_another_carrier(
    as_coordinator: Client, ours: Estate, theirs: Estate, name: str
) -> None:
    for estate in (ours, theirs):
        make_message(estate)

    for screen in screens(name, of_one_row=False):
        response = as_coordinator.get(reverse(screen))

        assert SECRET not in response.text, screen
        assert response.status_code == (302 if screen == "carrier:add" else 200), screen
        if screen.endswith((":index", ":index_results")):
            assert "Lahn" in response.text, screen


@pytest.mark.parametrize("name", NAMES)
def test_record_of_another_carrier_answers_as_if_it_did_not_exist(
    as_coordinator: Client, theirs: Estate, name: str
) -> None:
    for screen in screens(name, of_one_row=True):
        for ask in (as_coordinator.get, as_coordinator.post):
            foreign = ask(reverse(screen, args=[row_of(theirs, name)]))
            missing = ask(reverse(screen, args=[987654]))

            assert (foreign.status_code, missing.status_code) == (404, 404), screen
            assert SECRET not in foreign.text, screen


@pytest.mark.parametrize("name", NAMES)
def test_own_record_opens_without_anything_of_another_carrier(
    as_coordinator: Client, ours: Estate, theirs: Estate, name: str
) -> None:
    for screen in screens(name, of_one_row=True):
        response = as_coordinator.get(reverse(screen, args=[row_of(ours, name)]))

        assert response.status_code in (200, 302), screen
        assert SECRET not in response.text, screen
        if screen.endswith((":edit", ":inspect", ":history")):
            assert response.status_code == 200, screen


def test_export_holds_the_own_records_only(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    for name in ("cohort", "session", "participant", "signup", "place", "carrier"):
        response = as_coordinator.get(reverse(f"{name}:index"), {"export": "csv"})

        rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
        assert len(rows) == 2, name
        assert "Lahn" in str(rows[1]), name


def test_export_is_in_berlin_time_and_holds_no_formulas(
    as_coordinator: Client, ours: Estate
) -> None:
    Participant.objects.filter(pk=ours.person.pk).update(full_name="=HYPERLINK(1;2) Lahn")

    def cells(name: str) -> str:
        response = as_coordinator.get(reverse(f"{name}:index"), {"export": "csv"})
        return b"".join(response.streaming_content).decode()

    assert "2026-03-23 10:00" in cells("session")
    assert "'=HYPERLINK(1;2) Lahn" in cells("participant")
    assert "'=HYPERLINK(1;2) Lahn" in cells("signup")


def test_exports_hold_no_formulas_of_others(client: Client, ours: Estate, centre: Estate) -> None:
    """The title of a course stands in its findings; that of a module in reports of Wagtail."""
    title = "=HYPERLINK(1;2)"
    Cohort.objects.filter(pk=ours.cohort.pk).update(title=title)
    module = make_module(title)
    module.locked = True
    module.save()
    sign_in(client, centre.coordinator)
    reports = "wagtailadmin_reports:"

    for name in ("finding:index", f"{reports}locked_pages", f"{reports}aging_pages"):
        response = client.get(reverse(name), {"export": "csv"})

        rows = list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))
        cells = {cell for row in rows for cell in row if title in cell}
        assert cells == {f"'{title}"}, name


def test_record_is_shown_in_berlin_time(as_coordinator: Client, ours: Estate) -> None:
    text = as_coordinator.get(reverse("session:inspect", args=[ours.session.pk])).text

    assert "Mo, 23. März 2026, 10:00" in text
    assert re.findall(r"<dd>\s*None", text) == []


def test_search_finds_nothing_of_another_carrier(as_coordinator: Client, theirs: Estate) -> None:
    for name in NAMES:
        response = as_coordinator.get(reverse(f"{name}:index_results"), {"q": SECRET[1:]})

        assert SECRET not in response.text, name


def test_filter_by_a_foreign_id_says_nothing(as_coordinator: Client, theirs: Estate) -> None:
    for name, query in [
        ("cohort", {"organiser": theirs.carrier.pk}),
        ("session", {"cohort": theirs.cohort.pk}),
        ("signup", {"cohort": theirs.cohort.pk}),
        ("session", {"when": "ahead"}),
    ]:
        response = as_coordinator.get(reverse(f"{name}:index"), query)

        assert response.status_code == 200, name
        assert SECRET not in response.text, name


def test_dashboard_shows_nothing_of_another_carrier(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    for estate in (ours, theirs):
        make_sign_up(estate.cohort, estate.person, state="requested", session=estate.session)

    response = as_coordinator.get(reverse("wagtailadmin_home"))

    assert "Person Lahn" in response.text
    assert SECRET not in response.text


def test_carrier_of_a_person_reads_the_course_elsewhere_and_the_own_person_only(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    mine = make_participant(full_name="Unsere Frau Nowak")
    make_affiliation(mine, ours.carrier)
    own = make_sign_up(theirs.cohort, mine, carrier=ours.carrier)

    courses = as_coordinator.get(reverse("cohort:index")).text
    record = as_coordinator.get(reverse("cohort:inspect", args=[theirs.cohort.pk]))
    people = as_coordinator.get(reverse("participant:index")).text
    sign_ups = as_coordinator.get(reverse("signup:index")).text
    writing = as_coordinator.get(reverse("cohort:edit", args=[theirs.cohort.pk]))
    deciding = as_coordinator.post(reverse("signup:sign_off", args=[own.pk]))

    assert f"Kurs {SECRET}" in courses
    assert record.status_code == 200
    assert reverse("cohort:publish", args=[theirs.cohort.pk]) not in record.text
    assert "Unsere Frau Nowak" in people
    assert "Unsere Frau Nowak" in sign_ups
    assert f"Person {SECRET}" not in people + sign_ups + record.text
    assert (writing.status_code, deciding.status_code) == (404, 404)


def test_wagtails_own_addresses_know_no_foreign_records(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    content = ContentType.objects.get_for_model(Session)
    mine = EditingSession.objects.create(
        user=ours.coordinator, content_type=content, object_id=theirs.session.pk, last_seen_at=NOW
    )
    ping = reverse(
        "wagtailadmin_editing_sessions:ping",
        args=["cohorts", "session", theirs.session.pk, mine.pk],
    )

    assert as_coordinator.post(ping).status_code == 404
    assert AdminURLFinder(ours.coordinator).get_edit_url(theirs.session) is None
    assert AdminURLFinder(ours.coordinator).get_edit_url(ours.session) is not None


def test_trainer_reads_the_own_sessions_of_a_course_and_no_people(
    client: Client, ours: Estate
) -> None:
    make_session(ours.cohort, title="Termin einer Kollegin")
    sign_in(client, ours.trainer)

    record = client.get(reverse("cohort:inspect", args=[ours.cohort.pk])).text

    assert "Termin Lahn" in record
    assert "Termin einer Kollegin" not in record
    assert "Person Lahn" not in record
    assert reverse("signup:index") not in record


def test_centre_reads_all_courses_but_not_the_people_in_them(
    client: Client, centre: Estate, theirs: Estate
) -> None:
    sign_in(client, centre.coordinator)

    courses = client.get(reverse("cohort:index")).text
    record = client.get(reverse("cohort:inspect", args=[theirs.cohort.pk]))
    people = client.get(reverse("participant:index")).text
    sign_ups = client.get(reverse("signup:index")).text

    assert f"Kurs {SECRET}" in courses
    assert record.status_code == 200
    assert SECRET not in people + sign_ups
    assert client.get(reverse("cohort:edit", args=[theirs.cohort.pk])).status_code == 404
    assert client.get(reverse("session:edit", args=[theirs.session.pk])).status_code == 404


def test_site_history_shows_the_entries_of_the_own_carrier_only(
    tree: None, client: Client, centre: Estate, theirs: Estate
) -> None:
    sign_in(client, centre.coordinator)
    for estate in (centre, theirs):
        for row in (estate.cohort, estate.session, estate.person):
            log.record(row, "cohorts.change", by=estate.coordinator, carrier=estate.carrier)

    response = client.get(reverse("wagtailadmin_reports:site_history"))
    export = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})

    assert "Kurs Zentrum" in response.text
    assert SECRET not in response.text
    assert SECRET not in b"".join(export.streaming_content).decode()


def test_history_of_a_person_never_holds_the_name(as_coordinator: Client, ours: Estate) -> None:
    log.record(ours.person, "cohorts.change", by=ours.coordinator, carrier=ours.carrier)

    response = as_coordinator.get(reverse("participant:history", args=[ours.person.pk]))

    assert LogEntry.objects.get().label == f"P-{ours.person.pk}"
    assert response.status_code == 200
