"""A printing error of an adopted edition is mended by a note beside the wording, once for ever."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from curriculum.domain import corrigenda
from curriculum.models import Criterion, CriterionText, Edition
from curriculum.models.frozen import NORMATIVE


class OneOfEdition(forms.ModelChoiceField):
    """A criterion by its key and the beginning of its wording."""

    def label_from_instance(self, criterion: Criterion) -> str:
        wording = next((text.statement for text in criterion.normative), "")
        return f"{criterion.key} {wording[:80]}"


class CorrigendumForm(forms.Form):
    criterion = OneOfEdition(label=gettext_lazy("Criterion"), queryset=Criterion.objects.none())
    text = forms.CharField(
        label=gettext_lazy("Correction"),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "de", "dir": "ltr"}),
        help_text=gettext_lazy("In German, such as: read “known” instead of “knwon”."),
    )
    dated_on = forms.DateField(
        label=gettext_lazy("Dated"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),  # as browsers want it
    )
    is_final = forms.BooleanField(
        label=gettext_lazy("I know that a corrigendum can never be changed or deleted.")
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        german = CriterionText.objects.filter(language=NORMATIVE)
        self.fields["criterion"].queryset = (
            Criterion.objects.filter(standard__edition=edition)
            .order_by("standard__position", "position", "pk")
            .prefetch_related(Prefetch("texts", german, to_attr="normative"))
        )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Text, day and criterion of an adopted edition; from then on it stands there for ever."""
    if not corrigenda.may_correct(request.user):
        raise PermissionDenied
    edition = get_object_or_404(Edition, pk=pk)
    record = reverse("edition:inspect", args=[edition.pk])
    if not edition.is_adopted:
        messages.info(request, _("This is a draft: change the wording itself."))
        return redirect(record)
    now = timezone.now()
    initial = {"dated_on": timezone.localdate(now), "criterion": request.GET.get("criterion", "")}
    form = CorrigendumForm(request.POST or None, edition=edition, initial=initial)
    if request.method == "POST" and form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("criterion", "text", "dated_on")}
        try:
            corrigendum = corrigenda.correct(**wanted, by=request.user, now=now)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The corrigendum stands beside the wording."))
            return redirect(f"{record}#criterion-{corrigendum.criterion_id}")
    context = {
        "edition": edition,
        "form": form,
        "record": record,
        "page_title": _("Corrigendum"),
        "page_subtitle": edition.key,
        "header_icon": "edit",
    }
    return render(request, "curriculum/admin/corrigendum.html", context)
