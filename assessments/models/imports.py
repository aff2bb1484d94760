"""Files of results and what became of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from assessments.parsing.results_draft import Holds
from assessments.querysets import DraftPieceQuerySet, ResultsImportQuerySet
from schools.models import Municipality


class ImportState(models.TextChoices):
    """Where an uploaded workbook stands."""

    DRAFT = "draft", "на проверке"
    CONFIRMED = "confirmed", "загружен"
    DISCARDED = "discarded", "отклонён"
    WITHDRAWN = "withdrawn", "отозван"


class ImportBatch(models.Model):
    """Files that were uploaded together; each is a ResultsImport of its own.

    `left_aside` holds sentences about files that could not be read. They name a file by its
    number: an unread file may be a protocol, and its name that of a pupil.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    files = models.PositiveSmallIntegerField("файлов")
    service_files = models.PositiveSmallIntegerField("служебных файлов", default=0)
    left_aside = models.JSONField("не прочитано", default=list)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("загружены", auto_now_add=True)

    objects = ResultsImportQuerySet.as_manager()

    class Meta:
        verbose_name = "файлы, загруженные вместе"
        verbose_name_plural = "файлы, загруженные вместе"

    def __str__(self) -> str:
        return f"Файлы результатов от {timezone.localtime(self.uploaded_at):%d.%m.%Y %H:%M}"


class ImportSource(models.TextChoices):
    """What figures came from."""

    FILE = "file", "файл"
    PERSONAL = "personal", "файл со сведениями об учениках"
    ENTRY = "entry", "ввод вручную"


class ResultsImport(models.Model):
    """Where figures came from: a workbook or a table filled in by hand.

    `pieces` hold what was read and are never changed; `contents` sums them up: how many `rows`, of
    which `works` and `years`, how many `errors` left a row out, which `kinds` of table there were.
    A file with pupils' names is not kept: `file` is empty then and `sha256` is a keyed digest,
    `file_name` says what it was.
    Figures entered by hand have no file either; a list of signs of bias that is entered names the
    letter that it came with. `decisions` says which school a written one is: its key, or None
    where the person does not want its rows. `changed_years` are the academic years whose figures
    the last decision changed, by the name of the kind of figure.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, null=True, on_delete=models.PROTECT, related_name="imports"
    )
    source = models.CharField(max_length=8, choices=ImportSource, default=ImportSource.FILE)
    file = models.FileField(upload_to="results/%Y/%m/", blank=True)
    file_name = models.CharField("файл", max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField("вид файла", max_length=200)
    contents = models.JSONField("что в файле", default=dict)
    decisions = models.JSONField("решения о школах", default=dict)
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.DRAFT)
    letter_from = models.CharField("кто прислал", max_length=200, blank=True)
    letter_number = models.CharField("номер письма", max_length=40, blank=True)
    letter_date = models.DateField("дата письма", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField("загружен", auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField("решение принято", null=True)
    changed_years = models.JSONField("годы изменённых данных", default=dict)

    objects = ResultsImportQuerySet.as_manager()

    class Meta:
        verbose_name = "загруженные результаты"
        verbose_name_plural = "загруженные результаты"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "sha256"],
                condition=Q(state="draft"),
                name="one_results_draft_per_file",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", decided_at__isnull=True)
                | ~Q(state="draft") & Q(decided_at__isnull=False),
                name="results_import_decided_at_with_state",
            ),
            models.CheckConstraint(
                condition=Q(letter_from="", letter_number="", letter_date__isnull=True)
                | ~Q(letter_from="") & ~Q(letter_number="") & Q(letter_date__isnull=False),
                name="results_import_letter_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class DraftPiece(models.Model):
    """Rows of a file as they were read, or issues: some that follow each other, packed.

    `content` is compressed JSON (`parsing.results_draft.unpacked`); `number` counts the pieces of
    a file: facts of schools first, then rows to compare with, issues last.
    """

    results_import = models.ForeignKey(
        ResultsImport, on_delete=models.CASCADE, related_name="pieces"
    )
    number = models.PositiveIntegerField("номер")
    holds = models.CharField(
        "что внутри", max_length=10, choices=[(one.value, one.value) for one in Holds]
    )
    items = models.PositiveSmallIntegerField("сколько")
    content = models.BinaryField("содержание")

    objects = DraftPieceQuerySet.as_manager()

    class Meta:
        verbose_name = "часть прочитанного файла"
        verbose_name_plural = "части прочитанных файлов"
        constraints = [
            models.UniqueConstraint(
                fields=["results_import", "number"], name="one_draft_piece_per_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.results_import_id}: {self.number}"
