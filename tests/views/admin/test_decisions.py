"""What an adopted edition means for courses: decided by the centre, read by organisers."""

import csv
import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from cohorts.domain.decisions import seen_as
from cohorts.models import Decision, LogEntry
from curriculum.models import Edition
from tests.factories.cohorts import NOW, make_carrier, make_cohort, make_user
from tests.factories.curriculum import make_edition
from tests.factories.decisions import TODAY, make_decision, make_new_edition
from tests.views.admin.conftest import SECRET, Estate, sign_in
from tests.views.admin.test_house import headings

SOON = TODAY + timedelta(days=12)


@pytest.fixture
def edition(db: None) -> Edition:
    return make_new_edition()


@pytest.fixture
def decision(ours: Estate, edition: Edition) -> Decision:
    return make_decision(ours.cohort, edition=edition)


@pytest.fixture
def foreign(theirs: Estate, edition: Edition) -> Decision:
    return make_decision(
        theirs.cohort, edition=edition, verdict="adapt", until=SOON, reason=f"Grund {SECRET}"
    )


def screen(edition: Edition) -> str:
    return reverse("edition_decisions", args=[edition.pk])


def text_of(response: object) -> str:
    """What is read: without tags, in single spaces."""
    plain = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.text, flags=re.DOTALL)
    return " ".join(html.unescape(plain).split())


def said(decision: Decision, **fields: object) -> dict[str, object]:
    return {
        "deed": "decide",
        "decision": decision.pk,
        "seen": seen_as(decision),
        "verdict": "follow_up",
        "until": SOON.isoformat(),
        "reason": "GR-1 ist neu.",
    } | fields


def test_centre_decides_in_place(as_centre: Client, edition: Edition, decision: Decision) -> None:
    asked = as_centre.get(screen(edition))
    answer = as_centre.post(screen(edition), said(decision))

    decision.refresh_from_db()
    assert "Nicht entschieden seit 7 Tagen" in text_of(asked)
    assert answer.url == f"{screen(edition)}#decision-{decision.pk}"
    assert (decision.verdict, decision.until, decision.reason) == (
        "follow_up",
        SOON,
        "GR-1 ist neu.",
    )
    shown = text_of(as_centre.get(screen(edition)))
    assert "Nachschulung bis 14. März 2026 · noch 12 Tage" in shown
    assert "9 Personen mit Platz, 4 mit früherer Fassung unterrichtet" in shown


def test_centre_reports_what_was_carried_out(
    as_centre: Client, edition: Edition, foreign: Decision
) -> None:
    answer = as_centre.post(
        screen(edition), {"deed": "finish", "decision": foreign.pk, "on": "2026-03-01"}
    )

    foreign.refresh_from_db()
    assert answer.status_code == 302
    assert foreign.done_on == TODAY - timedelta(days=1)
    page = as_centre.get(screen(edition)).text
    assert "durchgeführt am 1. März 2026" in " ".join(page.split())
    assert 'name="on"' not in page


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"until": ""}, "until", "Bitte sagen Sie, bis wann die Nachschulung stattfindet."),
        ({"until": "gestern"}, "until", "Bitte ein gültiges Datum eingeben."),
        ({"until": "2026-03-01"}, "until", "Dieser Tag ist vorbei."),
        ({"verdict": ""}, "verdict", "Bitte wählen Sie aus, was nötig ist."),
        ({"reason": " "}, "reason", "Bitte geben Sie einen Grund an."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_text_stays(
    as_centre: Client,
    edition: Edition,
    decision: Decision,
    wrong: dict[str, str],
    field: str,
    words: str,
) -> None:
    answer = as_centre.post(screen(edition), said(decision) | wrong)

    place = f'id="{field}-{decision.pk}-error"'
    at_field = re.search(rf"<\w+[^>]*{place}[^>]*>([^<]*)<", answer.text)
    assert answer.status_code == 422
    assert at_field
    assert html.unescape(at_field[1]) == words
    assert field == "reason" or ">GR-1 ist neu.</textarea>" in answer.text
    assert "<details open>" in answer.text
    decision.refresh_from_db()
    assert decision.verdict == ""


def test_a_day_ahead_is_no_day_on_which_something_was_done(
    as_centre: Client, edition: Edition, foreign: Decision
) -> None:
    answer = as_centre.post(
        screen(edition), {"deed": "finish", "decision": foreign.pk, "on": "2026-03-03"}
    )
    empty = as_centre.post(screen(edition), {"deed": "finish", "decision": foreign.pk, "on": ""})

    assert "Dieser Tag liegt in der Zukunft." in answer.text
    assert 'value="2026-03-03"' in answer.text
    assert "Bitte nennen Sie den Tag." in empty.text


def test_who_was_overtaken_is_told_and_keeps_the_words(
    as_centre: Client, edition: Edition, decision: Decision
) -> None:
    late = said(decision, verdict="adapt", reason="Mein Grund.")
    as_centre.post(screen(edition), said(decision))

    answer = as_centre.post(screen(edition), late)

    decision.refresh_from_db()
    assert decision.verdict == "follow_up"
    assert "Jemand anderes hat hier inzwischen entschieden." in answer.text
    assert ">Mein Grund.</textarea>" in answer.text
    again = as_centre.post(screen(edition), late | {"seen": seen_as(decision)})
    assert again.status_code == 302


def many(*chosen: Decision, **fields: object) -> dict[str, object]:
    ticks = [f"{decision.pk}:{seen_as(decision)}" for decision in chosen]
    return {
        "deed": "decide_many",
        "chosen": ticks,
        "verdict": "nothing",
        "until": "",
        "reason": "Nur ein Wort.",
    } | fields


def test_several_courses_get_the_same_decision_and_an_entry_each(
    as_centre: Client, edition: Edition, decision: Decision
) -> None:
    second, third = make_decision(edition=edition), make_decision(edition=edition)

    answer = as_centre.post(screen(edition), many(decision, second))

    assert answer.status_code == 302
    assert [Decision.objects.get(pk=one.pk).verdict for one in (decision, second, third)] == [
        "nothing",
        "nothing",
        "",
    ]
    assert LogEntry.objects.filter(action="cohorts.decide").count() == 2


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"chosen": []}, {"verdict": "follow_up"}])
def test_of_several_none_is_decided_when_something_is_wrong(
    as_centre: Client, edition: Edition, decision: Decision, wrong: dict[str, object]
) -> None:
    second = make_decision(edition=edition)

    answer = as_centre.post(screen(edition), many(decision, second) | wrong)

    assert answer.status_code == 422
    assert Decision.objects.undecided().count() == 2
    assert answer.text.count(" checked aria-label") == (0 if "chosen" in wrong else 2)


def test_one_overtaken_course_stops_all(
    as_centre: Client, edition: Edition, decision: Decision, ours: Estate
) -> None:
    second = make_decision(make_cohort(title="Zweiter"), edition=edition)
    form = many(decision, second)
    as_centre.post(screen(edition), said(second))

    answer = as_centre.post(screen(edition), form)

    assert "Zweiter: Jemand anderes hat hier inzwischen entschieden." in answer.text
    assert Decision.objects.get(pk=decision.pk).verdict == ""


def test_coordinators_read_their_own_and_nothing_else(
    client: Client, ours: Estate, edition: Edition, decision: Decision, foreign: Decision
) -> None:
    Decision.objects.filter(pk=decision.pk).update(
        verdict="adapt", until=SOON, reason="Unser Grund.", at=NOW
    )
    sign_in(client, ours.coordinator)

    page = client.get(screen(edition))
    table = client.get(screen(edition), {"export": "csv"}).text
    filtered = client.get(screen(edition), {"carrier": foreign.cohort.organiser_id})
    posted = [
        client.post(screen(edition), said(row) | {"deed": deed, "on": "2026-03-01"})
        for row in (decision, foreign)
        for deed in ("decide", "finish")
    ] + [client.post(screen(edition), many(decision, foreign))]

    assert "Unser Grund." in page.text
    assert "noch 12 Tage" in page.text
    assert [name for name in ('method="post"', 'name="verdict"') if name in page.text] == []
    assert "Unser Grund." in table
    for answer in (page.text, table, filtered.text):
        assert SECRET not in answer
    assert [answer.status_code for answer in posted] == [302] * 5
    assert {answer.url for answer in posted} == {reverse("wagtailadmin_home")}
    assert set(Decision.objects.values_list("verdict", "done_on")) == {("adapt", None)}


@pytest.mark.parametrize("role", ["trainer", "trainee", "operator"])
def test_others_do_not_get_in(
    client: Client,
    ours: Estate,
    edition: Edition,
    decision: Decision,
    role: str,
) -> None:
    users = {
        "trainer": ours.trainer,
        "trainee": make_user(),
        "operator": make_user(is_superuser=True),
    }
    sign_in(client, users[role])

    answers = client.get(screen(edition)), client.post(screen(edition), said(decision))

    assert [answer.status_code for answer in answers] == [403 if role == "trainee" else 302] * 2
    assert Decision.objects.get(pk=decision.pk).verdict == ""


def test_a_draft_has_no_decisions(as_centre: Client) -> None:
    assert as_centre.get(screen(make_edition("2029"))).status_code == 404


def test_foreign_numbers_are_not_found(as_centre: Client, edition: Edition) -> None:
    elsewhere = make_decision(edition=make_edition("2029"))
    make_decision(edition=edition)

    codes = [
        as_centre.post(screen(edition), form).status_code
        for form in (
            said(elsewhere),
            said(elsewhere) | {"decision": "x"},
            said(elsewhere) | {"decision": "9" * 40},
            many(elsewhere),
            {"deed": "decide_many", "chosen": ["²:x"]},
        )
    ]

    assert codes == [404] * 5


def test_table_is_taken_along_and_filtered_by_carrier(
    as_centre: Client, edition: Edition, decision: Decision, foreign: Decision, ours: Estate
) -> None:
    def table(**asked: object) -> list[list[str]]:
        response = as_centre.get(screen(edition), {"export": "csv"} | asked)
        return list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))

    every = table()
    assert [line[0] for line in every[1:]] == ["Kurs Lahn", f"Kurs {SECRET}"]
    assert table(carrier=ours.carrier.pk)[1:] == [
        [
            "Kurs Lahn",
            "Träger Lahn",
            "9",
            "4",
            "2026-02-23",
            "nicht entschieden",
            "",
            "",
            "",
            "",
        ]
    ]


def test_overdue_is_said_in_words(as_centre: Client, edition: Edition) -> None:
    make_decision(edition=edition, verdict="adapt", until=TODAY - timedelta(days=3))
    make_decision(edition=edition, verdict="adapt", until=TODAY)

    shown = text_of(as_centre.get(screen(edition)))

    assert "3 Tage überfällig" in shown
    assert "heute ist der letzte Tag" in shown


def test_course_and_edition_lead_to_the_decision(
    as_centre: Client, ours: Estate, theirs: Estate, edition: Edition, foreign: Decision
) -> None:
    make_decision(ours.cohort, edition=edition)

    course = as_centre.get(reverse("cohort:inspect", args=[theirs.cohort.pk])).text
    record = as_centre.get(reverse("edition:inspect", args=[edition.pk]))

    assert f"{screen(edition)}#decision-{foreign.pk}" in course
    assert f"Grund {SECRET}" in course
    assert "2 Kurse, 1 nicht entschieden, 1 zu tun" in text_of(record)


def test_course_shows_its_decision_to_its_organiser_only(ours: Estate, decision: Decision) -> None:
    record = reverse("cohort:inspect", args=[ours.cohort.pk])

    seen = {
        role: "Was neue Standards für diesen Kurs bedeuten"
        in sign_in(Client(), getattr(ours, role)).get(record).text
        for role in ("coordinator", "trainer")
    }

    assert seen == {"coordinator": True, "trainer": False}


def test_first_screen_says_what_waits_and_what_was_decided(
    ours: Estate, centre: Estate, decision: Decision, foreign: Decision
) -> None:
    home = reverse("wagtailadmin_home")
    to_make = "Entscheidungen über Kurse, die warten"
    made = "Was das Kompetenzzentrum über Ihre Kurse entschieden hat"

    for_centre = sign_in(Client(), centre.coordinator).get(home)
    before = sign_in(Client(), ours.coordinator).get(home)
    Decision.objects.filter(pk=decision.pk).update(
        verdict="follow_up", until=SOON, reason="Neu.", at=NOW
    )
    after = sign_in(Client(), ours.coordinator).get(home)
    for_trainer = sign_in(Client(), ours.trainer).get(home)

    assert to_make in headings(for_centre.text)
    assert "seit 7 Tagen nicht entschieden" in for_centre.text
    assert f"Kurs {SECRET}" in for_centre.text
    assert made not in headings(for_centre.text)
    assert [made in headings(one.text) for one in (before, after, for_trainer)] == [
        False,
        True,
        False,
    ]
    assert "Noch 12 Tage" in after.text
    assert SECRET not in after.text


@pytest.mark.parametrize("size", [1, 5])
def test_page_asks_the_same_whatever_waits(
    as_centre: Client,
    edition: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    size: int,
) -> None:
    make_decision(edition=edition)
    for _ in range(size):
        carrier = make_carrier()
        make_decision(make_cohort(organiser=carrier), edition=edition)
        make_decision(make_cohort(organiser=carrier), edition=edition, verdict="adapt")
    as_centre.get(screen(edition))

    with django_assert_num_queries(19):
        as_centre.get(screen(edition))
