"""ФИС ОКО, «Сравнение отметок с отметками по журналу» with a column for each part (since 2024).

Layout: DOMAIN.md 7.2. Percentages and counts stand side by side; either may be missing.
"""

from dataclasses import replace

from assessments.parsing.columns import Header, HeaderRow, unit_of
from assessments.parsing.groups import Group, groups_of, keep_reference
from assessments.parsing.heads import Head, read_head
from assessments.parsing.journal_counts import (
    PARTS,
    Compared,
    PartCell,
    decimals_in,
    part_of,
    percents_of,
    read_journal,
)
from assessments.parsing.reading import Reading, Table

KIND = "ФИС ОКО, сравнение отметок с отметками по журналу"


def header_of(row: HeaderRow) -> Header | None:
    """Groups of participants against columns «Понизили», «Подтвердили», «Повысили»."""
    found: dict[str, int] = {}
    above = ""
    for column, (own, top) in enumerate(zip(row.own, row.above, strict=True)):
        above = top or above
        part = part_of(own) or (part_of(above) if own else None)
        if part is None:
            continue
        says_percent, _ = unit_of(own)
        found.setdefault(f"{part}_{'percent' if says_percent else 'count'}", column)
    header = row.header(without=set(found.values()))
    parts = {name.partition("_")[0] for name in found}
    if "groups" not in header.columns or len(parts) < len(PARTS):
        return None
    return replace(header, columns={**header.columns, **found})


def read(table: Table, reading: Reading) -> None:
    """Adds the comparisons of schools, and rows to compare with, to the draft."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    groups = list(groups_of(table, reading))
    decimals = decimals_in(
        cell for group in groups for cell in _compared(group).percents.values()
    )  # fmt: skip
    for group in groups:
        _read_group(group, head, decimals, reading)
        reading.draft.issues.extend(group.place.issues)


def _read_group(group: Group, head: Head, decimals: int, reading: Reading) -> None:
    compared = _compared(group)
    if group.scope:
        figures = percents_of(group.place, compared)
        if figures is not None:
            keep_reference("journal", group, head, figures, reading)
        return
    found = read_journal(group.place, compared, group.identity(head), decimals)
    if found is not None:
        reading.draft.facts.append(found)


def _compared(group: Group) -> Compared:
    place = group.place
    columns = place.header.columns

    def cells(unit: str) -> dict[str, PartCell]:
        return {
            part: PartCell(place, f"{part}_{unit}") for part in PARTS if f"{part}_{unit}" in columns
        }

    return Compared(PartCell(place, "participants"), cells("count"), cells("percent"))
