"""Making a report: the document, its file, and the row that points at it."""

import hashlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.actions.jobs import JobFailed, Progress
from reports import builders, renderers
from reports.domain.document import Document
from reports.domain.kinds import NothingToReport, ReportFormat, ReportKind
from reports.models import Report

_STEPS = ("Собираются данные, шаг", "Составляется файл, шаг", "Записывается файл, шаг")


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A finished file and the document it shows."""

    content: bytes
    document: Document


def make_file(request: builders.Request, file_format: ReportFormat) -> MadeFile:
    """The file of a report, saved nowhere; NothingToReport where there is no data."""
    document = builders.build(request)
    return MadeFile(renderers.render(document, file_format), document)


def build_report(report_id: int, progress: Progress) -> None:
    """Body of the job: makes the file and puts it into the report's row.

    Repeatable: a second run puts a new file in the place of the first. The row names a file only
    when all of it is written. Raises JobFailed with a sentence where there is no data.
    """
    report = Report.objects.select_related("municipality__region", "requested_by").get(pk=report_id)
    progress(_STEPS[0], 1, len(_STEPS))
    request = builders.Request(
        kind=ReportKind(report.kind),
        municipality=report.municipality,
        parameters=report.parameters,
        day=timezone.localdate(report.requested_at),
        by=report.requested_by,
    )
    try:
        document = builders.build(request)
    except NothingToReport as nothing:
        raise JobFailed(str(nothing)) from nothing
    progress(_STEPS[1], 2, len(_STEPS))
    content = renderers.render(document, ReportFormat(report.format))
    # The last word to the job: whoever lost the claim stops here and writes nothing.
    progress(_STEPS[2], 3, len(_STEPS))
    _store(report, content)


def _store(report: Report, content: bytes) -> None:
    former = report.file.name
    storage = report.file.storage
    name = storage.generate_filename(
        report.file.field.generate_filename(report, f"{report.pk}.{report.format}")
    )
    saved = storage.save(name, ContentFile(content))
    try:
        Report.objects.filter(pk=report.pk).update(
            file=saved, sha256=hashlib.sha256(content).hexdigest(), size=len(content)
        )
    except Exception:
        storage.delete(saved)
        raise
    if former and former != saved:
        storage.delete(former)
