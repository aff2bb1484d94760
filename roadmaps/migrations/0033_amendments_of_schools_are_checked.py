"""An amendment of a school's plan may be on review, returned and agreed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0032_words_of_taken_rows")]

    operations = [
        migrations.AddField(
            model_name="plancheck",
            name="is_of_amendment",
            field=models.BooleanField(default=False, verbose_name="проверяли изменение"),
        ),
        migrations.RemoveConstraint(model_name="roadmap", name="amendment_is_a_project"),
        migrations.AddConstraint(
            model_name="roadmap",
            constraint=models.CheckConstraint(
                condition=Q(amends__isnull=True)
                | Q(status="draft", edition_number=0)
                | Q(
                    status__in=["on_review", "returned", "agreed"],
                    edition_number=0,
                    school__isnull=False,
                ),
                name="amendment_is_a_project",
            ),
        ),
    ]
