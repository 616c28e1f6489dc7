"""The modules and the programme of the demo: two evenings with goals, plans and questions."""

from datetime import date
from typing import Any

from wagtail.models import Locale

from curriculum.models import (
    Criterion,
    LearningGoal,
    ModuleIndexPage,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammeModule,
    ProgrammePage,
)
from home.demo.method_cards import cards_in_rows, seed_method_cards
from home.demo.module_texts import (
    BOUNDARIES_AR,
    BOUNDARIES_EN,
    BOUNDARIES_GOALS,
    BOUNDARIES_LEAD,
    BOUNDARIES_PLAN,
    ROLE_GOALS,
    ROLE_LEAD,
    ROLE_PLAN,
    Goal,
)
from home.models import HomePage, User


def seed_modules(
    *, by: User, home_page: HomePage, on: date, trainer: User | None = None
) -> dict[str, Any]:
    """Lists, two modules and the programme below the start page, published.

    The standards must be there (`seed_standards`). The module on boundaries was written for the
    wording of 2023, so it waits for a review by `trainer`, who is responsible for both modules
    (`by`, where nobody else is). `on` is the day of the demo.
    Returns `modules` and `programmes` by slug, and the two lists.
    """
    seed_method_cards()
    shelf = _list(ModuleIndexPage, "Module", home_page, by)
    programmes = _list(ProgrammeIndexPage, "Programme", home_page, by)
    role = _publish(
        shelf,
        _module(
            "Rolle und Aufgaben",
            "rolle-und-aufgaben",
            3,
            ROLE_LEAD,
            (180, 270),
            ROLE_GOALS,
            "2025",
            [
                _introduction(
                    "<p>Am Anfang steht eine einfache Frage: Wofür bin ich da? Wer sie "
                    "beantworten kann, wird seltener überfordert und öfter verstanden.</p>"
                ),
                _plan("Ein Vormittag", ROLE_PLAN),
                _question("Woran merken andere, dass Sie eine Brücke sind und kein Amt?"),
                _note(
                    "<p>Nur für Trainerinnen und Trainer: Bringen Sie eine ausgefüllte "
                    "Vereinbarung mit und besprechen Sie die Lücken offen.</p>"
                ),
            ],
            trainer or by,
        ),
        by,
    )
    boundaries = _publish(
        shelf,
        _module(
            "Grenzen und Selbstfürsorge",
            "grenzen-und-selbstfuersorge",
            8,
            BOUNDARIES_LEAD,
            (135, 180),
            BOUNDARIES_GOALS,
            "2023",
            [
                _introduction(
                    "<p>Vielen Lotsinnen und Lotsen fällt es schwer, Nein zu sagen. Sie kennen "
                    "selbst, wie es ist, Hilfe zu brauchen. Dieses Modul gibt Worte und Übungen "
                    "dafür.</p>"
                ),
                _plan("Ein Abend", BOUNDARIES_PLAN),
                _question(
                    "Denken Sie an eine Bitte, die Ihnen zu viel war. Was würden Sie heute "
                    "antworten?"
                ),
                _note(
                    "<p>Nur für Trainerinnen und Trainer: Niemand muss einen eigenen Fall "
                    "erzählen. Halten Sie Fallkarten bereit und nennen Sie zum Schluss eine "
                    "Anlaufstelle.</p>"
                ),
            ],
            trainer or by,
        ),
        by,
    )
    for language, texts in (("en", BOUNDARIES_EN), ("ar", BOUNDARIES_AR)):
        _translate(boundaries, language, texts, by)
    programme = _publish(
        programmes,
        ProgrammePage(
            title="Basisqualifizierung",
            slug="basisqualifizierung",
            lead="Der Grundkurs für alle, die Lotsin oder Lotse werden.",
            body="<p>Der Kurs besteht aus Abenden und Samstagen in einer festen Gruppe. Am Ende "
            "steht das Zertifikat.</p>",
            percent=80,
            min_minutes=20 * 45,
            max_minutes=36 * 45,
            make_up_months=12,
            programme_modules=[
                ProgrammeModule(module=role, obligatory=True, sort_order=0),
                ProgrammeModule(module=boundaries, obligatory=True, sort_order=1),
            ],
        ),
        by,
    )
    return {
        "index": shelf,
        "programme_index": programmes,
        "modules": {role.slug: role, boundaries.slug: boundaries},
        "programmes": {programme.slug: programme},
    }


def _list(kind: Any, title: str, home_page: HomePage, by: User) -> Any:
    """The list that every house has."""
    found = kind.objects.child_of(home_page).first()
    return found or _publish(home_page, kind(title=title), by)


def _publish(parent: Any, page: Any, by: User) -> Any:
    """The way of the editor: a draft, then its revision goes live."""
    page.locale = parent.locale
    parent.add_child(instance=page)
    return _go_live(page, {}, by)


def _module(
    title: str,
    slug: str,
    number: int,
    lead: str,
    minutes: tuple[int, int],
    goals: tuple[Goal, ...],
    edition: str,
    body: list[dict[str, Any]],
    responsible: User,
) -> ModulePage:
    criteria = {c.key: c for c in Criterion.objects.filter(standard__edition__key=edition)}
    return ModulePage(
        title=title,
        slug=slug,
        number=number,
        lead=lead,
        min_minutes=minutes[0],
        max_minutes=minutes[1],
        responsible=responsible,
        body=body,
        learning_goals=[
            LearningGoal(text=text, criterion=criteria[key], depth=depth, sort_order=place)
            for place, (text, key, depth) in enumerate(goals)
        ],
    )


def _translate(page: ModulePage, language: str, texts: dict[str, Any], by: User) -> ModulePage:
    locale, _created = Locale.objects.get_or_create(language_code=language)
    shelf = page.get_parent().specific
    _in_language(shelf.get_parent().specific, locale, {}, by)
    _in_language(shelf, locale, texts["shelf"], by)
    translation: ModulePage = page.copy_for_translation(locale)
    goals = list(translation.learning_goals.all())
    for goal, text in zip(goals, texts["goals"], strict=True):
        goal.text = text
    translation.learning_goals = goals
    rows = [
        (row[0], *parts, row[5]) for row, parts in zip(BOUNDARIES_PLAN, texts["plan"], strict=True)
    ]
    translation.body = [
        _introduction(texts["introduction"]),
        _plan(texts["plan_title"], rows, translated=BOUNDARIES_PLAN),
        _question(texts["question"]),
    ]
    return _go_live(translation, {"title": texts["title"], "lead": texts["lead"]}, by)


def _in_language(page: Any, locale: Locale, texts: dict[str, str], by: User) -> Any:
    """The page in that language: the one that is there, or a new one. Never an alias."""
    if translation := page.get_translation_or_none(locale):
        return translation
    return _go_live(page.copy_for_translation(locale), texts, by)


def _go_live(page: Any, texts: dict[str, str], by: User) -> Any:
    for name, text in texts.items():
        setattr(page, name, text)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def _introduction(text: str) -> dict[str, Any]:
    return {"type": "introduction", "value": text}


def _question(text: str) -> dict[str, Any]:
    return {"type": "reflection_question", "value": text}


def _note(text: str) -> dict[str, Any]:
    return {"type": "trainer_note", "value": text}


def _plan(title: str, rows: Any, translated: Any = None) -> dict[str, Any]:
    """Cards follow from the aim of a row; `translated` are the German rows behind these."""
    names = ("minutes", "aim", "content", "method", "material", "is_break")
    cards, steps = cards_in_rows(), [dict(zip(names, row, strict=True)) for row in rows]
    for step, german in zip(steps, translated or rows, strict=True):
        step["card"] = cards.get(german[1])
    return {"type": "seminar_plan", "value": {"title": title, "steps": steps}}
