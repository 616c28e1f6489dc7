"""A carrier's own section: one module is live, one waits, and an original has changed since."""

from datetime import datetime

from wagtail.models import Page

from cohorts.domain import sections
from cohorts.models import Carrier
from curriculum.domain import originals
from curriculum.models import ModulePage
from home.models import User


def seed_section(
    *,
    carrier: Carrier,
    coordinator: User,
    trainer: User,
    centre: User,
    live: ModulePage,
    waiting: ModulePage,
    now: datetime,
) -> None:
    """`live` and `waiting` are shared modules on which the carrier's own ones are based.

    The first was approved; then the centre published its original anew. The second was handed in.
    """
    section = sections.open_section(carrier=carrier, by=coordinator, now=now)
    own = originals.adapt(module=live, parent=section, by=trainer, now=now)
    own.title, own.slug = "Rolle und Aufgaben in Wetzlar", "rolle-und-aufgaben-in-wetzlar"
    own.lead = "Wie die Aufgabe bei uns aussieht: mit dem Migrationsbüro und der Stadtbücherei."
    own.responsible = trainer
    own.save_revision(user=trainer, log_action=True).publish(
        user=coordinator, skip_permission_checks=True
    )

    draft = originals.adapt(module=waiting, parent=section, by=trainer, now=now)
    draft.title, draft.slug = "Grenzen im Ehrenamt an der Lahn", "grenzen-an-der-lahn"
    draft.lead = "Mit Beispielen aus unseren Sprechstunden."
    draft.responsible = trainer
    draft.save()
    draft.save_revision(user=trainer, log_action=True)
    page: Page = ModulePage.objects.get(pk=draft.pk)
    page.get_workflow().start(page, trainer)

    live.refresh_from_db()
    live.lead = f"{live.lead} Neu: woran andere Ihre Rolle erkennen."
    live.save_revision(user=centre, log_action=True).publish(
        user=centre, skip_permission_checks=True
    )
