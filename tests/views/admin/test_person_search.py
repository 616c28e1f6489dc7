"""People are found however their name is typed, and never beyond the own ones."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Participant, SignUp
from tests.factories.cohorts import make_affiliation, make_participant, make_sign_up
from tests.views.admin.conftest import Estate

TYPED = [
    ("Jörg Müller", "muller"),
    ("Jörg Müller", "MÜLLER jorg"),
    ("İbrahim Kaya", "ibrahim"),
    ("İbrahim Kaya", "IBRAHIM"),
    ("أحمد حسن", "احمد"),
    ("فاطمة علي", "فاطمه"),
    ("کریم رضایی", "كريم"),
    ("Łukasz Nowak", "lukasz"),
    ("Nguyễn Thị Mai", "nguyen thi"),
    ("Weiß, Anna", "weiss"),
]


def person(ours: Estate, name: str) -> Participant:
    found = make_participant(full_name=name, email="")
    make_affiliation(found, ours.carrier)
    return found


@pytest.mark.parametrize(("name", "typed"), TYPED)
def test_lists_exports_and_choices_find_the_name(
    as_coordinator: Client, ours: Estate, name: str, typed: str
) -> None:
    wanted = person(ours, name)
    row = make_sign_up(ours.cohort, wanted)

    people = as_coordinator.get(reverse("participant:index"), {"q": typed})
    sign_ups = as_coordinator.get(reverse("signup:index"), {"q": typed})
    export = as_coordinator.get(reverse("participant:index"), {"q": typed, "export": "csv"})
    choice = as_coordinator.post(reverse("signup:add"), {"person": typed})

    assert list(people.context["object_list"]) == [wanted]
    assert list(sign_ups.context["object_list"]) == [row]
    rows = list(csv.reader(io.StringIO(b"".join(export.streaming_content).decode())))
    assert [cells[0] for cells in rows[1:]] == [name]
    assert list(choice.context["form"].fields["participant"].queryset) == [wanted]


def test_search_still_finds_addresses_and_courses(as_coordinator: Client, ours: Estate) -> None:
    by_address = as_coordinator.get(reverse("participant:index"), {"q": "LAHN@example"})
    by_course = as_coordinator.get(reverse("signup:index"), {"q": "kurs la"})
    by_marks = as_coordinator.get(reverse("participant:index"), {"q": "\u0301"})

    assert list(by_address.context["object_list"]) == [ours.person]
    assert list(by_course.context["object_list"]) == [ours.sign_up]
    assert list(by_marks.context["object_list"]) == []


def test_search_and_choice_know_nobody_of_others(
    as_coordinator: Client, ours: Estate, theirs: Estate
) -> None:
    for screen in ("participant:index", "signup:index", "message:index"):
        response = as_coordinator.get(reverse(screen), {"q": "person geheim"})
        assert list(response.context["object_list"]) == []

    choice = as_coordinator.post(reverse("signup:add"), {"person": "geheim"})
    forged = as_coordinator.post(
        reverse("signup:add"),
        {"participant": theirs.person.pk, "cohort": ours.cohort.pk, "carrier": ours.carrier.pk},
    )
    linked = as_coordinator.get(reverse("signup:add"), {"participant": theirs.person.pk})

    for page in (choice, forged, linked):
        assert list(page.context["form"].fields["participant"].queryset) == []
        assert "Person Geheim" not in page.text
    assert SignUp.objects.count() == 2


def test_choosing_takes_two_steps_and_keeps_what_was_typed(
    as_coordinator: Client, ours: Estate
) -> None:
    wanted = person(ours, "Jörg Müller")
    person(ours, "Jörn Müller")
    typed = {"person": "müller", "cohort": ours.cohort.pk, "carrier": ours.carrier.pk}

    found = as_coordinator.post(reverse("signup:add"), typed)
    assert list(found.context["form"].errors) == ["participant"]
    assert found.context["form"]["cohort"].value() == str(ours.cohort.pk)
    assert found.text.count('type="radio"') == 2

    as_coordinator.post(reverse("signup:add"), typed | {"participant": wanted.pk})
    assert SignUp.objects.get(participant=wanted).state == "confirmed"


@pytest.mark.parametrize(
    ("people", "typed", "offered", "words"),
    [
        (0, "xyz", 0, "Unter diesem Namen ist niemand gefunden."),
        (21, "viele", 20, "Mehr als 20 Personen gefunden."),
        (2, "viele", 2, "Bitte wählen Sie, wer gemeint ist."),
        (1, "", 0, "Bitte suchen und wählen Sie die Person."),
    ],
)
def test_choice_says_what_to_do(
    as_coordinator: Client, ours: Estate, people: int, typed: str, offered: int, words: str
) -> None:
    for number in range(people):
        person(ours, f"Viele {number}")

    page = as_coordinator.post(reverse("signup:add"), {"person": typed})

    assert len(page.context["form"].fields["participant"].queryset) == offered
    assert words in " ".join(page.context["form"].errors["participant"])


def test_record_leads_to_the_sign_up_with_the_person_chosen(
    as_coordinator: Client, ours: Estate
) -> None:
    record = as_coordinator.get(reverse("participant:inspect", args=[ours.person.pk]))
    address = f"{reverse('signup:add')}?participant={ours.person.pk}"

    form = as_coordinator.get(address).context["form"]

    assert address in record.text
    assert list(form.fields["participant"].queryset) == [ours.person]
    assert str(form["participant"].value()) == str(ours.person.pk)
