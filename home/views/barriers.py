"""Report a barrier: without signing in, without a script, from every page."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home import barriers, owner
from home.forms import BarrierForm

LENGTH = 500
SENT = "gesendet"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_barrier(request: HttpRequest) -> HttpResponse:
    """What was typed stays, whatever goes wrong."""
    if request.method != "POST":
        page = request.GET.get("seite", "").replace("\0", "")[:LENGTH]
        return _answer(request, BarrierForm(initial={"page": page}))
    form = BarrierForm(request.POST)
    if form.is_valid() and _is_reported(request, form):
        return HttpResponseRedirect(f"{reverse('report_barrier')}?{SENT}=1")
    return _answer(request, form)


def _is_reported(request: HttpRequest, form: BarrierForm) -> bool:
    try:
        _refuse_flood(request)
        barriers.report(**form.cleaned_data, by=None, now=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _refuse_flood(request: HttpRequest) -> None:
    if not ratelimit.consume(request, app="home", action="barrier", config=settings.RATE_LIMITS):
        raise ValidationError(
            _("Many reports came from your network. Please wait an hour, or write us an e-mail."),
            code="too_many",
        )


def _answer(request: HttpRequest, form: BarrierForm) -> HttpResponse:
    return render(
        request,
        "home/report_barrier.html",
        {
            "form": form,
            "is_sent": SENT in request.GET and not form.is_bound,
            "email": owner.owner().email,
        },
    )
