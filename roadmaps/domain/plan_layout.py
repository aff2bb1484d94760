"""The tables of an imported plan as the office laid them out, from the draft's plain data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmaps.domain.plan_tables import PlanColumn, office_columns

KIND_OF_TABLE = {
    "activities": "activity",
    "checkpoints": "checkpoint",
    "mechanisms": "mechanism",
}
_LONGEST_CAPTION = 200
_ENDS = (".", ";", ":", ",", ")")


@dataclass(frozen=True, slots=True)
class OfficeTable:
    """A table of rows of one kind; `rows` are places of its activities in the draft."""

    kind: str
    caption: str
    columns: tuple[PlanColumn, ...]
    rows: tuple[int, ...]


def tables_of_draft(draft: Mapping[str, Any]) -> tuple[OfficeTable, ...]:
    """The tables with activities, those that go on with the same columns as one.

    Rows that stand in no table (a plan written as a list) are in none of them.
    """
    readings = [one for one in draft.get("tables", ()) if one["kind"] in KIND_OF_TABLE]
    rows = _rows_of(readings, draft["activities"])
    found: list[OfficeTable] = []
    for reading, places in zip(readings, rows, strict=True):
        if not places:
            continue
        table = OfficeTable(
            kind=KIND_OF_TABLE[reading["kind"]],
            caption=_own_caption(reading["caption"], draft),
            columns=office_columns(
                (column["path"], column["role"]) for column in reading["columns"]
            ),
            rows=tuple(places),
        )
        if found and _goes_on(found[-1], table, draft["activities"]):
            found[-1] = _joined(found[-1], table)
        else:
            found.append(table)
    return tuple(found)


def _rows_of(
    readings: Sequence[Mapping[str, Any]], activities: Iterable[Mapping[str, Any]]
) -> list[list[int]]:
    """Places of activities by table reading; a document's table may hold several headers."""
    rows: list[list[int]] = [[] for _ in readings]
    for place, activity in enumerate(activities):
        source = activity["source"] or {}
        held = [
            index
            for index, reading in enumerate(readings)
            if reading["number"] == source.get("table")
            and reading.get("row", 1) <= (source.get("row") or 1)
        ]
        if held:
            rows[held[-1]].append(place)
    return rows


def _goes_on(
    above: OfficeTable, below: OfficeTable, activities: Sequence[Mapping[str, Any]]
) -> bool:
    """Whether one table can hold both: rows outside sections may not follow rows inside one."""
    if (above.kind, above.columns) != (below.kind, below.columns):
        return False
    ended_inside = activities[above.rows[-1]]["section"] is not None
    return not ended_inside or activities[below.rows[0]]["section"] is not None


def _joined(above: OfficeTable, below: OfficeTable) -> OfficeTable:
    return OfficeTable(above.kind, above.caption, above.columns, above.rows + below.rows)


def _own_caption(caption: str, draft: Mapping[str, Any]) -> str:
    """The line right above a table where it names it, and is no part of the plan's texts."""
    line = " ".join(caption.split("\n")[-1].split())
    texts = (draft["title"], draft["goal"], *draft["objectives"])
    said = any(line.casefold() in " ".join(text.split()).casefold() for text in texts)
    is_name = line[:1].isupper() and len(line) <= _LONGEST_CAPTION and not line.endswith(_ENDS)
    return line if is_name and not said else ""
