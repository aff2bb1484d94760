"""What a row said when a school took it over; rows taken before were taken as the office has them."""

from typing import Any

from django.db import migrations, models

WORDS = ("title", "deadline_text", "deadline_choice", "deliverable")


def remember_words(apps: Any, schema_editor: Any) -> None:
    activities = apps.get_model("roadmaps", "Activity")._default_manager
    for row in activities.filter(taken_from__isnull=False).select_related("taken_from"):
        row.taken_words = {name: getattr(row.taken_from, name) for name in WORDS}
        row.save(update_fields=["taken_words"])


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0031_typical_roadmaps_for_schools")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="taken_words",
            field=models.JSONField(blank=True, default=dict, verbose_name="слова взятого пункта"),
        ),
        migrations.RunPython(remember_words, migrations.RunPython.noop),
    ]
