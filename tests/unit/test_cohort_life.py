"""From the draft to the end of a cohort, and what publishing pins."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.db.transaction import atomic

from cohorts.domain import cohort_life, places, timetable
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Cohort, LogEntry, Message, Session
from curriculum.models import Edition
from tests.factories.timetable import (
    FIRST_DAY,
    NOW,
    make_carrier,
    make_cohort,
    make_draft,
    make_edition,
    make_module,
    make_place,
    make_programme,
    make_session,
    make_sign_up,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
AFTER_IT_ALL = datetime(2027, 9, 1, tzinfo=UTC)


def publish(cohort: Cohort) -> Cohort:
    return cohort_life.publish(cohort=cohort, by=None, now=NOW)


def pins(cohort: Cohort) -> list[tuple[Any, ...]]:
    return list(
        cohort.cohort_modules.order_by("module").values_list(
            "module", "revision", "obligatory", "planned_minutes"
        )
    )


def test_new_cohort_is_an_internal_draft_with_a_free_address() -> None:
    carrier = make_carrier()
    first, second = (
        cohort_life.create(by=None, now=NOW, title="Gründe & Wege", organiser=carrier)
        for _ in range(2)
    )

    assert (first.state, first.visibility) == ("draft", "internal")
    assert (first.slug, second.slug) == ("grunde-wege", "grunde-wege-2")
    assert LogEntry.objects.for_instance(first).get().carrier == carrier


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("capacity", {"capacity": -1}),
        ("title", {"title": ""}),
        ("slug", {"slug": "mit leer"}),
        ("rule_percent", {"rule_percent": 101}),
        ("rule_percent", {"rule_percent": 0}),
        ("visibility", {"visibility": "everyone"}),
    ],
)
def test_bad_cohort_is_refused_at_the_field(field: str, bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        make_draft(**bad)

    assert field in refused.value.message_dict
    assert not Cohort.objects.exists()


def test_state_cannot_be_passed_in() -> None:
    with pytest.raises(TypeError):
        make_draft(state="published")


def test_publishing_pins_the_edition_of_the_first_day() -> None:
    make_edition("2023", date(2023, 1, 1))
    fitting = make_edition("2025", FIRST_DAY)
    make_edition("2027", FIRST_DAY + timedelta(days=1))
    cohort = make_draft(programme=make_programme())
    make_session(cohort, FIRST_DAY + timedelta(days=7))
    make_session(cohort, FIRST_DAY)

    assert publish(cohort).edition == fitting


def test_cancelled_first_session_does_not_choose_the_edition() -> None:
    make_edition("2023", date(2023, 1, 1))
    fitting = make_edition("2025", FIRST_DAY)
    cohort = make_draft()
    early = make_session(cohort, FIRST_DAY - timedelta(days=7))
    make_session(cohort, FIRST_DAY)
    timetable.cancel_session(session=early, by=None, now=NOW, reason="krank")

    assert publish(cohort).edition == fitting


def test_publishing_pins_live_revisions_minutes_and_rules() -> None:
    make_edition()
    taught, obligatory = make_module(), make_module()
    live = taught.live_revision
    taught.save_revision()  # a newer draft
    cohort = make_draft(
        programme=make_programme(obligatory=(obligatory,), percent=75, make_up_months=6)
    )
    parts = [
        PlannedSegment("teaching", 45, taught),
        PlannedSegment("break", 15),
        PlannedSegment("excursion", 30, taught),
    ]
    for week in range(3):
        session = make_session(cohort, FIRST_DAY + timedelta(weeks=week), segments=parts)
    timetable.cancel_session(session=session, by=None, now=NOW, reason="krank")

    published = publish(cohort)

    assert pins(published) == [
        (taught.pk, live.pk, False, 150),
        (obligatory.pk, obligatory.live_revision_id, True, 0),
    ]
    assert (published.rule_percent, published.rule_make_up_months) == (75, 6)
    assert (published.rule_min_minutes, published.rule_max_minutes) == (900, 1620)
    logged = LogEntry.objects.for_instance(published).filter(action="cohorts.publish").get()
    assert logged.data["edition"] == published.edition_id


def test_pins_stay_when_programme_and_module_change() -> None:
    make_edition()
    module = make_module()
    programme = make_programme(percent=80)
    cohort = make_draft(programme=programme)
    make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    published = publish(cohort)
    before = pins(published)

    module.save_revision().publish()
    programme.percent = 50
    programme.save_revision().publish()
    make_session(cohort, segments=[PlannedSegment("teaching", 45, module)])

    published.refresh_from_db()
    assert (pins(published), published.rule_percent) == (before, 80)


def test_module_planned_later_is_pinned_when_it_enters() -> None:
    cohort = make_cohort()
    module = make_module()

    timetable.set_segments(
        session=cohort.sessions.get(),
        segments=[PlannedSegment("teaching", 60, module)],
        by=None,
        now=LATER,
    )

    assert pins(cohort) == [(module.pk, module.live_revision_id, False, 60)]


def test_live_revision_is_kept_for_the_next_course() -> None:
    """With a newer draft it is not the newest, and Wagtail's `purge_revisions` would take it."""
    module = make_module()
    live = module.live_revision
    for title in ("Angefangen", "Entwurf"):
        module.title = title
        draft = module.save_revision()
    with pytest.raises(ProtectedError), atomic():
        live.delete()
    draft.get_previous().delete()
    cohort = make_draft()
    make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])

    publish(cohort)

    assert pins(cohort) == [(module.pk, live.pk, False, 90)]


def test_what_is_pinned_cannot_be_deleted() -> None:
    edition = make_edition()
    module = make_module()
    cohort = make_draft()
    make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    publish(cohort)

    with pytest.raises(ProtectedError):
        Edition.objects.filter(pk=edition.pk).delete()
    with pytest.raises(ProtectedError):
        module.live_revision.delete()


@pytest.mark.parametrize("code", ["no_session", "no_edition", "module_not_published", "state"])
def test_cohort_that_is_not_ready_is_not_published(code: str) -> None:
    cohort = make_draft(programme=make_programme() if code == "no_edition" else None)
    if code != "no_session":
        module = make_module()
        if code == "module_not_published":
            module.unpublish()
        make_session(cohort, segments=[PlannedSegment("teaching", 90, module)])
    if code == "state":
        publish(cohort)

    with pytest.raises(ValidationError) as refused:
        publish(cohort)

    assert refused.value.code == code
    cohort.refresh_from_db()
    assert cohort.state == ("published" if code == "state" else "draft")


@pytest.mark.parametrize("field", ["capacity", "rule_percent", "programme", "kind", "slug"])
def test_published_cohort_keeps_what_was_pinned(field: str) -> None:
    cohort = make_cohort()
    values = {
        "capacity": 99,
        "rule_percent": 10,
        "programme": make_programme(),
        "kind": "event",
        "slug": "anders",
    }

    with pytest.raises(ValidationError) as refused:
        cohort_life.change(cohort=cohort, by=None, now=LATER, **{field: values[field]})

    assert list(refused.value.message_dict) == [field]


def test_new_title_shows_in_every_session() -> None:
    cohort = make_cohort(sessions=2)

    cohort_life.change(cohort=cohort, by=None, now=LATER, title="Neuer Name")

    for session in cohort.sessions.all():
        assert "Neuer Name" in session.vevent
        assert (session.modified_at, session.sequence) == (LATER, 0)


def test_cancelling_a_cohort_cancels_what_is_ahead_and_tells_once() -> None:
    cohort = make_cohort(sessions=3)
    people = {make_sign_up(cohort, state).participant_id for state in ("confirmed", "waiting")}
    make_sign_up(cohort, "cancelled")
    after_the_first = datetime(2026, 9, 16, tzinfo=UTC)

    for _again in range(2):
        cohort_life.cancel(cohort=cohort, by=None, now=after_the_first, reason="Keine Trainerin")

    assert list(cohort.sessions.values_list("status", "sequence", "status_note")) == [
        ("confirmed", 0, ""),
        ("cancelled", 1, "Keine Trainerin"),
        ("cancelled", 1, "Keine Trainerin"),
    ]
    assert "STATUS:CANCELLED" in cohort.sessions.reverse()[0].vevent
    assert sorted(Message.objects.values_list("kind", "participant")) == [
        ("cohort_cancelled", person) for person in sorted(people)
    ]


def test_session_of_a_cancelled_cohort_stays_cancelled() -> None:
    cohort = make_cohort()
    cohort_life.cancel(cohort=cohort, by=None, now=NOW, reason="Keine Trainerin")

    with pytest.raises(ValidationError):
        timetable.reinstate_session(session=cohort.sessions.get(), by=None, now=LATER)

    assert cohort.sessions.get().is_cancelled


def test_cohort_closes_when_nothing_is_ahead() -> None:
    cohort = make_cohort()

    with pytest.raises(ValidationError) as refused:
        cohort_life.close(cohort=cohort, by=None, now=NOW)
    closed = cohort_life.close(cohort=cohort, by=None, now=AFTER_IT_ALL)

    assert (refused.value.code, closed.state) == ("sessions_ahead", "closed")


def test_corrected_room_renews_its_sessions_without_telling() -> None:
    place = make_place(name="Sahl")
    session = make_session(place=place)
    elsewhere = make_session(place=make_place(name="Küche"))

    places.change(place=place, by=None, now=LATER, name="Saal am Markt")

    renewed = Session.objects.get(pk=session.pk)
    assert "LOCATION:Saal am Markt\\, Kassel\r\n" in renewed.vevent
    assert (renewed.sequence, renewed.modified_at) == (0, LATER)
    assert Session.objects.get(pk=elsewhere.pk).modified_at == NOW
