"""Two entries of one person: look for the other one, compare, join."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cohorts.domain import joining, register
from cohorts.models import Attendance, Participant, Session, SignUp
from cohorts.models.participant import ParticipantQuerySet
from cohorts.viewsets.deed_views import as_dict

MOST = 20


class JoinForm(forms.Form):
    reason = forms.CharField(
        label=_("How do you know that this is one person?"),
        max_length=200,
        help_text=_("Is kept in the log."),
    )


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("Name or e-mail address"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two entries holds, as far as the reader may see it."""

    person: Participant
    carrier: str
    sign_ups: list[SignUp]
    attendances: int


class JoinView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, FormView):
    """GET looks and compares, POST joins. Both entries have to be the reader's to edit."""

    permission_required = "change"
    template_name = "cohorts/admin/join.html"
    page_title = _("Join with another entry")
    index_url_name = None
    namespace = ""
    form_class = JoinForm

    def get_page_subtitle(self) -> str:
        return str(self.object.full_name)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(self.index_url_name),
                "label": str(Participant._meta.verbose_name_plural),
            },
            {"url": self.back_url, "label": self.object.full_name},
            {"url": "", "label": str(self.page_title)},
        ]

    @property
    def back_url(self) -> str:
        return reverse(f"{self.namespace}:inspect", args=[self.object.pk])

    @cached_property
    def choice(self) -> ParticipantQuerySet:
        return Participant.objects.editable_by(self.request.user).exclude(pk=self.object.pk)

    @cached_property
    def other(self) -> Participant | None:
        """The chosen entry. A foreign number answers like one that does not exist."""
        number = self.request.GET.get("other", "")
        if not number and self.request.method != "POST":
            return None
        found = self.choice.filter(pk=int(number)).first() if number.isdecimal() else None
        if found is None:
            raise Http404
        return found

    @property
    def typed(self) -> str:
        return self.request.GET.get("q", "").strip()[:200]

    def _found(self) -> list[Participant]:
        """Who was looked for; before that, whoever bears the same name or uses the same address."""
        if self.typed:
            rows = self.choice.found_by(self.typed)
        else:
            rows = self.choice.found_by(self.object.full_name)
            if self.object.email:
                rows = rows | self.choice.filter(email__iexact=self.object.email)
        return list(rows.order_by("sort_name", "pk")[:MOST])

    def _side(self, person: Participant) -> Side:
        user = self.request.user
        return Side(
            person=person,
            carrier=str(register.carrier_of(person, timezone.localdate()) or "–"),
            sign_ups=list(
                SignUp.objects.visible_to(user)
                .filter(participant=person)
                .select_related("cohort", "session")
            ),
            attendances=Attendance.objects.filter(
                participant=person, session__in=Session.objects.visible_to(user)
            ).count(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sides = [self._side(self.object), self._side(self.other)] if self.other else []
        return super().get_context_data(**kwargs) | {
            "person": self.object,
            "sides": sides,
            "search": SearchForm(initial={"q": self.typed}),
            "typed": self.typed,
            "found": [] if self.other else self._found(),
            "back_url": self.back_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.other  # noqa: B018 - a foreign one answers before anything else is looked at
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: JoinForm) -> HttpResponse:
        try:
            joining.join(
                keep=self.object,
                other=self.other,
                by=self.request.user,
                now=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            for name, errors in as_dict(error).items():
                form.add_error(name if name in form.fields else None, errors)
            return self.form_invalid(form)
        messages.success(self.request, _("The two entries are one now."))
        return redirect(self.back_url)
