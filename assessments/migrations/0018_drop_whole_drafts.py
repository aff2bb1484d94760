"""A draft becomes rows of a table of its own (3: the documents go).

The column of drafts gets a default first, which a way back needs.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0017_move_drafts_into_pieces'),
    ]

    operations = [
        migrations.AlterField(
            model_name='resultsimport',
            name='draft',
            field=models.JSONField(default=dict),
        ),
        migrations.RemoveField(
            model_name='resultsimport',
            name='draft',
        ),
        migrations.RemoveField(
            model_name='resultsimport',
            name='issues',
        ),
    ]
