"""What happened stays written: nobody changes or deletes an entry of the log, whatever the path."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from wagtail.log_actions import log as wagtail_log
from wagtail.models import ModelLogEntry, PageLogEntry

from cohorts.domain import log
from cohorts.models import LogEntry, append_only
from curriculum.models import ModulePage, triggers
from home.models import HomePage, User
from tests.factories.attendance import make_module
from tests.factories.cohorts import make_carrier, make_coordinator, make_participant, make_user
from tests.factories.curriculum import make_edition

ENTRIES: list[type[models.Model]] = [LogEntry, ModelLogEntry, PageLogEntry]


@pytest.fixture
def written(home_page: HomePage) -> dict[type[models.Model], models.Model]:
    """An entry of each kind."""
    carrier = make_carrier()
    entry = log.record(carrier, "cohorts.plan", by=make_user(), carrier=carrier)
    return {
        LogEntry: entry,
        ModelLogEntry: wagtail_log(make_edition("2023"), "wagtail.create"),
        PageLogEntry: wagtail_log(home_page, "wagtail.edit"),
    }


def refused(deed: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match=append_only.MESSAGE), transaction.atomic():
        deed()


@pytest.mark.parametrize("model", ENTRIES)
def test_an_entry_is_never_changed(written: Any, model: type[models.Model]) -> None:
    entry = written[model]
    rows = model._default_manager.filter(pk=entry.pk)

    refused(lambda: rows.update(label="anders"))
    refused(lambda: rows.update(user=None))
    refused(entry.save)


@pytest.mark.parametrize("model", ENTRIES)
def test_an_entry_is_never_deleted(written: Any, model: type[models.Model]) -> None:
    entry = written[model]

    refused(model._default_manager.filter(pk=entry.pk).delete)
    refused(entry.delete)

    assert model._default_manager.filter(pk=entry.pk).count() == 1


@pytest.mark.parametrize("model", ENTRIES)
def test_an_entry_is_never_replaced(written: Any, model: type[models.Model]) -> None:
    """SQLite's OR REPLACE deletes what is in its way without a word."""
    table, pk = model._meta.db_table, written[model].pk
    columns = ", ".join(f'"{f.column}"' for f in model._meta.local_concrete_fields)
    replace = f"REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = {pk}"  # noqa: S608
    if connection.vendor == "sqlite":
        refused(lambda: _raw(replace))


def test_deleting_a_user_leaves_the_entries(written: Any) -> None:
    number = written[LogEntry].user_id

    User.objects.get(pk=number).delete()

    entry = LogEntry.objects.select_related("user").get()
    assert (entry.user_id, entry.user_display_name) == (number, f"Benutzer {number} (gelöscht)")


def test_deleting_a_page_leaves_its_entries(home_page: HomePage) -> None:
    module = make_module("Grenzen")
    number = module.pk
    before = PageLogEntry.objects.filter(page=number).count()

    module.delete()

    assert not ModulePage.objects.filter(pk=number).exists()
    assert before >= 1
    assert PageLogEntry.objects.filter(page=number).count() == before + 1  # and the deletion


def test_all_triggers_are_there(db: None) -> None:
    expected = {
        f"cohorts_append_only_{name}_{operation}"
        for name in ("logentry", "modellogentry", "pagelogentry", "corrigendum")
        for operation in (
            ("update", "delete", "truncate")
            if connection.vendor == "postgresql"
            else ("insert", "update", "delete")
        )
    }

    assert expected <= {trigger.name for trigger in triggers.triggers(connection)}
    assert triggers.missing(connection) == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_truncate_is_refused() -> None:
    refused(lambda: _raw("TRUNCATE cohorts_logentry CASCADE"))
    refused(lambda: _raw("TRUNCATE wagtailcore_pagelogentry"))


@pytest.mark.django_db(transaction=True)
def test_flush_empties_the_log_and_guards_it_again() -> None:
    carrier = make_carrier()
    log.record(carrier, "cohorts.plan", by=None, carrier=carrier)

    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)

    assert not LogEntry.objects.exists()
    assert triggers.missing(connection) == []


def _raw(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


# --- what stands beside an entry ------------------------------------------------------------------


def test_a_deed_about_a_person_keeps_the_words_beside_the_entry(db: None) -> None:
    person, by = make_participant(), make_user()

    entry = log.record(
        person,
        "cohorts.change",
        by=by,
        carrier=None,
        reason="Frau Şahin hat geheiratet.",
        participant=person,
        values={"full_name": ("Amina Şahin", "Amina Berg"), "email": ("", None)},
    )

    assert (entry.reason, entry.why) == ("", "Frau Şahin hat geheiratet.")
    assert entry.message == "Geändert – Begründung: Frau Şahin hat geheiratet."
    assert "ahin" not in str(entry.data)
    assert {value.field: (value.old, value.new) for value in entry.values.all()} == {
        "full_name": ("Amina Şahin", "Amina Berg"),
        "email": ("", ""),
        "reason": ("", "Frau Şahin hat geheiratet."),
    }


def test_the_digest_proves_what_stands_beside_the_entry(db: None) -> None:
    person = make_participant()
    for _time in range(2):
        log.record(
            person,
            "cohorts.change",
            by=None,
            carrier=None,
            participant=person,
            values={"full_name": ("Amina Şahin", "Amina Berg")},
        )

    first, second = LogEntry.objects.order_by("pk")
    value = first.values.get()

    assert first.data["digests"] == {"full_name": log.digest(value)}
    assert first.data["digests"] != second.data["digests"]  # the salt is another one each time
    value.new = "Anna Berg"
    assert first.data["digests"] != {"full_name": log.digest(value)}


def test_a_deed_about_a_thing_keeps_the_reason_in_the_entry(db: None) -> None:
    carrier = make_carrier()

    entry = log.record(carrier, "cohorts.change", by=None, carrier=carrier, reason="Umzug")

    assert (entry.reason, entry.why, entry.values.count()) == ("Umzug", "Umzug", 0)


def test_the_log_shows_the_own_carriers_entries_and_ones_own_deeds(db: None) -> None:
    ours, theirs = make_carrier(), make_carrier()
    coordinator, trainer, stranger = make_coordinator(ours), make_user(), make_user()
    at_ours = log.record(ours, "cohorts.change", by=stranger, carrier=ours)
    by_trainer = log.record(theirs, "cohorts.change", by=trainer, carrier=theirs)
    log.record(theirs, "cohorts.change", by=stranger, carrier=theirs)

    assert list(LogEntry.objects.viewable_by_user(coordinator)) == [at_ours]
    assert list(LogEntry.objects.viewable_by_user(trainer)) == [by_trainer]
