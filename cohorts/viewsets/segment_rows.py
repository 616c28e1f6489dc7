"""The parts of a session as rows to fill in: kind, minutes, module."""

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.forms.formsets import BaseFormSet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cohorts.domain import sections
from cohorts.domain.timetable import PlannedSegment
from cohorts.models import Carrier, Segment, Session
from curriculum.models import ModulePage

Kind = Segment.Kind


def choosable(session: Session, carriers: QuerySet[Carrier]) -> QuerySet[ModulePage]:
    """Published modules, the shared ones and those of the carriers that the user plans for.

    What the session has already stays choosable, or else saving would lose it.
    """
    published = Q(pk__in=sections.teachable_by(carriers).values("pk"))
    planned = Q(pk__in=Segment.objects.filter(session=session.pk).values("module"))
    return ModulePage.objects.filter(published | planned).order_by("number", "title")


class SegmentForm(forms.Form):
    kind = forms.ChoiceField(
        label=pgettext_lazy("of a session", "Part"), choices=Kind.choices, initial=Kind.TEACHING
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=1440, widget=forms.NumberInput(attrs={"size": 4})
    )
    module = forms.ModelChoiceField(
        label=_("Module"), queryset=ModulePage.objects.none(), required=False
    )

    def __init__(
        self,
        *args: Any,
        modules: QuerySet[ModulePage],
        choices: list[tuple[Any, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = modules
        self.fields["module"].choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") == Kind.BREAK and cleaned.get("module"):
            self.add_error("module", _("A break has no module."))
        return cleaned


class BaseSegmentRows(BaseFormSet):
    """Empty rows are skipped; the order on the screen is the order of the day."""

    def __init__(
        self, *args: Any, session: Session, carriers: QuerySet[Carrier], **kwargs: Any
    ) -> None:
        modules = choosable(session, carriers)
        asked_once = {
            "modules": modules,
            "choices": [("", "–"), *modules.values_list("pk", "title")],
        }
        super().__init__(*args, prefix="parts", form_kwargs=asked_once, **kwargs)

    @staticmethod
    def of(session: Session) -> list[dict[str, Any]]:
        rows = session.segments.order_by("position").values("kind", "minutes", "module")
        return [dict(row) for row in rows]

    def filled(self) -> list[dict[str, Any]]:
        return [
            form.cleaned_data
            for form in self.forms
            if form.is_valid() and form.cleaned_data.get("minutes") and not self._dropped(form)
        ]

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = pgettext_lazy("a row", "Remove")

    def _dropped(self, form: forms.Form) -> bool:
        return bool(form.cleaned_data.get("DELETE"))

    def typed(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": row["kind"],
                "minutes": row["minutes"],
                "module": row["module"] and row["module"].pk,
            }
            for row in self.filled()
        ]

    def planned(self) -> list[PlannedSegment]:
        return [PlannedSegment(row["kind"], row["minutes"], row["module"]) for row in self.filled()]

    def title(self) -> str:
        """The modules in order, each once."""
        modules = [row["module"].title for row in self.filled() if row["module"]]
        return ", ".join(dict.fromkeys(modules))[:200]


SegmentRows = cast(
    type[BaseSegmentRows],
    forms.formset_factory(
        SegmentForm,
        formset=BaseSegmentRows,
        extra=3,
        max_num=40,
        absolute_max=60,
        validate_max=True,
        can_delete=True,
    ),
)
