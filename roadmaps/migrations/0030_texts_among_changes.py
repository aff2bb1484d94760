"""Changes of a plan's texts among its changes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0029_computed_indicators_and_intended_gaps")]

    operations = [
        migrations.AlterField(
            model_name="planchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("edit", "изменение"),
                    ("insert", "новая строка"),
                    ("delete", "удаление"),
                    ("move", "перемещение"),
                    ("paste", "вставка"),
                    ("renumber", "нумерация"),
                    ("section", "раздел"),
                    ("text", "сведения и тексты"),
                    ("undo", "отмена"),
                ],
                max_length=10,
                verbose_name="вид",
            ),
        ),
    ]
