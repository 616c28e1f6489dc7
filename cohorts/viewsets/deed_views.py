"""Screens that carry out deeds: forms, and the question before a deed that has consequences."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permissions import policy_registry

from cohorts.models.rights import Action
from cohorts.viewsets.shown import in_words

if TYPE_CHECKING:
    from home.models import User


class CarriesOutDeed:
    """A form view that lets the form call the domain, and shows what the domain objects to."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.form = form
        try:
            self.object = form.carry_out(by=self.request.user, now=timezone.now())
        except ValidationError as error:
            form.land(error)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()


class CreateView(CarriesOutDeed, generic.CreateView):
    def get_success_buttons(self) -> list[Button]:
        return super().get_success_buttons() if self.edit_url_name else []


class EditView(CarriesOutDeed, generic.EditView):
    deeds: tuple["Deed", ...] = ()
    namespace = ""

    @cached_property
    def header_buttons(self) -> list[Button]:
        return open_deeds(self.deeds, self.object, self.namespace, self.request.user)


class InspectView(generic.InspectView):
    """The record for reading, with the deeds that are open to the reader."""

    deeds: tuple["Deed", ...] = ()
    namespace = ""
    page_title = _("View")
    labels: dict[str, Promise] = {}  # of what is not a field of the record

    @cached_property
    def is_editable(self) -> bool:
        return policy_registry.get_by_type(self.model).user_has_permission_for_instance(
            self.request.user, "change", self.object
        )

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not self.is_editable:
            return []
        return open_deeds(self.deeds, self.object, self.namespace, self.request.user)

    def get_edit_url(self) -> str | None:
        return super().get_edit_url() if self.is_editable else None

    def get_field_label(self, field_name: str, field: object) -> str:
        own = self.labels.get(field_name)
        return str(own) if own else super().get_field_label(field_name, field)

    def get_field_display_value(self, field_name: str, field: object) -> Any:
        return in_words(super().get_field_display_value(field_name, field))


@dataclass(frozen=True)
class Deed:
    """Something one may do with a record, besides changing it: its name, its question, its act."""

    key: str
    label: Promise
    question: Promise
    act: Callable[..., object]
    is_open: Callable[[Any], bool]
    icon: str = "check"
    asks_reason: bool = False
    form_class: "type[DeedQuestion] | None" = None
    # Words for what came of it, if "done" is not enough.
    tell: Callable[[Any], str] | None = None
    # Afterwards the record is out of sight.
    ends_in_list: bool = False
    # What the table of rights has to grant with the record, besides changing it.
    needs: Action | None = None

    def is_for(self, row: models.Model, user: "User") -> bool:
        rows = type(row)._default_manager.all()
        return self.needs is None or rows.permitted(self.needs, user).filter(pk=row.pk).exists()

    def urlpattern(self, viewset: ModelViewSet) -> URLPattern:
        view = viewset.construct_view(DeedView, deed=self)
        return path(f"{self.key.replace('_', '-')}/<int:pk>/", view, name=self.key)


def open_deeds(
    deeds: tuple[Deed, ...], row: models.Model, namespace: str, user: "User"
) -> list[Button]:
    return [
        HeaderButton(
            deed.label, url=reverse(f"{namespace}:{deed.key}", args=[row.pk]), icon_name=deed.icon
        )
        for deed in deeds
        if deed.is_open(row) and deed.is_for(row, user)
    ]


class DeedQuestion(forms.Form):
    """Asks nothing but yes. Knows the record it is about, and who is asked."""

    def __init__(self, *args: Any, record: models.Model, user: "User", **kwargs: Any) -> None:
        self.record = record
        self.user = user
        super().__init__(*args, **kwargs)

    def answers(self) -> dict[str, Any]:
        return self.cleaned_data

    def land(self, name: str) -> str:
        """The field at which an objection of the domain to `name` is shown."""
        return name


class ReasonQuestion(DeedQuestion):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Is kept in the log; the people concerned read it in their mail."),
    )


class DeedView(PermissionCheckedMixin, BaseObjectMixin, WagtailAdminTemplateMixin, FormView):
    """GET asks and says what will happen, POST does it."""

    deed: Deed = None  # Wagtail hands over only what the class names
    namespace = ""
    index_url_name = None
    permission_required = "change"
    template_name = "cohorts/admin/deed.html"

    def get_page_title(self) -> str:
        return str(self.deed.label)

    def get_page_subtitle(self) -> str:
        return title_of(self.object)

    def get_form_class(self) -> type[DeedQuestion]:
        return self.deed.form_class or (ReasonQuestion if self.deed.asks_reason else DeedQuestion)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"record": self.object, "user": self.request.user}

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(self.index_url_name),
                "label": str(self.model._meta.verbose_name_plural),
            },
            {"url": self.get_back_url(), "label": title_of(self.object)},
            {"url": "", "label": str(self.deed.label)},
        ]

    def get_back_url(self) -> str:
        return reverse(f"{self.namespace}:inspect", args=[self.object.pk])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.deed.is_for(self.object, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.deed.is_open(self.object):
            messages.info(request, _("This step has been taken already, or it no longer fits."))
            return redirect(self.get_back_url())
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: DeedQuestion) -> HttpResponse:
        try:
            outcome = self.deed.act(
                self.object, by=self.request.user, now=timezone.now(), **form.answers()
            )
        except ValidationError as error:
            for name, errors in as_dict(error).items():
                field = form.land(name)
                form.add_error(field if field in form.fields else None, errors)
            return self.form_invalid(form)
        done = _("Done: %(deed)s.") % {"deed": self.deed.label}
        messages.success(self.request, self.deed.tell(outcome) if self.deed.tell else done)
        return redirect(self.index_url_name if self.deed.ends_in_list else self.get_back_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "deed": self.deed,
            "record": title_of(self.object),
            "back_url": self.get_back_url(),
        }


def as_dict(error: ValidationError) -> dict[str, list[ValidationError]]:
    return error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}


def title_of(row: models.Model) -> str:
    """How the record is called on a screen; logs use `str()`, which never holds a name."""
    return getattr(row, "screen_title", None) or str(row)
