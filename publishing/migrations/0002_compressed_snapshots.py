"""Snapshots of editions are kept with gzip; those that are there are packed, one at a time."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from publishing.database import CompressedTextField


def copy(old: str, new: str):
    def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        editions = apps.get_model("publishing", "Edition").objects.order_by("number")
        for number in list(editions.values_list("pk", flat=True)):
            [text] = editions.filter(pk=number).values_list(old, flat=True)
            editions.filter(pk=number).update(**{new: text})

    return carry_over


class Migration(migrations.Migration):
    dependencies = [("publishing", "0001_initial")]

    operations = [
        migrations.RenameField("edition", "snapshot", "plain"),
        migrations.AlterField(
            "edition", "plain", models.TextField(editable=False, default="")
        ),
        migrations.AddField(
            "edition",
            "snapshot",
            CompressedTextField(verbose_name="inhoud", default=""),
        ),
        migrations.RunPython(copy("plain", "snapshot"), copy("snapshot", "plain")),
        migrations.RemoveField("edition", "plain"),
        migrations.AlterField(
            "edition", "snapshot", CompressedTextField(verbose_name="inhoud")
        ),
    ]
