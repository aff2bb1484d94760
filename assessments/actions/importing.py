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
from assessments.actions.versions import give_back, locked_office, write_figures
from assessments.following import figures_changed
from assessments.models import ImportState, ResultsImport
from assessments.parsing.draft_json import draft_as_dict
from assessments.parsing.drafts import ResultsDraft
from assessments.parsing.workbook_reader import read_results
from assessments.permissions import require_decision, require_import, require_withdrawal
from assessments.queries.import_plans import Effect, ImportPlan, plan_of, summary_words
from assessments.queries.withdrawal import Withdrawal, withdrawal_of
from core.office.files import MEGABYTE
from schools.models import Municipality

_CHANGES_AUDITED = 100


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
    locked = locked_office(results_import)
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
    """Turn the file's rows into figures: new ones are added, changed ones supersede the old."""
    locked = locked_office(results_import)
    if by is not None:
        require_decision(by, locked)
    plan = plan_of(locked)
    write_figures(plan, locked)
    _decide(locked, ImportState.CONFIRMED, by)
    record(
        by=by, action="confirm results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Результаты из файла «{locked.file_name}»: {summary_words(plan)}",
        changes=_audited(plan),
    )  # fmt: skip
    figures_changed(locked.municipality)
    return Confirmed(locked, plan)


@transaction.atomic
def withdraw_import(*, results_import: ResultsImport, by: User) -> Withdrawal:
    """Take a loaded file back: its figures go, those that it had replaced come back.

    Calculations and lists made from them stay as they were.
    """
    locked = locked_office(results_import)
    require_withdrawal(by, locked)
    withdrawal = withdrawal_of(locked)
    counts = withdrawal.counts()
    give_back(withdrawal)
    _decide(locked, ImportState.WITHDRAWN, by)
    record(
        by=by, action="withdraw results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Отозван файл результатов «{locked.file_name}»: исчезло {counts['gone']}, "
        f"вернулось {counts['back']}, заменены раньше {counts['replaced']}",
    )  # fmt: skip
    figures_changed(locked.municipality)
    return withdrawal


def _decide(results_import: ResultsImport, state: ImportState, by: User | None) -> None:
    results_import.state = state
    results_import.decided_by = by
    results_import.decided_at = timezone.now()
    results_import.save(update_fields=["state", "decided_by", "decided_at"])


def _audited(plan: ImportPlan) -> dict[str, tuple[Any, Any]]:
    """Old and new figures of the first changed results; the files hold all of them."""
    return {
        f"{line.school}: {line.row.work.title}, {line.kind.title}": (line.before, line.after)
        for line in plan.with_effect(Effect.CHANGED)[:_CHANGES_AUDITED]
    }


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in {".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv"} else ""
