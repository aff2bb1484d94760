"""What a change of many rows would do, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from core.values.word_difference import WordDifference, word_difference
from roadmaps.domain.bulk_change import BulkChange
from roadmaps.models import Activity, Roadmap
from roadmaps.queries.periods import periods_of
from roadmaps.queries.readings import reading_view, view_of
from roadmaps.queries.touched import touched_assignments


@dataclass(frozen=True, slots=True)
class BulkRow:
    """A row whose text would change; `reading` is how the new deadline is read."""

    activity: Activity
    before: str
    after: str
    reading_before: str
    reading: str
    refusal: str
    touched: int

    @property
    def words(self) -> WordDifference:
        """Both texts in pieces, the changed ones marked."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """The rows that would change, and how many of the chosen ones would not."""

    rows: tuple[BulkRow, ...]
    unchanged: int

    @property
    def possible(self) -> int:
        """How many rows can be written."""
        return sum(not row.refusal for row in self.rows)

    @property
    def with_work(self) -> int:
        """In how many of the rows somebody has begun to work."""
        return sum(row.touched > 0 for row in self.rows)


def bulk_preview(
    roadmap: Roadmap, change: BulkChange, chosen: Collection[int] | None, today: date
) -> BulkPreview:
    """What `change` would do to the rows with ids in `chosen`, to all of them where it is None."""
    rows = roadmap.activities.order_by("position", "pk")
    if chosen is not None:
        rows = rows.filter(pk__in=chosen)
    found = list(rows)
    changed = [
        (row, text, after)
        for row in found
        if (after := change.applied_to(text := getattr(row, change.field))) != text
    ]
    touched = touched_assignments([row.pk for row, _, _ in changed])
    periods = periods_of(roadmap)
    lines = []
    for row, before, after in changed:
        reading_before = reading = ""
        refusal = change.refusal_of(after)
        if change.field == "deadline_text":
            period = periods.within(row.section_id)
            view = reading_view(after, "", period)
            reading_before = view_of(row, period).brief_on(today)
            reading, refusal = view.brief_on(today), view.refusal
        lines.append(
            BulkRow(row, before, after, reading_before, reading, refusal, touched.get(row.pk, 0))
        )
    return BulkPreview(tuple(lines), len(found) - len(lines))
