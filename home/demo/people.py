"""The four people as whom a visitor of the demo can look around, and what each may try."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.demo.ways_in import (
    WayIn,
    to,
    to_course,
    to_decisions,
    to_feedback,
    to_finding,
    to_inspect_course,
    to_list,
    to_minor,
    to_offer,
    to_open_remark,
    to_person_on_paper,
    to_review,
    to_session,
    to_session_page,
    to_workbench,
)


@dataclass(frozen=True, slots=True)
class Try:
    """One step of a tour: what to do, what one learns from it, and the way to the place."""

    text: Promise
    why: Promise
    way_in: WayIn


@dataclass(frozen=True, slots=True)
class DemoRole:
    """Somebody as whom a visitor looks around: who, what the work is, where the day starts."""

    key: str
    title: Promise
    email: str
    name: str
    work: Promise
    starts_at: str
    tries: tuple[Try, ...]


TRAINEE_EMAIL = "mariam@kursbuch.example"
ROLES = (
    DemoRole(
        "centre",
        _("Competence centre"),
        "zentrum@kursbuch.example",
        "Magdalena Oyelaran",
        _("Keeps the quality standards for all of Hessen and holds state-wide courses."),
        "/admin/",
        (
            Try(
                _("Open the draft of 2027 on the workbench."),
                _("One criterion is not marked yet: the list at the top leads to it."),
                to_workbench("2027"),
            ),
            Try(
                _("Look at what adopting it would touch."),
                _("Modules, running courses and people, before anything is decided."),
                to("/admin/reports/impact/?edition=2027"),
            ),
            Try(
                _("Answer a remark on the draft."),
                _("Six carriers and two trainers are asked. Three remarks wait for an answer."),
                to_open_remark("2027"),
            ),
            Try(
                _("Decide on a proposal of the last meeting."),
                _("It was discussed twice. Take it into the draft, or decline it with a reason."),
                to_finding("Schule und Kita"),
            ),
            Try(
                _("See what the edition of 2025 asked of the courses of that time."),
                _("Two are settled. One counts down to its follow-up session."),
                to_decisions("2025"),
            ),
            Try(
                _("Read how GR-2 was reworded."),
                _("Old and new wording in one text, and the meeting that proposed it."),
                to("/standards/2025/GR/fassungen/"),
            ),
            Try(
                _("Read what came out of the meeting on boundaries."),
                _("Talks, workshops and results: this is where new wordings begin."),
                to("/vernetzungstreffen/vernetzungstreffen-grenzen/"),
            ),
            Try(
                _("Look into the online course."),
                _("28 people of fourteen carriers, 22 units on six evenings."),
                to_inspect_course("basis-online"),
            ),
        ),
    ),
    DemoRole(
        "coordinator",
        _("Coordinator of a carrier"),
        "koordination@kursbuch.example",
        "Yasmin Haidari-Lotz",
        _("Plans the courses of one carrier and looks after the people in them."),
        "/admin/",
        (
            Try(
                _("Open the course that was announced with 50 units."),
                _("Its dates hold 42. The meter shows at once that 8 are missing."),
                to_course("abend-und-samstagskurs-wetzlar"),
            ),
            Try(
                _("Give the full course in Braunfels one more seat."),
                _("The first in line gets an offer. One more person waits for your answer."),
                to_course("basis-braunfels"),
            ),
            Try(
                _("Move the next session in Wetzlar by an hour."),
                _("All calendars follow, and everybody with a seat gets a mail."),
                to_session("basis-wetzlar"),
            ),
            Try(
                _("Record that a mother agrees to her daughter's course."),
                _("Until then the seat of a minor is not certain."),
                to_minor,
            ),
            Try(
                _("Print the letter for somebody without e-mail."),
                _("A personal code on paper opens the own dates."),
                to_person_on_paper,
            ),
            Try(
                _("Read the draft of the standards, and leave a remark."),
                _("What is to change stands beside what holds today. Only who is asked reads it."),
                to("/anhoerung/2027/"),
            ),
            Try(
                _("Read what people said after the course in spring 2025."),
                _("Nobody knows who wrote it. One wish has become an idea to work on."),
                to_inspect_course("basis-fruehjahr-2025"),
            ),
        ),
    ),
    DemoRole(
        "trainer",
        _("Trainer"),
        "training@kursbuch.example",
        "Tomasz Wieczorek",
        _("Teaches modules, keeps the attendance list and improves the seminar plans."),
        "/anwesenheit/",
        (
            Try(
                _("Open today's list and mark who is there."),
                _("One tap per person. Let somebody come twenty minutes late."),
                to_list("basis-wetzlar"),
            ),
            Try(
                _("Read the plan of the day, minute by minute."),
                _("With method cards, and with what to know tonight."),
                to_list("basis-wetzlar", "tonight"),
            ),
            Try(
                _("Look at a closed list."),
                _("What was counted stays. A correction needs a reason."),
                to_list("basis-dillenburg"),
            ),
            Try(
                _("Open your module that is to be reviewed."),
                _("A criterion has changed: adapt the module, or say why it still fits."),
                to_review("grenzen-und-selbstfuersorge"),
            ),
            Try(
                _("Leave a remark on the draft of the next standards."),
                _("NE-2 is to become a must. Your module 7 teaches it."),
                to("/anhoerung/2027/#NE-2"),
            ),
        ),
    ),
    DemoRole(
        "trainee",
        _("Trainee"),
        TRAINEE_EMAIL,
        "Mariam Tesfaye",
        _("Takes part in a course beside job and family, and wants the certificate."),
        "/mein/",
        (
            Try(
                _("Read how many units are still needed."),
                _("One sentence says what was reached and what may still be missed."),
                to("/mein/"),
            ),
            Try(
                _("Take the seat that is held for you."),
                _("The intercultural training was full; a seat became free this morning."),
                to_offer(TRAINEE_EMAIL),
            ),
            Try(
                _("Say that you cannot come to the next session."),
                _("The trainer sees it on the list."),
                to("/mein/#termine"),
            ),
            Try(
                _("Take the dates into your own calendar."),
                _("One link for ever; changes arrive by themselves."),
                to("/mein/#kalender"),
            ),
            Try(
                _("Say how the last course day was."),
                _("Three questions. Nobody learns who answered what."),
                to_feedback(TRAINEE_EMAIL),
            ),
            Try(
                _("Open the page of your next session."),
                _("Time, room and way, also in English and Arabic."),
                to_session_page("basis-marburg"),
            ),
        ),
    ),
)
