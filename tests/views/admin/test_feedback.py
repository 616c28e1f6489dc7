"""What the answers after a course come to, on its record: for organiser and centre only."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort, FeedbackAnswer, Finding, LogEntry, Session
from tests.factories.cohorts import NOW, make_coordinator, make_sign_up, make_user
from tests.factories.feedback import make_answers
from tests.views.admin.conftest import Estate, sign_in

TEXTS = ("Mehr Zeit.", "Mehr <b>Pausen</b>.", "Weniger Folien.", "Öfter.", "Nichts.")
TITLE = "Rückmeldung nach dem Kurs"


@pytest.fixture
def over(ours: Estate) -> Cohort:
    ended = NOW - timedelta(hours=21)
    Session.objects.filter(pk=ours.session.pk).update(starts_at=ended, ends_at=ended + DAY / 12)
    return ours.cohort


DAY = timedelta(days=1)


def record(cohort: Cohort, screen: str = "inspect") -> str:
    return reverse(f"cohort:{screen}", args=[cohort.pk])


def test_organiser_and_centre_see_the_results(
    client: Client, over: Cohort, ours: Estate, centre: Estate
) -> None:
    make_answers(over, useful=[4, 4, 3, 1, 4], texts=TEXTS)

    for user in (ours.coordinator, centre.coordinator):
        sign_in(client, user)
        text = client.get(record(over)).text

        assert TITLE in text
        assert "5 Antworten" in text
        assert '<th scope="row">ja</th><td><span class="answers__number">3</span>' in text
        assert "Mehr &lt;b&gt;Pausen&lt;/b&gt;." in text


def test_form_of_the_course_shows_them_too(client: Client, over: Cohort, ours: Estate) -> None:
    make_answers(over, useful=[4] * 5)
    sign_in(client, ours.coordinator)

    text = client.get(record(over, "edit")).text

    assert "5 Antworten" in text
    assert "Texte werden erst gezeigt" in text


def test_below_five_the_record_is_the_same_for_none_and_four(
    client: Client, over: Cohort, ours: Estate
) -> None:
    sign_in(client, ours.coordinator)

    def shown() -> str:
        return (
            client.get(record(over)).text.partition('class="feedback"')[2].partition("<script")[0]
        )

    before = shown()
    make_answers(over, useful=[1, 2, 3, 4], texts=TEXTS[:4])

    assert "Mindestens fünf Personen" in before
    assert shown() == before


def test_nobody_else_sees_them(client: Client, over: Cohort, ours: Estate, theirs: Estate) -> None:
    make_answers(over, useful=[4] * 5, texts=TEXTS)
    make_sign_up(over, carrier=theirs.carrier)
    learner = make_user()

    for user in (theirs.coordinator, ours.trainer, learner, make_user(is_superuser=True)):
        sign_in(client, user)
        text = "".join(
            client.get(address, follow=True).text
            for address in (record(over), record(over, "edit"), "/admin/cohort/", "/mein/")
        )

        assert (TITLE in text, "Weniger Folien." in text) == (False, False)


def test_a_running_course_shows_nothing(client: Client, ours: Estate) -> None:
    make_answers(ours.cohort, useful=[4] * 5)
    sign_in(client, ours.coordinator)

    assert TITLE not in client.get(record(ours.cohort)).text


def test_history_does_not_tell_when_somebody_answered(
    client: Client, over: Cohort, ours: Estate
) -> None:
    for action in ("cohorts.feedback", "cohorts.change"):
        LogEntry.objects.log_action(over, action, carrier=None)
    sign_in(client, ours.coordinator)

    text = client.get(record(over, "history")).text

    assert "Rückmeldung gegeben" not in text
    assert "Geändert" in text


def test_a_shown_text_becomes_a_finding(client: Client, over: Cohort, ours: Estate) -> None:
    rows = make_answers(over, texts=TEXTS)
    address = f"{reverse('finding:add')}?answer={rows[2].pk}"
    sign_in(client, ours.coordinator)

    record_page = client.get(record(over)).text
    form = client.get(address).context["form"]
    post = {"cohort": over.pk, "kind": "idea", "text": form["text"].value()}
    client.post(reverse("finding:add"), post)

    assert f'href="{address}"' in record_page
    assert (form["cohort"].value(), form["text"].value()) == (over.pk, "Weniger Folien.")
    made = Finding.objects.exclude(pk=ours.finding.pk).get()
    assert (made.cohort, made.text, made.is_public) == (over, "Weniger Folien.", False)


def test_no_text_is_handed_out_that_is_not_shown(
    client: Client, over: Cohort, ours: Estate, theirs: Estate, centre: Estate
) -> None:
    (row, *_rest) = make_answers(over, texts=TEXTS)
    few = FeedbackAnswer.objects.create(
        cohort=centre.cohort, question="next_time", text="Weniger Folien."
    )
    add = reverse("finding:add")

    for user, key in (
        (theirs.coordinator, row.pk),
        (ours.trainer, row.pk),
        (make_coordinator(centre.carrier), few.pk),
        (ours.coordinator, "zq"),
    ):
        sign_in(client, user)
        page = client.get(f"{add}?answer={key}", follow=True)

        assert "Mehr Zeit." not in page.text
        assert "Weniger Folien." not in page.text


@pytest.mark.parametrize("count", [5, 25])
def test_results_take_the_same_queries(
    client: Client,
    over: Cohort,
    ours: Estate,
    count: int,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    make_answers(over, useful=[3] * count, texts=["Mehr."] * count)
    sign_in(client, ours.coordinator)
    client.get(record(over))

    with django_assert_num_queries(28):
        client.get(record(over))
