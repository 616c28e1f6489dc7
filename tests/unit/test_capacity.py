import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cohorts.domain import sign_up
from cohorts.models import Cohort, LogEntry, SignUp
from tests.factories.cohorts import NOW, make_cohort, make_session, make_sign_up, make_user

pytestmark = pytest.mark.django_db


def states(*rows: SignUp) -> list[str]:
    return [SignUp.objects.get(pk=row.pk).state for row in rows]


def test_set_capacity_offers_the_new_seats_in_order() -> None:
    cohort = make_cohort(capacity=1)
    make_sign_up(cohort)
    line = [make_sign_up(cohort, state="waiting") for _ in range(3)]
    by = make_user()

    changed = sign_up.set_capacity(cohort=cohort, capacity=3, by=by, now=NOW)

    entry = LogEntry.objects.get(action="cohorts.capacity")
    assert changed.capacity == Cohort.objects.get().capacity == 3
    assert states(*line) == ["offered", "offered", "waiting"]
    assert (entry.user, entry.carrier) == (by, cohort.organiser)
    assert entry.data == {"field": "capacity", "before": 1, "after": 3}


def test_set_capacity_to_the_same_number_is_no_deed() -> None:
    cohort = make_cohort(capacity=2)

    sign_up.set_capacity(cohort=cohort, capacity=2, by=make_user(), now=NOW)

    assert LogEntry.objects.count() == 0


@pytest.mark.parametrize("capacity", [-1, 10_001])
def test_set_capacity_refuses_what_is_no_number_of_seats(capacity: int) -> None:
    cohort = make_cohort(capacity=2)

    with pytest.raises(ValidationError) as refused:
        sign_up.set_capacity(cohort=cohort, capacity=capacity, by=make_user(), now=NOW)

    assert (refused.value.code, refused.value.params) == ("capacity", {"most": 10_000})
    assert Cohort.objects.get().capacity == 2


def test_set_capacity_never_goes_below_the_seats_held() -> None:
    cohort = make_cohort(capacity=3)
    make_sign_up(cohort)
    make_sign_up(cohort, state="offered")
    make_sign_up(cohort, beyond_capacity="urgent")

    with pytest.raises(ValidationError) as refused:
        sign_up.set_capacity(cohort=cohort, capacity=1, by=make_user(), now=NOW)
    sign_up.set_capacity(cohort=cohort, capacity=2, by=make_user(), now=NOW)

    assert (refused.value.code, refused.value.params) == ("below_held", {"held": 2})
    assert Cohort.objects.get().capacity == 2


def test_set_guest_capacity_offers_guest_seats_only() -> None:
    cohort = make_cohort(capacity=1)
    session = make_session(cohort, guest_capacity=0)
    make_sign_up(cohort)
    member = make_sign_up(cohort, state="waiting")
    guest = make_sign_up(cohort, session=session, state="waiting")

    changed = sign_up.set_guest_capacity(session=session, capacity=1, by=make_user(), now=NOW)

    session.refresh_from_db()
    assert changed.guest_capacity == session.guest_capacity == 1
    assert states(member, guest) == ["waiting", "offered"]
    assert LogEntry.objects.get(action="cohorts.capacity").data == {
        "field": "guest_capacity",
        "before": 0,
        "after": 1,
    }


def test_set_guest_capacity_never_goes_below_the_seats_held() -> None:
    session = make_session(guest_capacity=2)
    make_sign_up(session.cohort, session=session)

    with pytest.raises(ValidationError) as refused:
        sign_up.set_guest_capacity(session=session, capacity=0, by=make_user(), now=NOW)

    assert refused.value.code == "below_held"


@pytest.mark.parametrize("field", ["capacity", "guest_capacity"])
def test_the_database_refuses_negative_seats(field: str) -> None:
    row = make_cohort() if field == "capacity" else make_session()

    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(**{field: -1})
