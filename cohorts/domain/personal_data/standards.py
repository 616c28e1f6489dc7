"""The table of personal data: what is said about standards, and what is said after a course."""

from cohorts.domain.personal_data.reading import Erasure, NotPersonal, Personal, Records, Subject
from cohorts.domain.personal_data.words import (
    BY,
    COURSE,
    EDITING,
    ENGAGEMENT,
    INTEREST,
    KEEP,
    NO,
    NUMBER,
    TOTALS,
    WITH_THE_RECORD,
    nothing,
)

SAID = Personal(
    EDITING,
    INTEREST,
    WITH_THE_RECORD,
    KEEP,
    "what was said stays with the edition; its author is unlinked",
    subject=Subject.AUTHOR,
)
BETWEEN_ORGANISATIONS = NotPersonal("organisations; should name nobody")

STANDARDS = (
    Records(
        "cohorts.Consultation",
        {
            "id": NUMBER,
            "trainer": Personal(EDITING, ENGAGEMENT, WITH_THE_RECORD, Erasure.ACCOUNT),
            **nothing("edition carrier until opened_at"),
        },
        user="trainer",
    ),
    Records(
        "cohorts.Remark",
        {
            "id": NUMBER,
            "author": BY,
            "text": SAID,
            "answer": SAID,
            "answered_by": BY,
            **nothing("edition criterion key wording carrier at state answered_at"),
        },
    ),
    Records(
        "cohorts.Decision",
        {
            "id": NUMBER,
            "people": NotPersonal("how many, not who"),
            "taught": NotPersonal("how many, not who"),
            "reason": NotPersonal("about a course; should name nobody"),
            "by": BY,
            **nothing("edition cohort opened_at verdict until done_on at"),
        },
    ),
    Records(
        "cohorts.Finding",
        {
            "id": NUMBER,
            "text": BETWEEN_ORGANISATIONS,
            "parties": BETWEEN_ORGANISATIONS,
            "declined_because": BETWEEN_ORGANISATIONS,
            "by": BY,
            **nothing("cohort kind due_on done_on criterion taken_into is_public at"),
        },
    ),
    Records("cohorts.FindingNote", {"id": NUMBER, "text": SAID, "by": BY, **nothing("finding at")}),
    Records(
        "cohorts.FeedbackAnswer",
        {
            "id": NotPersonal("random; says nothing about who answered or when"),
            "text": Personal(
                COURSE,
                INTEREST,
                WITH_THE_RECORD,
                KEEP,
                "nobody knows whose it is; " + TOTALS,
                subject=Subject.OTHER,
            ),
            "cohort": NO,
            "question": NO,
            "value": NotPersonal("tied to nobody"),
        },
    ),
    Records("curriculum.Corrigendum", nothing("id criterion dated_on text")),
)
