"""The balance in words and as a table."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from cohorts.domain import balance
from cohorts.domain.lessons import Lesson, Mark
from cohorts.domain.presence import Piece

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def lesson(minutes, state="", *, days=-1, closed=True, **fields):
    begin = NOW + timedelta(days=days)
    return Lesson(
        title="Termin",
        starts_at=begin,
        ends_at=begin + timedelta(minutes=minutes),
        pieces=(Piece(minutes, module=fields.pop("module", None)),),
        is_closed=closed and days < 0,
        mark=Mark(state) if state else None,
        **fields,
    )


def assess(*lessons, **rules):
    return balance.assess(lessons, percent=80, now=NOW, **rules)


def sentence(*lessons, language="de", **rules):
    with translation.override(language):
        html = render_to_string(
            "components/balance_sentence.html",
            {"balance": assess(*lessons, **rules), "first": False},
        )
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


@pytest.mark.parametrize(
    ("lessons", "words"),
    [
        (
            (lesson(675, "present"), lesson(405, days=2)),
            "Sie haben 15 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen noch 9 UE. Sie dürfen noch 4 ganze UE verpassen. "
            "Das ist weniger als ein Termin.",
        ),
        (
            (lesson(675, "present"), lesson(150, "absent"), lesson(255, days=2)),
            "Sie haben 15 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen noch 5,6 UE. Sie dürfen noch eine ganze UE verpassen. "
            "Das ist weniger als ein Termin.",
        ),
        (
            (lesson(675, "present"), lesson(194, days=2), lesson(211, "absent")),
            "Sie haben 15 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen noch 4,3 UE. Sie dürfen nur noch 5 Minuten verpassen.",
        ),
        (
            (lesson(675, "present"), lesson(189, days=2), lesson(216, "absent")),
            "Sie haben 15 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen noch 4,2 UE. Bitte verpassen Sie davon nichts.",
        ),
        (
            (lesson(900, "present"), lesson(45, days=2), lesson(135, closed=False)),
            "Sie haben 20 von 24 UE. Das reicht für das Zertifikat: Sie brauchen mindestens 19,2. "
            "Es kommt noch 1 UE. 3 UE sind vorbei, aber noch nicht eingetragen.",
        ),
        (
            (lesson(1080, "present"),),
            "Sie haben 24 von 24 UE. Das reicht für das Zertifikat: Sie brauchen mindestens 19,2.",
        ),
        (
            (lesson(225, "present"), lesson(450, "absent"), lesson(405, days=2)),
            "Sie haben 5 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen noch 9 UE. Das reicht nicht mehr. Sprechen Sie mit Ihrer Kursleitung: "
            "Fehlende Module können Sie in einem anderen Kurs nachholen.",
        ),
        (
            (lesson(225, "present"), lesson(855, "absent")),
            "Sie haben 5 von 24 UE. Für das Zertifikat brauchen Sie mindestens 19,2. "
            "Es kommen keine Termine mehr. Das reicht nicht mehr. Sprechen Sie mit Ihrer "
            "Kursleitung: Fehlende Module können Sie in einem anderen Kurs nachholen.",
        ),
        (
            (),
            "Es sind noch keine UE geplant. Sobald es Termine gibt, sehen Sie hier, wie viele Sie "
            "brauchen.",
        ),
    ],
)
def test_sentence_says_what_is_there_needed_and_possible(lessons, words):
    assert sentence(*lessons) == words


def test_sentence_in_english():
    assert sentence(lesson(675, "present"), lesson(405, days=2), language="en") == (
        "You have 15 of 24 units. For the certificate you need at least 19.2. "
        "9 are still to come. You may miss 4 whole ones. That is less than one session."
    )


def test_sentence_never_promises_too_much():
    """19.16 units attended of 19.2 needed: shown as 19.1, and not as enough."""
    words = sentence(lesson(862, "present"), lesson(218, "absent"))

    assert words.startswith("Sie haben 19,1 von 24 UE. Für das Zertifikat brauchen Sie")
    assert "Das reicht nicht mehr." in words


def test_table_explains_each_session_and_the_sums():
    found = assess(
        lesson(90, "present", days=-5),
        lesson(90, "absent", days=-4),
        lesson(90, "present", days=-3, is_cancelled=True),
        lesson(45, "present", days=-2, module=9),
        lesson(90, days=-1, closed=False),
        lesson(90, days=3),
        electives=frozenset({9}),
    )

    html = render_to_string("components/balance_table.html", {"balance": found})

    rows = [
        [
            " ".join(re.sub(r"<[^>]+>", " ", cell).split())
            for cell in re.findall(r"<td.*?</td>", row)
        ]
        for row in re.findall(r"<tr.*?</tr>", html, re.DOTALL)
    ]
    assert rows == [
        [],
        ["da", "2 von 2"],
        ["fehlt", "0 von 2"],
        ["entfällt", "zählt nicht"],
        ["da", "1 von 1 freiwillig: zählt für Sie, aber nicht zum Soll"],
        ["noch nicht eingetragen", "2"],
        ["kommt noch", "2"],
        ["3"],
        ["8"],
        ["6,4"],
    ]


@pytest.mark.parametrize(
    ("lessons", "words"),
    [
        (
            (lesson(90, "present"), lesson(90, days=2)),
            "Sie haben 2 von 4 UE. Dieser Kurs führt zu keinem Zertifikat. Es kommen noch 2 UE.",
        ),
        (
            (lesson(90, "present"),),
            "Sie haben 2 von 2 UE. Dieser Kurs führt zu keinem Zertifikat.",
        ),
        (
            (lesson(90, "absent"),),
            "Sie haben 0 von 2 UE. Dieser Kurs führt zu keinem Zertifikat.",
        ),
    ],
)
def test_sentence_promises_no_certificate_where_there_is_none(lessons, words):
    assert sentence(*lessons, certificate=False) == words


@pytest.mark.parametrize("part", ["balance", "balance_table"])
def test_drawing_and_table_need_nothing_where_there_is_no_certificate(part):
    lessons = (lesson(90, "present"), lesson(90, days=2))

    with translation.override("de"):
        both = [
            render_to_string(
                f"components/{part}.html", {"balance": assess(*lessons, certificate=certificate)}
            )
            for certificate in (True, False)
        ]

    needed = {"balance": "brauchen Sie", "balance_table": "Nötig"}[part]
    assert [needed.casefold() in html.casefold() for html in both] == [True, False]
