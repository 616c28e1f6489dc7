"""Events: network meetings, yearly trainings, open evenings, and evenings for active guides."""

from collections.abc import Sequence
from datetime import date, time, timedelta

from cohorts.domain import log, sign_up, wall_time
from cohorts.models import Cohort, Participant
from home.demo.courses_lahn import EVENING
from home.demo.story import Story

WEDNESDAY, FRIDAY = 2, 4
SPEAKER = "Dr. Adaeze Brunner"
LONG_DAY = "-:75 b:15 -:60 b:60 -:90"  # ten to three
# Room, town and theme of the four regional meetings, the latest last.
REGIONAL = (
    ("fulda", "Fulda", "Zusammenarbeit mit Behörden", -290),
    ("schwanen", "Gießen", "Ehrenamt begleiten und halten", -220),
    ("darmstadt", "Darmstadt", "Sprache schafft Zugang", -120),
    ("schwanen", "Gießen", "Jugend und Familie", -45),
)


def seed(story: Story, *, trainee: Participant, guides: Sequence[Participant]) -> dict[str, Cohort]:
    """All events of this and the last year. Returns the meetings by slug."""
    meetings: dict[str, Cohort] = {}
    for number, (room, town, theme, days) in enumerate(REGIONAL, start=1):
        meetings[f"regionaltreffen-{number}"] = _meeting(
            story, f"regionaltreffen-{number}", town, theme, room, days, guides
        )
    meetings["regionaltreffen-5"] = _meeting(
        story, "regionaltreffen-5", "Fulda", "Digital begleiten", "fulda", 38, guides[:6]
    )
    _training(story, trainee, guides)
    _open_evenings(story, guides)
    _for_active_guides(story, guides)
    return meetings


def _event(story: Story, carrier: str, written: int, **fields: object) -> Cohort:
    return story.draft(carrier, written, kind=Cohort.Kind.EVENT, **fields)


def boundaries(story: Story) -> Cohort:
    """The meeting at which the new wording of GR-2 was proposed."""
    day = date(2024, 3, 20)
    written = (day - story.on).days - 60
    meeting = _event(
        story,
        "centre",
        written,
        title="Vernetzungstreffen „Grenzen“",
        slug="vernetzungstreffen-grenzen",
        lead="Träger, Lotsinnen und Lotsen berichten, wo Begleiten aufhört.",
        capacity=40,
    )
    session = story.plan(
        meeting,
        "Vernetzungstreffen „Grenzen“",
        day,
        time(10),
        time(15),
        LONG_DAY,
        room="schwanen",
        trainers=[SPEAKER],
        written=written,
    )
    story.publish(meeting, written + 1)
    story.hold(session, story.coordinators["centre"])
    return story.close(meeting, wall_time.berlin(day + timedelta(days=2), time(9)).at)


def _meeting(
    story: Story,
    slug: str,
    town: str,
    theme: str,
    room: str,
    days: int,
    guides: Sequence[Participant],
) -> Cohort:
    """A regional meeting; those that are over are closed."""
    day = story.next(WEDNESDAY, days)
    title = f"Regionales Vernetzungstreffen {town}: {theme}"
    meeting = _event(
        story,
        "centre",
        day - 80,
        title=title,
        slug=slug,
        lead=f"Ein Tag in {town} für Träger, Lotsinnen und Lotsen aus der Region.",
        capacity=40,
    )
    session = story.plan(
        meeting,
        title,
        day,
        time(10),
        time(15),
        LONG_DAY,
        room=room,
        trainers=[SPEAKER, story.trainers["soraya"]],
        written=day - 80,
    )
    story.publish(meeting, day - 79)
    story.sign_up(meeting, guides[:9], day - 50, carrier="lahn")
    if session.ends_at < story.now:
        story.hold(session, story.trainers["soraya"])
        story.close(meeting, story.at(day + 3))
    return meeting


def _training(story: Story, trainee: Participant, guides: Sequence[Participant]) -> None:
    """Two days every year, with seats for partners on each. The next one is full: an offer runs."""
    for days, capacity in ((-340, 12), (24, 6)):
        friday = story.next(FRIDAY, days)
        training = _event(
            story,
            "lahn",
            friday - 90,
            title=f"Interkulturelles Training {story.day(friday).year}",
            slug="interkulturelles-training" + ("-vorjahr" if days < 0 else ""),
            lead="Zwei Tage für Team und Partner: Ämter, Schulen und Vereine sind willkommen.",
            capacity=capacity,
        )
        sessions = [
            story.plan(
                training,
                f"Interkulturelles Training, {turn}. Tag",
                friday + turn - 1,
                time(9),
                time(16, 15),
                words,
                room="anker",
                trainers=[story.trainers["jonas"], "Xenia Oduya"],
                guests=8,
                written=friday - 90,
            )
            for turn, words in enumerate(
                ("6:90 b:15 6:90 b:45 4:90 b:15 -:90", "-:90 b:15 4:90 b:45 6:90 b:15 -:90"), 1
            )
        ]
        story.publish(training, friday - 88)
        rows = story.sign_up(training, guides[:6], friday - 60, carrier="lahn")
        partners = story.enter_all(
            ["Sabine Thorwald-Ito", "Cornelius Achterberg", "Hatice Lindenau"], "lahn", friday - 60
        )
        for session in sessions:
            story.sign_up(training, partners[: 2 if days < 0 else 3], friday - 50, session=session)
        if days < 0:
            for session in sessions:
                story.hold(session, story.trainers["jonas"])
            story.close(training, story.at(friday + 5))
            continue
        story.sign_up(training, [trainee], friday - 45, carrier="burgwald")
        story.sign_up(training, guides[6:7], friday - 44, carrier="lahn")
        with log.dated(story.now):  # the first in line is offered the seat
            sign_up.sign_off(sign_up=rows[0], by=None, now=story.now)


def _open_evenings(story: Story, guides: Sequence[Participant]) -> None:
    """Evenings for whoever wants to come, in several languages."""
    for slug, title, lead, language, days, guests, speaker in (
        (
            "reflexionsgespraech",
            "Reflexionsgespräch für aktive Lotsinnen und Lotsen",
            "Ein offener Abend für alle, die schon begleiten. Ohne Kurs, mit Zeit zum Reden.",
            Cohort.Language.GERMAN,
            3,
            12,
            SPEAKER,
        ),
        (
            "infoabend-arabisch",
            "Lotsin oder Lotse werden: Infoabend auf Arabisch",
            "Was erwartet mich? Fragen und Antworten, eine Stunde online.",
            Cohort.Language.ARABIC,
            9,
            40,
            "Rania Al-Saadi-Henkel",
        ),
        (
            "infoabend-ukrainisch",
            "Lotsin oder Lotse werden: Infoabend auf Ukrainisch",
            "Was erwartet mich? Fragen und Antworten, eine Stunde online.",
            Cohort.Language.UKRAINIAN,
            17,
            40,
            "Лариса Бондаренко-Фукс",
        ),
    ):
        evening = _event(
            story,
            "centre",
            -20,
            title=title,
            slug=slug,
            lead=lead,
            language=language,
            capacity=0,
        )
        session = story.plan(
            evening,
            "Reflexionsgespräch" if slug == "reflexionsgespraech" else title,
            days,
            time(17, 30),
            time(19),
            "-:90",
            online=f"https://treffen.kursbuch.example/{slug}",
            trainers=[speaker],
            guests=guests,
            written=-20,
        )
        story.publish(evening, -19)
        story.sign_up(evening, guides[9:13], -8, session=session, carrier="lahn")


def _for_active_guides(story: Story, guides: Sequence[Participant]) -> None:
    """The yearly refresher, talks in the small group, and the team's own meeting."""
    wednesday = story.next(WEDNESDAY, 11)
    refresher = story.draft(
        "lahn",
        -30,
        title="Auffrischung für Lotsinnen und Lotsen",
        slug="auffrischung-wetzlar",
        lead="Was ist neu in den Standards, was hat sich bewährt? Zwei Einheiten am Abend.",
        programme="auffrischung",
        capacity=16,
    )
    story.plan(
        refresher,
        "Neues aus Standards und Praxis",
        wednesday,
        time(18),
        time(19, 40),
        "auffrischung:50 b:10 auffrischung:40",
        room="anker",
        trainers=[story.trainers["rahel"]],
        written=-30,
    )
    story.publish(refresher, -28)
    story.sign_up(refresher, guides[:10], -14, carrier="lahn")

    talks = _event(
        story,
        "lahn",
        -80,
        title="Entlastende Gespräche im Team",
        slug="entlastende-gespraeche",
        lead="Alle zwei Monate in kleiner Runde, geleitet von einer Supervisorin.",
        capacity=12,
    )
    for turn, days in enumerate((-62, -3, 59)):
        story.plan(
            talks,
            f"Entlastendes Gespräch {turn + 1}",
            story.next(WEDNESDAY, days),
            time(18),
            time(19, 30),
            "-:90",
            room="anker",
            trainers=[story.trainers["jonas"], "Supervisorin Thekla Moreau"],
            written=-80,
        )
    story.publish(talks, -78)
    story.sign_up(talks, guides[11:19], -70, carrier="lahn", by_staff=True)
    story.hold_past(talks, story.trainers["jonas"])

    team = _event(
        story,
        "lahn",
        -21,
        title="Teamtreffen Lahn",
        slug="teamtreffen-lahn",
        lead="Nur für das Team: Einsätze, Urlaub, Dank.",
        visibility=Cohort.Visibility.INTERNAL,
        capacity=25,
    )
    story.plan(
        team,
        "Teamtreffen",
        6,
        *EVENING,
        "-:90 b:15 -:60",
        room="anker",
        trainers=[story.trainers["rahel"]],
        written=-21,
    )
    story.publish(team, -20)
    story.sign_up(team, guides, -10, carrier="lahn", by_staff=True)
