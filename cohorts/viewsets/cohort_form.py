"""The form of a cohort: what is typed here becomes a deed of the cohort's life."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from cohorts.domain import cohort_life, sign_up
from cohorts.domain.capacity import MOST
from cohorts.models import Carrier, Cohort
from cohorts.viewsets.deed_form import DeedForm
from curriculum.models import ProgrammePage

if TYPE_CHECKING:
    from home.models import User


class CohortForm(DeedForm):
    codes_at = {"capacity": "capacity", "below_held": "capacity"}

    class Meta:
        model = Cohort
        fields = [
            "title",
            "kind",
            "organiser",
            "programme",
            "lead",
            "language",
            "capacity",
            "needs_approval",
            "visibility",
            "slug",
        ]
        widgets = {"lead": forms.Textarea(attrs={"rows": 2})}
        help_texts = {
            "kind": _("A course follows a programme; an event stands alone."),
            "programme": _("Its rules and modules are pinned when you publish the course."),
            "visibility": _(
                "Public: in lists, calendars and the search. By link: for whoever knows the "
                "address. Internal: only here."
            ),
            "capacity": _(
                "For people who take part in the whole course. If you raise it, the first in line "
                "get an offer by mail at once."
            ),
            "slug": _(
                "Part of the address /kurse/…/. Leave it empty, and it is made from the title."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Carrier.objects.coordinated_by(self.user)
        self.fields["organiser"].queryset = own
        self.fields["programme"].queryset = ProgrammePage.objects.live().filter(
            locale__language_code=settings.LANGUAGE_CODE
        )
        self.fields["slug"].required = False
        self.fields["capacity"].validators.append(MaxValueValidator(MOST))
        if not self.instance.pk:
            if len(only := list(own[:2])) == 1:
                self.initial.setdefault("organiser", only[0].pk)
        elif self.instance.state != Cohort.State.DRAFT:
            for name in ("kind", "organiser", "programme", "slug"):
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Fixed since the course was published.")

    def create(self, *, by: "User", now: datetime) -> Cohort:
        return cohort_life.create(by=by, now=now, **self.typed())

    def change(self, row: Cohort, *, by: "User", now: datetime) -> Cohort:
        changes = self.typed()
        if row.state != Cohort.State.DRAFT:
            sign_up.set_capacity(cohort=row, capacity=changes.pop("capacity"), by=by, now=now)
        elif not changes["slug"]:
            changes["slug"] = row.slug
        return cohort_life.change(cohort=row, by=by, now=now, **changes)
