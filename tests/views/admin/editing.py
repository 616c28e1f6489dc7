"""The editor of a module as a browser would send it, and the cast of the editing tests."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from curriculum.models import ModulePage
from home.models import User
from tests.factories.cohorts import make_carrier
from tests.factories.curriculum import make_module
from tests.factories.sections import Local, Role, make_local_module, make_member, make_section

SECRET = "Geheim"  # stands in every text of the other carrier


@dataclass(frozen=True)
class Cast:
    """Two carriers with a section each, the centre, and a module of each kind."""

    ours: Local
    theirs: Local
    centre: User
    shared: ModulePage
    own: ModulePage
    foreign: ModulePage  # live, with a newer draft
    foreign_draft: ModulePage

    def person(self, name: str) -> User:
        return {
            "trainer": self.ours.trainer,
            "coordinator": self.ours.coordinator,
            "foreign coordinator": self.theirs.coordinator,
            "foreign trainer": self.theirs.trainer,
            "centre": self.centre,
        }[name]


def make_cast() -> Cast:
    ours, theirs = make_section(name="Lahn"), make_section(name="Eder")
    centre = make_member(make_carrier(name="Zentrum", is_centre=True), Role.COORDINATOR)
    foreign = make_local_module(theirs, "Modul der Eder")
    foreign.title, foreign.lead = f"{SECRET}er Titel", f"{SECRET}er Satz"
    foreign.save_revision(user=theirs.trainer, log_action=True)
    foreign.refresh_from_db()
    return Cast(
        ours=ours,
        theirs=theirs,
        centre=centre,
        shared=make_module("Geteiltes Modul", None, slug="geteilt"),
        own=make_local_module(ours, "Eigenes Modul"),
        foreign=foreign,
        foreign_draft=make_local_module(theirs, f"{SECRET}er Entwurf", live=False),
    )


def module_form(module: ModulePage, **fields: Any) -> dict[str, Any]:
    """What the editor sends; `submit=True` and the like press that button."""
    form = {
        "title": module.title,
        "slug": module.slug,
        "number": "",
        "lead": module.lead,
        "min_minutes": "90",
        "max_minutes": "180",
        "responsible": module.responsible_id or "",
        "body-count": "0",
    }
    for prefix in ("learning_goals", "comments"):
        form |= {
            f"{prefix}-TOTAL_FORMS": "0",
            f"{prefix}-INITIAL_FORMS": "0",
            f"{prefix}-MIN_NUM_FORMS": "0",
            f"{prefix}-MAX_NUM_FORMS": "1000",
        }
    form |= {
        "learning_goals-TOTAL_FORMS": "1",
        "learning_goals-0-text": "Ich erkenne, wann es mir zu viel wird.",
        "learning_goals-0-depth": "introduced",
    }
    for name, value in fields.items():
        if value is True:
            form[f"action-{name.replace('_', '-')}"] = "1"
        else:
            form[name] = value
    return form


def save(client: Client, module: ModulePage, **fields: Any) -> Any:
    url = reverse("wagtailadmin_pages:edit", args=[module.pk])
    return client.post(url, module_form(module, **fields))


def fresh(module: ModulePage) -> ModulePage:
    return ModulePage.objects.get(pk=module.pk)


def newest(module: ModulePage) -> ModulePage:
    return fresh(module).get_latest_revision_as_object()
