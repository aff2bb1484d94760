"""Loading results: a file becomes a draft, a person decides, results follow."""

from __future__ import annotations

import hashlib
import logging
import traceback
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.debug import sensitive_variables

from accounts.actions.audit import record
from accounts.models import User
from assessments.actions.classifying import calculate_after_file
from assessments.actions.draft_pieces import is_kept, keep_pieces
from assessments.actions.versions import give_back, locked_office, write_figures
from assessments.following import figures_changed
from assessments.models import (
    ClassificationRun,
    ImportBatch,
    ImportSource,
    ImportState,
    ResultsImport,
    RunCause,
)
from assessments.parsing.results_draft import ResultsDraft
from assessments.parsing.workbook_reader import read_results
from assessments.permissions import require_decision, require_import, require_withdrawal
from assessments.queries.import_plans import Effect, ImportPlan, PlanLine, summary_words, walk_of
from assessments.queries.scales import scales_for
from assessments.queries.withdrawal import Withdrawal, withdrawal_of
from core.office.errors import UnreadableFileError
from core.office.files import MEGABYTE
from schools.models import Municipality

_CHANGES_AUDITED = 100
_NOT_UNDERSTOOD = (
    "Файл не удалось разобрать. Откройте его в Excel, сохраните заново и загрузите снова; если не "
    "поможет, обратитесь к владельцу портала."
)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmed file has changed, and the calculations that were asked for by it."""

    results_import: ResultsImport
    plan: ImportPlan
    runs: tuple[ClassificationRun, ...] = ()


@sensitive_variables()
def read_file(content: bytes, *, municipality: Municipality, file_name: str = "") -> ResultsDraft:
    """What a file holds; nothing is saved. Raises UnreadableFileError with its sentence.

    An error of the portal itself is told without its message: that may quote a cell, and a cell
    may hold a pupil's name.
    """
    try:
        return read_results(
            content, max_bytes=settings.UPLOAD_LIMIT_MB * MEGABYTE, file_name=file_name,
            scales=scales_for(municipality),
        )  # fmt: skip
    except UnreadableFileError:
        raise
    except Exception as error:
        places = " < ".join(
            f"{PurePath(frame.filename).name}:{frame.lineno}"
            for frame in reversed(traceback.extract_tb(error.__traceback__))
        )
        _log.error("A file of results was not read: %s at %s", type(error).__name__, places)
    raise UnreadableFileError(_NOT_UNDERSTOOD)


@sensitive_variables()
def draft_import(
    *,
    municipality: Municipality,
    content: bytes,
    file_name: str,
    by: User | None,
    batch: ImportBatch | None = None,
) -> ResultsImport:
    """Keep the file and what was read from it; the same file on review again is not doubled.

    Where it is read otherwise than before (a scale was loaded meanwhile, an alias of a subject
    became known), the new reading takes the place of the old one, decisions about schools included.

    A file with pupils' names is not kept, and nothing of it but counts: its name and its digest
    are replaced (DOMAIN.md 10). Raises UnreadableFileError where the file cannot be read, and
    then keeps nothing.
    """
    if by is not None:
        require_import(by, municipality)
    draft = read_file(content, municipality=municipality, file_name=file_name)
    name = _kept_name(draft, file_name)
    made = ResultsImport(
        municipality=municipality, batch=batch, file_name=name,
        sha256=_digest(content, is_personal=draft.personal),
        source=ImportSource.PERSONAL if draft.personal else ImportSource.FILE,
        kind=", ".join(draft.kinds)[:200], contents=draft.contents(), uploaded_by=by,
    )  # fmt: skip
    try:
        return _kept_once(made, draft, b"" if draft.personal else content)
    except IntegrityError:
        return _waiting(made).get()


@transaction.atomic
def _kept_once(made: ResultsImport, draft: ResultsDraft, content: bytes) -> ResultsImport:
    """`made` with its draft and its file, or the same file that waits for a decision already."""
    found = _waiting(made).select_for_update().first()
    if found is not None:
        if is_kept(draft, found):
            if made.batch is not None:
                found.batch = made.batch
                found.save(update_fields=["batch"])
            return found
        _make_way(found, made)
    if content:
        # The stored name is neutral: an uploaded one may hold anything.
        stored = f"{made.sha256[:16]}{_suffix(made.file_name)}"
        made.file.save(stored, ContentFile(content), save=False)
    made.save()
    keep_pieces(made, draft)
    record(
        by=made.uploaded_by, action="upload results", subject=made,
        municipality_id=made.municipality_id,
        summary=f"Загружен на проверку файл результатов «{made.file_name}»",
    )  # fmt: skip
    return made


def _make_way(found: ResultsImport, made: ResultsImport) -> None:
    """Close a draft whose file is read otherwise today; drafts themselves are never changed."""
    made.decisions = found.decisions
    made.batch = made.batch or found.batch
    _decide(found, ImportState.DISCARDED, made.uploaded_by)
    record(
        by=made.uploaded_by, action="discard results", subject=found,
        municipality_id=found.municipality_id,
        summary=f"Файл результатов «{found.file_name}» загружен снова и прочитан иначе: это чтение "
        "отклонено",
    )  # fmt: skip


def _waiting(made: ResultsImport) -> QuerySet[ResultsImport]:
    return ResultsImport.objects.filter(
        municipality=made.municipality_id, sha256=made.sha256, state=ImportState.DRAFT
    )


def _kept_name(draft: ResultsDraft, file_name: str) -> str:
    if draft.personal:
        return draft.title[:255] or "Протокол"
    return PurePath(file_name.replace("\\", "/")).name[-255:] or "результаты"


def _digest(content: bytes, *, is_personal: bool) -> str:
    """What the same file is recognised by.

    A file with names is digested with the installation's key: whoever has the database only must
    not be able to tell whether a protocol that they hold was loaded.
    """
    plain = hashlib.sha256(content).hexdigest()
    if not is_personal:
        return plain
    return salted_hmac("assessments.personal_file", plain, algorithm="sha256").hexdigest()


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
def confirm_import(
    *,
    results_import: ResultsImport,
    by: User | None,
    calculate: bool = True,
    told: Callable[[PlanLine], None] | None = None,
) -> Confirmed:
    """Turn the file's rows into figures: new ones are added, changed ones supersede the old.

    The lists that they may move are calculated anew, unless the caller does that (`calculate`).
    `told` hears of every row before it is written.
    """
    locked = locked_office(results_import)
    if by is not None:
        require_decision(by, locked)
    walk = walk_of(locked)
    changes: dict[str, tuple[Any, Any]] = {}
    for lines in walk:
        for line in lines:
            if told is not None:
                told(line)
        _note_changes(changes, lines)
        write_figures(lines, locked)
    plan = walk.plan
    _decide(locked, ImportState.CONFIRMED, by, plan.changed_years())
    record(
        by=by, action="confirm results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Результаты из файла «{locked.file_name}»: {summary_words(plan)}",
        changes=changes,
    )  # fmt: skip
    figures_changed(locked.municipality)
    runs = (
        calculate_after_file(results_import=locked, cause=RunCause.IMPORT, by=by)
        if calculate
        else []
    )
    return Confirmed(locked, plan, tuple(runs))


@transaction.atomic
def withdraw_import(*, results_import: ResultsImport, by: User) -> Withdrawal:
    """Take a loaded file back: its figures go, those that it had replaced come back.

    Calculations and lists made from them stay as they were.
    """
    locked = locked_office(results_import)
    require_withdrawal(by, locked)
    withdrawal = withdrawal_of(locked)
    counts = withdrawal.counts()
    changed = withdrawal.changed_years()
    give_back(withdrawal)
    _decide(locked, ImportState.WITHDRAWN, by, changed)
    record(
        by=by, action="withdraw results", subject=locked,
        municipality_id=locked.municipality_id,
        summary=f"Отозван файл результатов «{locked.file_name}»: исчезло {counts['gone']}, "
        f"вернулось {counts['back']}, заменены раньше {counts['replaced']}",
    )  # fmt: skip
    figures_changed(locked.municipality)
    calculate_after_file(results_import=locked, cause=RunCause.WITHDRAWAL, by=by)
    return withdrawal


def _decide(
    results_import: ResultsImport,
    state: ImportState,
    by: User | None,
    changed: Mapping[str, Collection[int]] | None = None,
) -> None:
    """`changed` joins what the caller has noted already (results that were typed away)."""
    noted = results_import.changed_years if results_import.state == ImportState.DRAFT else {}
    results_import.changed_years = {
        name: sorted({*noted.get(name, ()), *(changed or {}).get(name, ())})
        for name in {**noted, **(changed or {})}
    }
    results_import.state = state
    results_import.decided_by = by
    results_import.decided_at = timezone.now()
    results_import.save(update_fields=["state", "decided_by", "decided_at", "changed_years"])


def _note_changes(changes: dict[str, tuple[Any, Any]], lines: Sequence[PlanLine]) -> None:
    """Old and new figures of the first changed results; the files hold all of them."""
    for line in lines:
        if line.school is not None and line.effect is Effect.CHANGED:
            if len(changes) == _CHANGES_AUDITED:
                return
            named = f"{line.school}: {line.row.work.title}, {line.kind.title}"
            changes[named] = (line.before, line.after)


def _suffix(name: str) -> str:
    suffix = PurePath(name).suffix.lower()
    return suffix if suffix in {".xlsx", ".xls", ".ods", ".csv", ".txt", ".tsv"} else ""
