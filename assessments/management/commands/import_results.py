"""`manage.py import_results FILE… --municipality CODE [--dry-run]`: results from workbooks."""

import json
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from assessments.actions.importing import confirm_import, draft_import, read_file
from assessments.parsing.draft_json import fact_as_dict, reference_as_dict
from assessments.parsing.drafts import DraftRow
from assessments.queries.contradictions import Contradictions
from assessments.queries.draft_pieces import DraftLine, issues_of, rows_at
from assessments.queries.fact_kinds import REFERENCES, RESULTS
from assessments.queries.import_plans import Effect, PlanLine, walk_of_draft
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE
from core.office.issues import Issue, Severity
from core.office.packed_files import NESTED, PackedFile, told_by_number, unpack_uploads
from core.values.wording import lower_first
from core.web.commands import SpeakingCommand
from schools.models import Municipality

KEYS = {
    "scores": "distributions",
    "journal": "journals",
    "tasks": "tasks",
    "outcomes": "outcomes",
    "sign": "signs",
}
_LEFT_OUT_OF_FACTS = {
    "fact",
    "school_code",
    "school_name",
    "municipality",
    "cells",
    "sheet",
    "cell",
}


@dataclass(slots=True)
class Heard:
    """The rows of the file at `place` as the document says them, told one by one."""

    place: int
    contradictions: Contradictions
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def tell(self, line: PlanLine) -> None:
        """One row of the file; those that are left out stand among the issues."""
        self.contradictions.hear(self.place, line)
        if line.kind is REFERENCES:
            self.rows.setdefault("references", []).append(_reference(line))
        elif line.school is not None:
            is_result = line.kind is RESULTS
            key = "rows" if is_result else KEYS[line.kind.name]
            self.rows.setdefault(key, []).append(_row(line) if is_result else _fact(line))


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: what the document says of it, and its row by the place in it."""

    name: str
    rows: dict[str, list[dict[str, Any]]]
    issues: Sequence[Issue]
    row_at: Callable[[int], DraftLine]


class Command(SpeakingCommand):
    """Loads workbooks of results and prints what was read as one JSON document."""

    help = "Загружает результаты из файлов и архивов ZIP и печатает прочитанное в JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, the municipality by its code, and whether to save."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--municipality", required=True, metavar="CODE")
        parser.add_argument("--dry-run", action="store_true", help="ничего не сохранять")
        parser.add_argument("--format", choices=["json"], default="json")

    @sensitive_variables()
    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file first: one that cannot be read leaves all of them unsaved."""
        municipality = _municipality(options["municipality"])
        given = [PackedFile(path.name, _content(path)) for path in map(Path, options["files"])]
        try:
            files = _unpacked(given)
            take = _preview if options["dry_run"] else _saved
            contradictions = Contradictions()
            with transaction.atomic():
                read = [
                    _told_of(take, municipality, file, Heard(place, contradictions), len(files))
                    for place, file in enumerate(files)
                ]
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(json.dumps(_document(read, contradictions), ensure_ascii=False, indent=1))


def _municipality(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(
            f"Муниципалитета с кодом «{code}» нет. Загрузите список школ или проверьте код."
        )
    return found


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"Файл «{path}» не удаётся открыть. Проверьте путь.") from error


def _unpacked(given: list[PackedFile]) -> tuple[PackedFile, ...]:
    unpacked = unpack_uploads(given, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)
    if unpacked.nested:
        raise UnreadableFileError(f"В архиве есть то, что не читается: {NESTED}.")
    return unpacked.files


def _told_of(
    take: Callable[[Municipality, PackedFile, Heard], Read],
    municipality: Municipality, file: PackedFile, heard: Heard, number: int,
) -> Read:  # fmt: skip
    """What the file holds; of several files the one that cannot be read is told by its place."""
    try:
        return take(municipality, file, heard)
    except UnreadableFileError as error:
        if number == 1:
            raise
        words = told_by_number(heard.place + 1, number, file.name, lower_first(str(error)))
        raise UnreadableFileError(words) from error


def _preview(municipality: Municipality, file: PackedFile, heard: Heard) -> Read:
    draft = read_file(file.content, municipality=municipality, file_name=file.name)
    walk = walk_of_draft(municipality, draft)
    for lines in walk:
        for line in lines:
            heard.tell(line)
    name = draft.title if draft.personal else file.name
    return Read(name, heard.rows, [*draft.issues, *walk.plan.issues], draft.fact_at)


def _saved(municipality: Municipality, file: PackedFile, heard: Heard) -> Read:
    draft = draft_import(
        municipality=municipality, content=file.content, file_name=file.name, by=None
    )
    plan = confirm_import(results_import=draft, by=None, told=heard.tell).plan
    issues = [*issues_of(draft), *plan.issues]
    return Read(draft.file_name, heard.rows, issues, lambda row: rows_at(draft, [row])[0])


def _document(files: list[Read], contradictions: Contradictions) -> dict[str, list[Any]]:
    """The rows of all files; keys of other kinds are there only where a file has them."""
    document: dict[str, list[Any]] = {"rows": []}
    issues: list[dict[str, Any]] = []
    for file in files:
        for key, rows in file.rows.items():
            document.setdefault(key, []).extend(rows)
        name = file.name if len(files) > 1 else ""
        issues += [_issue(issue.as_dict(), name) for issue in file.issues]
    issues += _contradicting(files, contradictions)
    return {**document, "issues": issues}


def _contradicting(files: list[Read], contradictions: Contradictions) -> list[dict[str, Any]]:
    """Where files say different things; what is saved are the figures of the last one."""
    names = [file.name for file in files]
    found = []
    for one in contradictions.found:
        words = one.words(names, files[one.earlier].row_at(one.earlier_row))
        text = f"{words}; взяты числа второго файла"
        issue = Issue(Severity.WARNING, text, one.sheet, one.cell)
        found.append(_issue(issue.as_dict(), names[one.later]))
    return found


def _row(line: PlanLine) -> dict[str, Any]:
    row: DraftRow = line.row
    return {
        "school": line.school.login if line.school else "",
        "procedure": row.work.procedure.value,
        "subject": row.work.subject,
        "grade": row.work.grade,
        "academic_year": row.academic_year,
        "participants": row.participants,
        "marks": dict(zip("2345", row.marks.as_tuple(), strict=True)) if row.marks else None,
        "mean_score": None if row.mean_score is None else str(row.mean_score),
        "below_minimum": row.below_minimum,
        "high_scorers": row.high_scorers,
        "recovered": row.recovered,
        "attempt": row.attempt.value,
        "effect": line.effect.value if line.effect is not Effect.LEFT_OUT else None,
        "source": {"sheet": row.sheet, "cell": row.cell},
    }


def _fact(line: PlanLine) -> dict[str, Any]:
    told = fact_as_dict(line.row)
    return {
        "school": line.school.login if line.school else "",
        **{name: value for name, value in told.items() if name not in _LEFT_OUT_OF_FACTS},
        "effect": line.effect.value,
        "source": {"sheet": line.row.sheet, "cell": line.row.cell},
    }


def _reference(line: PlanLine) -> dict[str, Any]:
    told = reference_as_dict(line.row)
    source = {"sheet": told.pop("sheet"), "cell": told.pop("cell")}
    return {**told, "effect": line.effect.value, "source": source}


def _issue(issue: dict[str, Any], file_name: str) -> dict[str, Any]:
    source = issue["source"] | ({"file": file_name} if file_name else {})
    return {**issue, "source": source}
