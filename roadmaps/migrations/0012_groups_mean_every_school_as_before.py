"""Groups of plans that are there already go on meaning every school until a person decides."""

from django.db import migrations


def keep_every_school(apps, schema_editor):
    """What was given to every school stays given to every school."""
    links = apps.get_model("roadmaps", "ActivityParty").objects
    links.filter(party__fans_out="schools", audience="").update(
        audience="all", audience_reason="так поручено раньше"
    )


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0011_audience_of_parties")]

    operations = [migrations.RunPython(keep_every_school, migrations.RunPython.noop)]
