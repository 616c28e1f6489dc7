"""One course or event with its sessions and the way in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.domain import linked_data
from cohorts.models import Cohort
from cohorts.views import facts, rows, sign_up
from cohorts.views.addresses import webcal
from cohorts.views.rows import Row
from curriculum.templatetags.languages import german


@dataclass(frozen=True, slots=True)
class Station:
    """A session on the course's line. `state`: past, next, ahead or cancelled."""

    row: Row
    state: str

    @property
    def starts_at(self) -> datetime:
        return self.row.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.row.ends_at

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def url(self) -> str:
        return self.row.url

    @property
    def minutes(self) -> int:
        return 0 if self.row.is_cancelled else self.row.minutes

    @property
    def change(self) -> str:
        return self.row.change

    @property
    def note(self) -> str:
        if self.row.is_cancelled:
            return german(self.row.session.status_note)
        return self.row.modules_in_words


def stations(of: Sequence[Row], now: datetime) -> list[Station]:
    """The line of a course: what is over, what comes next, what lies ahead."""
    ahead = [row for row in of if row.ends_at > now and not row.is_cancelled]
    return [
        Station(
            row,
            "cancelled"
            if row.is_cancelled
            else "past"
            if row.ends_at <= now
            else "next"
            if row is ahead[0]
            else "ahead",
        )
        for row in of
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cohort(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()
    found = get_object_or_404(
        Cohort.objects.reachable().select_related("organiser", "programme", "edition"), slug=slug
    )
    box = sign_up.box(request, found, None, now=now) if found.capacity else None
    if request.method == "POST" and box and (response := sign_up.submit(request, box, now=now)):
        return response
    sessions = rows.with_course(found.sessions.order_by("starts_at", "pk"))
    shown = rows.rows(sessions.prefetch_related(facts.TRAINERS))
    counted = [
        (format_html("{} {}", date_format(row.day, _("D, j M")), german(row.title)), row.minutes)
        for row in shown
        if row.minutes and not row.is_cancelled
    ]
    return render(
        request,
        "cohorts/cohort.html",
        {
            "cohort": found,
            "ancestors": [
                (_("Start"), reverse("wagtail_serve", args=[""])),
                (_("Dates"), reverse("cohorts:sessions")),
            ],
            "tags": _tags(found, box),
            "rows": shown,
            "stations": stations(shown, now),
            "segments": [minutes for _words, minutes in counted],
            "counted": counted,
            "facts": _facts(found, shown),
            "box": box,
            "linked_data": linked_data.course(
                found,
                [row.session for row in shown],
                minutes=sum(row.minutes for row in shown if not row.is_cancelled),
            ),
            "webcal": webcal(request, reverse("calendar:cohort", args=[found.uuid])),
        },
    )


def _tags(cohort: Cohort, box: sign_up.SignUpBox | None) -> list[tuple[str, str]]:
    tags = []
    if cohort.edition:
        tags.append((_("Edition %(key)s") % {"key": cohort.edition.key}, "sea"))
    if cohort.state == Cohort.State.CANCELLED:
        tags.append((_("cancelled"), "red"))
    elif box and box.is_open:
        tags.append((_("Sign-up open"), "green"))
    return tags


def _facts(cohort: Cohort, shown: Sequence[Row]) -> list[facts.Fact]:
    taking_place = [row.session for row in shown if not row.is_cancelled]
    carrier = cohort.organiser
    address = f"{reverse('cohorts:carriers')}#traeger-{carrier.pk}"
    known: list[facts.Fact] = [(_("Carrier"), german(carrier.name), address)]
    if taking_place:
        known.append((_("Place"), facts.where(taking_place)))
    if names := facts.trainers(taking_place):
        known.append((_("Led by"), names))
    known.append((_("Language"), cohort.get_language_display()))
    obligatory = cohort.cohort_modules.filter(obligatory=True)
    if cohort.programme and taking_place:
        needed = [_("%(percent)s percent of the units") % {"percent": cohort.rule_percent}]
        titles = format_html_join(
            ", ", "{}", ((german(t),) for t in obligatory.values_list("module__title", flat=True))
        )
        if titles:
            text = _("Obligatory: %(modules)s").replace("%(modules)s", "{}")
            needed.append(format_html(text, titles))
        known.append((_("For the certificate"), facts.lines(needed)))
    return known
