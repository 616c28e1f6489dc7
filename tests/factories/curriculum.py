"""Rows of the standards and pages of the curriculum, written and adopted through the domain."""

from datetime import UTC, date, datetime, time
from typing import Any

from wagtail.models import Page

from curriculum.domain import editions
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    LearningGoal,
    ModuleIndexPage,
    ModulePage,
    ProgrammeIndexPage,
    ProgrammePage,
    Standard,
    StandardText,
    Succession,
)
from home.models import User
from tests.factories.home import make_home_page

Kind = Succession.Kind


def make_user(email: str = "jemand@example.org", **fields: Any) -> User:
    user = User.objects.filter(email=email).first()
    return user or User.objects.create_user(email, **fields)


def make_edition(key: str = "2023", **fields: Any) -> Edition:
    """A draft without standards."""
    return Edition.objects.create(key=key, **fields)


def make_criterion(
    edition: Edition, key: str = "GR-1", statement: str = "Grenzen sind bekannt.", **fields: Any
) -> Criterion:
    """A criterion with its German wording; its standard is named by what stands before the dash."""
    name = key.partition("-")[0]
    standard, created = Standard.objects.get_or_create(
        edition=edition, key=name, defaults={"position": edition.standards.count() + 1}
    )
    if created:
        StandardText.objects.create(standard=standard, language="de", title=f"Standard {name}")
    position = fields.pop("position", standard.criteria.count() + 1)
    criterion = Criterion.objects.create(standard=standard, key=key, position=position, **fields)
    CriterionText.objects.create(criterion=criterion, language="de", statement=statement)
    return criterion


def make_adopted(edition: Edition, in_force_from: date, adopted_on: date | None = None) -> Edition:
    """Adopt through the domain, at noon of the day of adoption."""
    adopted_on = adopted_on or in_force_from
    return editions.adopt(
        edition=edition,
        adopted_on=adopted_on,
        in_force_from=in_force_from,
        minute_reference="TOP 1",
        approver="Steuerkreis",
        by=make_user(),
        now=datetime.combine(adopted_on, time(12), UTC),
    )


def make_step(
    source: Criterion | None, target: Criterion | None, kind: str = Kind.UNCHANGED, reason: str = ""
) -> Succession:
    return Succession.objects.create(
        from_criterion=source, to_criterion=target, kind=kind, reason=reason
    )


def make_module(title: str = "Grenzen", *goals: Criterion | None, **fields: Any) -> ModulePage:
    """A live module with one learning goal per criterion, in the German tree."""
    shelf = _index(ModuleIndexPage, "Module", "module")
    live = fields.pop("live", True)
    module = shelf.add_child(
        instance=ModulePage(
            title=title,
            live=live,
            has_unpublished_changes=not live,
            learning_goals=[
                LearningGoal(text=f"Ich kann {place}.", criterion=criterion, sort_order=place)
                for place, criterion in enumerate(goals, start=1)
            ],
            **fields,
        )
    )
    revision = module.save_revision()
    if live:
        revision.publish()
    module.refresh_from_db()
    return module


def make_programme(title: str = "Basisqualifizierung", **fields: Any) -> ProgrammePage:
    """A live programme, in the German tree."""
    page = _index(ProgrammeIndexPage, "Programme", "programme").add_child(
        instance=ProgrammePage(title=title, **fields)
    )
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _index(model: type[Page], title: str, slug: str) -> Any:
    if page := model.objects.first():
        return page
    return make_home_page().add_child(instance=model(title=title, slug=slug))
