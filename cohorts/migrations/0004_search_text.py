"""Fills the text by which people who are there already are found."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from cohorts.models.folding import fold


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Participant = apps.get_model("cohorts", "Participant")
    people = list(Participant.objects.only("full_name", "sort_name", "email"))
    for person in people:
        person.search_text = fold(f"{person.full_name} {person.sort_name} {person.email}")
    Participant.objects.bulk_update(people, ["search_text"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("cohorts", "0003_ties_of_people")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
