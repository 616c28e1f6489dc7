"""My data: everything that is stored about me, as a page and as a file; and deleting it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import own_data, privacy, traces
from cohorts.views import me
from cohorts.views.requests import SignedInRequest
from cohorts.views.sign_up import own_participant


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_data(request: SignedInRequest) -> HttpResponse:
    """What is stored about me and who did what with it; POST corrects name and language."""
    if request.method == "POST":
        return me.my_data(request)
    participant = own_participant(request)
    return render(
        request,
        "cohorts/my_data.html",
        {
            "chapters": own_data.stored(request.user, participant),
            "deeds": own_data.deeds(request.user, participant),
            "can_erase": participant is not None,
        },
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def export(request: SignedInRequest) -> HttpResponse:
    """The same as a file to take along."""
    now = timezone.now()
    data = own_data.export(request.user, own_participant(request), now=now)
    response = JsonResponse(data, json_dumps_params={"indent": 2, "ensure_ascii": False})
    response["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest) -> HttpResponse:
    """GET says what will happen, POST does it and signs out."""
    participant = own_participant(request)
    if participant is None:
        return HttpResponseRedirect(reverse("cohorts:my_data"))
    now = timezone.now()
    if request.method == "POST":
        try:
            outcome = privacy.erase(participant=participant, by=request.user, now=now)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return HttpResponseRedirect(reverse("cohorts:erase_my_data"))
        return _goodbye(request, outcome)
    return render(
        request,
        "cohorts/my_data_erase.html",
        {
            "retentions": privacy.running_retentions(participant, timezone.localdate(now)),
            "active": participant.sign_ups.active().select_related("cohort", "session"),
            "keeps_account": traces.is_needed(request.user),
        },
    )


def _goodbye(
    request: SignedInRequest, outcome: privacy.Erased | privacy.Restricted
) -> HttpResponse:
    logout(request)
    if isinstance(outcome, privacy.Restricted):
        text = _(
            "Nobody works with your data any more. We have to keep them until %(day)s. Then they "
            "are deleted."
        )
        day = date_format(outcome.until, _("j F Y"))
        messages.success(request, text % {"day": day})
    else:
        messages.success(request, _("Your data are deleted. You are signed out."))
    return HttpResponseRedirect(reverse("account_login"))
