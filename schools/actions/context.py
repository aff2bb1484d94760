"""Context data on their way in: a file looked at, taken over, taken back; figures set by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.actions.audit import Entry, record, record_many
from accounts.models import User
from core.values import academic_year as academic_years
from core.values.wording import counted
from core.web.refusals import NotPossible
from schools.context_following import ContextChange, context_changed
from schools.domain.context.fields import BY_KEY
from schools.domain.context.values import NotUnderstood, Value, read_value, value_words
from schools.domain.roles import Right
from schools.models import (
    ContextBatch,
    ContextUpload,
    ContextUploadState,
    ContextValue,
    Municipality,
    School,
)
from schools.parsing.context import draft_of, read_context
from schools.permissions import require
from schools.queries.context import FileChange, FilePlan, figures_of, plan_upload

DECIDED = "По этому файлу решение уже принято. Посмотрите, что стоит теперь."
_BATCH = 500


@transaction.atomic
def keep_upload(
    *,
    municipality: Municipality,
    academic_year: int,
    file_name: str,
    content: bytes,
    by: User,
    batch: ContextBatch | None = None,
) -> ContextUpload:
    """Read a file for its review; the file itself is dropped.

    Raises UnreadableFileError where it holds no context data.
    """
    require(by, Right.EDIT_CONTEXT, municipality=municipality)
    return ContextUpload.objects.create(
        municipality=municipality,
        batch=batch,
        academic_year=academic_year,
        file_name=file_name[:255],
        sha256=hashlib.sha256(content).hexdigest(),
        draft=draft_of(read_context(content)),
        uploaded_by=by,
    )


@transaction.atomic
def confirm_upload(*, upload: ContextUpload, by: User) -> FilePlan:
    """Take the figures over. NotPossible where the file has been decided on."""
    upload = _locked(upload, by, ContextUploadState.DRAFT)
    plan = plan_upload(upload)
    now = timezone.now()
    before: list[list[Any]] = []
    new: list[ContextValue] = []
    for school, changes in plan.changes:
        for change in changes:
            before.append([school.pk, change.read.field, _kept(change.stored)])
            new.append(_row(upload, change, by))
    _replace(new)
    upload.before = before
    _decide(upload, ContextUploadState.CONFIRMED, now)
    _record_file(upload, by, "load context data", f"Загружены контекстные данные: {_said(plan)}")
    summary = f"Контекстные данные за {_year(upload)} учебный год изменены по файлу"
    entries = [
        _entry(school, summary, {one.title: (one.before, one.after) for one in changes})
        for school, changes in plan.changes
    ]
    record_many(by=by, action="set context data", entries=entries)
    _tell(upload, by, (row.field for row in new))
    return plan


@transaction.atomic
def discard_upload(*, upload: ContextUpload, by: User) -> None:
    """Leave the file. NotPossible where it has been decided on."""
    upload = _locked(upload, by, ContextUploadState.DRAFT)
    _decide(upload, ContextUploadState.DISCARDED, timezone.now())


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many figures got their earlier value, and how many were changed since and stay."""

    restored: int
    kept: int


@transaction.atomic
def take_back(*, upload: ContextUpload, by: User) -> TakenBack:
    """Undo a confirmed file: each of its figures gets the value from before.

    What somebody has changed since stays. Where the value from before came of a file that was
    itself taken back, the one before that file stands again.
    """
    upload = _locked(upload, by, ContextUploadState.CONFIRMED)
    here = {(row.school_id, row.field): row for row in upload.values.select_related("school")}
    earlier = _earlier_values(upload)
    rows: list[ContextValue] = []
    changes: dict[School, dict[str, tuple[str, str]]] = {}
    for (school_id, field), row in here.items():
        kept = earlier.get((school_id, field))
        restored = _from_kept(row, kept) if kept else None
        if restored:
            rows.append(restored)
        said = (row.words, restored.words if restored else "")
        changes.setdefault(row.school, {})[BY_KEY[field].heading] = said
    upload.values.all().delete()
    _replace(rows)
    _decide(upload, ContextUploadState.TAKEN_BACK, timezone.now())
    number = counted(len(here), "показатель", "показателя", "показателей")
    _record_file(upload, by, "take context data back", f"Загрузка отменена: {number}")
    summary = f"Контекстные данные за {_year(upload)} учебный год возвращены"
    entries = [_entry(school, summary, said) for school, said in changes.items()]
    record_many(by=by, action="set context data", entries=entries)
    _tell(upload, by, (field for _, field in here))
    return TakenBack(len(here), len(upload.before) - len(here))


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed into one cell, and the words that stood there when the page was made."""

    school: School
    field: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell was not written: a sentence; `now` are the words that stand there."""

    typed: Typed
    reason: str
    now: str


@transaction.atomic
def set_figures(
    *, municipality: Municipality, academic_year: int, typed: Iterable[Typed], by: User
) -> tuple[int, list[Refused]]:
    """Write the cells that were changed; how many, and those that could not be.

    A cell that somebody else has changed since it was shown is refused, the others are written.
    """
    require(by, Right.EDIT_CONTEXT, municipality=municipality)
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    touched = [one for one in typed if one.text.strip() != one.seen.strip()]
    stored = figures_of({one.school.pk: one.school for one in touched}.values(), academic_year)
    refused: list[Refused] = []
    changes: dict[School, dict[str, tuple[str, str]]] = {}
    fields = set()
    for one in touched:
        row = stored.get(one.school.pk, {}).get(one.field)
        said = _write(one, row, academic_year, by, refused)
        if said is not None:
            fields.add(one.field)
            changes.setdefault(one.school, {})[BY_KEY[one.field].heading] = said
    label = academic_years.label(academic_year)
    summary = f"Контекстные данные за {label} учебный год изменены"
    entries = [_entry(school, summary, said) for school, said in changes.items()]
    record_many(by=by, action="set context data", entries=entries)
    context_changed(ContextChange(municipality, by, academic_year, frozenset(fields)))
    return sum(map(len, changes.values())), refused


def _tell(upload: ContextUpload, by: User, fields: Iterable[str]) -> None:
    context_changed(
        ContextChange(
            upload.municipality, by, upload.academic_year, frozenset(fields),
            (upload.pk, upload.file_name),
        )
    )  # fmt: skip


def _write(
    one: Typed, row: ContextValue | None, year: int, by: User, refused: list[Refused]
) -> tuple[str, str] | None:
    """The words before and after; None where nothing was written."""
    field = BY_KEY[one.field]
    now = row.words if row else ""
    try:
        value = read_value(field, one.text)
    except NotUnderstood as error:
        refused.append(Refused(one, str(error), now))
        return None
    after = value_words(field, value)
    if after == now:
        return None
    if now != one.seen.strip():
        stands = now or "нет данных"
        reason = f"Пока страница была открыта, другой человек изменил значение. Сейчас: {stands}."
        refused.append(Refused(one, reason, now))
        return None
    if value is None:
        ContextValue.objects.filter(school=one.school, academic_year=year, field=one.field).delete()
    else:
        _replace([_by_hand(one, value, year, by)])
    return now, after


def _by_hand(one: Typed, value: Value, year: int, by: User) -> ContextValue:
    number, text = _columns(value)
    return ContextValue(
        school=one.school, academic_year=year, field=one.field, number=number, text=text,
        set_by_name=str(by), set_at=timezone.now(),
    )  # fmt: skip


def _locked(upload: ContextUpload, by: User, state: ContextUploadState) -> ContextUpload:
    require(by, Right.EDIT_CONTEXT, municipality=upload.municipality)
    Municipality.objects.select_for_update().get(pk=upload.municipality_id)
    found = ContextUpload.objects.select_related("municipality").get(pk=upload.pk)
    if found.state != state:
        raise NotPossible(DECIDED)
    return found


def _decide(upload: ContextUpload, state: ContextUploadState, now: Any) -> None:
    upload.state = state
    upload.decided_at = now
    upload.save(update_fields=["state", "decided_at", "before"])


def _row(upload: ContextUpload, change: FileChange, by: User) -> ContextValue:
    number, text = _columns(change.read.value)
    return ContextValue(
        school=change.school, academic_year=upload.academic_year, field=change.read.field,
        number=number, text=text, upload=upload, sheet=change.read.sheet[:100],
        cell=change.read.cell, set_by_name=str(by), set_at=timezone.now(),
    )  # fmt: skip


def _replace(rows: Sequence[ContextValue]) -> None:
    ContextValue.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["school", "academic_year", "field"],
        update_fields=["number", "text", "upload", "sheet", "cell", "set_by_name", "set_at"],
    )


def _columns(value: Value) -> tuple[Decimal | None, str]:
    return (value, "") if isinstance(value, Decimal) else (None, value)


def _kept(row: ContextValue | None) -> dict[str, Any] | None:
    """A stored figure as a file keeps what it replaced."""
    if row is None:
        return None
    return {
        "number": None if row.number is None else f"{row.number:f}", "text": row.text,
        "upload": row.upload_id, "sheet": row.sheet, "cell": row.cell,
        "set_by_name": row.set_by_name, "set_at": row.set_at.isoformat(),
    }  # fmt: skip


def _from_kept(row: ContextValue, kept: Mapping[str, Any]) -> ContextValue:
    number = kept["number"]
    return ContextValue(
        school_id=row.school_id, academic_year=row.academic_year, field=row.field,
        number=None if number is None else Decimal(number), text=kept["text"],
        upload_id=kept["upload"], sheet=kept["sheet"], cell=kept["cell"],
        set_by_name=kept["set_by_name"], set_at=datetime.fromisoformat(kept["set_at"]),
    )  # fmt: skip


def _earlier_values(upload: ContextUpload) -> dict[tuple[int, str], dict[str, Any] | None]:
    """What each figure of the file was before, over files that were taken back themselves."""
    gone = {
        one.pk: _by_place(one)
        for one in ContextUpload.objects.filter(
            municipality=upload.municipality,
            academic_year=upload.academic_year,
            state=ContextUploadState.TAKEN_BACK,
        )
    }
    found = {}
    for place, kept in _by_place(upload).items():
        earlier = kept
        while earlier and earlier["upload"] in gone:
            earlier = gone[earlier["upload"]].get(place)
        found[place] = earlier
    return found


def _by_place(upload: ContextUpload) -> dict[tuple[int, str], dict[str, Any] | None]:
    return {(school, field): kept for school, field, kept in upload.before}


def _year(upload: ContextUpload) -> str:
    return academic_years.label(upload.academic_year)


def _said(plan: FilePlan) -> str:
    number = counted(plan.added + plan.replaced, "показатель", "показателя", "показателей")
    return f"{number}, {counted(len(plan.changes), 'школа', 'школы', 'школ')}"


def _entry(school: School, summary: str, said: Mapping[str, tuple[str, str]]) -> Entry:
    return Entry(school, summary, said, school.municipality_id)


def _record_file(upload: ContextUpload, by: User, action: str, summary: str) -> None:
    record(
        by=by,
        action=action,
        subject=upload,
        summary=summary,
        municipality_id=upload.municipality_id,
    )
