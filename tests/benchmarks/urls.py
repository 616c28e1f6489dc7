"""The site, and beside it the least that Django can do: the limits of this machine."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from home import urls


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nothing")


def one_query(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("one query")


urlpatterns = [
    path("limit/empty", empty),
    path("limit/one-query", one_query),
    *urls.urlpatterns,
]
