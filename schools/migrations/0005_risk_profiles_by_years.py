"""A risk profile belongs to an academic year: those that stand belong to the year they were set."""

from django.db import migrations, models


def give_years(apps, schema_editor):
    """July and August still close the old year."""
    risk = apps.get_model("schools", "SchoolRisk")
    for pk, set_at in risk.objects.values_list("pk", "set_at"):
        year = set_at.year if set_at.month >= 9 else set_at.year - 1
        risk.objects.filter(pk=pk).update(academic_year=year)


class Migration(migrations.Migration):
    dependencies = [("schools", "0004_risk_profiles")]

    operations = [
        migrations.AddField(
            model_name="schoolrisk",
            name="academic_year",
            field=models.PositiveSmallIntegerField("учебный год", null=True),
        ),
        migrations.RunPython(give_years, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="schoolrisk",
            name="academic_year",
            field=models.PositiveSmallIntegerField("учебный год"),
        ),
        migrations.RemoveConstraint(model_name="schoolrisk", name="one_weight_of_a_risk"),
        migrations.AddConstraint(
            model_name="schoolrisk",
            constraint=models.UniqueConstraint(
                fields=["school", "academic_year", "factor"], name="one_weight_of_a_risk_a_year"
            ),
        ),
        migrations.AlterField(
            model_name="schoolrisk",
            name="significance",
            field=models.CharField(
                "значимость",
                max_length=10,
                choices=[
                    ("high", "высокая"),
                    ("middle", "средняя"),
                    ("low", "низкая"),
                    ("none", "не выявлен"),
                ],
            ),
        ),
    ]
