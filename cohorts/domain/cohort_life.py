"""The life of a cohort: draft, published, closed or cancelled."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cohorts.domain import announcements, calendars, log, pins, wall_time
from cohorts.models import Cohort, CohortModule, Session
from curriculum.models import ModulePage

if TYPE_CHECKING:
    from home.models import User

CHANGEABLE = {
    "title",
    "slug",
    "lead",
    "organiser",
    "kind",
    "programme",
    "language",
    "visibility",
    "capacity",
    "needs_approval",
    "rule_percent",
    "rule_min_minutes",
    "rule_max_minutes",
    "rule_make_up_months",
    "rule_counts_electives",
    "rule_from_joining",
}
# Held fast by publishing; seats then change by a deed of their own, because people may be waiting.
UNTIL_PUBLISHED = CHANGEABLE - {"title", "lead", "visibility", "needs_approval"}


@transaction.atomic
def create(*, by: "User | None", now: datetime, **fields: object) -> Cohort:
    """A new cohort, as a draft. Without `slug` its address is made from the title."""
    _refuse_unknown(fields)
    cohort = Cohort(**fields)
    cohort.slug = cohort.slug or _free_slug(cohort.title)
    cohort.full_clean()
    cohort.save()
    log.record(cohort, "cohorts.plan", by=by, carrier=cohort.organiser)
    return cohort


@transaction.atomic
def change(*, cohort: Cohort, by: "User | None", now: datetime, **changes: object) -> Cohort:
    """Change a cohort. What publishing has pinned can no longer be changed."""
    _refuse_unknown(changes)
    cohort = _locked(cohort)
    changed = {name for name, value in changes.items() if getattr(cohort, name) != value}
    if cohort.state != Cohort.State.DRAFT and changed & UNTIL_PUBLISHED:
        raise ValidationError(
            {
                name: _("This cannot be changed here any more: the cohort is published.")
                for name in sorted(changed & UNTIL_PUBLISHED)
            }
        )
    if not changed:
        return cohort
    for name in changed:
        setattr(cohort, name, changes[name])
    cohort.full_clean()
    cohort.save()
    # A change of visibility lets sessions enter or leave feeds, without a change of their text.
    calendars.renew(cohort.sessions.all(), now=now, touch="visibility" in changed)
    log.record(
        cohort,
        "cohorts.change",
        by=by,
        carrier=cohort.organiser,
        data={"fields": sorted(changed)},
    )
    return cohort


@transaction.atomic
def publish(*, cohort: Cohort, by: "User | None", now: datetime) -> Cohort:
    """Open a draft and pin the edition in force on its first day, the live module revisions with
    their planned minutes, and the programme's rules. Needs at least one session that takes place.
    """
    cohort = _locked(cohort)
    if cohort.state != Cohort.State.DRAFT:
        raise ValidationError(_("Only a draft can be published."), code="state")
    first = cohort.sessions.not_cancelled().order_by("starts_at").first()
    if first is None:
        raise ValidationError(_("Please plan at least one session first."), code="no_session")
    pins.pin_edition(cohort, wall_time.day_of(first.starts_at))
    pins.pin_rules(cohort)
    pins.pin_modules(cohort)
    cohort.state = Cohort.State.PUBLISHED
    cohort.full_clean()
    cohort.save()
    calendars.renew(cohort.sessions.all(), now=now, touch=True)
    log.record(
        cohort,
        "cohorts.publish",
        by=by,
        carrier=cohort.organiser,
        data={
            "edition": cohort.edition_id,
            "revisions": list(cohort.cohort_modules.values_list("revision", flat=True)),
        },
    )
    return cohort


@transaction.atomic
def take_newer_wording(
    *, cohort: Cohort, modules: Iterable[ModulePage], by: "User | None", now: datetime
) -> Cohort:
    """Let a running cohort teach the newest published revision of these modules from now on.

    Sessions that are closed keep what was taught in them. Modules without a newer revision stay as
    they are; when there is none at all, nothing is done and nothing is logged.
    """
    cohort = _locked(cohort)
    if cohort.state != Cohort.State.PUBLISHED:
        raise ValidationError(_("Only a published cohort takes newer wording."), code="state")
    wanted = {module.pk for module in modules}
    pinned = [pin for pin in pins.with_newer_wording(cohort) if pin.module_id in wanted]
    if not pinned:
        return cohort
    steps = []
    for pin in pinned:
        steps.append([pin.revision_id, pin.module.live_revision_id])
        pin.revision_id = pin.module.live_revision_id
    CohortModule.objects.bulk_update(pinned, ["revision"])
    log.record(cohort, "cohorts.newer", by=by, carrier=cohort.organiser, data={"revisions": steps})
    return cohort


@transaction.atomic
def discard(*, cohort: Cohort, by: "User | None", now: datetime) -> None:
    """Throw a draft away, with its sessions. What was published is cancelled instead."""
    cohort = _locked(cohort)
    if cohort.state != Cohort.State.DRAFT:
        raise ValidationError(_("Only a draft can be thrown away. Please cancel it."), code="state")
    log.record(cohort, "cohorts.discard", by=by, carrier=cohort.organiser)
    cohort.delete()


@transaction.atomic
def cancel(*, cohort: Cohort, by: "User | None", now: datetime, reason: str) -> Cohort:
    """Cancel the cohort and all its sessions that are not over. One message per person."""
    cohort = _locked(cohort)
    if cohort.state == Cohort.State.CANCELLED:
        return cohort
    if cohort.state != Cohort.State.PUBLISHED:
        raise ValidationError(_("Only a published cohort can be cancelled."), code="state")
    if not reason.strip():
        raise ValidationError({"reason": _("Please say why. The people who come will read it.")})
    cohort.state = Cohort.State.CANCELLED
    cohort.save()
    sessions = list(
        cohort.sessions.select_for_update(no_key=True).not_cancelled().upcoming(now).order_by("pk")
    )
    for session in sessions:
        session.status = Session.Status.CANCELLED
        session.status_note = reason.strip()
        session.sequence += 1
        session.modified_at = now
        session.full_clean(exclude=["cohort", "place"])
    Session.objects.bulk_update(sessions, ["status", "status_note", "sequence", "modified_at"])
    calendars.renew(sessions, now=now)
    announcements.cohort_cancelled(cohort, now=now)
    log.record(
        cohort,
        "cohorts.cancel",
        by=by,
        carrier=cohort.organiser,
        reason=reason,
        data={"sessions": [session.pk for session in sessions]},
    )
    return cohort


@transaction.atomic
def close(*, cohort: Cohort, by: "User | None", now: datetime) -> Cohort:
    """The run is over: nothing is planned in it any more."""
    cohort = _locked(cohort)
    if cohort.state != Cohort.State.PUBLISHED:
        raise ValidationError(_("Only a published cohort can be closed."), code="state")
    if cohort.sessions.not_cancelled().upcoming(now).exists():
        raise ValidationError(_("Some sessions are still to come."), code="sessions_ahead")
    cohort.state = Cohort.State.CLOSED
    cohort.save()
    log.record(cohort, "cohorts.end", by=by, carrier=cohort.organiser)
    return cohort


def _locked(cohort: Cohort) -> Cohort:
    return (
        Cohort.objects.select_for_update(of=("self",), no_key=True)
        .select_related("organiser", "programme")
        .get(pk=cohort.pk)
    )


def _refuse_unknown(names: Iterable[str]) -> None:
    unknown = set(names) - CHANGEABLE
    if unknown:
        raise TypeError(f"a cohort is not changed by {sorted(unknown)}")


def _free_slug(title: str) -> str:
    slug = slugify(title)[:90] or "kurs"
    taken = set(Cohort.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(
        candidate
        for candidate in [slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))]
        if candidate not in taken
    )
