"""The standards in the story of the demo: adopted by deeds, a draft being discussed, findings."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, time, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker
from wagtail.models import ModelLogEntry

from cohorts.domain import consulted, decisions, feedback, findings, impact, wall_time
from cohorts.models import Cohort, Consultation, Decision, Finding, Message, Participant, Remark
from curriculum.domain import editions
from curriculum.domain.lines import all_forerunners
from curriculum.models import Criterion, CriterionText, Edition, StandardText, Succession
from home.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]
TODAY = date(2026, 6, 17)
DEEDS = {
    "add",
    "adopt",
    "derive",
    "drop",
    "mark",
    "merge",
    "move",
    "renumber",
    "reword",
    "split",
    "translate",
}
MORNING = wall_time.berlin(TODAY, time(6)).at


@pytest.fixture(scope="module", autouse=True)
def story(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo of that day, seeded once for all tests here."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", on=TODAY, verbosity=0, stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def draft() -> Edition:
    return Edition.objects.get(key="2027")


def criterion(edition: str, key: str) -> Criterion:
    return Criterion.objects.get(standard__edition__key=edition, key=key)


# --- 2025: derived, worked through, adopted


def test_edition_of_2025_was_derived_worked_through_and_adopted_in_that_order() -> None:
    entries = ModelLogEntry.objects.filter(
        action__startswith="curriculum.", timestamp__year=2024
    ).order_by("timestamp", "pk")
    actions = list(entries.values_list("action", flat=True))

    assert (actions[0], actions[-1]) == ("curriculum.derive", "curriculum.adopt")
    assert set(actions) == {f"curriculum.{deed}" for deed in DEEDS}


def test_every_entry_about_an_edition_is_dated_by_its_day() -> None:
    years = ModelLogEntry.objects.filter(action__startswith="curriculum.").values_list(
        "timestamp__year", flat=True
    )

    assert set(years) == {2022, 2024, 2025, 2026}
    assert not ModelLogEntry.objects.filter(
        action__startswith="curriculum.", timestamp__gt=MORNING
    ).exists()


def test_adoption_of_2025_told_the_trainers_and_opened_decisions() -> None:
    adopted_at = wall_time.berlin(date(2024, 11, 13), time(16, 30)).at
    told = Message.objects.filter(kind="standards_adopted")

    assert set(told.values_list("user__name", "created_at", "state")) == {
        ("Tomasz Wieczorek", adopted_at, "sent"),
        ("Rahel Mengistu-Brandt", adopted_at, "sent"),
    }
    assert set(Decision.objects.values_list("cohort__slug", "opened_at", "verdict", "done_on")) == {
        ("sprachmittlung-2024", adopted_at, "nothing", None),
        ("basis-kassel-2024", adopted_at, "adapt", date(2024, 12, 4)),
        ("basis-herbst-2024", adopted_at, "follow_up", None),
    }


def test_follow_up_of_one_course_counts_down_to_the_refresher() -> None:
    refresher = Cohort.objects.get(slug="auffrischung-wetzlar").sessions.get()
    waiting = Decision.objects.get(cohort__slug="basis-herbst-2024")

    assert waiting.until == timezone.localdate(refresher.starts_at)
    assert decisions.standing(waiting, TODAY).left in range(11, 18)


def test_courses_of_2024_were_taught_by_the_first_edition() -> None:
    segments = Cohort.objects.get(slug="basis-herbst-2024").sessions.values_list(
        "segments__taught__criteria", flat=True
    )
    kept = {c["edition"] for criteria in segments for c in criteria or ()}

    assert kept == {"2023"}


# --- 2027: a draft in consultation


def test_draft_lacks_one_mark_and_nothing_else(draft: Edition) -> None:
    lacking = [(row.criterion, row.standard) for row in editions.missing(draft)]

    assert lacking == [(criterion("2027", "KO-4").pk, None)]


def test_draft_is_complete_in_german_and_changed_in_every_other_way(draft: Edition) -> None:
    criteria = Criterion.objects.filter(standard__edition=draft)
    german = CriterionText.objects.filter(criterion__in=criteria, language="de")
    kinds = Counter(
        Succession.objects.filter(from_criterion__standard__edition__key="2025").values_list(
            "kind", flat=True
        )
    )

    assert german.exclude(statement="").count() == criteria.count() == 26
    assert StandardText.objects.filter(standard__edition=draft, language="de").count() == 7
    assert kinds == {
        "unchanged": 17,
        "editorial": 1,
        "moved": 1,
        "renumbered": 1,
        "reworded": 2,
        "level_changed": 1,
        "dropped": 1,
        "split": 2,
    }


def test_adopting_the_draft_would_touch_modules_courses_and_people(draft: Edition) -> None:
    found = impact.of(draft)

    assert (found.modules, found.cohorts) == (8, 9)
    assert found.people > 80
    assert found.taught > 70
    assert [gap.key for gap, _wording in found.gaps] == ["KO-5"]
    assert [touch.key for touch in found.touches] == [
        "RO-2",
        "HA-2",
        "HA-2",
        "HA-4",
        "RA-3",
        "NE-2",
    ]
    assert all(touch.modules and touch.programmes and touch.cohorts for touch in found.touches)


def test_carriers_and_trainers_are_asked_for_three_more_weeks(draft: Edition) -> None:
    asked = Consultation.objects.filter(edition=draft)

    assert draft.state == Edition.State.CONSULTATION
    assert set(asked.values_list("until", flat=True)) == {TODAY + timedelta(days=21)}
    assert (asked.exclude(carrier=None).count(), asked.exclude(trainer=None).count()) == (6, 2)


@pytest.mark.parametrize("email", ["koordination@kursbuch.example", "training@kursbuch.example"])
def test_coordinator_and_trainer_of_the_demo_may_remark(draft: Edition, email: str) -> None:
    assert consulted.may_remark(draft, User.objects.get(email=email), TODAY)


def test_remarks_come_from_several_houses_and_some_wait(draft: Edition) -> None:
    remarks = Remark.objects.filter(edition=draft)

    assert Counter(remarks.values_list("state", flat=True)) == {
        "open": 3,
        "answered": 3,
        "closed": 1,
    }
    assert remarks.values("author").distinct().count() == 7
    assert set(remarks.filter(criterion__standard__edition__key="2025").values_list("key")) == {
        ("HA-4",)
    }


SECRETS = (
    "nicht an Übersetzungsprogramme",  # RO-2
    "auch am Bildschirm",
    "hören zu Ende",  # KO-4
    "begleitet nie allein",  # RA-3
    "KO-5",
    "HA-5",
    "2027",
)
PUBLIC = (
    "/",
    "/standards/",
    "/standards/2025/",
    *(f"/standards/2025/{key}/" for key in ("RO", "HA", "KO", "RA", "NE", "GR", "QU")),
    "/standards/2025/NE/fassungen/",
    "/suche/?q=nie+allein",
    "/module/rolle-und-aufgaben/",
    "/vernetzungstreffen/vernetzungstreffen-grenzen/",
    "/vernetzungstreffen/regionale-vernetzungstreffen/regionaltreffen-1/",
    "/vernetzungstreffen/regionale-vernetzungstreffen/regionaltreffen-3/",
    "/vernetzungstreffen/regionale-vernetzungstreffen/regionaltreffen-4/",
    "/sitemap.xml",
    "/ims/case/v1p1/CFDocuments",
)


@pytest.mark.parametrize("path", PUBLIC)
def test_no_public_page_knows_the_draft(client: Client, path: str) -> None:
    answer = client.get(path)
    said = [secret for secret in SECRETS if secret in answer.content.decode()]

    assert (answer.status_code, said) == (200, [])


@pytest.mark.parametrize("path", ["/standards/2027/", "/standards/2027/KO/"])
def test_address_of_the_draft_cannot_be_guessed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


# --- Findings and answers


def test_wording_of_gr_2_goes_back_to_the_meeting(client: Client) -> None:
    now, then = criterion("2025", "GR-2"), criterion("2027", "GR-2")
    origins = findings.origins(all_forerunners([now.pk, then.pk]))
    page = client.get("/standards/2025/GR/").content.decode()

    assert [f.cohort.slug for f in origins[now.pk]] == ["vernetzungstreffen-grenzen"]
    assert origins[then.pk] == origins[now.pk]
    assert "/vernetzungstreffen/vernetzungstreffen-grenzen/" in page


def test_findings_stand_in_every_state() -> None:
    standing = Counter(
        findings.standing(finding, on=TODAY).value for finding in Finding.objects.all()
    )

    assert standing == {"kept": 2, "overdue": 1, "open": 2, "taken": 5, "declined": 1, "noted": 3}


def test_proposal_under_discussion_has_two_notes() -> None:
    (waiting,) = findings.to_discuss()

    assert waiting.cohort.slug == "regionaltreffen-4"
    assert waiting.notes.count() == 2


def test_answers_after_one_course_are_shown_and_after_another_too_few() -> None:
    shown = feedback.results(Cohort.objects.get(slug="basis-fruehjahr-2025"))
    hidden = Cohort.objects.get(slug="sprechen-auf-dem-amt")

    assert [one.total for one in shown.counted] == [9, 9]
    assert len(shown.texts or ()) == 7
    assert hidden.feedback.exists()
    assert feedback.results(hidden).is_empty
    idea = Finding.objects.get(cohort__slug="basis-fruehjahr-2025")
    assert idea.text in {said.text for said in shown.texts or ()}


def test_trainee_of_the_demo_is_asked_about_one_course() -> None:
    mariam = Participant.objects.get(full_name="Mariam Tesfaye")

    assert [row.cohort.slug for row in feedback.asked(mariam, now=MORNING)] == [
        "sprechen-auf-dem-amt"
    ]
