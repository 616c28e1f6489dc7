"""Guest speakers are names on a session: no account, no right, shown like everybody who teaches."""

from django.test import Client
from django.urls import reverse

from home.models import User
from tests.views.admin.conftest import Estate
from tests.views.admin.forms import ADD, errors, opened, session_form

TWO = "  Dr. Adaeze Brunner \n\n Polizeihauptmeister Ömer Künzel\n"
NAMES = ["Dr. Adaeze Brunner", "Polizeihauptmeister Ömer Künzel"]


def test_several_guest_speakers_are_entered_and_shown(as_coordinator: Client, ours: Estate) -> None:
    accounts = User.objects.count()
    form = session_form(
        ours.cohort, title="Sicher helfen", trainers=[ours.trainer.pk], guest_speakers=TWO
    )

    as_coordinator.post(reverse(ADD), form)

    session = ours.cohort.sessions.get(title="Sicher helfen")
    assert [t.name for t in session.trainers.all() if t.user is None] == NAMES
    record = as_coordinator.get(reverse("session:inspect", args=[session.pk])).text
    public = Client().get(session.get_absolute_url()).text
    for name in ["Trainerin Lahn", *NAMES]:
        assert name in record, name
        assert name in public, name
    assert opened(as_coordinator, session)["guest_speakers"] == "\n".join(NAMES)
    assert User.objects.count() == accounts


def test_guest_speakers_can_be_changed_and_taken_off(as_coordinator: Client, ours: Estate) -> None:
    url = reverse("session:edit", args=[ours.session.pk])
    as_coordinator.post(url, opened(as_coordinator, ours.session) | {"guest_speakers": TWO})
    entered = [t.name for t in ours.session.trainers.all() if t.name]

    as_coordinator.post(url, opened(as_coordinator, ours.session) | {"guest_speakers": "Jana Lühr"})
    changed = [t.name for t in ours.session.trainers.all() if t.name]
    as_coordinator.post(url, opened(as_coordinator, ours.session) | {"guest_speakers": ""})

    assert (entered, changed) == (NAMES, ["Jana Lühr"])
    assert [t.user for t in ours.session.trainers.all()] == [ours.trainer]


def test_name_that_is_too_long_is_refused_at_its_field(
    as_coordinator: Client, ours: Estate
) -> None:
    form = session_form(ours.cohort, guest_speakers="x" * 201)

    response = as_coordinator.post(reverse(ADD), form)

    assert list(errors(response)) == ["guest_speakers"]
