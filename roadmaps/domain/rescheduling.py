"""What happens to dated occurrences, and to the work on them, when a deadline's reading changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Work(StrEnum):
    """How far the work on an occurrence has come."""

    NONE = "none"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class DatedSpan:
    """Days from `starts_on` to `due_on`, both inclusive; without `due_on` it waits for a date.

    `event` is the id of the calendar's event that gives the date, if one does.
    """

    starts_on: date | None
    due_on: date | None
    label: str = ""
    event: int | None = None

    @property
    def key(self) -> tuple[int | None, date | None, str]:
        """What tells two occurrences of one activity apart: the event, else date and label."""
        if self.event is not None:
            return self.event, None, ""
        return None, self.due_on, self.label


@dataclass(frozen=True, slots=True)
class Existing:
    """An occurrence that is already there."""

    id: int
    span: DatedSpan
    work: Work


@dataclass(frozen=True, slots=True)
class Rescheduling:
    """What to do so that the occurrences follow the new reading."""

    moved: tuple[tuple[int, DatedSpan], ...] = ()
    added: tuple[DatedSpan, ...] = ()
    removed: tuple[int, ...] = ()


def reschedule(existing: Sequence[Existing], wanted: Sequence[DatedSpan]) -> Rescheduling:
    """How `existing` becomes `wanted` without losing anybody's work.

    Same date and label: stays. Same event: moves with it, unless its work is done. One that waited
    for its date takes the first new date, and one whose event is no more waits again. When as many
    dates as before were only shifted, each moves with its open work, and one whose work is done
    stays as it was. Otherwise occurrences without work go, those with work stay, new ones come.
    """
    new = {span.key: span for span in reversed(wanted)}
    kept = [
        (old.id, new[old.span.key])
        for old in existing
        if old.span.key in new and new[old.span.key] != old.span and not _is_past_moving(old)
    ]
    gone = [old for old in existing if old.span.key not in new]
    known = {old.span.key for old in existing}
    fresh = [span for span in dict.fromkeys(new.values()) if span.key not in known]
    fresh.sort(key=_in_order)
    gone.sort(key=lambda old: _in_order(old.span))
    dated, gone, fresh = _take_awaited_dates(gone, fresh)
    kept += dated
    undated, gone, fresh = _wait_again(gone, fresh)
    kept += undated
    if _is_shift(gone, fresh):
        shifted = [
            (old.id, span)
            for old, span in zip(gone, fresh, strict=True)
            if old.work is not Work.DONE
        ]
        return Rescheduling(moved=tuple(kept + shifted))
    removed = tuple(old.id for old in gone if old.work is Work.NONE)
    return Rescheduling(tuple(kept), tuple(fresh), removed)


def _is_past_moving(old: Existing) -> bool:
    """Work that is done keeps the date of the event for which it was done."""
    return old.span.event is not None and old.work is Work.DONE


def _take_awaited_dates(
    gone: list[Existing], fresh: list[DatedSpan]
) -> tuple[list[tuple[int, DatedSpan]], list[Existing], list[DatedSpan]]:
    """Give each occurrence that waited for a date the first fresh date of its label."""
    moved: list[tuple[int, DatedSpan]] = []
    left: list[Existing] = []
    free = list(fresh)
    for old in gone:
        chosen = _awaited_date(old, free)
        if chosen is None:
            left.append(old)
        else:
            free.remove(chosen)
            moved.append((old.id, chosen))
    return moved, left, free


def _awaited_date(old: Existing, free: Sequence[DatedSpan]) -> DatedSpan | None:
    if old.span.due_on is not None or old.work is Work.DONE:
        return None
    dated = [span for span in free if span.due_on is not None]
    same_label = [span for span in dated if span.label == old.span.label]
    return next(iter(same_label + dated), None)


def _wait_again(
    gone: list[Existing], fresh: list[DatedSpan]
) -> tuple[list[tuple[int, DatedSpan]], list[Existing], list[DatedSpan]]:
    """Let begun work whose event is no more wait for a date, instead of giving it out anew."""
    undated = next((span for span in fresh if span.due_on is None), None)
    begun = next(
        (old for old in gone if old.span.event is not None and old.work is Work.OPEN), None
    )
    if undated is None or begun is None:
        return [], gone, fresh
    left = [old for old in gone if old is not begun]
    return [(begun.id, undated)], left, [span for span in fresh if span is not undated]


def _is_shift(gone: Sequence[Existing], fresh: Sequence[DatedSpan]) -> bool:
    labels = [old.span.label for old in gone]
    return bool(gone) and labels == [span.label for span in fresh]


def _in_order(span: DatedSpan) -> tuple[bool, date, str]:
    return span.due_on is None, span.due_on or date.max, span.label
