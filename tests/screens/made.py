"""Pages that a house only shows in need: made by its view, without breaking the house for that."""

from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from home.views.too_many import too_many

MADE = ("429", "500")


def made(address: str, path: str, language: str) -> str:
    if address == "500":  # written out: it must not need anything that may be broken
        return render_to_string("500.html")
    request = RequestFactory().get(path)
    request.user, request.session = AnonymousUser(), {}
    with translation.override(language):
        return too_many(request, wait=60).content.decode()
