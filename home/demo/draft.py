"""The next edition of the demo: derived some weeks ago, and in consultation on the day itself."""

from cohorts.domain import consultation, log
from curriculum.domain import derivation, drafting
from curriculum.models import Criterion, Edition
from curriculum.models.frozen import NORMATIVE
from home.demo.revising import rework
from home.demo.story import Story
from home.demo.texts import draft_2027 as texts
from home.models import User

KEY = "2027"
DERIVED, TAKEN, OPENED, UNTIL = -35, -29, -18, 21  # days


def derive(story: Story) -> Edition:
    """The copy of the edition in force, and all changes but the last."""
    by = story.coordinators["centre"]
    begun = story.at(DERIVED)
    draft = derivation.derive(key=KEY, by=by, now=begun)
    rework(draft, texts.EDITION_2027, texts.CHANGES, by=by, begun=begun)
    return draft


def discuss(story: Story, edition: Edition) -> None:
    """Carriers and trainers are asked; one of their remarks leads to the last change."""
    _consult(story, edition)
    _remark(story, edition)
    _reword_once_more(story, edition)


def _consult(story: Story, edition: Edition) -> None:
    with log.dated(story.at(OPENED)):
        consultation.open_to(
            edition=edition,
            carriers=[story.carriers[key] for key in texts.ASKED_CARRIERS],
            trainers=[story.trainers[key] for key in texts.ASKED_TRAINERS],
            until=story.day(UNTIL),
            by=story.coordinators["centre"],
            now=story.at(OPENED),
        )
    edition.refresh_from_db()


def _remark(story: Story, edition: Edition) -> None:
    """The centre answers two days later."""
    centre = story.coordinators["centre"]
    dropped = Criterion.objects.filter(standard__edition=edition.predecessor, key=texts.DROPPED)
    criteria = {row.key: row for row in Criterion.objects.filter(standard__edition=edition)}
    criteria |= {row.key: row for row in dropped}
    for said in texts.REMARKS:
        written, answered = story.at(-said.days_ago), story.at(2 - said.days_ago)
        with log.dated(written):
            row = consultation.remark(
                edition=edition,
                criterion=criteria[said.criterion],
                text=said.text,
                by=_who(story, said.who),
                now=written,
            )
        with log.dated(answered):
            if said.answer:
                consultation.answer(remark=row, answer=said.answer, by=centre, now=answered)
            if said.is_closed:
                consultation.close(remark=row, by=centre, now=answered)


def _who(story: Story, key: str) -> User:
    return story.trainers[key] if key in story.trainers else story.coordinators[key]


def _reword_once_more(story: Story, edition: Edition) -> None:
    """What a remark asked for. That the wording changed has not been marked yet."""
    wording = texts.KO_4
    statement, explanation = wording.texts[NORMATIVE]
    drafting.reword(
        criterion=Criterion.objects.get(standard__edition=edition, key=wording.key),
        level=wording.level,
        statement=statement,
        explanation=explanation,
        by=story.coordinators["centre"],
        now=story.at(-1),
    )
