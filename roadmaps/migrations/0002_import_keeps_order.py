from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmaps", "0001_plans_and_work")]

    operations = [
        migrations.AddField(
            "planimport",
            "order_number",
            models.CharField(blank=True, max_length=40, verbose_name="номер приказа"),
        ),
        migrations.AddField(
            "planimport",
            "order_date",
            models.DateField(blank=True, null=True, verbose_name="дата приказа"),
        ),
        migrations.AddField(
            "planimport",
            "is_approved",
            models.BooleanField(default=True, verbose_name="план утверждён"),
        ),
        migrations.AddConstraint(
            "planimport",
            models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("municipality", "sha256"),
                name="one_draft_per_file",
            ),
        ),
    ]
