"""Standards and modules by the thousand, written in bulk: for figures and for counting queries."""

from datetime import date, timedelta
from typing import TypeVar
from uuid import uuid4

from django.db import models
from wagtail.models import Locale, Page

from curriculum.domain import editions
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    LearningGoal,
    LinkReview,
    ModuleIndexPage,
    ModulePage,
    Standard,
    StandardText,
    Succession,
)
from tests.factories.curriculum import make_user
from tests.factories.home import make_home_page

Kind = Succession.Kind
Row = TypeVar("Row", bound=models.Model)

CRITERIA_OF_A_STANDARD = 50
FIRST_DAY = date(2015, 1, 1)
TWO_YEARS = timedelta(days=730)
# Of thirteen steps three have an effect: an edition that changes a good part, and not all.
KINDS = (
    *([Kind.UNCHANGED] * 7),
    Kind.REWORDED,
    Kind.EDITORIAL,
    Kind.RENUMBERED,
    Kind.LEVEL_CHANGED,
    Kind.MOVED,
    Kind.SPLIT,
)


def make_editions(*, count: int, criteria: int, first_day: date = FIRST_DAY) -> list[Edition]:
    """Adopted editions, each derived from the one before, two years apart.

    Rows are written while the editions are drafts. Adopting by `update` passes the trigger once and
    spares the checks of `editions.adopt`, which are not what is measured.
    """
    made: list[Edition] = []
    before: list[Criterion] = []
    for number in range(count):
        edition = Edition.objects.create(
            key=str(first_day.year + 2 * number), predecessor=made[-1] if made else None
        )
        now = make_criteria(edition, criteria)
        Succession.objects.bulk_create(_steps(before, now, number))
        adopt_as_it_is(edition, first_day + number * TWO_YEARS)
        made.append(edition)
        before = now
    return made


def make_criteria(edition: Edition, count: int) -> list[Criterion]:
    """In standards of fifty, each with its German wording."""
    places = range(-(-count // CRITERIA_OF_A_STANDARD))
    standards = Standard.objects.bulk_create(
        Standard(edition=edition, key=f"S{place}", position=place + 1) for place in places
    )
    StandardText.objects.bulk_create(
        StandardText(standard=row, language="de", title=f"Standard {row.key}") for row in standards
    )
    criteria = Criterion.objects.bulk_create(
        Criterion(
            standard=standards[number // CRITERIA_OF_A_STANDARD],
            key=f"S{number // CRITERIA_OF_A_STANDARD}-{number % CRITERIA_OF_A_STANDARD + 1}",
            position=number % CRITERIA_OF_A_STANDARD + 1,
        )
        for number in range(count)
    )
    CriterionText.objects.bulk_create(
        CriterionText(
            criterion=row,
            language="de",
            statement=f"{row.key}: Die Lots*innen kennen die Grenzen ihrer Aufgabe.",
            explanation="Wer seine Grenzen kennt, kann rechtzeitig weitergeben. " * 3,
        )
        for row in criteria
    )
    return criteria


def adopt_as_it_is(edition: Edition, day: date) -> None:
    Edition.objects.filter(pk=edition.pk).update(
        state=Edition.State.ADOPTED,
        adopted_on=day,
        in_force_from=day,
        minute_reference="TOP 1",
        approver="Steuerkreis",
        digest=editions.digest(edition),
    )
    edition.refresh_from_db()


def _steps(before: list[Criterion], now: list[Criterion], turn: int) -> list[Succession]:
    """One step for each criterion; a split one becomes itself and the next one, too."""
    found = []
    for place, (old, new) in enumerate(zip(before, now, strict=False)):
        kind = KINDS[(place + 3 * turn) % len(KINDS)]
        found.append(Succession(from_criterion=old, to_criterion=new, kind=kind))
        if kind == Kind.SPLIT and place + 1 < len(now):
            found.append(Succession(from_criterion=old, to_criterion=now[place + 1], kind=kind))
    return found


def make_modules(
    *, count: int, goals: int, editions: list[Edition], name: str = "Baustein"
) -> list[ModulePage]:
    """Live shared modules, whose goals name criteria of all these editions in turn.

    Every tenth module has a review of its first goal's wording.
    """
    shelf = ModuleIndexPage.objects.first() or make_home_page().add_child(
        instance=ModuleIndexPage(title="Module", slug="module")
    )
    modules = _below(
        shelf,
        [
            ModulePage(
                title=f"{name} {number}",
                draft_title=f"{name} {number}",
                slug=f"{name.lower()}-{number}",
                number=number % 1000,
                translation_key=uuid4(),
                locale=Locale.objects.get(language_code="de"),
                live=True,
                has_unpublished_changes=False,
            )
            for number in range(count)
        ],
    )
    named = [
        list(Criterion.objects.filter(standard__edition=edition).order_by("pk"))
        for edition in editions
    ]
    LearningGoal.objects.bulk_create(
        LearningGoal(
            module=module,
            text=f"Ich kann {place}.",
            criterion=criteria[(number * 7 + place * 11) % len(criteria)],
            sort_order=place,
        )
        for number, module in enumerate(modules)
        for place in range(goals)
        for criteria in [named[(number + place) % len(named)]]
    )
    by = make_user()
    LinkReview.objects.bulk_create(
        LinkReview(
            module_key=module.translation_key,
            criterion=named[-1][number % len(named[-1])],
            verdict=LinkReview.Verdict.STILL_SERVES,
            reason="Die Übung deckt auch die neue Fassung.",
            by=by,
            at="2024-01-01T12:00:00+00:00",
        )
        for number, module in enumerate(modules[::10])
    )
    return modules


def _below(parent: Page, pages: list[ModulePage]) -> list[ModulePage]:
    """Many pages at once. What a tree keeps about them is written as `add_child` would."""
    content_type = ModulePage(title="x").cached_content_type
    first = parent.numchild + 1
    for place, page in enumerate(pages, start=first):
        page.path = Page._get_path(parent.path, parent.depth + 1, place)
        page.depth = parent.depth + 1
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.content_type = content_type
    page_fields = {field.name for field in Page._meta.local_concrete_fields} - {"id"}
    rows = Page.objects.bulk_create(
        Page(**{name: getattr(page, name) for name in page_fields}) for page in pages
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = page.page_ptr_id = row.pk
        ModulePage.save_base(page, raw=True)  # the module's own row only
    Page.objects.filter(pk=parent.pk).update(numchild=first - 1 + len(pages))
    return pages
