"""Sheets of paper for one person: the letter with the personal code, the form for guardians."""

from typing import Any

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cohorts.domain import personal_links, register, writing
from cohorts.models import Carrier, Participant, PersonalLink
from cohorts.viewsets.participant_deeds import has_link


class SheetView(PermissionCheckedMixin, View):
    """A page to print, in the language of the person who gets it. Opening it changes nothing."""

    model = Participant
    permission_policy = None
    permission_required = "change"
    template_name = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = Participant.objects.get(pk=pk)
        if not self.can_print(person):
            messages.info(request, _("Please make a personal link first."))
            return redirect("participant:inspect", pk)
        with writing.for_reader(person.language):
            response = render(
                request,
                self.template_name,
                {
                    "participant": person,
                    "carrier": register.carrier_of(person, timezone.localdate())
                    or Carrier.objects.coordinated_by(request.user).first(),
                }
                | self.more(person),
            )
        response["Cache-Control"] = "no-store, private"
        response["Referrer-Policy"] = "same-origin"
        return response

    def can_print(self, person: Participant) -> bool:
        return True

    def more(self, person: Participant) -> dict[str, Any]:
        return {}


class LetterView(SheetView):
    template_name = "cohorts/personal_letter.html"

    def can_print(self, person: Participant) -> bool:
        return has_link(person)

    def more(self, person: Participant) -> dict[str, Any]:
        link = PersonalLink.objects.get(participant=person)
        code = personal_links.in_groups(link.code)
        address = settings.SITE_URL.rstrip("/") + reverse("cohorts:personal", args=[code])
        return {"code": code, "address": address, "qr": square(address)}


class ConsentFormView(SheetView):
    template_name = "cohorts/consent_form.html"

    def more(self, person: Participant) -> dict[str, Any]:
        return {"title": "", "with_photos": True}


def square(address: str) -> SafeString:
    """The address as a QR code, drawn; white around it also on a dark screen."""
    drawing = segno.make(address, error="m", micro=False)
    return mark_safe(  # noqa: S308 - our own drawing, without any text of others
        drawing.svg_inline(border=4, light="white", dark="black", omitsize=True)
    )
