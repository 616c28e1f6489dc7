"""A draft as those read it who are asked about it, and the list of such drafts."""

import pytest
import time_machine
from pytest_django import DjangoAssertNumQueries

from curriculum.domain import drafting, steps
from curriculum.models import Criterion, CriterionText, StandardText
from tests.factories.cohorts import NOW, make_user
from tests.factories.consulted import DROPPED, NEW, Consulted, make_consulted, make_draft
from tests.views.consulting import PAGE, grow, page, send, signed_in


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    return make_consulted()


def test_a_criterion_shows_both_wordings_its_kind_and_the_reason(made: Consulted) -> None:
    text = page(made.trainer)

    assert "gestrichen: </span>sind bekannt.</del>" in text
    assert "eingefügt: </span>werden geübt.</ins>" in text
    assert "Neu gefasst gegenüber Ausgabe 2023" in text
    assert "Aus dem Treffen." in text


def test_a_dropped_criterion_shows_what_it_said(made: Consulted) -> None:
    text = page(made.trainer)

    assert f"<del>{DROPPED}</del>" in text
    assert "Steht in GR-1." in text


def test_only_what_changes_is_shown_where_one_asks_for_it(house: object) -> None:
    made = make_draft(("GR-1", "GR-2", "GR-3")).open()

    everything, changes = page(made.trainer), page(made.trainer, PAGE + "?nur=aenderungen")

    assert [f'id="GR-{number}"' in everything for number in (1, 2, 3)] == [True, True, True]
    assert [f'id="GR-{number}"' in changes for number in (1, 2, 3)] == [True, True, False]


def test_a_draft_without_changes_says_so(made: Consulted) -> None:
    by = {"by": made.centre, "now": NOW}
    drafting.reword(criterion=made.reworded, level="must", statement="Grenzen sind bekannt.", **by)
    steps.mark(criterion=made.reworded, kind="unchanged", **by)
    steps.take_back(dropped=made.dropped.later_steps.get(), **by)

    assert "Es ändert sich nichts" in page(made.trainer, PAGE + "?nur=aenderungen")


def test_a_translation_stands_first_and_german_beside_it(made: Consulted) -> None:
    CriterionText.objects.create(
        criterion=made.reworded, language="en", statement="Boundaries are trained."
    )
    StandardText.objects.create(standard=made.reworded.standard, language="en", title="Boundaries")

    text = page(made.trainer, "/en" + PAGE)

    assert '<p class="criterion__statement">Boundaries are trained.</p>' in text
    assert f'<div lang="de" dir="ltr"> <p class="criterion__statement">{NEW}</p>' in text
    assert "GR Boundaries" in text
    assert "Boundaries are trained." not in page(made.trainer)


def test_a_translation_of_the_earlier_wording_says_so(made: Consulted) -> None:
    for criterion in (
        Criterion.objects.get(standard__edition__key="2023", key="GR-1"),
        made.reworded,
    ):
        CriterionText.objects.create(
            criterion=criterion, language="en", statement="Boundaries are known."
        )
    warning = "This translation still says what the earlier wording said."

    assert warning in page(made.trainer, "/en" + PAGE)

    made.reworded.texts.filter(language="en").update(statement="Boundaries are trained.")
    assert warning not in page(made.trainer, "/en" + PAGE)


def test_the_list_says_until_when_and_what_one_said(made: Consulted) -> None:
    made.answer(made.remark(text="Zu streng."), "Wir kürzen.")
    made.remark(text="Noch etwas.", criterion=made.dropped)

    text = page(made.trainer, "/anhoerung/")

    assert 'href="/anhoerung/2031/"' in text
    assert "noch 14 Tage" in text
    assert "2 Anmerkungen von Ihnen" in text
    assert "1 beantwortet" in text
    assert "Zu streng." not in page(made.coordinator, "/anhoerung/")


def test_nobody_asked_reads_a_friendly_page(house: object) -> None:
    text = page(make_user(), "/anhoerung/")

    assert "Zurzeit wartet niemand auf Ihre Meinung" in text


@pytest.mark.parametrize("size", [1, 5])
def test_the_draft_costs_the_same_at_any_size(
    made: Consulted, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    grow(made, size)
    client = signed_in(made.trainer)

    with django_assert_num_queries(13):
        text = client.get(PAGE).text

    assert text.count('class="remark"') == size


@pytest.mark.parametrize("size", [1, 5])
def test_the_list_costs_the_same_at_any_size(
    made: Consulted, django_assert_num_queries: DjangoAssertNumQueries, size: int
) -> None:
    grow(made, size)
    client = signed_in(made.trainer)

    with django_assert_num_queries(8):
        client.get("/anhoerung/")


def test_a_long_draft_opens_one_standard_at_a_time(made: Consulted) -> None:
    grow(made, 60)
    other = made.edition.standards.create(key="RO", position=2)
    steps.add(standard=other, key="RO-1", statement="Der Auftrag.", by=made.centre, now=NOW)

    first, second = page(made.trainer), page(made.trainer, PAGE + "?standard=RO")

    assert ("Satz 5." in first, "Der Auftrag." in first) == (True, False)
    assert ("Satz 5." in second, "Der Auftrag." in second) == (False, True)
    assert 'href="?standard=RO#RO"' in first
    assert "Nächster Standard: RO" in first
    assert "Anmerkungen zu dem, was nicht mehr im Entwurf steht" not in second


def test_what_was_refused_is_shown_in_its_standard(made: Consulted) -> None:
    grow(made, 60)
    other = made.edition.standards.create(key="RO", position=2)
    last = steps.add(standard=other, key="RO-1", statement="Auftrag.", by=made.centre, now=NOW)

    answer = send(made.trainer, last, "")

    assert answer.text.count('<details class="remark-form" open>') == 1
    assert "Auftrag." in answer.text
