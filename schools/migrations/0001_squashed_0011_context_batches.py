"""All tables of `schools` at once, as the replaced migrations one after another leave them.

A new installation starts here; one that is anywhere in the replaced ones goes on through them.
What they did to rows is left out: a new installation has none.
"""

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import schools.domain.context.index
import schools.domain.context.types
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [('schools', '0001_schools'), ('schools', '0002_words_of_the_owners_tables'), ('schools', '0003_register_uploads'), ('schools', '0004_risk_profiles'), ('schools', '0005_risk_profiles_by_years'), ('schools', '0006_requisites'), ('schools', '0007_partnerships'), ('schools', '0008_context_values'), ('schools', '0009_context_weights'), ('schools', '0010_written_names'), ('schools', '0011_context_batches')]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Region',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=2, unique=True, verbose_name='код')),
                ('name', models.CharField(max_length=200, verbose_name='название')),
            ],
            options={
                'verbose_name': 'регион',
                'verbose_name_plural': 'регионы',
            },
        ),
        migrations.CreateModel(
            name='Municipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='reg20_m012', max_length=20, unique=True, verbose_name='код ФИС ОКО')),
                ('name', models.CharField(max_length=200, verbose_name='название')),
                ('name_genitive', models.CharField(blank=True, max_length=200, verbose_name='название в родительном падеже')),
                ('office_name', models.CharField(blank=True, max_length=300, verbose_name='управление образования')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='место составления документов')),
                ('head_post', models.CharField(blank=True, max_length=200, verbose_name='должность руководителя')),
                ('head_name', models.CharField(blank=True, max_length=100, verbose_name='руководитель')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='municipalities', to='schools.region', verbose_name='регион')),
            ],
            options={
                'verbose_name': 'муниципалитет',
                'verbose_name_plural': 'муниципалитеты',
            },
        ),
        migrations.CreateModel(
            name='School',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=20, unique=True, verbose_name='логин ФИС ОКО')),
                ('name', models.CharField(max_length=200, verbose_name='краткое название')),
                ('full_name', models.CharField(blank=True, max_length=500, verbose_name='полное название')),
                ('kind', models.CharField(choices=[('secondary', 'средняя школа (СОШ)'), ('basic', 'основная школа (ООШ)'), ('primary', 'начальная школа (НОШ)'), ('gymnasium', 'гимназия'), ('lyceum', 'лицей'), ('boarding', 'школа-интернат'), ('primary_kindergarten', 'начальная школа – детский сад'), ('special', 'специальная (коррекционная) школа'), ('evening', 'вечерняя школа'), ('other', 'другое')], default='secondary', max_length=24, verbose_name='тип')),
                ('msu_code', models.CharField(blank=True, max_length=10, verbose_name='код МСУ')),
                ('oge_code', models.CharField(blank=True, max_length=10, verbose_name='код ОГЭ')),
                ('ege_code', models.CharField(blank=True, max_length=10, verbose_name='код ЕГЭ')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='закрыта')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schools', to='schools.municipality', verbose_name='муниципалитет')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='branches', to='schools.school', verbose_name='филиал школы')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='schools.school', verbose_name='правопреемник')),
                ('address', models.CharField(blank=True, max_length=500, verbose_name='адрес')),
                ('director', models.CharField(blank=True, max_length=200, verbose_name='директор')),
                ('email', models.CharField(blank=True, max_length=254, verbose_name='электронная почта')),
                ('has_basic', models.BooleanField(blank=True, null=True, verbose_name='основное общее образование (ООО)')),
                ('has_primary', models.BooleanField(blank=True, null=True, verbose_name='начальное общее образование (НОО)')),
                ('has_secondary', models.BooleanField(blank=True, null=True, verbose_name='среднее общее образование (СОО)')),
                ('inn', models.CharField(blank=True, max_length=20, verbose_name='ИНН')),
                ('is_boarding', models.BooleanField(blank=True, null=True, verbose_name='школа-интернат')),
                ('is_closed_type', models.BooleanField(blank=True, null=True, verbose_name='учреждение закрытого типа (СУВУ)')),
                ('is_correctional', models.BooleanField(blank=True, null=True, verbose_name='специальная (коррекционная) школа')),
                ('is_evening', models.BooleanField(blank=True, null=True, verbose_name='вечерняя (сменная) школа')),
                ('is_penal', models.BooleanField(blank=True, null=True, verbose_name='школа при учреждении УФСИН')),
                ('kpp', models.CharField(blank=True, max_length=20, verbose_name='КПП')),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='широта, градусы')),
                ('legal_form', models.CharField(blank=True, max_length=200, verbose_name='организационно-правовая форма')),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name='долгота, градусы')),
                ('ogrn', models.CharField(blank=True, max_length=20, verbose_name='ОГРН')),
                ('okpo', models.CharField(blank=True, max_length=20, verbose_name='ОКПО')),
                ('oktmo', models.CharField(blank=True, max_length=20, verbose_name='ОКТМО')),
                ('phone', models.CharField(blank=True, max_length=100, verbose_name='телефон')),
                ('site', models.CharField(blank=True, max_length=200, verbose_name='сайт')),
                ('standing', models.CharField(blank=True, choices=[('independent', 'самостоятельное юридическое лицо'), ('branch', 'филиал или структурное подразделение')], max_length=12, verbose_name='статус')),
            ],
            options={
                'verbose_name': 'школа',
                'verbose_name_plural': 'школы',
                'constraints': [models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='school_is_not_its_own_branch')],
            },
        ),
        migrations.CreateModel(
            name='RegisterUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=255, verbose_name='файл')),
                ('content', models.BinaryField(verbose_name='содержимое')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='загружен')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='принят')),
                ('outcome', models.JSONField(blank=True, default=dict, verbose_name='итог')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='schools.municipality')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'загрузка реестра',
                'verbose_name_plural': 'загрузки реестра',
            },
        ),
        migrations.CreateModel(
            name='PartnershipRuleSet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('school_limit', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='школ у одной школы-наставника')),
                ('teacher_limit', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)], verbose_name='школ у одного педагога')),
                ('strength', models.PositiveSmallIntegerField(default=5, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='результаты по слабым предметам')),
                ('pupils', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='похожий контингент')),
                ('distance', models.PositiveSmallIntegerField(default=2, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='расстояние')),
                ('kind', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='тот же тип школы')),
                ('context', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='похожие условия работы')),
                ('load', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(10)], verbose_name='свободные места у наставника')),
                ('municipality', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='partnership_rules', to='schools.municipality')),
            ],
            options={
                'verbose_name': 'правила наставничества',
                'verbose_name_plural': 'правила наставничества',
            },
        ),
        migrations.CreateModel(
            name='ContextWeights',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='версия')),
                ('weights', models.JSONField(verbose_name='веса')),
                ('normalisation', models.CharField(default=schools.domain.context.index.Normalisation['Z_SCORE'], max_length=10, verbose_name='приведение')),
                ('least_coverage', models.PositiveSmallIntegerField(default=60, verbose_name='наименьшая доля весов с данными, %')),
                ('parts', models.PositiveSmallIntegerField(default=3, verbose_name='частей')),
                ('typing', models.CharField(default=schools.domain.context.types.Typing['TWO_BY_TWO'], max_length=12, verbose_name='типы школ')),
                ('set_by_name', models.CharField(max_length=200, verbose_name='кто указал')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='указано')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='context_weights', to='schools.municipality')),
            ],
            options={
                'verbose_name': 'веса индекса',
                'verbose_name_plural': 'веса индекса',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'version'), name='one_version_of_context_weights')],
            },
        ),
        migrations.CreateModel(
            name='ContextBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('academic_year', models.PositiveSmallIntegerField(verbose_name='учебный год')),
                ('files', models.PositiveSmallIntegerField(verbose_name='файлов')),
                ('service_files', models.PositiveSmallIntegerField(default=0, verbose_name='служебных файлов')),
                ('left_aside', models.JSONField(default=list, verbose_name='не прочитано')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='загружены')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.municipality')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'файлы контекстных данных, загруженные вместе',
                'verbose_name_plural': 'файлы контекстных данных, загруженные вместе',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('administrator', 'администратор'), ('coordinator', 'координатор'), ('curator', 'куратор'), ('executor', 'исполнитель'), ('school_head', 'руководитель школы'), ('observer', 'региональный наблюдатель')], max_length=20, verbose_name='роль')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='пользователь')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='schools.municipality', verbose_name='муниципалитет')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to='schools.region', verbose_name='регион')),
                ('school', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='schools.school', verbose_name='школа')),
            ],
            options={
                'verbose_name': 'роль',
                'verbose_name_plural': 'роли',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', True), ('region__isnull', False), ('role__in', ['observer']), ('school__isnull', True)), models.Q(('municipality__isnull', False), ('region__isnull', True), ('role__in', ['administrator', 'coordinator', 'executor']), ('school__isnull', True)), models.Q(('municipality__isnull', True), ('region__isnull', True), ('role__in', ['curator', 'school_head']), ('school__isnull', False)), _connector='OR'), name='membership_scope_of_role', violation_error_message='Укажите ровно одно место по роли: у наблюдателя — регион, у куратора и руководителя школы — школу, у остальных — муниципалитет.'), models.UniqueConstraint(condition=models.Q(('region__isnull', False)), fields=('user', 'role', 'region'), name='membership_once_per_region', violation_error_message='Эта роль у пользователя уже есть.'), models.UniqueConstraint(condition=models.Q(('municipality__isnull', False)), fields=('user', 'role', 'municipality'), name='membership_once_per_municipality', violation_error_message='Эта роль у пользователя уже есть.'), models.UniqueConstraint(condition=models.Q(('school__isnull', False)), fields=('user', 'role', 'school'), name='membership_once_per_school', violation_error_message='Эта роль у пользователя уже есть.')],
            },
        ),
        migrations.CreateModel(
            name='SchoolAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('login', models.CharField(max_length=20, unique=True, verbose_name='прежний логин')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='schools.school')),
            ],
            options={
                'verbose_name': 'прежний логин',
                'verbose_name_plural': 'прежние логины',
            },
        ),
        migrations.CreateModel(
            name='SchoolRisk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('factor', models.CharField(choices=[('equipment', 'Низкий уровень оснащения школы'), ('staff', 'Дефицит педагогических кадров'), ('competence', 'Недостаточная предметная и методическая компетентность педагогических работников'), ('adaptability', 'Риски низкой адаптивности учебного процесса'), ('training', 'Несформированность внутришкольной системы повышения квалификации'), ('special_needs', 'Высокая доля обучающихся с ОВЗ'), ('language', 'Низкое качество преодоления языковых и культурных барьеров'), ('motivation', 'Низкая учебная мотивация обучающихся'), ('wellbeing', 'Пониженный уровень школьного благополучия'), ('discipline', 'Низкий уровень дисциплины в классе'), ('failure', 'Высокая доля обучающихся с рисками учебной неуспешности'), ('parents', 'Низкий уровень вовлечённости родителей')], max_length=20, verbose_name='фактор риска')),
                ('significance', models.CharField(choices=[('high', 'высокая'), ('middle', 'средняя'), ('low', 'низкая'), ('none', 'не выявлен')], max_length=10, verbose_name='значимость')),
                ('set_by_name', models.CharField(max_length=200, verbose_name='кто указал')),
                ('set_at', models.DateTimeField(verbose_name='указано')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='risks', to='schools.school')),
                ('academic_year', models.PositiveSmallIntegerField(verbose_name='учебный год')),
            ],
            options={
                'verbose_name': 'фактор риска школы',
                'verbose_name_plural': 'риск-профили школ',
                'constraints': [models.UniqueConstraint(fields=('school', 'academic_year', 'factor'), name='one_weight_of_a_risk_a_year')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, upload_to='partnerships/%Y/%m/', verbose_name='файл')),
                ('file_name', models.CharField(blank=True, max_length=255, verbose_name='имя файла')),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0, verbose_name='размер, байт')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('teacher_name', models.CharField(blank=True, max_length=200, verbose_name='педагог')),
                ('teacher_post', models.CharField(blank=True, max_length=200, verbose_name='должность педагога')),
                ('subjects', models.CharField(blank=True, max_length=500, verbose_name='предметы')),
                ('scope', models.CharField(blank=True, max_length=500, verbose_name='в чём поддержка')),
                ('state', models.CharField(choices=[('proposed', 'предложено'), ('agreed', 'согласовано'), ('active', 'действует'), ('finished', 'завершено'), ('stopped', 'прекращено')], default='proposed', max_length=10, verbose_name='состояние')),
                ('state_before', models.CharField(blank=True, max_length=10)),
                ('since', models.DateField(blank=True, null=True, verbose_name='начало')),
                ('until', models.DateField(blank=True, null=True, verbose_name='окончание по соглашению')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='окончено')),
                ('end_reason', models.CharField(blank=True, max_length=500, verbose_name='почему прекращено')),
                ('agreement_number', models.CharField(blank=True, max_length=50, verbose_name='номер соглашения')),
                ('agreement_date', models.DateField(blank=True, null=True, verbose_name='дата соглашения')),
                ('grounds', models.TextField(blank=True, verbose_name='почему предложен')),
                ('effect_note', models.TextField(blank=True, verbose_name='что изменилось')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='внесено')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supported_partnerships', to='schools.school', verbose_name='школа-наставник')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partnerships', to='schools.school', verbose_name='поддерживаемая школа')),
            ],
            options={
                'verbose_name': 'партнёрство',
                'verbose_name_plural': 'партнёрства',
                'indexes': [models.Index(fields=['partner', 'state'], name='partnership_load')],
                'constraints': [models.CheckConstraint(condition=models.Q(('school', models.F('partner')), _negated=True), name='partnership_not_with_itself'), models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'agreed', 'proposed'])), fields=('school', 'partner', 'teacher_name', 'subjects', 'scope'), name='one_open_partnership_of_a_pair_and_scope'), models.CheckConstraint(condition=models.Q(('since__isnull', True), ('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='partnership_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('state__in', ('finished', 'stopped'))), models.Q(models.Q(('state__in', ('finished', 'stopped')), _negated=True), ('ended_on__isnull', True)), _connector='OR'), name='partnership_ended_on_with_state'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('active', 'finished')), _negated=True), ('since__isnull', False), _connector='OR'), name='partnership_begun_has_since'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'stopped'), _negated=True), models.Q(('end_reason', ''), _negated=True), _connector='OR'), name='partnership_stopped_with_reason'), models.CheckConstraint(condition=models.Q(models.Q(('teacher_name', ''), _negated=True), ('teacher_post', ''), _connector='OR'), name='partnership_post_of_a_teacher')],
            },
        ),
        migrations.CreateModel(
            name='ContextUpload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('academic_year', models.PositiveSmallIntegerField(verbose_name='учебный год')),
                ('file_name', models.CharField(max_length=255, verbose_name='файл')),
                ('sha256', models.CharField(editable=False, max_length=64)),
                ('draft', models.JSONField(default=dict)),
                ('before', models.JSONField(default=list)),
                ('state', models.CharField(choices=[('draft', 'ждёт решения'), ('confirmed', 'загружен'), ('discarded', 'отклонён'), ('taken_back', 'отменён')], default='draft', max_length=12, verbose_name='состояние')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='загружен')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='решение')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='schools.municipality')),
                ('uploaded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('batch', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='uploads', to='schools.contextbatch')),
            ],
            options={
                'verbose_name': 'файл контекстных данных',
                'verbose_name_plural': 'файлы контекстных данных',
            },
        ),
        migrations.CreateModel(
            name='SchoolName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('written', models.CharField(max_length=300, verbose_name='как пишут')),
                ('plain', models.CharField(max_length=300)),
                ('remembered_by_name', models.CharField(max_length=200, verbose_name='кто запомнил')),
                ('remembered_at', models.DateTimeField(auto_now=True, verbose_name='когда')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schools.municipality')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='written_names', to='schools.school')),
            ],
            options={
                'verbose_name': 'запомненное название',
                'verbose_name_plural': 'запомненные названия',
                'constraints': [models.UniqueConstraint(fields=('municipality', 'plain'), name='one_school_per_written_name')],
            },
        ),
        migrations.CreateModel(
            name='PartnershipStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=500, verbose_name='что')),
                ('when', models.CharField(blank=True, max_length=200, verbose_name='когда')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='срок')),
                ('who', models.CharField(blank=True, max_length=300, verbose_name='кто')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='сделано')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='schools.partnership')),
            ],
            options={
                'verbose_name': 'строка плана партнёрства',
                'verbose_name_plural': 'план партнёрства',
            },
        ),
        migrations.CreateModel(
            name='PartnershipVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(blank=True, upload_to='partnerships/%Y/%m/', verbose_name='файл')),
                ('file_name', models.CharField(blank=True, max_length=255, verbose_name='имя файла')),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('size', models.PositiveIntegerField(default=0, verbose_name='размер, байт')),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('on', models.DateField(verbose_name='дата')),
                ('what', models.TextField(verbose_name='что сделано')),
                ('who', models.CharField(blank=True, max_length=300, verbose_name='кто участвовал')),
                ('recorded_by_name', models.CharField(max_length=200, verbose_name='кто записал')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='записано')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='убрано')),
                ('partnership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='schools.partnership')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'встреча по партнёрству',
                'verbose_name_plural': 'встречи по партнёрствам',
            },
        ),
        migrations.CreateModel(
            name='ContextValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('academic_year', models.PositiveSmallIntegerField(verbose_name='учебный год')),
                ('field', models.CharField(max_length=40, verbose_name='показатель')),
                ('number', models.DecimalField(blank=True, decimal_places=4, max_digits=12, null=True, verbose_name='число')),
                ('text', models.CharField(blank=True, max_length=500, verbose_name='слова')),
                ('sheet', models.CharField(blank=True, max_length=100, verbose_name='лист')),
                ('cell', models.CharField(blank=True, max_length=12, verbose_name='ячейка')),
                ('set_by_name', models.CharField(blank=True, max_length=200, verbose_name='кто указал')),
                ('set_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='указано')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='context_values', to='schools.school')),
                ('upload', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='values', to='schools.contextupload')),
            ],
            options={
                'verbose_name': 'показатель контекста',
                'verbose_name_plural': 'контекстные данные',
                'constraints': [models.UniqueConstraint(fields=('school', 'academic_year', 'field'), name='one_context_value_a_year'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('text', '')), models.Q(('number__isnull', True), models.Q(('text', ''), _negated=True)), _connector='OR'), name='context_value_is_a_number_or_words')],
            },
        ),
    ]
