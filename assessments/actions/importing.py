"""Loading results: a file becomes a draft, a person decides, results follow."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.actions.audit import record
from accounts.models import User
from assessments.domain.marks import MarkCounts
from assessments.following import figures_changed
from assessments.models import ImportState, Result, ResultsImport
from assessments.parsing.draft_json import draft_as_dict
from assessments.parsing.drafts import ResultsDraft
from assessments.parsing.workbook_reader import read_results
from assessments.permissions import require_decision, require_import
from assessments.queries.imports import (
    Effect,
    ImportPlan,
    PlanLine,
    draft_rows,
    figures_of,
    plan_import,
    summary_words,
)
from core.office.files import MEGABYTE
from schools.models import Municipality

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmed file has changed."""

    results_import: ResultsImport
    plan: ImportPlan


def read_file(content: bytes) -> ResultsDraft:
    """What a file holds; nothing is saved. Raises UnreadableFileError with its sentence."""
    return read_results(content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE)


def draft_import(
    *, municipality: Municipality, content: bytes, file_name: str, by: User | None
) -> ResultsImport:
    """Keep the file and what was read from it; the same file on review again is not doubled.

    Raises UnreadableFileError where the file cannot be read, and then keeps nothing.
    """
    if by is not None:
        require_import(by, municipality)
    draft = read_file(content)
    digest = hashlib.sha256(content).hexdigest()
    waiting = ResultsImport.objects.filter(
        municipality=municipality, sha256=digest, state=ImportState.DRAFT
    )
    name = PurePath(file_name.replace("\\", "/")).name[-255:] or "результаты"
    try:
        with transaction.atomic():
            found = waiting.first()
            if found is not None:
                return found
            made = ResultsImport(
                municipality=municipality,
                file_name=name,
                sha256=digest,
                kind=", ".join(draft.kinds)[:200],
                draft=draft_as_dict(draft),
                issues=[issue.as_dict() for issue in draft.issues],
                uploaded_by=by,
            )
            # The stored name is neutral: an uploaded one may hold anything.
            made.file.save(f"{digest[:16]}{_suffix(name)}", ContentFile(content), save=False)
            made.save()
            record(
                by=by, action="upload results", subject=made, municipality_id=municipality.pk,
                summary=f"Загружен на проверку файл результатов «{name}»",
            )  # fmt: skip
            return made
    except IntegrityError:
        return waiting.get()


@transaction.atomic
def discard_import(*, results_import: ResultsImport, by: User) -> ResultsImport:
    """Leave the file out; what was read from it stays for the record."""
    locked = _locked(results_import)
    require_decision(by, locked)
    _decide(locked, ImportState.DISCARDED, by)
    record(
        by=by, action="discard results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Отклонён файл результатов «{locked.file_name}»",
    )  # fmt: skip
    return locked


@transaction.atomic
def confirm_import(*, results_import: ResultsImport, by: User | None) -> Confirmed:
    """Turn the file's rows into results: new ones are added, changed ones replaced."""
    locked = _locked(results_import)
    if by is not None:
        require_decision(by, locked)
    plan = plan_import(locked.municipality, draft_rows(locked))
    changes = _audited(plan)
    _create(plan.with_effect(Effect.NEW), locked)
    _replace(plan.with_effect(Effect.CHANGED), locked)
    _decide(locked, ImportState.CONFIRMED, by)
    record(
        by=by, action="confirm results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Результаты из файла «{locked.file_name}»: {summary_words(plan)}",
        changes=changes,
    )  # fmt: skip
    figures_changed(locked.municipality)
    return Confirmed(locked, plan)


def _locked(results_import: ResultsImport) -> ResultsImport:
    return (
        ResultsImport.objects.select_for_update(of=("self",))
        .select_related("municipality__region")
        .get(pk=results_import.pk)
    )


def _decide(results_import: ResultsImport, state: ImportState, by: User | None) -> None:
    results_import.state = state
    results_import.decided_by = by
    results_import.decided_at = timezone.now()
    results_import.save(update_fields=["state", "decided_by", "decided_at"])


def _create(lines: list[PlanLine], source: ResultsImport) -> None:
    Result.objects.bulk_create(
        [
            Result(
                school=line.school,
                procedure=line.row.work.procedure.value,
                subject=line.row.work.subject,
                grade=line.row.work.grade,
                academic_year=line.row.academic_year,
                attempt=line.row.attempt.value,
                results_import=source,
                sheet=line.row.sheet[:100],
                cell=line.row.cell,
                **figures_of(line.row),
            )
            for line in lines
        ],
        batch_size=_BATCH,
    )


def _replace(lines: list[PlanLine], source: ResultsImport) -> None:
    changed = []
    fields: set[str] = {"results_import", "sheet", "cell"}
    for line in lines:
        result = line.stored
        if result is None:
            continue
        figures = figures_of(line.row)
        for name, value in figures.items():
            setattr(result, name, value)
        result.results_import, result.sheet, result.cell = (
            source,
            line.row.sheet[:100],
            line.row.cell,
        )
        fields.update(figures)
        changed.append(result)
    Result.objects.bulk_update(changed, sorted(fields), batch_size=_BATCH)


def _audited(plan: ImportPlan) -> dict[str, tuple[Any, Any]]:
    """Old and new figures of the first changed results; the files hold all of them."""
    return {
        f"{line.school}: {line.row.work.title}": (
            _figures_in_words(line.stored.participants, line.stored.marks),
            _figures_in_words(line.row.participants, line.row.marks),
        )
        for line in plan.with_effect(Effect.CHANGED)[:100]
        if line.stored is not None
    }


def _figures_in_words(participants: int, marks: MarkCounts | None) -> str:
    shown = f", отметки {'/'.join(map(str, marks.as_tuple()))}" if marks else ""
    return f"участников {participants}{shown}"


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in {".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv"} else ""
