"""Minutes of a plan against the range of a module. Breaks do not count."""

import pytest

from curriculum.domain.workload import Verdict, Workload, plan


def row(minutes: int | None, *, is_break: bool = False) -> dict[str, object]:
    return {
        "minutes": minutes,
        "aim": "",
        "content": "",
        "method": "",
        "material": "",
        "is_break": is_break,
    }


def test_a_plan_counts_its_rows_without_breaks() -> None:
    found = plan([row(20), row(15, is_break=True), row(70)])

    assert (found.minutes, found.break_minutes, found.end) == (90, 15, 105)
    assert [step.begin for step in found.steps] == [0, 20, 35]
    assert found.segments == (20, 70)


def test_an_empty_plan_has_no_minutes() -> None:
    assert (plan([]).minutes, plan([]).segments) == (0, ())


def test_a_row_without_minutes_counts_nothing() -> None:
    """Somebody is still writing it."""
    assert plan([row(None), row(30)]).minutes == 30


@pytest.mark.parametrize(
    ("segments", "verdict", "difference"),
    [
        ((134,), Verdict.SHORT, 1),
        ((90, 45), Verdict.FITS, 0),
        ((180,), Verdict.FITS, 0),
        ((181,), Verdict.OVER, 1),
        ((), Verdict.SHORT, 135),
    ],
)
def test_both_ends_of_the_range_fit(
    segments: tuple[int, ...], verdict: Verdict, difference: int
) -> None:
    load = Workload(segments, 135, 180)

    assert (load.verdict, load.difference) == (verdict, difference)
