"""Editions of the standards: for reading, and drafts for working on."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from curriculum.domain import corrigenda, drafting, editions, progress
from curriculum.models import Criterion, CriterionText, Edition
from curriculum.models.frozen import NORMATIVE

if TYPE_CHECKING:
    from home.models import User


class RegisterViewSet(ModelViewSet):
    """Read and, where a draft allows it, changed; never deleted or copied by a button."""

    copy_view_enabled = False
    inspect_view_enabled = True
    add_to_reference_index = False
    left_out: tuple[str, ...] = ("add", "edit", "delete", "usage")

    def get_form_class(self, for_update: bool = False) -> type | None:
        return getattr(self, "form_class", None)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**kwargs) | {
            f"{name}_url_name": None for name in self.left_out
        }

    @cached_property
    def url_finder_class(self) -> type[ModelAdminURLFinder]:
        """From the site history one is led to the form; to the record, where there is no form."""
        screen = "inspect" if "edit" in self.left_out else "edit"
        return type("Finder", (ModelAdminURLFinder,), {"edit_url_name": self.get_url_name(screen)})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [p for p in super().get_urlpatterns() if p.name not in self.left_out]


class DraftsStayInside:
    """In front of each screen of editions: a draft is there for those who work on it only.

    Whoever is asked about a draft reads it on a page of its own, not in the admin.
    """

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if "pk" in kwargs and not works_on_drafts(request.user):
            get_object_or_404(Edition.objects.adopted(), pk=kwargs["pk"])
        super().setup(request, *args, **kwargs)

    def get_base_queryset(self) -> models.QuerySet:
        """The list, its search and its export; the entries of a history stay as they are."""
        rows = super().get_base_queryset()
        if rows.model is not Edition or works_on_drafts(self.request.user):
            return rows
        return rows.filter(state=Edition.State.ADOPTED)


def works_on_drafts(user: "User") -> bool:
    return user.has_perm("curriculum.change_criterion")


class EditionIndexView(generic.IndexView):
    """Where each edition stands today follows from the dates of all of them: one query more."""

    @cached_property
    def columns(self) -> list[Column]:
        if not works_on_drafts(self.request.user):
            return super().columns
        bench = Column("workbench", label=_("Workbench"), accessor=self.link_to_workbench)
        return [*super().columns, bench]

    def link_to_workbench(self, edition: Edition) -> str:
        url = reverse("edition_workbench", args=[edition.pk])
        return format_html('<a href="{}">{} {}</a>', url, _("Workbench"), edition.key)

    def paginate_queryset(self, queryset: models.QuerySet, page_size: int) -> tuple[Any, ...]:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        standings = editions.standings(Edition.objects.all(), timezone.localdate())
        labels = {standing.edition.pk: standing.status.label for standing in standings}
        for edition in rows:
            edition.standing = labels[edition.pk]
        return paginator, page, rows, more


class EditionInspectView(generic.InspectView):
    """All criteria of an edition with normative wording and corrigenda, in three queries."""

    page_title = _("View")
    template_name = "curriculum/admin/edition.html"

    def get_fields_context(self) -> list[dict[str, Any]]:
        """What only an adoption fills in is left out of a draft."""
        filled = [name for name in self.fields if getattr(self.object, name)]
        return [self.get_context_for_field(name) for name in filled]

    def get_field_label(self, field_name: str, field: models.Field) -> str:
        return _("Digest") if field_name == "digest" else super().get_field_label(field_name, field)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        texts = CriterionText.objects.filter(language=NORMATIVE)
        criteria = (
            Criterion.objects.filter(standard__edition=self.object)
            .select_related("standard")
            .prefetch_related(models.Prefetch("texts", texts, to_attr="normative"), "corrigenda")
        )
        may_keep = works_on_drafts(self.request.user)
        may_write = may_keep and not self.object.is_adopted
        newest = may_keep and Edition.objects.newest_adopted() == self.object
        draft = getattr(self.object, "successor", None) if newest else None
        return super().get_context_data(**kwargs) | {
            "criteria": criteria,
            "may_write": may_write,
            "may_keep": may_keep,
            "may_correct": self.object.is_adopted and corrigenda.may_correct(self.request.user),
            "may_derive": newest and draft is None,
            "draft": draft,
            "progress": self.how_far(),
            "public_url": reverse("curriculum:edition", args=[self.object.key]),
        }

    def how_far(self) -> progress.Progress | None:
        """Of the edition that opened the reviews last; what older ones opened is counted in it."""
        if self.object != Edition.objects.newest_adopted():
            return None
        modules = progress.seen_by(self.request.user)
        return progress.of(self.object, timezone.localdate(), modules=modules)


class EditionViewSet(RegisterViewSet):
    model = Edition
    icon = "clipboard-list"
    menu_label = _("Standards")
    menu_order = 110
    add_to_admin_menu = True
    index_view_class = EditionIndexView
    inspect_view_class = EditionInspectView
    inspect_template_name = "curriculum/admin/edition.html"
    ordering = "-key"
    list_display = [
        "key",
        Column("standing", label=_("State")),
        "adopted_on",
        "in_force_from",
    ]
    inspect_view_fields = [
        "key",
        "state",
        "predecessor",
        "adopted_on",
        "in_force_from",
        "minute_reference",
        "approver",
        "digest",
    ]

    def construct_view(self, view_class: type[View], **kwargs: Any) -> Any:
        inside = type(f"Guarded{view_class.__name__}", (DraftsStayInside, view_class), {})
        return super().construct_view(inside, **kwargs)


class CriterionForm(forms.ModelForm):
    statement = forms.CharField(
        label=_("Statement"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The German wording is the one that will be adopted."),
    )
    explanation = forms.CharField(
        label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 6}), required=False
    )

    class Meta:
        model = Criterion
        fields = ["level"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if text := CriterionText.objects.filter(
            criterion=self.instance, language=NORMATIVE
        ).first():
            self.initial |= {"statement": text.statement, "explanation": text.explanation}


class CriterionEditView(generic.EditView):
    """The wording of a draft. What has been adopted is shown, with the reason why it stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        criterion = self.get_object()
        edition = criterion.standard.edition
        if edition.is_adopted:
            messages.info(
                request,
                _(
                    "Edition %(edition)s has been adopted: its German wording, keys, levels and "
                    "order never change any more. Changes belong into the next edition."
                )
                % {"edition": edition},
            )
            return redirect("edition:inspect", edition.pk)
        return super().dispatch(request, *args, **kwargs)

    def get_success_url(self) -> str:
        return reverse("edition:inspect", args=[self.object.standard.edition_id])

    def form_valid(self, form: CriterionForm) -> HttpResponse:
        self.form = form
        try:
            self.object = drafting.reword(
                criterion=form.instance,
                by=self.request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)
        return self.save_action()


class CriterionViewSet(RegisterViewSet):
    model = Criterion
    icon = "list-ol"
    form_class = CriterionForm
    left_out = ("index", "index_results", "add", "delete", "usage", "inspect")
    inspect_view_enabled = False
    edit_view_class = CriterionEditView
