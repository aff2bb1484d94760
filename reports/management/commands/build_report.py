"""`manage.py build_report KIND --municipality CODE … --output FILE`: a report without a worker."""

import io
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from core.web.commands import SpeakingCommand
from reports import builders
from reports.actions import make_file
from reports.domain.document import Document
from reports.domain.kinds import (
    ABOUT_ROADMAP,
    KIND_NAMES,
    NothingToReport,
    Parameters,
    ReportFormat,
    ReportKind,
)
from schools.models import Municipality


class Command(SpeakingCommand):
    """Builds a report into a file whose ending says the format."""

    help = "Составляет отчёт в файл .pdf, .docx или .xlsx"

    def add_arguments(self, parser: CommandParser) -> None:
        """Kind, municipality, subject, file."""
        kinds = ", ".join(f"{kind.value} ({KIND_NAMES[kind]})" for kind in builders.kinds())
        parser.add_argument("kind", help=f"вид отчёта: {kinds}")
        parser.add_argument("--municipality", required=True, help="код, например reg20_m012")
        parser.add_argument("--academic-year", type=int, help="первый год: 2024 — это 2024/25")
        parser.add_argument("--roadmap", type=int, help="номер дорожной карты")
        parser.add_argument(
            "--public", action="store_true", help="для публикации: без групп меньше пяти человек"
        )
        parser.add_argument("--output", required=True, help="файл .pdf, .docx или .xlsx")
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the file and say what came of it."""
        output = Path(options["output"])
        file_format = _format_of(output)
        request = _request(options)
        try:
            made = make_file(request, file_format)
        except NothingToReport as nothing:
            raise CommandError(str(nothing)) from nothing
        _write(output, made.content)
        said = {
            "kind": request.kind.value,
            "file": str(output),
            "title": made.document.full_title,
            **_size(made.document, made.content, file_format),
            "bytes": len(made.content),
        }
        if options["format"] == "json":
            self.stdout.write(json.dumps(said, ensure_ascii=False))
        else:
            self.stdout.write(f"{said['title']}: {output}")


def _format_of(output: Path) -> ReportFormat:
    try:
        return ReportFormat(output.suffix.lower().lstrip("."))
    except ValueError:
        raise CommandError(
            f"Файл «{output.name}»: имя должно кончаться на .pdf, .docx или .xlsx."
        ) from None


def _request(options: dict[str, Any]) -> builders.Request:
    kinds = [kind.value for kind in builders.kinds()]
    if options["kind"] not in kinds:
        raise CommandError(f"Отчёта «{options['kind']}» нет. Есть: {', '.join(kinds)}.")
    kind = ReportKind(options["kind"])
    municipality = Municipality.objects.filter(code=options["municipality"]).first()
    if municipality is None:
        raise CommandError(
            f"Муниципалитета с кодом «{options['municipality']}» нет. Проверьте код."
        )
    parameters = replace(_parameters(kind, municipality, options), public=options["public"])
    return builders.Request(kind, municipality, parameters, timezone.localdate())


def _parameters(
    kind: ReportKind, municipality: Municipality, options: dict[str, Any]
) -> Parameters:
    """What was asked for, or the latest there is."""
    if kind in ABOUT_ROADMAP and options["roadmap"]:
        return Parameters(roadmap_id=options["roadmap"])
    if kind not in ABOUT_ROADMAP and options["academic_year"]:
        return Parameters(academic_year=options["academic_year"])
    choices = builders.choices(kind, municipality)
    if not choices:
        missing = "действующих дорожных карт" if kind in ABOUT_ROADMAP else "результатов"
        raise CommandError(f"Отчёт составить не из чего: в муниципалитете нет {missing}.")
    return choices[0].parameters


def _write(output: Path, content: bytes) -> None:
    """The whole file or none: readers never see half of it."""
    try:
        handle, name = tempfile.mkstemp(dir=output.parent, prefix=".report-")
        with os.fdopen(handle, "wb") as target:
            target.write(content)
        Path(name).chmod(0o640)
        Path(name).replace(output)
    except OSError as error:
        raise CommandError(
            f"Файл «{output}» записать не удалось: проверьте папку и права."
        ) from error


def _size(document: Document, content: bytes, file_format: ReportFormat) -> dict[str, int]:
    if file_format is ReportFormat.PDF:
        with pypdfium2.PdfDocument(io.BytesIO(content)) as opened:
            return {"pages": len(opened)}
    return {"rows": sum(len(table.rows) for table in document.tables())}
