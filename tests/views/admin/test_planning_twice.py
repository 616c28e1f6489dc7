"""Planning a course in the admin: two people, two clicks, steps already taken."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Session
from tests.factories.cohorts import make_session
from tests.views.admin.conftest import Estate
from tests.views.admin.forms import ADD, cohort_form, errors, opened, session_form


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
