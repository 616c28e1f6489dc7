"""Tonight, for trainers of the session and coordinators of the organiser."""

from datetime import datetime
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import substitutions
from cohorts.views import keeper as keepers
from cohorts.views import tonight_page
from cohorts.views.keeper import Keeper

if TYPE_CHECKING:
    from home.models import User

PLACE = "#vertretung"


class SubstituteForm(forms.Form):
    """Who stands in. The house knows nothing else about this person."""

    name = forms.CharField(
        label=gettext_lazy("Who stands in for you?"),
        help_text=gettext_lazy("First and last name. It stands beside what this person enters."),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Please enter the name of the person who stands in.")
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def tonight(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The evening on one page, and below it the links for somebody who stands in."""
    keeper, now = keepers.of_user(request, uuid), timezone.now()
    user = cast("User", request.user)
    form = SubstituteForm()
    if request.method == "POST":
        if request.POST.get("deed") == "withdraw":
            return _withdraw(request, keeper, by=user, now=now)
        form = SubstituteForm(request.POST)
        if form.is_valid() and _arrange(form, keeper, by=user, now=now):
            messages.success(request, _("The link is ready. Copy it and send it."))
            return redirect(keeper.tonight_url + PLACE)
    session = keeper.session
    can_arrange = substitutions.why_not_arrange(session, now=now) is None
    return tonight_page.page(
        request,
        keeper,
        now=now,
        status=422 if form.errors else 200,
        form=form if can_arrange or form.errors else None,
        substitutes=[
            (one, request.build_absolute_uri(reverse("cohorts:substitute", args=[one.token])))
            for one in session.substitutions.all()
        ],
    )


def _arrange(form: SubstituteForm, keeper: Keeper, *, by: "User", now: datetime) -> bool:
    """Make the link; False, with the reason on the form, if that cannot be."""
    try:
        substitutions.arrange(
            session=keeper.session, name=form.cleaned_data["name"], by=by, now=now
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _withdraw(request: HttpRequest, keeper: Keeper, *, by: "User", now: datetime) -> HttpResponse:
    number = request.POST.get("substitution", "")
    found = get_object_or_404(
        keeper.session.substitutions.select_related("session"),
        pk=int(number) if number.isdecimal() and len(number) < 19 else 0,
    )
    substitutions.withdraw(substitution=found, by=by, now=now)
    messages.success(request, _("The link is withdrawn."))
    return redirect(keeper.tonight_url + PLACE)
