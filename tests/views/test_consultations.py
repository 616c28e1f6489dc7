"""A draft as those see it who are asked about it; for everybody else there is none."""

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cohorts.domain import adoption
from cohorts.models import Membership, Remark
from curriculum.domain import drafting, steps
from curriculum.models import Criterion, CriterionText, StandardText
from home.models import User
from tests.factories.cohorts import NOW, make_carrier, make_coordinator, make_user
from tests.factories.consulted import DROPPED, NEW, UNTIL, Consulted, make_consulted, make_draft
from tests.factories.staff import make_member

PAGE = "/anhoerung/2031/"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def made(house: object) -> Consulted:
    return make_consulted()


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, path: str = PAGE) -> str:
    response = signed_in(user).get(path)
    assert response.status_code == 200, path
    return " ".join(response.text.split())


def send(user: User, criterion: Criterion, text: str = "Zu streng.", path: str = PAGE):
    form = {"criterion": criterion.pk, "text": text, "anchor": criterion.key}
    return signed_in(user).post(path, form)


def adopt(made: Consulted) -> None:
    adoption.adopt(
        edition=made.edition,
        adopted_on=NOW.date(),
        in_force_from=date(2031, 1, 1),
        minute_reference="TOP 1",
        approver="Steuerkreis",
        by=made.centre,
        now=NOW,
    )


# --- Who gets in ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/anhoerung/", PAGE, "/anhoerung/1871/"])
def test_visitors_are_asked_to_sign_in(made: Consulted, path: str) -> None:
    for answer in (Client().get(path), Client().post(path, {"text": "x"})):
        if answer.status_code == 405:
            continue
        assert (answer.status_code, answer["Location"]) == (302, f"/konto/login/?next={path}")


@pytest.mark.parametrize("role", ["centre", "coordinator", "trainer", "named"])
def test_who_is_asked_reads_the_draft(made: Consulted, role: str) -> None:
    assert NEW.split()[-1] in page(getattr(made, role))


def test_who_was_not_asked_finds_nothing(made: Consulted) -> None:
    made.remark(text="Nur für uns.")
    others = {
        "trainer elsewhere": made.stranger,
        "coordinator elsewhere": make_coordinator(make_carrier()),
        "colleague of the named one": make_coordinator(
            Membership.objects.get(user=made.named).carrier
        ),
        "trainee": make_user(),
        "operator": make_user(is_superuser=True),
    }

    for name, user in others.items():
        answer, nowhere = signed_in(user).get(PAGE), signed_in(user).get("/anhoerung/1871/")
        sent = send(user, made.reworded)

        assert (answer.status_code, sent.status_code) == (404, 404), name
        assert answer.text.replace("2031", "1871") == nowhere.text, name
        assert "2031" not in signed_in(user).get("/anhoerung/").text, name
    assert Remark.objects.count() == 1


def test_who_works_there_no_more_finds_nothing_not_even_the_own_remark(made: Consulted) -> None:
    made.remark(by=made.trainer)
    Membership.objects.filter(user=made.trainer).update(until=NOW.date() - DAY)

    assert signed_in(made.trainer).get(PAGE).status_code == 404
    assert send(made.trainer, made.reworded, "Noch etwas.").status_code == 404
    assert "2031" not in page(made.trainer, "/anhoerung/")


def test_who_works_there_until_today_still_reads(made: Consulted) -> None:
    Membership.objects.filter(user=made.trainer).update(until=NOW.date())

    assert signed_in(made.trainer).get(PAGE).status_code == 200


def test_a_draft_that_nobody_was_asked_about_does_not_exist(house: object) -> None:
    made = make_draft()

    for user in (made.centre, made.coordinator, made.trainer):
        assert signed_in(user).get(PAGE).status_code == 404
        assert "2031" not in page(user, "/anhoerung/")


def test_no_cache_and_no_robot_keeps_it(made: Consulted) -> None:
    for path in (PAGE, "/anhoerung/"):
        answer = signed_in(made.trainer).get(path)

        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert '<meta name="robots" content="noindex, nofollow">' in answer.text
        assert 'rel="canonical"' not in answer.text


def test_remarks_of_other_carriers_are_never_shown(made: Consulted) -> None:
    made.remark(by=made.named, text="Vom Träger Hanau.")
    made.remark(by=made.trainer, text="Vom Träger Fulda.")

    mine, colleague, other, all_of_it = (
        page(user) for user in (made.trainer, made.coordinator, made.named, made.centre)
    )

    assert ("Vom Träger Fulda." in mine, "Vom Träger Hanau." in mine) == (True, False)
    assert ("Vom Träger Fulda." in colleague, "Vom Träger Hanau." in colleague) == (True, False)
    assert ("Vom Träger Fulda." in other, "Vom Träger Hanau." in other) == (False, True)
    assert "Vom Träger Fulda." in all_of_it
    assert "Vom Träger Hanau." in all_of_it


# --- What stands there ------------------------------------------------------------------------


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


# --- Remarks ----------------------------------------------------------------------------------


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


# --- The list ---------------------------------------------------------------------------------


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


# --- Size -------------------------------------------------------------------------------------


def grow(made: Consulted, number: int) -> None:
    """More criteria in one more standard, each new, each with a remark."""
    for count in range(number):
        criterion = steps.add(
            standard=made.reworded.standard,
            key=f"GR-{count + 10}",
            statement=f"Satz {count}.",
            by=made.centre,
            now=NOW,
        )
        made.remark(criterion=criterion, text=f"Wort {count}.")


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


# --- Colleagues join, people are asked by name ----------------------------------------------


def test_who_begins_at_an_asked_carrier_reads_it_too(made: Consulted) -> None:
    newcomer = make_member(made.carrier).user

    assert signed_in(newcomer).get(PAGE).status_code == 200
