"""`manage.py import_results FILE… --municipality CODE [--dry-run]`: results from workbooks."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from assessments.actions.importing import confirm_import, draft_import, read_file
from assessments.parsing.drafts import DraftRow
from assessments.queries.import_plans import Effect, ImportPlan, PlanLine, plan_import
from core.office.errors import UnreadableFileError
from core.web.commands import SpeakingCommand
from schools.models import Municipality

Read = tuple[list[dict[str, Any]], ImportPlan]


class Command(SpeakingCommand):
    """Loads workbooks of results and prints what was read as one JSON document."""

    help = "Загружает результаты из файлов ФИС ОКО и плоских таблиц и печатает прочитанное в JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files, the municipality by its code, and whether to save."""
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--municipality", required=True, metavar="CODE")
        parser.add_argument("--dry-run", action="store_true", help="ничего не сохранять")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every file first: one that cannot be read leaves all of them unsaved."""
        municipality = _municipality(options["municipality"])
        contents = [(path, _content(path)) for path in map(Path, options["files"])]
        try:
            if options["dry_run"]:
                plans = [_preview(municipality, content) for _, content in contents]
            else:
                plans = _save(municipality, contents)
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        names = [path.name if len(contents) > 1 else "" for path, _ in contents]
        document: dict[str, list[Any]] = {"rows": [], "issues": []}
        for name, (issues, plan) in zip(names, plans, strict=True):
            document["rows"] += [_row(line) for line in plan.lines if line.school is not None]
            met = [issue.as_dict() for issue in plan.issues]
            document["issues"] += [_issue(issue, name) for issue in (*issues, *met)]
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=1))


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


def _preview(municipality: Municipality, content: bytes) -> Read:
    draft = read_file(content)
    return [issue.as_dict() for issue in draft.issues], plan_import(
        municipality, [*draft.rows, *draft.facts], draft.references
    )


@transaction.atomic
def _save(municipality: Municipality, contents: list[tuple[Path, bytes]]) -> list[Read]:
    saved = []
    for path, content in contents:
        draft = draft_import(
            municipality=municipality, content=content, file_name=path.name, by=None
        )
        plan = confirm_import(results_import=draft, by=None).plan
        saved.append((draft.issues, plan))
    return saved


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
        "effect": line.effect.value if line.effect is not Effect.LEFT_OUT else None,
        "source": {"sheet": row.sheet, "cell": row.cell},
    }


def _issue(issue: dict[str, Any], file_name: str) -> dict[str, Any]:
    source = issue["source"] | ({"file": file_name} if file_name else {})
    return {**issue, "source": source}
