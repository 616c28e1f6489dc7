"""Reports of the admin: who sees what, in words; what a draft of the standards would touch."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django import forms
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
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

from cohorts.domain import impact as impacts
from cohorts.domain import relations
from cohorts.domain.access import keeps_standards
from cohorts.domain.impact import Impact, TouchedModule
from cohorts.domain.relations import Tie
from cohorts.models import Carrier
from cohorts.models.rights import BEYOND, TABLE, Action, Grants, Relation
from curriculum.domain import editions
from curriculum.domain.link_facts import Place
from curriculum.models import Edition, Succession
from curriculum.spreadsheets import address_of_export, spreadsheet

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
    """By the name alone, which is the same in no two of our apps."""
    (model,) = (
        model
        for app in ("cohorts", "curriculum", get_user_model()._meta.app_label)
        for model in apps.get_app_config(app).get_models()
        if model.__name__ == name
    )
    return model


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


# --- Impact -------------------------------------------------------------------------------------


class ImpactForm(forms.Form):
    """Which draft, and whose cohorts."""

    edition = forms.ModelChoiceField(
        Edition.objects.exclude(state=Edition.State.ADOPTED),
        label=gettext_lazy("Edition"),
        to_field_name="key",
        empty_label=None,
        required=False,
    )
    carrier = forms.ModelChoiceField(
        Carrier.objects.all(),
        label=gettext_lazy("Carrier"),
        empty_label=gettext_lazy("all carriers"),
        required=False,
    )


@require_admin_access
@require_safe
def impact(request: HttpRequest) -> HttpResponse:
    """What adopting a draft would touch: to read, to print, to take along (`?export=csv`)."""
    if not keeps_standards(cast("User", request.user)):
        raise PermissionDenied
    form = ImpactForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    edition = chosen.get("edition") or next_edition()
    found = impacts.of(edition, carrier=chosen.get("carrier")) if edition else None
    if found is not None and request.GET.get("export") == "csv":
        return spreadsheet(f"auswirkung-{found.edition.key}", lines_of(found))
    context = {
        "form": ImpactForm(initial={**chosen, "edition": edition and edition.key}),
        "impact": found,
        "missing": len(editions.missing(edition)) if edition else 0,
        "carrier": chosen.get("carrier"),
        "export": address_of_export(request),
        "page_title": _("Impact"),
        "header_icon": "warning",
    }
    return render(request, "cohorts/admin/impact.html", context)


def next_edition() -> Edition | None:
    """The draft that is asked about first: one in consultation, else the newest."""
    drafts = Edition.objects.exclude(state=Edition.State.ADOPTED).order_by("-key")
    return drafts.filter(state=Edition.State.CONSULTATION).first() or drafts.first()


def lines_of(found: Impact) -> Iterator[list[object]]:
    """A line per criterion that changes with effect, and per new one that no module serves."""
    yield [
        _("Criterion"),
        _("Change"),
        _("Wording of today"),
        _("New wording"),
        _("Modules"),
        _("Programmes"),
        _("Running courses"),
        _("People in them"),
        _("Taught the wording of today"),
    ]
    for touch in found.touches:
        yield [
            touch.key,
            touch.change.step.get_kind_display(),
            touch.change.old,
            touch.change.new,
            ", ".join(with_place(touched) for touched in touch.modules),
            ", ".join(programme.title for programme in touch.programmes),
            ", ".join(touched.cohort.title for touched in touch.cohorts),
            sum(touched.people for touched in touch.cohorts),
            touch.taught,
        ]
    for criterion, wording in found.gaps:
        yield [criterion.key, Succession.Kind.NEW.label, "", wording, "", "", "", 0, 0]


def with_place(touched: TouchedModule) -> str:
    """The module, and where it names the wording when that is not public."""
    if touched.place is None:
        return touched.module.title
    place = _("in a draft") if touched.place is Place.DRAFT else _("scheduled")
    return f"{touched.module.title} ({place})"


class ForTheCentre(MenuItem):
    """Shown to whoever keeps the standards; which follows from the membership, at no query."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm("curriculum.change_edition")


impact_item = ForTheCentre(
    gettext_lazy("Impact"), reverse_lazy("impact"), icon_name="warning", order=45
)
