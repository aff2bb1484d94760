"""What is known of a school in one academic year, and the files it came from."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from schools.domain.context.fields import BY_KEY
from schools.domain.context.values import Value, value_words
from schools.models.places import Municipality
from schools.models.schools import School
from schools.querysets import ContextUploadQuerySet, ContextValueQuerySet


class ContextUploadState(models.TextChoices):
    """What became of a file."""

    DRAFT = "draft", "ждёт решения"
    CONFIRMED = "confirmed", "загружен"
    DISCARDED = "discarded", "отклонён"
    TAKEN_BACK = "taken_back", "отменён"


class ContextBatch(models.Model):
    """Files with context data of one academic year that were uploaded together.

    `left_aside` holds sentences about files that could not be read. They name a file by its
    number: an unread file may be a list of pupils.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    files = models.PositiveSmallIntegerField("файлов")
    service_files = models.PositiveSmallIntegerField("служебных файлов", default=0)
    left_aside = models.JSONField("не прочитано", default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("загружены", default=timezone.now, editable=False)

    objects = ContextUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "файлы контекстных данных, загруженные вместе"
        verbose_name_plural = "файлы контекстных данных, загруженные вместе"

    def __str__(self) -> str:
        day = timezone.localtime(self.uploaded_at)
        return f"Файлы контекстных данных от {day:%d.%m.%Y %H:%M}"


class ContextUpload(models.Model):
    """A file with context data of one academic year.

    The file itself is not kept: a социальный паспорт may hold names. `draft` holds what was read,
    `before` what its confirmation replaced: lists [school, field, earlier value or null].
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE)
    batch = models.ForeignKey(
        ContextBatch, null=True, blank=True, on_delete=models.SET_NULL, related_name="uploads",
        editable=False,
    )  # fmt: skip
    academic_year = models.PositiveSmallIntegerField("учебный год")
    file_name = models.CharField("файл", max_length=255)
    sha256 = models.CharField(max_length=64, editable=False)
    draft = models.JSONField(default=dict)
    before = models.JSONField(default=list)
    state = models.CharField(
        "состояние", max_length=12, choices=ContextUploadState, default=ContextUploadState.DRAFT
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("загружен", default=timezone.now, editable=False)
    decided_at = models.DateTimeField("решение", null=True, blank=True)

    objects = ContextUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "файл контекстных данных"
        verbose_name_plural = "файлы контекстных данных"

    def __str__(self) -> str:
        return self.file_name


class ContextValue(models.Model):
    """One figure of a school in one academic year, with the answer to «откуда?».

    A field without a row has no data, which is never zero. Numbers, shares and «да»/«нет» (1 and 0)
    stand in `number`, words in `text`. A figure entered by hand has no `upload`.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="context_values")
    academic_year = models.PositiveSmallIntegerField("учебный год")
    field = models.CharField("показатель", max_length=40)
    number = models.DecimalField("число", max_digits=12, decimal_places=4, null=True, blank=True)
    text = models.CharField("слова", max_length=500, blank=True)
    upload = models.ForeignKey(
        ContextUpload, null=True, blank=True, on_delete=models.SET_NULL, related_name="values"
    )
    sheet = models.CharField("лист", max_length=100, blank=True)
    cell = models.CharField("ячейка", max_length=12, blank=True)
    set_by_name = models.CharField("кто указал", max_length=200, blank=True)
    set_at = models.DateTimeField("указано", default=timezone.now)

    objects = ContextValueQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель контекста"
        verbose_name_plural = "контекстные данные"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "academic_year", "field"], name="one_context_value_a_year"
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False, text="") | (Q(number__isnull=True) & ~Q(text="")),
                name="context_value_is_a_number_or_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{BY_KEY[self.field].title}: {self.words}"

    @property
    def value(self) -> Value:
        """As the domain has it."""
        return self.text if self.number is None else Decimal(self.number)

    @property
    def words(self) -> str:
        """The value for people."""
        return value_words(BY_KEY[self.field], self.value)
