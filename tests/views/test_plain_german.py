"""The five pages for trainees in plain German: short sentences and plain verbs.

Titles and names that carriers write stay as they are; they are marked as German.
"""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from wagtail.models import Locale

from cohorts.models import Cohort, Consent
from home.models import HomePage, User
from home.tree.start import START
from tests.factories import cohorts
from tests.factories.attendance import make_attendance
from tests.factories.cohorts import NOW
from tests.spoken import sentences
from tests.views.signing_in import code_in

MOST_WORDS = 10
# Subjunctives, nouns made of verbs, officialese.
HARD = re.compile(
    r"(?i)\b(würden?|wären?|hätten?|könnten?|müssten?|sollten?|möchten?|dürften?|ggf|bzw"
    r"|gemäß|hinsichtlich|bezüglich|seitens|sowie|jedoch|diesbezüglich|berechtigt"
    r"|\w{4,}(?:ierung|barkeit|igung)(?:en)?)\b"
)
WRONG = {"full_name": "", "email": "amina(at)example", "is_minor": "on", "born_on": "1990-01-01"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def start(house: HomePage) -> HomePage:
    page = house.copy_for_translation(Locale.objects.create(language_code="de-simple"))
    for field, text in START["de-simple"].items():
        setattr(page, field, text)
    page.save_revision().publish()
    return page


def make_course(seats: int = 2, **fields: object) -> Cohort:
    course = cohorts.make_cohort(
        capacity=seats, rule_min_minutes=900, rule_max_minutes=1620, **fields
    )
    place = cohorts.make_place(carrier=course.organiser)
    for day, change in ((21, {}), (28, {"status": "cancelled", "status_note": "Krank"})):
        session = cohorts.make_session(
            course, starts_at=NOW + timedelta(days=day), place=place, **change
        )
        cohorts.make_segment(session, minutes=90)
        cohorts.make_segment(session, kind="break", minutes=15)
    return course


def make_past(course: Cohort) -> None:
    session = cohorts.make_session(course, starts_at=NOW - timedelta(days=7))
    cohorts.make_segment(session, minutes=90)
    sign_up = course.sign_ups.first()
    if sign_up:
        make_attendance(session, sign_up.participant, "absent")


def public_pages(client: Client) -> list[str]:
    open_course, full = make_course(slug="frei"), make_course(seats=1, slug="voll")
    cohorts.make_sign_up(full)
    asked = make_course(slug="anfrage", needs_approval=True)
    meeting = cohorts.make_session(
        cohorts.make_cohort(kind="event", title="Treffen"),
        title="Treffen",
        guest_capacity=3,
        is_online=True,
        status="tentative",
    )
    over = cohorts.make_cohort(state=Cohort.State.CANCELLED, slug="aus")
    cohorts.make_cohort(slug="leer")
    session = open_course.sessions.earliest("starts_at")
    cancelled = open_course.sessions.latest("starts_at")
    return [
        client.get(f"/de-simple{path}").content.decode()
        for path in (
            "/",
            "/termine/",
            "/termine/?ort=Nirgendwo",
            "/termine/?ansicht=monat",
            "/kurse/frei/",
            "/kurse/voll/",
            "/kurse/anfrage/",
            "/kurse/leer/",
            f"/kurse/{over.slug}/",
            f"/termine/{session.uuid}/",
            f"/termine/{cancelled.uuid}/",
            f"/termine/{meeting.uuid}/",
            "/konto/login/",
            "/gibt-es-nicht/",
        )
    ] + [
        client.post(f"/de-simple/kurse/{asked.slug}/", WRONG).content.decode(),
        client.post(f"/de-simple/termine/{meeting.uuid}/", {}).content.decode(),
    ]


def sign_in_pages(client: Client) -> list[str]:
    course = make_course(slug="kurs")
    typed = {"full_name": "Amina Sahin", "email": "amina@example.org", "consent": "on"}
    login = "/de-simple/konto/login/"
    code = "/de-simple/konto/code/"
    return [
        client.post(login, {"email": "amina"}).content.decode(),
        client.post(login, {"email": "amina@example.org"}, follow=True).content.decode(),
        client.post(code, {"code": "12"}).content.decode(),
        client.post(code, {"action": "resend"}, follow=True).content.decode(),
        client.get(login).content.decode(),
        client.post(f"/de-simple/kurse/{course.slug}/", typed, follow=True).content.decode(),
        client.post(code, {"code": "000000"}).content.decode(),
    ]


def own_pages(client: Client) -> list[str]:
    user = User.objects.create_user("amina@example.org", name="Amina Sahin")
    client.force_login(user)
    empty = client.get("/de-simple/mein/").content.decode()
    me = cohorts.make_participant(full_name="Amina Sahin", email=user.email, user=user)
    taken, rest = make_course(seats=1), [make_course() for _number in range(3)]
    cohorts.make_sign_up(taken)
    cohorts.make_sign_up(taken, me, state="waiting")
    for course, state in zip(rest, ("confirmed", "offered", "requested"), strict=True):
        cohorts.make_sign_up(course, me, state=state)
    make_past(rest[0])
    shown = [empty, client.get("/de-simple/mein/").content.decode()]
    for course in rest:
        shown.append(client.get(f"/de-simple/kurse/{course.slug}/").content.decode())
        own = client.get("/de-simple/mein/").context["sign_ups"]
    shown += [client.get(one.link).content.decode() for one in own]
    shown.append(
        client.post("/de-simple/mein/daten/", {"full_name": "", "language": "de"}).content.decode()
    )
    me.of_age_on = date(2028, 1, 1)
    me.save()
    shown.append(client.get("/de-simple/mein/").content.decode())
    Consent.objects.filter(participant=me).delete()
    return shown


@pytest.mark.parametrize("pages", [public_pages, sign_in_pages, own_pages])
def test_plain_german_says_it_in_short_sentences(client: Client, start: HomePage, pages) -> None:
    said = {s for html in pages(client) for s in sentences(html, "de-simple")}

    long = sorted(s for s in said if len(re.findall(r"[\w-]+", s)) > MOST_WORDS)
    hard = sorted(s for s in said if HARD.search(s))
    assert (long, hard) == ([], [])


def test_code_comes_in_plain_german(client: Client, start: HomePage) -> None:
    client.post("/de-simple/konto/login/", {"email": "amina@example.org"})

    (letter,) = mail.outbox
    assert code_in(letter)
    assert [
        line
        for line in letter.body.splitlines()
        for s in re.split(r"(?<=[.!?])\s", line)
        if len(re.findall(r"\w+", s)) > MOST_WORDS
    ] == []


def test_what_is_not_said_more_simply_is_said_in_german(client: Client, start: HomePage) -> None:
    text = client.get("/de-simple/traeger/").text

    assert '<html lang="de-simple" dir="ltr">' in text
    assert "<h1>Träger</h1>" in text
