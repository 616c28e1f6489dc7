"""The workbench: an edition with everything that editors do with it, on one page.

Every form posts to the page's own address and names its deed. Without script the answer leads back
to the row; a script asks for JSON and stays where it is.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curriculum.domain import derivation, drafting, headings, steps, workbench
from curriculum.domain.workbench import Bench, Failed
from curriculum.models import (
    Criterion,
    CriterionText,
    Edition,
    Standard,
    StandardText,
    Succession,
)
from curriculum.models.frozen import NORMATIVE


@dataclass(frozen=True, slots=True)
class Deed:
    """What a form asks for: the function, the kind of row it is done to, and its fields."""

    do: Callable[..., Any]
    to: str
    fields: tuple[str, ...] = ()
    is_saved_as_one_writes: bool = False


DEEDS = {
    "reword": Deed(
        drafting.reword, "criterion", ("level", "statement", "explanation", "seen"), True
    ),
    "translate": Deed(
        drafting.translate, "criterion", ("language", "statement", "explanation", "seen"), True
    ),
    "mark": Deed(steps.mark, "criterion", ("kind", "reason", "seen"), True),
    "split": Deed(steps.split, "criterion", ("key", "statement")),
    "merge": Deed(steps.merge, "criterion", ("into", "seen")),
    "move": Deed(steps.move, "criterion", ("standard", "position")),
    "renumber": Deed(steps.renumber, "criterion", ("key",)),
    "drop": Deed(steps.drop, "criterion", ("reason", "seen")),
    "take_back": Deed(steps.take_back, "dropped"),
    "add": Deed(steps.add, "standard", ("key", "level", "statement")),
    "retitle": Deed(headings.retitle, "standard", ("title", "introduction", "seen"), True),
    "translate_title": Deed(
        drafting.translate_title, "standard", ("language", "title", "introduction", "seen"), True
    ),
    "reorder": Deed(headings.reorder, "standard", ("position",)),
    "remove": Deed(headings.remove, "standard"),
    "add_standard": Deed(headings.add_standard, "edition", ("key", "title")),
}
AFTER_ADOPTION = ("translate", "translate_title")


def refuse_others(request: HttpRequest) -> None:
    """The standards are the competence centre's."""
    if not request.user.has_perm("curriculum.change_criterion"):
        raise PermissionDenied


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole edition; a POST carries out one deed in it."""
    refuse_others(request)
    edition = get_object_or_404(Edition.objects.select_related("predecessor"), pk=pk)
    if request.method == "POST":
        return _carry_out(request, edition)
    return _page(request, workbench.spread_out(edition, chosen=_chosen(request)))


def _chosen(request: HttpRequest) -> int | None:
    """Of a long edition one standard at a time is laid open."""
    return _as_number(request.GET.get("standard", ""))


def _as_number(text: str) -> int | None:
    """None for what cannot be the number of a row."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _carry_out(request: HttpRequest, edition: Edition) -> HttpResponse:
    name = request.POST.get("deed", "")
    deed = DEEDS.get(name)
    if deed is None:
        raise Http404
    pk = _as_number(request.POST.get("row", ""))
    typed = {field: request.POST.get(field, "").replace("\x00", "") for field in deed.fields}
    try:
        done = deed.do(
            **_row(deed, edition, pk),
            **{field: _read(field, value, edition) for field, value in typed.items()},
            by=request.user,
            now=timezone.now(),
        )
    except ValidationError as error:
        return _refused(request, edition, _failed(name, typed, error), deed.to, pk)
    except ObjectDoesNotExist:
        gone = ValidationError(_("This is not in the draft any more. Somebody else changed it."))
        return _refused(request, edition, _failed(name, typed, gone), deed.to, pk)
    edition.refresh_from_db()
    bench = workbench.spread_out(edition, chosen=_chosen(request))
    if _wants_json(request):
        return JsonResponse({"saved": True, **_pieces(bench, name, typed, pk)})
    messages.success(request, _("Saved."))
    return redirect(_back(edition, bench, done, request.POST.get("back", "")))


def _row(deed: Deed, edition: Edition, pk: int | None) -> dict[str, Any]:
    """The row that the deed is done to, as the domain calls it; only one of this edition."""
    rows: dict[str, Callable[[], Any]] = {
        "edition": lambda: edition,
        "standard": lambda: Standard.objects.get(pk=pk, edition=edition),
        "criterion": lambda: Criterion.objects.select_related("standard").get(
            pk=pk, standard__edition=edition
        ),
        "dropped": lambda: Succession.objects.get(
            pk=pk, to_criterion=None, from_criterion__standard__edition__successor=edition
        ),
    }
    return {deed.to: rows[deed.to]()}


def _read(field: str, value: str, edition: Edition) -> Any:
    """A field as the domain takes it. Raises ValidationError at the field."""
    if field == "position":
        if not value.isdecimal() or not 1 <= int(value) <= 10_000:
            raise ValidationError({field: _("Give a place: 1 is the first.")})
        return int(value)
    if field == "standard":
        found = edition.standards.filter(pk=int(value) if value.isdecimal() else None).first()
        if found is None:
            raise ValidationError({field: _("Choose a standard of the same draft.")})
        return found
    if field == "into":
        bench = workbench.spread_out(edition)
        chosen = [row.criterion for row in bench.rows if row.anchor == value.strip()]
        if not chosen:
            raise ValidationError({field: _("No criterion of this draft has this key.")})
        return Criterion.objects.select_related("standard").get(pk=chosen[0].pk)
    return value


def _failed(name: str, typed: dict[str, str], error: ValidationError) -> Failed:
    if hasattr(error, "error_dict"):
        return Failed(name, typed, error.message_dict)
    is_conflict = any(one.code == "conflict" for one in error.error_list)
    return Failed(name, typed, {"all": error.messages}, is_conflict)


def _refused(
    request: HttpRequest, edition: Edition, failed: Failed, to: str, pk: int | None
) -> HttpResponse:
    """Everything typed stays: at its row, or above all where the row is gone or frozen by now."""
    edition.refresh_from_db()
    if edition.is_adopted and failed.deed not in AFTER_ADOPTION:
        to = "edition"
    row = {to: pk} if to in ("criterion", "standard") else {}
    bench = workbench.spread_out(edition, chosen=_chosen(request), failed=failed, **row)
    if _wants_json(request):
        answer = {"saved": False, "conflict": failed.is_conflict, "errors": failed.errors}
        return JsonResponse({**answer, **_stored(bench, failed, to, pk)})
    return _page(request, bench, failed=failed, status=409 if failed.is_conflict else 422)


def _stored(bench: Bench, failed: Failed, to: str, pk: int | None) -> dict[str, Any]:
    """What the other one saved, field by field, so that the writer can decide."""
    if not failed.is_conflict or not DEEDS[failed.deed].is_saved_as_one_writes:
        return {}
    now = bench.now(failed.deed, failed.typed.get("language", NORMATIVE), **{to: pk})
    fields = [one for one in DEEDS[failed.deed].fields if one not in ("seen", "language")]
    return {"seen": now.seen, "stored": dict(zip(fields, now.stored, strict=True))} if now else {}


def _pieces(bench: Bench, name: str, typed: dict[str, str], pk: int | None) -> dict[str, str]:
    """What has changed on the page besides the form: the redline, and what is still missing."""
    to, context = DEEDS[name].to, vars_of(bench)
    found = {"missing": render_to_string("curriculum/admin/workbench_missing.html", context)}
    if to in ("criterion", "standard"):
        now = bench.now(name, typed.get("language", NORMATIVE), **{to: pk})
        found["seen"] = now.seen if now else ""
    for row in bench.rows:
        if to == "criterion" and row.criterion.pk == pk:
            found["redline"] = render_to_string(
                "curriculum/admin/workbench_redline.html", {"row": row, **context}
            )
    return found


def _back(edition: Edition, bench: Bench, done: Any, otherwise: str) -> str:
    """To the place where what was done stands now."""
    ends: dict[type, Callable[[], str]] = {
        Criterion: lambda: bench.address_of(criterion=done.pk),
        CriterionText: lambda: bench.address_of(criterion=done.criterion_id),
        Succession: lambda: bench.address_of(criterion=done.to_criterion_id),
        Standard: lambda: bench.address_of(standard=done.pk),
        StandardText: lambda: bench.address_of(standard=done.standard_id),
    }
    where = ends[type(done)]() if type(done) in ends else ""
    if not where and (standard := _as_number(otherwise)):
        where = bench.address_of(standard=standard)
    return reverse("edition_workbench", args=[edition.pk]) + where


def vars_of(bench: Bench) -> dict[str, Any]:
    edition = bench.edition
    return {"bench": bench, "edition": edition, "may_write": not edition.is_adopted}


def _page(
    request: HttpRequest, bench: Bench, *, failed: Failed | None = None, status: int = 200
) -> HttpResponse:
    context = vars_of(bench) | {
        "failed": failed,
        "levels": Criterion.Level.choices,
        "page_title": _("Workbench"),
        "page_subtitle": bench.edition.key,
        "header_icon": "list-ol",
    }
    return render(request, "curriculum/admin/workbench.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


@require_http_methods(["GET", "HEAD", "POST"])
def derive(request: HttpRequest) -> HttpResponse:
    """The next edition, word for word as the newest adopted one; then straight to its workbench."""
    refuse_others(request)
    if request.method != "POST":  # after signing in again: its form stands at the edition
        return redirect("edition:index")
    key = request.POST.get("key", "").strip()
    began = time.monotonic()
    try:
        edition = derivation.derive(key=key, by=request.user, now=timezone.now())
    except ValidationError as error:
        return _not_derived(request, key, error)
    criteria = Criterion.objects.filter(standard__edition=edition)
    words = _(
        "Edition %(edition)s is derived. Taken over: %(standards)s standards, %(criteria)s "
        "criteria. It took %(seconds)s seconds."
    )
    numbers = {
        "edition": edition,
        "standards": edition.standards.count(),
        "criteria": number_format(criteria.count(), force_grouping=True),
        "seconds": number_format(time.monotonic() - began, 1),
    }
    messages.success(request, words % numbers)
    return redirect("edition_workbench", edition.pk)


def _not_derived(request: HttpRequest, key: str, error: ValidationError) -> HttpResponse:
    """Why not; whoever pressed the button twice gets to what the first time made."""
    newest = Edition.objects.newest_adopted()
    twice = Edition.objects.filter(key=key, predecessor=newest).first() if newest else None
    if twice is not None:
        messages.info(request, _("Edition %(edition)s is derived already.") % {"edition": twice})
        return redirect("edition_workbench", twice.pk)
    for message in error.messages:
        messages.error(request, message)
    return redirect("edition:inspect", newest.pk) if newest else redirect("edition:index")
