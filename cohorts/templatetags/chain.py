"""The chain on the pages of standards, modules, courses and sessions, with its real figures.

The pages belong to the curriculum, which knows no cohorts; so the chain is drawn from here.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django import template
from django.db.models import Count, Subquery, Value
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.models import Cohort, CohortModule, Session
from cohorts.views.rows import Row, with_course
from cohorts.views.rows import rows as rows_of
from curriculum.domain.editions import Standing
from curriculum.domain.reading import ReadStandard
from curriculum.models import ModulePage
from curriculum.templatetags.languages import german
from curriculum.templatetags.reading import address

register = template.Library()

Station = dict[str, str]


@register.inclusion_tag("components/chain.html")
def standard_chain(standard: ReadStandard, standing: Standing) -> dict[str, Any]:
    """From the meeting where a wording was proposed to the certificates that name it."""
    keys = (standard.standard.edition.key, standard.key)
    modules = standard.modules
    return {
        "current": 2,
        "ahead": 3,
        "stations": [
            _meeting(reverse("curriculum:redline", args=keys), _reasons(standard)),
            _station(
                _("Standard %(key)s") % {"key": standard.key},
                _criteria(len(standard.criteria), standard.changed),
                reverse("curriculum:standard", args=keys),
            ),
            _station(_("Modules"), _taught(modules, standard, standing), "#criteria"),
            *_ahead(modules),
        ],
    }


@register.inclusion_tag("components/chain.html")
def module_chain(module: ModulePage, goals: Iterable[Any]) -> dict[str, Any]:
    """The same chain, seen from a module. `goals` are those that the page shows."""
    criteria = {goal.criterion.key: goal.criterion for goal in goals if goal.criterion}
    standards = reverse("curriculum:standards")
    return {
        "current": 3,
        "ahead": 4,
        "stations": [
            _meeting(standards, ""),
            _station(_("Standards"), ", ".join(sorted(criteria)), standards),
            _station(
                _("Module %(number)s") % {"number": module.number}
                if module.number
                else _("Module"),
                _("version of %(day)s") % {"day": date_format(module.last_published_at, _("j F Y"))}
                if module.last_published_at
                else "",
                "",
            ),
            *_ahead([module.translation_key]),
        ],
    }


@register.inclusion_tag("components/chain.html", takes_context=True)
def course_chain(
    context: Context, cohort: Cohort, rows: Sequence[Row], session: Session | None = None
) -> dict[str, Any]:
    """The chain of a course with the sessions it shows, or of one of its sessions; asks nothing."""
    edition, programme = cohort.edition, cohort.programme
    standards = reverse("curriculum:edition", args=[edition.key]) if edition else ""
    modules = {module.pk for row in rows for module in row.modules}
    return {
        "current": 5 if session else 4,
        "ahead": 6 if session or not _next(rows) else 5,
        "stations": [
            _meeting(reverse("curriculum:standards"), ""),
            _station(
                _("Standards"),
                _("Edition %(key)s") % {"key": edition.key} if edition else "",
                standards,
            ),
            _station(
                _("Modules"),
                ngettext("%(count)s module", "%(count)s modules", len(modules))
                % {"count": len(modules)},
                address(context, programme) if programme and programme.live else "",
            ),
            _station(
                _("Course") if session else _("This course"),
                german(cohort.title if session else cohort.organiser.name),
                cohort.get_absolute_url(),
            ),
            _session_station(cohort, rows, session),
            _station(_("Certificate"), _("at the end of the course"), ""),
        ],
    }


@register.inclusion_tag("components/chain.html", takes_context=True)
def record_chain(context: Context, cohort: Cohort) -> dict[str, Any]:
    """The chain in the admin's record of a course, with the sessions that the reader sees there."""
    seen = Session.objects.visible_to(context["request"].user).filter(cohort=cohort)
    return course_chain(context, cohort, rows_of(with_course(seen.order_by("starts_at", "pk"))))


def _session_station(cohort: Cohort, rows: Sequence[Row], session: Session | None) -> Station:
    if session:
        return _station(_("This date"), _on(session), "")
    following = _next(rows)
    figure = _("next on %(day)s") % {"day": _on(following.session)} if following else _("all over")
    return _station(_("Dates"), figure, "#termine-titel" if rows else "")


def _next(rows: Sequence[Row]) -> Row | None:
    now = timezone.now()
    return next((row for row in rows if row.ends_at > now and not row.is_cancelled), None)


def _on(session: Session) -> str:
    return date_format(timezone.localtime(session.starts_at), _("j F"))


def _station(title: str, figure: str, url: str) -> Station:
    return {"title": title, "figure": figure, "url": url}


def _meeting(url: str, figure: str) -> Station:
    return _station(_("Network meeting"), figure or _("where wordings are proposed"), url)


def _reasons(standard: ReadStandard) -> str:
    count = sum(
        bool(change.origin) for criterion in standard.criteria for change in criterion.changes
    )
    text = ngettext("%(count)s change with its reason", "%(count)s changes with reasons", count)
    return text % {"count": count} if count else ""


def _criteria(count: int, changed: int) -> str:
    text = ngettext("%(count)s criterion", "%(count)s criteria", count) % {"count": count}
    if not changed:
        return text
    return _("%(criteria)s, %(changed)s changed") % {"criteria": text, "changed": changed}


def _taught(modules: Collection[UUID], standard: ReadStandard, standing: Standing) -> str:
    """What was superseded waits for no module any more."""
    count, waiting = len(modules), standard.waiting
    text = ngettext("%(count)s teaches it", "%(count)s teach it", count) % {"count": count}
    if not count:
        return _("none any more") if standing.is_superseded else _("none teaches it yet")
    if not waiting:
        return text
    return _("%(modules)s, %(waiting)s to review") % {"modules": text, "waiting": waiting}


def _ahead(modules: Collection[UUID]) -> list[Station]:
    """Courses, sessions and certificates: one query, two where nothing is planned.

    The number of courses comes beside the next session. It is asked once and not per row: a join
    of both took half a second with a thousand sessions.
    """
    teaching = CohortModule.objects.filter(module__translation_key__in=modules).values("cohort")
    running = Cohort.objects.publicly_listed().filter(state=Cohort.State.PUBLISHED, pk__in=teaching)
    counted = running.order_by().annotate(one=Value(1)).values("one").annotate(count=Count("pk"))
    following = (
        Session.objects.publicly_listed()
        .upcoming(timezone.now())
        .not_cancelled()
        .filter(segments__module__translation_key__in=modules)
        .order_by("starts_at", "pk")
        .values_list("starts_at", "uuid", Subquery(counted.values("count")))
        .first()
    )
    courses = (following[2] or 0) if following else running.count()
    in_courses = ngettext("in %(count)s running course", "in %(count)s running courses", courses)
    return [
        _station(
            _("Courses"),
            in_courses % {"count": courses} if courses else _("none at present"),
            reverse("cohorts:sessions"),
        ),
        _station(
            _("Sessions"),
            _("next on %(day)s") % {"day": date_format(timezone.localtime(following[0]), _("j F"))}
            if following
            else _("none at present"),
            reverse("cohorts:session", args=[following[1]])
            if following
            else reverse("cohorts:sessions"),
        ),
        _station(_("Certificates"), _("at the end of every course"), ""),
    ]
