"""The components of the house on one page, for those who build and translate it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home import gallery


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with invented names in many scripts; reads no data."""
    return render(request, "home/gallery.html", gallery.samples())
