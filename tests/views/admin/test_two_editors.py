"""Two people with the same module open: both see it, and nobody's text is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from cohorts.models import Carrier, Place
from tests.factories.cohorts import NOW
from tests.views.admin.conftest import Estate, sign_in
from tests.views.admin.editing import Cast, make_cast, save

NEWER = "hat eine neue Version gespeichert"


@pytest.fixture
def cast(tree: None) -> Cast:
    return make_cast()


def open_editor(client: Client, cast: Cast) -> str:
    """The editor; returns the address by which it says every few seconds that it is open."""
    page = client.get(reverse("wagtailadmin_pages:edit", args=[cast.own.pk])).text
    (ping,) = re.findall(r'data-w-swap-src-value="(/admin/editing-sessions/ping/[^"]+)"', page)
    return ping


def ping(client: Client, url: str, **fields: object) -> str:
    """What then stands above the form."""
    return client.post(url, {"is_editing": "1", **fields}).json()["html"]


def test_each_editor_is_told_of_the_other(cast: Cast, client: Client) -> None:
    other = sign_in(Client(), cast.ours.coordinator)
    open_editor(other, cast)
    sign_in(client, cast.ours.trainer)

    seen = ping(client, open_editor(client, cast))

    assert "Koordination Lahn" in seen
    assert NEWER not in seen


def test_newer_version_of_the_other_is_announced(
    cast: Cast, client: Client, time_machine: Any
) -> None:
    sign_in(client, cast.ours.trainer)
    url = open_editor(client, cast)
    revision = cast.own.latest_revision
    other = sign_in(Client(), cast.ours.coordinator)
    open_editor(other, cast)

    time_machine.move_to(NOW + timedelta(minutes=1))
    save(other, cast.own, title="Von der Kollegin")
    seen = ping(
        client, url, revision_id=revision.pk, revision_created_at=revision.created_at.isoformat()
    )

    assert "Koordination Lahn" in seen
    assert NEWER in seen


def test_both_versions_stay_in_the_history(cast: Cast, client: Client) -> None:
    sign_in(client, cast.ours.trainer)
    other = sign_in(Client(), cast.ours.coordinator)

    save(other, cast.own, title="Von der Kollegin")
    save(client, cast.own, title="Von mir")

    titles = [
        revision.content["title"] for revision in cast.own.revisions.order_by("created_at", "pk")
    ]
    assert titles[-2:] == ["Von der Kollegin", "Von mir"]


def test_closed_editor_is_forgotten_after_a_while(cast: Cast, client: Client) -> None:
    other = sign_in(Client(), cast.ours.coordinator)
    open_editor(other, cast)
    EditingSession.objects.update(last_seen_at=timezone.now() - timedelta(hours=2))
    sign_in(client, cast.ours.trainer)

    assert "Koordination Lahn" not in ping(client, open_editor(client, cast))


def test_who_has_a_foreign_module_open_is_not_told(cast: Cast, client: Client) -> None:
    sign_in(client, cast.theirs.trainer)
    session = EditingSession.objects.filter(user=cast.theirs.trainer).first()
    url = reverse(
        "wagtailadmin_editing_sessions:ping",
        args=["wagtailcore", "page", cast.own.pk, session.pk if session else 1],
    )

    assert client.post(url).status_code == 404


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [("district", "Hanau", "Kassel"), ("languages", "Dari", "Türkisch")],
)
def test_second_of_two_who_save_a_carrier_is_told_what_differs(
    as_coordinator: Client, ours: Estate, field: str, theirs: str, mine: str
) -> None:
    url = reverse("carrier:edit", args=[ours.carrier.pk])
    form = opened(as_coordinator, url)
    as_coordinator.post(url, form | {field: theirs})

    refused = as_coordinator.post(url, form | {field: mine})
    stored = getattr(Carrier.objects.get(pk=ours.carrier.pk), field)
    shown = refused.context["form"]
    again = as_coordinator.post(url, form | {field: mine, "version": shown["version"].value()})

    (message,) = shown.non_field_errors()
    assert str(shown.fields[field].label) in message
    assert shown[field].value() == mine
    assert (stored, again.status_code) == (theirs, 302)


@pytest.mark.parametrize(
    ("screen", "record", "field"),
    [
        ("cohort", "cohort", "title"),
        ("session", "session", "title"),
        ("participant", "person", "full_name"),
        ("place", "place", "name"),
    ],
)
def test_no_form_of_a_record_overwrites_silently(
    as_coordinator: Client, ours: Estate, screen: str, record: str, field: str
) -> None:
    url = reverse(f"{screen}:edit", args=[getattr(ours, record).pk])
    form = opened(as_coordinator, url)
    first = as_coordinator.post(url, form | {field: "Von der Kollegin"})

    refused = as_coordinator.post(url, form | {field: "Von mir"})

    assert first.status_code == 302
    (error,) = refused.context["form"].non_field_errors().as_data()
    assert error.code == "stale"
    assert refused.context["form"][field].value() == "Von mir"
    stored = type(getattr(ours, record)).objects.get(pk=getattr(ours, record).pk)
    assert getattr(stored, field) == "Von der Kollegin"


def opened(client: Client, url: str) -> dict[str, object]:
    """What a browser would send back unchanged."""
    response = client.get(url)
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields}
    if rows := getattr(form, "rows", None):
        data |= {f"{rows.prefix}-{k}": v for k, v in rows.management_form.initial.items()}
        for row in rows.forms:
            data |= {row.add_prefix(name): row[name].value() for name in row.fields}
    return {name: "" if value is None else value for name, value in data.items()}


def test_places_have_a_version_too(as_coordinator: Client, ours: Estate) -> None:
    url = reverse("place:edit", args=[ours.place.pk])

    assert len(opened(as_coordinator, url)["version"]) == 16
    assert Place.objects.count() == 1
