"""A consultation is opened: who is asked until when, who is told, and who reads the draft."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from cohorts.domain import consultation, consulted
from cohorts.models import Carrier, Consultation, Membership, Message
from curriculum.models import Edition
from home.models import User
from tests.factories.cohorts import NOW, make_coordinator, make_user
from tests.factories.consulted import (
    UNTIL,
    Consulted,
    adopt,
    code,
    logged,
    make_consulted,
    make_draft,
    told,
)
from tests.factories.staff import make_member

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
DAY = timedelta(days=1)
LATER = UNTIL + 7 * DAY


# --- Opening


def test_opening_puts_the_draft_into_consultation() -> None:
    made = make_draft()

    opened = consultation.open_to(
        edition=made.edition,
        carriers=[made.carrier, made.carrier],
        trainers=[made.named],
        until=UNTIL,
        by=made.centre,
        now=NOW,
    )

    assert Edition.objects.get(pk=made.edition.pk).state == "consultation"
    assert [(row.carrier, row.trainer, row.until, row.opened_at) for row in opened] == [
        (made.carrier, None, UNTIL, NOW),
        (None, made.named, UNTIL, NOW),
    ]
    centre = Carrier.objects.get(is_centre=True)
    data = {
        "until": UNTIL.isoformat(),
        "carriers": [made.carrier.pk],
        "trainers": [made.named.pk],
    }
    assert logged("cohorts.open_consultation") == [(made.centre.pk, centre, data)]


def test_opening_tells_staff_of_today_and_those_asked_by_name() -> None:
    made = make_draft()
    make_member(made.carrier, until=TODAY - DAY)
    make_member(made.carrier, since=TODAY + DAY)
    make_member(made.carrier, user=make_user(is_active=False))
    make_member(made.carrier, "coordinator", user=made.trainer)

    made.open()

    occasion = f"consultation_opened:{made.edition.pk}:{UNTIL.isoformat()}"
    people = sorted(user.pk for user in (made.coordinator, made.trainer, made.named))
    assert told() == [(occasion, pk) for pk in people]


def test_opening_again_gives_a_new_day_and_tells_again() -> None:
    made = make_consulted()

    made.open(until=LATER, named=False)

    rows = Consultation.objects.order_by("pk").values_list("carrier", "trainer", "until")
    assert list(rows) == [(made.carrier.pk, None, LATER), (None, made.named.pk, UNTIL)]
    first, again = (
        f"consultation_opened:{made.edition.pk}:{day.isoformat()}" for day in (UNTIL, LATER)
    )
    assert sorted(told()) == sorted(
        [(first, user.pk) for user in (made.coordinator, made.trainer, made.named)]
        + [(again, user.pk) for user in (made.coordinator, made.trainer)]
    )


def test_opening_the_same_twice_tells_nobody_twice() -> None:
    made = make_consulted()
    before = told()

    made.open()

    assert told() == before
    assert Consultation.objects.count() == 2


def test_a_day_that_was_promised_is_kept() -> None:
    made = make_consulted(until=LATER)
    before = told()

    made.open(until=UNTIL)

    assert set(Consultation.objects.values_list("until", flat=True)) == {LATER}
    assert told() == before


def test_the_last_day_may_be_today_but_not_yesterday() -> None:
    made = make_draft()
    late = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)  # 23:30 in Berlin
    made.open(until=TODAY, now=late)

    with pytest.raises(ValidationError) as refused:
        made.open(until=TODAY, now=late + timedelta(hours=1))

    assert list(refused.value.message_dict) == ["until"]


def test_opening_needs_somebody_to_ask() -> None:
    with pytest.raises(ValidationError) as refused:
        make_draft().open(named=False, asked=False)

    assert list(refused.value.message_dict) == ["carriers"]
    assert Edition.objects.get(key="2031").state == "draft"


@pytest.mark.parametrize("case", ["coordinator", "former", "inactive"])
def test_only_trainers_of_today_are_asked_by_name(case: str) -> None:
    made = make_draft()
    if case == "coordinator":
        person = make_coordinator(made.carrier, name="Ida Rau")
    elif case == "former":
        person = make_member(made.carrier, until=TODAY - DAY, user=make_user(name="Ida Rau")).user
    else:
        person = make_member(made.carrier, user=make_user(name="Ida Rau", is_active=False)).user

    with pytest.raises(ValidationError) as refused:
        consultation.open_to(
            edition=made.edition,
            carriers=[made.carrier],
            trainers=[made.named, person],
            until=UNTIL,
            by=made.centre,
            now=NOW,
        )

    assert refused.value.message_dict == {
        "trainers": [
            "Diese Personen sind heute für keinen Träger als Trainerin oder Trainer tätig: Ida Rau"
        ]
    }
    assert (Consultation.objects.count(), Message.objects.count()) == (0, 0)


def test_who_was_asked_by_name_and_works_nowhere_any_more_reads_no_longer() -> None:
    made = make_consulted()
    today = NOW.date()
    before = list(consulted.readable(made.named, today))
    made.named.memberships.update(until=today - timedelta(days=1))

    with pytest.raises(PermissionDenied):
        made.remark(by=made.named)

    assert before == [made.edition]
    assert list(consulted.readable(made.named, today)) == []
    assert not consulted.may_remark(made.edition, made.named, today)


@pytest.mark.parametrize("who", ["coordinator", "trainer", "named", "superuser"])
def test_only_the_centre_opens(who: str) -> None:
    made = make_draft()
    by = make_user(is_superuser=True) if who == "superuser" else getattr(made, who)

    with pytest.raises(PermissionDenied):
        consultation.open_to(
            edition=made.edition,
            carriers=[made.carrier],
            trainers=[],
            until=UNTIL,
            by=by,
            now=NOW,
        )

    assert Edition.objects.get(key="2031").state == "draft"


def test_an_adopted_edition_is_not_opened() -> None:
    made = make_consulted()
    adopt(made)

    with pytest.raises(ValidationError) as refused:
        made.open(until=LATER)

    assert code(refused) == "adopted"
    assert Edition.objects.get(key="2031").state == "adopted"


# --- Reading


def readers(made: Consulted) -> dict[str, list[str]]:
    people: dict[str, User | AnonymousUser] = {
        name: getattr(made, name)
        for name in ("centre", "coordinator", "trainer", "named", "stranger")
    }
    people |= {"superuser": make_user(is_superuser=True), "nobody": AnonymousUser()}
    return {
        name: [edition.key for edition in consulted.readable(user, TODAY)]
        for name, user in people.items()
    }


def test_a_draft_is_readable_for_nobody_before_it_is_opened() -> None:
    assert {name: keys for name, keys in readers(make_draft()).items() if keys} == {}


def test_a_draft_that_is_not_in_consultation_is_readable_for_nobody() -> None:
    made = make_draft()
    Consultation.objects.create(
        edition=made.edition, carrier=made.carrier, until=UNTIL, opened_at=NOW
    )

    assert {name: keys for name, keys in readers(made).items() if keys} == {}


def test_those_who_were_asked_and_the_centre_read_the_draft() -> None:
    asked = {name: ["2031"] for name in ("centre", "coordinator", "trainer", "named")}

    assert {name: keys for name, keys in readers(make_consulted()).items() if keys} == asked


def test_the_centre_reads_what_nobody_is_asked_about_any_more() -> None:
    made = make_consulted()
    Consultation.objects.all().delete()

    assert {name: keys for name, keys in readers(made).items() if keys} == {"centre": ["2031"]}


def test_who_leaves_the_carrier_reads_no_longer() -> None:
    made = make_consulted()
    Membership.objects.filter(user=made.trainer).update(until=TODAY)

    assert list(consulted.readable(made.trainer, TODAY)) == [made.edition]
    assert list(consulted.readable(made.trainer, TODAY + DAY)) == []
    assert not consulted.may_remark(made.edition, made.trainer, TODAY + DAY)


def test_remarks_are_open_on_the_last_day_and_not_after_it() -> None:
    made = make_consulted()

    days = {day: consulted.may_remark(made.edition, made.named, day) for day in (UNTIL, LATER)}

    assert days == {UNTIL: True, LATER: False}
    assert list(consulted.readable(made.named, LATER)) == [made.edition]


@pytest.mark.parametrize("who", ["centre", "stranger", "superuser", "nobody"])
def test_who_was_not_asked_leaves_no_remarks(who: str) -> None:
    made = make_consulted()
    others = {"superuser": make_user(is_superuser=True), "nobody": AnonymousUser()}

    assert not consulted.may_remark(made.edition, others.get(who) or getattr(made, who), TODAY)
