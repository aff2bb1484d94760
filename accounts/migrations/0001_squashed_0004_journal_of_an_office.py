"""All tables of `accounts` at once, as the replaced migrations one after another leave them.

A new installation starts here; one that is anywhere in the replaced ones goes on through them.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('accounts', '0001_people'), ('accounts', '0002_outgoing_letters'), ('accounts', '0003_letters_of_an_office'), ('accounts', '0004_journal_of_an_office')]

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='адрес электронной почты')),
                ('full_name', models.CharField(max_length=200, verbose_name='фамилия, имя, отчество')),
                ('is_active', models.BooleanField(default=True, verbose_name='может входить')),
                ('is_staff', models.BooleanField(default=False, verbose_name='владелец установки')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='создан')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'пользователь',
                'verbose_name_plural': 'пользователи',
            },
        ),
        migrations.CreateModel(
            name='AuditEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_name', models.CharField(max_length=200)),
                ('municipality_id', models.BigIntegerField(null=True)),
                ('subject_type', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('subject_title', models.CharField(max_length=300)),
                ('action', models.CharField(max_length=60)),
                ('summary', models.TextField(blank=True)),
                ('changes', models.JSONField(default=list)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_type', 'subject_id', '-at'], name='audit_subject'), models.Index(fields=['municipality_id', '-at'], name='audit_office')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=60)),
                ('subject_id', models.BigIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('state', models.CharField(choices=[('queued', 'в очереди'), ('running', 'выполняется'), ('done', 'готово'), ('failed', 'не выполнено')], default='queued', max_length=10)),
                ('requested_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('sent_at', models.DateTimeField(null=True)),
                ('claim', models.UUIDField(null=True)),
                ('heartbeat_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('step', models.CharField(blank=True, max_length=200)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('failure', models.TextField(blank=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='jobs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state__in', ['queued', 'running'])), fields=['state', 'heartbeat_at'], name='job_unfinished')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['queued', 'running'])), fields=('kind', 'subject_id'), name='one_active_job_per_subject'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state__in', ['done', 'failed'])), models.Q(('finished_at__isnull', True), ('state__in', ['queued', 'running'])), _connector='OR'), name='job_finished_at_with_state')],
            },
        ),
        migrations.CreateModel(
            name='OutgoingLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200, unique=True)),
                ('kind', models.CharField(max_length=40, verbose_name='о чём')),
                ('to_name', models.CharField(max_length=200, verbose_name='кому')),
                ('email', models.EmailField(max_length=254, verbose_name='адрес')),
                ('municipality_id', models.BigIntegerField(null=True)),
                ('subject', models.CharField(max_length=300, verbose_name='тема')),
                ('body', models.TextField(verbose_name='текст')),
                ('unsubscribe_path', models.CharField(blank=True, max_length=300)),
                ('state', models.CharField(choices=[('waiting', 'ждёт отправки'), ('sending', 'отправляется'), ('sent', 'отправлено'), ('failed', 'не отправлено'), ('unknown', 'неизвестно, ушло ли')], default='waiting', max_length=10)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='написано')),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='отправить не раньше')),
                ('claimed_at', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                ('sent_at', models.DateTimeField(null=True, verbose_name='отправлено')),
                ('failure', models.TextField(blank=True, verbose_name='почему не ушло')),
                ('to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='letters', to=settings.AUTH_USER_MODEL, verbose_name='кому')),
            ],
            options={
                'verbose_name': 'исходящее письмо',
                'verbose_name_plural': 'исходящие письма',
                'indexes': [models.Index(condition=models.Q(('state__in', ['waiting', 'sending'])), fields=['state', 'due_at'], name='letter_unfinished'), models.Index(fields=['municipality_id', '-created_at'], name='letter_of_office')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', False), ('state', 'sent')), models.Q(models.Q(('state', 'sent'), _negated=True), ('sent_at__isnull', True)), _connector='OR'), name='letter_sent_at_with_state')],
            },
        ),
    ]
