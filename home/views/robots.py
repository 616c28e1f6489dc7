"""What robots ask for: what they may read, and where it all stands."""

from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from home import sitemaps


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    return HttpResponse(sitemaps.robots(), content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    answer: HttpResponse = sitemap(request, sitemaps=sitemaps.SITEMAPS)
    return answer
