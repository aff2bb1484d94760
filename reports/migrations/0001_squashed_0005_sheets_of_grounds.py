"""All tables of `reports` at once, as the replaced migrations one after another leave them.

A new installation starts here; one that is anywhere in the replaced ones goes on through them.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('reports', '0001_reports'), ('reports', '0002_roadmap_annex'), ('reports', '0003_partnership_list'), ('reports', '0004_classification_order'), ('reports', '0005_sheets_of_grounds')]

    initial = True

    dependencies = [
        ('accounts', '0001_people'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('schools', '0001_schools'),
    ]

    operations = [
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('analysis_vpr', 'Аналитическая справка по результатам ВПР'), ('roadmap_progress', 'Отчёт о ходе реализации дорожной карты'), ('classification_list', 'Перечень школ с низкими результатами'), ('classification_order', 'Приказ об утверждении перечня ШНОР'), ('school_grounds', 'Справки для школ перечня'), ('roadmap_annex', 'Дорожная карта как приложение к приказу'), ('partnership_list', 'Перечень школ и их наставников')], max_length=24, verbose_name='вид')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word'), ('xlsx', 'Excel')], max_length=4, verbose_name='формат')),
                ('params', models.JSONField(default=dict, verbose_name='о чём')),
                ('title', models.CharField(max_length=500, verbose_name='название')),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='запрошен')),
                ('file', models.FileField(blank=True, upload_to='reports/%Y/%m/', verbose_name='файл')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveIntegerField(default=0, verbose_name='размер, байт')),
                ('job', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='report', to='accounts.job')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='schools.municipality')),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reports', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'отчёт',
                'verbose_name_plural': 'отчёты',
                'indexes': [models.Index(fields=['municipality', '-requested_at'], name='report_newest')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', ''), ('sha256', ''), ('size', 0)), models.Q(models.Q(('file', ''), _negated=True), models.Q(('sha256', ''), _negated=True), ('size__gt', 0)), _connector='OR'), name='report_file_with_digest')],
            },
        ),
    ]
