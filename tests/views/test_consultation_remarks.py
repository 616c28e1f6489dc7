"""Remarks on a draft: written on its page, refused without loss, answered in sight."""

import pytest
import time_machine

from cohorts.models import Remark
from curriculum.domain import drafting, steps
from curriculum.models import Criterion
from tests.factories.cohorts import NOW
from tests.factories.consulted import NEW, UNTIL, Consulted, make_consulted
from tests.views.consulting import DAY, PAGE, adopt, page, send, signed_in


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    return make_consulted()


def test_a_remark_is_saved_and_leads_back_to_the_criterion(made: Consulted) -> None:
    client = signed_in(made.trainer)
    path = PAGE + "?nur=aenderungen"

    answer = client.post(
        path, {"criterion": made.reworded.pk, "text": "Zu streng.", "anchor": "GR-1"}
    )

    assert (answer.status_code, answer["Location"]) == (302, path + "#GR-1")
    row = Remark.objects.get()
    assert (row.criterion, row.author, row.text) == (made.reworded, made.trainer, "Zu streng.")
    assert "Gespeichert. Danke." in client.get(path).text
    assert "Gespeichert. Danke." not in client.get(path).text


def test_a_double_click_leaves_one_remark(made: Consulted) -> None:
    for _click in range(2):
        assert send(made.trainer, made.reworded).status_code == 302

    assert Remark.objects.count() == 1


def test_what_is_dropped_can_be_remarked_on(made: Consulted) -> None:
    send(made.trainer, made.dropped, "Das brauchen wir.")

    assert Remark.objects.get().criterion == made.dropped
    assert "Das brauchen wir." in page(made.coordinator)


def test_an_empty_remark_is_refused_at_its_field(made: Consulted) -> None:
    answer = send(made.trainer, made.reworded, "  ")

    assert answer.status_code == 200
    assert "Bitte schreiben Sie eine Anmerkung." in answer.text
    assert f'href="#anmerkung-{made.reworded.pk}-text"' in answer.text
    assert answer.text.count('<details class="remark-form" open>') == 1
    assert not Remark.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(made: Consulted) -> None:
    long = "Viel zu lang. " * 400

    answer = send(made.trainer, made.reworded, long)

    assert answer.context["failed"].data["text"] == long
    assert "Bitte fassen Sie sich kurz" in answer.text
    assert long.strip() in answer.text


def test_after_the_last_day_one_reads_only(made: Consulted, clock) -> None:
    made.remark(text="Rechtzeitig.")
    clock.move_to(NOW + (UNTIL - NOW.date() + DAY))

    text = page(made.trainer)

    assert "Der letzte Tag für Anmerkungen ist vorbei" in text
    assert "Rechtzeitig." in text
    assert "<textarea" not in text


def test_on_the_last_day_one_still_writes(made: Consulted, clock) -> None:
    clock.move_to(NOW + (UNTIL - NOW.date()))

    assert "heute ist der letzte Tag" in page(made.trainer)
    assert send(made.trainer, made.reworded).status_code == 302


def test_a_remark_that_comes_too_late_is_not_lost(made: Consulted, clock) -> None:
    clock.move_to(NOW + (UNTIL - NOW.date() + DAY))

    answer = send(made.trainer, made.reworded, "Um eine Minute zu spät.")

    assert answer.status_code == 200
    assert "Um eine Minute zu spät." in answer.text
    assert "Der letzte Tag für Anmerkungen ist vorbei." in answer.text
    assert not Remark.objects.exists()


def test_a_remark_on_what_was_taken_out_meanwhile_is_not_lost(made: Consulted) -> None:
    gone = steps.add(
        standard=made.reworded.standard, key="GR-8", statement="Neu.", by=made.centre, now=NOW
    )
    number = gone.pk
    steps.drop(criterion=gone, reason="", by=made.centre, now=NOW)

    answer = signed_in(made.trainer).post(PAGE, {"criterion": number, "text": "Sehr gut."})

    assert answer.status_code == 200
    assert "Sehr gut." in answer.text
    assert "nicht mehr im Entwurf" in answer.text


@pytest.mark.parametrize("number", ["", "x", "²", "9" * 30])
def test_a_form_that_names_no_criterion_is_none(made: Consulted, number: str) -> None:
    answer = signed_in(made.trainer).post(PAGE, {"criterion": number, "text": "x"})

    assert answer.status_code == 404


def test_a_criterion_of_another_edition_takes_no_remark(made: Consulted) -> None:
    other = Criterion.objects.get(standard__edition__key="2023", key="GR-1")

    answer = send(made.trainer, other)

    assert answer.status_code == 200
    assert "nicht mehr im Entwurf" in answer.text
    assert not Remark.objects.exists()


def test_the_way_back_leads_nowhere_else(made: Consulted) -> None:
    form = {"criterion": made.reworded.pk, "text": "x", "anchor": "a\r\n//example.org"}

    answer = signed_in(made.trainer).post(PAGE, form)

    assert answer["Location"] == PAGE + "#a%0D%0A%2F%2Fexample.org"


def test_the_author_and_the_colleagues_read_the_answer(made: Consulted) -> None:
    made.answer(made.remark(text="Zu streng."), "Wir kürzen.")

    mine, colleague = page(made.trainer), page(made.coordinator)

    for text in (mine, colleague):
        assert "Antwort des Kompetenzzentrums" in text
        assert "Wir kürzen." in text
    assert "<b>Sie</b>" in mine
    assert "<b>Sie</b>" not in colleague


def test_a_remark_on_a_wording_that_changed_shows_the_wording_of_then(made: Consulted) -> None:
    made.remark()
    assert "Der Wortlaut von damals" not in page(made.trainer)

    drafting.reword(
        criterion=made.reworded, level="must", statement="Ganz anders.", by=made.centre, now=NOW
    )

    text = page(made.trainer)
    assert "Der Wortlaut von damals" in text
    assert NEW in text


def test_a_remark_on_what_is_gone_stays_readable(made: Consulted) -> None:
    gone = steps.add(
        standard=made.reworded.standard,
        key="GR-8",
        statement="Neu war das.",
        by=made.centre,
        now=NOW,
    )
    made.remark(criterion=gone, text="Sehr gut.")
    steps.drop(criterion=gone, reason="", by=made.centre, now=NOW)

    text = page(made.trainer)

    assert "Anmerkungen zu dem, was nicht mehr im Entwurf steht" in text
    assert "Sehr gut." in text
    assert "Neu war das." in text


def test_what_somebody_typed_is_no_markup(made: Consulted) -> None:
    made.remark(text="<script>alert(1)</script>")

    assert "<script>alert" not in page(made.trainer)


def test_the_centre_reads_and_writes_no_remarks_here(made: Consulted) -> None:
    text = page(made.centre)

    assert "Sie lesen den Entwurf als Kompetenzzentrum" in text
    assert "<textarea" not in text
    assert send(made.centre, made.reworded).status_code == 403
    assert not Remark.objects.exists()


def test_once_adopted_the_way_leads_to_the_edition_and_remarks_stay(made: Consulted) -> None:
    made.answer(made.remark(text="Zu streng."), "Wir kürzen.")
    made.remark(by=made.named, text="Vom Träger Hanau.")
    adopt(made)

    text = page(made.trainer)

    assert "Die Ausgabe 2031 ist beschlossen" in text
    assert 'href="/standards/2031/"' in text
    assert "Zu streng." in text
    assert "Wir kürzen." in text
    assert "Vom Träger Hanau." not in text
    assert "<textarea" not in text
    assert signed_in(made.stranger).get(PAGE).status_code == 404


def test_a_remark_sent_after_adoption_is_not_lost(made: Consulted) -> None:
    adopt(made)

    answer = send(made.trainer, made.reworded, "Zu spät.")

    assert answer.status_code == 200
    assert "Zu spät." in answer.text
    assert not Remark.objects.exists()
