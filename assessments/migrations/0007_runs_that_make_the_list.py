from django.db import migrations, models

AUXILIARY = ["corridor", "adverse-conditions", "high-results", "stable-three-years"]


def tell_auxiliary_runs(apps, schema_editor):
    """Runs by criteria that were never meant for the list."""
    runs = apps.get_model("assessments", "ClassificationRun").objects
    runs.filter(criteria__key__in=AUXILIARY).update(makes_list=False)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0006_files_uploaded_together"),
    ]

    operations = [
        migrations.AddField(
            model_name="classificationrun",
            name="makes_list",
            field=models.BooleanField(
                default=True,
                help_text=(
                    "Нет — расчёт по вспомогательным критериям: перечнем муниципалитета он не "
                    "служит"
                ),
                verbose_name="составляет перечень",
            ),
        ),
        migrations.RunPython(tell_auxiliary_runs, migrations.RunPython.noop),
    ]
