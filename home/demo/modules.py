"""The modules of the demo: eight of the basic qualification, and those for active guides."""

from collections.abc import Mapping, Sequence
from typing import Any

from wagtail.models import Locale

from curriculum.models import Criterion, LearningGoal, ModuleIndexPage, ModulePage
from home.demo.handouts import make_handout
from home.demo.method_cards import card_numbers, seed_method_cards
from home.demo.programmes import seed_programmes
from home.demo.publishing import block, go_live, in_language, list_of, publish
from home.demo.standard_texts import STEPS
from home.demo.texts import boundaries_translated
from home.demo.texts.modules_advanced import INTERPRETING, REFRESHER, TRAUMA
from home.demo.texts.modules_frame import FRAME, TALKING
from home.demo.texts.modules_local import BOUNDARIES, NETWORKS
from home.demo.texts.modules_role import ROLE, VALUES
from home.demo.texts.modules_start import GETTING_STARTED, MIGRATION
from home.demo.texts.shapes import ModuleText, PlanRow, Translation
from home.models import HomePage, User

BASIC = (GETTING_STARTED, MIGRATION, ROLE, VALUES, FRAME, TALKING, NETWORKS, BOUNDARIES)
ADVANCED = (TRAUMA, INTERPRETING, REFRESHER)
Criteria = dict[tuple[str, str], Criterion]


def seed_modules(
    *,
    by: User,
    home_page: HomePage,
    trainer: User | None = None,
    second: User | None = None,
    edition: str = "2025",
) -> dict[str, Any]:
    """Modules and programmes below the start page, published, as they were under that edition.

    The standards must be there (`seed_standards`). Two modules were written for the wording of
    2023 and wait for a review ever since. Responsible are `trainer` and `second` in turn (`by`,
    where nobody else is). Returns `modules` and `programmes` by slug.
    """
    seed_method_cards()
    cards = card_numbers()
    criteria = _criteria()
    shelf = list_of(ModuleIndexPage, "Module", home_page, by)
    responsible = [trainer or by, second or trainer or by]
    modules: dict[str, ModulePage] = {}
    for turn, text in enumerate((*BASIC, *ADVANCED)):
        # The last of the basic ones is the trainer's own, because it waits for a review.
        who = responsible[0 if text in (ROLE, BOUNDARIES) else turn % 2]
        goals = _goals(text, criteria, min(text.edition, edition))
        modules[text.slug] = publish(shelf, _module(text, goals, cards, who), by)
    for language, translation in (
        ("en", boundaries_translated.ENGLISH),
        ("ar", boundaries_translated.ARABIC),
    ):
        _translate(modules[BOUNDARIES.slug], language, translation, cards, by)
    return {
        "modules": modules,
        "programmes": seed_programmes(
            by=by,
            home_page=home_page,
            basic=[modules[text.slug] for text in BASIC],
            advanced=[modules[text.slug] for text in ADVANCED],
        ),
    }


def review_modules(modules: Mapping[str, ModulePage], *, by: User) -> None:
    """All but two are published anew, with their goals for the wordings of the second edition."""
    criteria = _criteria()
    for text in (*BASIC, *ADVANCED):
        if text.edition == "2025":
            module = modules[text.slug]
            module.learning_goals = _goals(text, criteria, text.edition)
            go_live(module, {}, by)


def _criteria() -> Criteria:
    return {
        (criterion.standard.edition.key, criterion.key): criterion
        for criterion in Criterion.objects.select_related("standard__edition")
    }


def _goals(text: ModuleText, criteria: Criteria, edition: str) -> list[LearningGoal]:
    """For the wordings of that edition: in the first one a goal names what its criterion was."""
    before = {step.target: step.source for step in reversed(STEPS)}
    keys = {
        goal: goal.criterion if edition == text.edition else before[goal.criterion]
        for goal in text.goals
    }
    return [
        LearningGoal(
            text=goal.text,
            criterion=criteria[edition, key] if key else None,
            depth=goal.depth,
            sort_order=place,
        )
        for place, (goal, key) in enumerate(keys.items())
    ]


def _module(
    text: ModuleText, goals: list[LearningGoal], cards: dict[str, int], responsible: User
) -> ModulePage:
    return ModulePage(
        title=text.title,
        slug=text.slug,
        number=text.number,
        lead=text.lead,
        min_minutes=text.minutes[0],
        max_minutes=text.minutes[1],
        responsible=responsible,
        body=[
            block("introduction", text.introduction),
            *(_plan(title, rows, cards) for title, rows in text.plans),
            *(block("reflection_question", question) for question in text.questions),
            *(
                block("handout", {"title": sheet.title, "document": make_handout(sheet)})
                for sheet in text.handouts
            ),
            block("trainer_note", text.note),
        ],
        learning_goals=goals,
    )


def _translate(
    page: ModulePage, language: str, texts: Translation, cards: dict[str, int], by: User
) -> ModulePage:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    shelf = page.get_parent().specific
    in_language(shelf.get_parent().specific, locale, {}, by)
    in_language(shelf, locale, texts.shelf, by)
    translation: ModulePage = page.copy_for_translation(locale)
    goals = list(translation.learning_goals.all())
    for goal, text in zip(goals, texts.goals, strict=True):
        goal.text = text
    translation.learning_goals = goals
    rows = [
        PlanRow(german.minutes, *words, card=german.card, is_break=german.is_break)
        for german, words in zip(BOUNDARIES.plans[0][1], texts.plan, strict=True)
    ]
    translation.body = [
        block("introduction", texts.introduction),
        _plan(texts.plan_title, rows, cards),
        block("reflection_question", texts.question),
    ]
    return go_live(translation, {"title": texts.title, "lead": texts.lead}, by)


def _plan(title: str, rows: Sequence[PlanRow], cards: dict[str, int]) -> dict[str, Any]:
    steps = [
        {
            "minutes": row.minutes,
            "aim": row.aim,
            "content": row.content,
            "method": row.method,
            "material": row.material,
            "is_break": row.is_break,
            "card": cards[row.card] if row.card else None,
        }
        for row in rows
    ]
    return block("seminar_plan", {"title": title, "steps": steps})
