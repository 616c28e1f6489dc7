"""The site, and beside it the least that Django can do behind the same middleware."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import path

from cohorts.feeds import public_feed
from cohorts.models import Cohort
from home import urls


def empty(request: HttpRequest) -> HttpResponse:
    """R0: nothing at all."""
    return HttpResponse("nothing")


def one_query(request: HttpRequest, slug: str) -> HttpResponse:
    """R1: one row by an index."""
    return HttpResponse(str(_indexed_query(slug)))


def feed_from_memory(request: HttpRequest, slug: str) -> HttpResponse:
    """The bytes of the public calendar, as they were at the first request, behind one query."""
    _indexed_query(slug)
    return HttpResponse(_public_feed(), content_type="text/calendar; charset=utf-8")


def _indexed_query(slug: str) -> int:
    return Cohort.objects.values_list("pk", flat=True).get(slug=slug)


@cache
def _public_feed() -> bytes:
    return public_feed(RequestFactory().get("/calendar/public.ics")).content


urlpatterns = [
    path("limit/empty", empty),
    path("limit/one-query/<slug:slug>", one_query),
    path("limit/feed/<slug:slug>", feed_from_memory),
    *urls.urlpatterns,
]
