"""The page behind a personal letter: own dates and balance for people without e-mail.

Whoever holds the code is let in without signing in. The page names nobody else.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import personal_links
from cohorts.models import Participant
from cohorts.views import own


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest, code: str) -> HttpResponse:
    participant = personal_links.behind(code)
    if participant is None:
        raise Http404
    now = timezone.now()
    if request.method == "POST":
        worked, sentence = own.say_whether_one_comes(
            request.POST.get("deed", ""), participant=participant, by=None, now=now
        )
        (messages.success if worked else messages.error)(request, sentence)
        response: HttpResponse = HttpResponseRedirect(request.path)
    else:
        personal_links.use(participant=participant, now=now)
        response = _page(request, participant, code)
    return unlisted(response)


def unlisted(response: HttpResponse) -> HttpResponse:
    """The address opens the page: no search engine and no other house may learn it."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin"
    return response


def _page(request: HttpRequest, participant: Participant, code: str) -> HttpResponse:
    now = timezone.now()
    sign_ups = own.sign_ups(participant, now)
    return render(
        request,
        "cohorts/personal.html",
        {
            "participant": participant,
            "sign_ups": sign_ups,
            "asked": own.asked(participant, now, code=code),
            "balances": [one for one in sign_ups if one.balance and one.balance.has_plan],
            "rows": own.dates(participant, sign_ups, now, may_sign_off=False),
        },
    )
