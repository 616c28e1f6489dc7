"""Reports of the admin: who sees what, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from cohorts.domain import relations
from cohorts.domain.relations import Tie
from cohorts.models.rights import BEYOND, TABLE, Action, Grants, Relation

if TYPE_CHECKING:
    from home.models import User


@dataclass(frozen=True, slots=True)
class Line:
    """Who may do what with one kind of row. `is_yours`: the reader has this relation today."""

    who: str
    may: str
    is_yours: bool


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    lines: tuple[Line, ...]


@require_admin_access
@require_safe
def who_sees_what(request: HttpRequest) -> HttpResponse:
    """The table of rights as it stands in code, and what ties the reader to rows today."""
    user = cast("User", request.user)
    ties = relations.ties_of(user, timezone.localdate())
    yours = frozenset().union(*(tie.relations for tie in ties))
    context = {
        "ties": [in_words(tie) for tie in ties],
        "subjects": [subject(name, grants, yours) for name, grants in {**TABLE, **BEYOND}.items()],
        "page_title": _("Who sees what"),
        "header_icon": "view",
    }
    return render(request, "cohorts/admin/who_sees_what.html", context)


def subject(name: str, grants: Grants, yours: frozenset[Relation]) -> Subject:
    """One kind of row: whoever may most stands first."""
    lines = [
        Line(
            who=capfirst(str(relation.label)),
            may=", ".join(str(action.label) for action in Action if action in actions),
            is_yours=relation in yours,
        )
        for relation, actions in grants.items()
    ]
    return Subject(capfirst(str(model_of(name)._meta.verbose_name_plural)), tuple(lines))


def model_of(name: str) -> type[models.Model]:
    if name in TABLE:
        return apps.get_model("cohorts", name)
    return get_user_model() if name == "User" else apps.get_model("curriculum", name)


def in_words(tie: Tie) -> str:
    """A tie as a sentence to the reader."""
    names = {
        "carrier": tie.carrier,
        "name": tie.stands_in_for,
        "until": date_format(tie.until, _("j F Y")) if tie.until else "",
    }
    if Relation.OPERATOR in tie.relations:
        return _("You operate this site. That alone opens no record of a carrier to you.")
    if Relation.THEMSELVES in tie.relations:
        return _("You learn yourself. You see your own data in your own area.")
    if Relation.TRAINER in tie.relations:
        return ngettext(
            "You teach %(count)d session.", "You teach %(count)d sessions.", tie.sessions
        ) % {"count": tie.sessions}
    if Relation.COLLEAGUE in tie.relations:
        return _("You are a trainer here: %(carrier)s") % names
    if tie.stands_in_for:
        return _("You stand in for %(name)s at %(carrier)s, until %(until)s.") % names
    if Relation.CENTRE in tie.relations:
        return _("You coordinate %(carrier)s, which is the competence centre.") % names
    return _("You coordinate: %(carrier)s") % names


menu_item = MenuItem(
    gettext_lazy("Who sees what"), reverse_lazy("who_sees_what"), icon_name="view", order=50
)
