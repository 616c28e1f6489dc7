"""Three questions after a course, for whoever is signed in and for whoever holds a letter.

Somebody else's sign-up answers like one that does not exist.
"""

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohorts.domain import feedback, personal_links
from cohorts.forms import FeedbackForm
from cohorts.models import Participant, SignUp
from cohorts.views.personal import unlisted
from cohorts.views.requests import SignedInRequest
from cohorts.views.sign_up import own_participant

if TYPE_CHECKING:
    from home.models import User


@login_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: SignedInRequest, sign_up: int) -> HttpResponse:
    return _page(
        request, own_participant(request), sign_up, by=request.user, back=reverse("cohorts:me")
    )


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def by_letter(request: HttpRequest, code: str, sign_up: int) -> HttpResponse:
    back = reverse("cohorts:personal", args=[code])
    return unlisted(_page(request, personal_links.behind(code), sign_up, by=None, back=back))


def _page(
    request: HttpRequest,
    participant: Participant | None,
    number: int,
    *,
    by: "User | None",
    back: str,
) -> HttpResponse:
    """The questions, what is wrong with the answers, or thanks: also for whoever comes back."""
    if participant is None:
        raise Http404
    row = get_object_or_404(participant.sign_ups.select_related("cohort"), pk=number)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    if row.feedback_given or (form.is_valid() and _give(form, row, by)):
        if request.method == "POST":
            return HttpResponseRedirect(request.path)
        return render(request, "cohorts/feedback_thanks.html", {"cohort": row.cohort, "back": back})
    if not form.is_bound and not feedback.is_asked(row, timezone.now()):
        raise Http404
    context = {"cohort": row.cohort, "form": form, "back": back}
    return render(request, "cohorts/feedback.html", context)


def _give(form: FeedbackForm, sign_up: SignUp, by: "User | None") -> bool:
    """False if nobody is asked any more; the form says so."""
    try:
        feedback.give(sign_up=sign_up, by=by, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
