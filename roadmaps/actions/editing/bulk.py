"""One change of words for many rows; what somebody else has changed since is left and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core.values.wording import counted
from core.web.refusals import NotPossible
from roadmaps.actions.editing.cells import choice_for
from roadmaps.actions.editing.changes import Step, keep_change, quoted
from roadmaps.actions.editing.row_steps import set_values
from roadmaps.actions.editing.writing import locked_plan
from roadmaps.domain.bulk_change import BulkChange, Operation
from roadmaps.models import Activity, ChangeKind, PlanChange, Roadmap
from roadmaps.queries.fields import field_words

CHANGED_MEANWHILE = "Пока вы смотрели, эту ячейку изменил другой человек."
GONE_MEANWHILE = "Этой строки в плане уже нет."


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that was not written, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class BulkEdit:
    """What became of a change of many rows; `change` takes all of it back at once."""

    change: PlanChange | None
    written: int
    left: tuple[LeftRow, ...]


@transaction.atomic
def edit_rows(
    *, roadmap: Roadmap, change: BulkChange, expected: Mapping[int, str], by: User
) -> BulkEdit:
    """Apply `change` to the rows of `expected`: id → the text that the person saw in the cell.

    A row that says something else by now is left and told; the rest is written as one change that
    can be taken back. Done twice, it finds nothing more to write.
    """
    roadmap = locked_plan(roadmap, by)
    rows = {row.pk: row for row in roadmap.activities.select_for_update().filter(pk__in=expected)}
    steps: list[Step] = []
    left: list[LeftRow] = []
    for pk, seen in expected.items():
        row = rows.get(pk)
        if row is None:
            left.append(LeftRow("", GONE_MEANWHILE))
            continue
        row.roadmap = roadmap
        reason = _write(row, change, seen, by, steps)
        if reason:
            left.append(LeftRow(str(row), reason))
    kept = None
    if steps:
        kept = keep_change(
            roadmap=roadmap,
            by=by,
            kind=ChangeKind.EDIT,
            summary=_summary(change, len(steps)),
            steps=steps,
        )
    return BulkEdit(kept, len(steps), tuple(left))


def _write(row: Activity, change: BulkChange, seen: str, by: User, steps: list[Step]) -> str:
    """Write one row; the reason where it stays as it is."""
    current = getattr(row, change.field)
    value = change.applied_to(seen)
    if current == value:
        return ""
    if current != seen:
        return CHANGED_MEANWHILE
    refusal = change.refusal_of(value)
    if refusal:
        return refusal
    values = {change.field: value}
    try:
        if change.field == "deadline_text":
            values |= choice_for(row, value)
    except NotPossible as refusal:
        return str(refusal)
    steps.append(set_values(row, values, by))
    return ""


def _summary(change: BulkChange, rows: int) -> str:
    where = counted(rows, "строке", "строках", "строках")
    field = field_words(Activity, change.field)
    if change.operation is Operation.REPLACE:
        what = (
            f"{quoted(change.find)} → {quoted(change.words)}"
            if change.words
            else (f"убрано {quoted(change.find)}")
        )
    elif change.operation is Operation.APPEND:
        what = f"добавлено {quoted(change.words)}"
    else:
        what = f"вписано {quoted(change.words)}" if change.words else "очищено"
    return f"Сразу в {where}, {field}: {what}"
