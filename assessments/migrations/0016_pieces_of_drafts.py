"""A draft becomes rows of a table of its own, a few hundred of its lines each (1: the table)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0015_criteria_of_lists_in_full'),
    ]

    operations = [
        migrations.AddField(
            model_name='resultsimport',
            name='contents',
            field=models.JSONField(default=dict, verbose_name='что в файле'),
        ),
        migrations.CreateModel(
            name='DraftPiece',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='номер')),
                ('holds', models.CharField(choices=[('facts', 'facts'), ('references', 'references'), ('issues', 'issues')], max_length=10, verbose_name='что внутри')),
                ('items', models.PositiveSmallIntegerField(verbose_name='сколько')),
                ('content', models.BinaryField(verbose_name='содержание')),
                ('results_import', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pieces', to='assessments.resultsimport')),
            ],
            options={
                'verbose_name': 'часть прочитанного файла',
                'verbose_name_plural': 'части прочитанных файлов',
                'constraints': [models.UniqueConstraint(fields=('results_import', 'number'), name='one_draft_piece_per_number')],
            },
        ),
    ]
