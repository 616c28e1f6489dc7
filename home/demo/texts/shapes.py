"""The shapes in which the texts of the demo are written down."""

from dataclasses import dataclass, field

from curriculum.models import Criterion, LearningGoal

MUST, SHOULD, MAY = Criterion.Level.MUST, Criterion.Level.SHOULD, Criterion.Level.MAY
INTRODUCED = LearningGoal.Depth.INTRODUCED
PRACTISED = LearningGoal.Depth.PRACTISED
ASSESSED = LearningGoal.Depth.ASSESSED


@dataclass(frozen=True, slots=True)
class Wording:
    """A criterion: key, level, and per language statement and purpose."""

    key: str
    level: str
    texts: dict[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A standard: key, per language title and introduction, and its criteria in order."""

    key: str
    texts: dict[str, tuple[str, str]]
    criteria: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a criterion of the earlier edition, and why."""

    source: str | None
    target: str | None
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """A learning goal and the criterion that it serves."""

    text: str
    criterion: str
    depth: str = INTRODUCED


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of a seminar plan; `card` names the method card that is used in it."""

    minutes: int
    aim: str
    content: str = ""
    method: str = ""
    material: str = ""
    card: str = ""
    is_break: bool = False


def pause(minutes: int, aim: str = "Pause") -> PlanRow:
    return PlanRow(minutes, aim, is_break=True)


@dataclass(frozen=True, slots=True)
class HandoutText:
    """A sheet to print: its lines become a small text file."""

    title: str
    filename: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModuleText:
    """A module of the demo. `minutes`: the least and the most that it may take."""

    slug: str
    title: str
    lead: str
    minutes: tuple[int, int]
    goals: tuple[Goal, ...]
    introduction: str
    plans: tuple[tuple[str, tuple[PlanRow, ...]], ...]
    questions: tuple[str, ...]
    note: str
    handouts: tuple[HandoutText, ...] = ()
    number: int | None = None
    edition: str = "2025"  # for whose wording the goals were written


@dataclass(frozen=True, slots=True)
class Translation:
    """A module in another language; its plans keep minutes and breaks of the German ones."""

    title: str
    lead: str
    goals: tuple[str, ...]
    introduction: str
    plan_title: str
    plan: tuple[tuple[str, str, str, str], ...]  # aim, content, method, material
    question: str
    shelf: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TalkText:
    title: str
    speaker: str
    summary: str


@dataclass(frozen=True, slots=True)
class WorkshopText:
    title: str
    led_by: str
    question: str
    results: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingText:
    """What was said at a meeting. `event`: the slug of the event; `programme`: time, what, who."""

    event: str
    title: str
    lead: str
    text: str = ""
    programme: tuple[tuple[str, str, str], ...] = ()
    talks: tuple[TalkText, ...] = ()
    workshops: tuple[WorkshopText, ...] = ()
    minutes: HandoutText | None = None  # to take home


@dataclass(frozen=True, slots=True)
class NewsText:
    """A piece of news, so many days before the day of the demo."""

    slug: str
    days_ago: int
    title: str
    lead: str
    body: str
    note: tuple[str, str] | None = None
