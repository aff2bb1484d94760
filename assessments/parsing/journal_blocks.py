"""ФИС ОКО, «Сравнение отметок с отметками по журналу» with a row for each part (until 2022).

Layout: DOMAIN.md 7.2: under the name of a school or group stand the rows «Понизили …»,
«Подтвердили …», «Повысили …» and «Всего».
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assessments.parsing.cells import name_and_code, text_of
from assessments.parsing.columns import Header, HeaderRow, unit_of
from assessments.parsing.groups import Group, keep_reference, scope_of
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
from assessments.parsing.rows import Place
from core.office.issues import Severity

KIND = "ФИС ОКО, сравнение отметок с отметками по журналу"
_TOTAL = re.compile(r"^всего", re.IGNORECASE)
_LOOKED_AHEAD = 8


@dataclass(slots=True)
class _Block:
    place: Place
    name: str
    parts: dict[str, Place] = field(default_factory=dict)
    total: Place | None = None


def header_of(row: HeaderRow) -> Header | None:
    """Groups of participants against one number and one percentage, parts in the rows below."""
    percent = next((at for at, text in enumerate(row.own) if text and unit_of(text)[0]), None)
    header = row.header(without=set() if percent is None else {percent})
    if "groups" not in header.columns or row.labels:
        return None
    if percent is None and "participants" not in header.columns:
        return None
    below = row.sheet.rows[row.index + 1 : row.index + 1 + _LOOKED_AHEAD]
    if not any(part_of(text_of(value)) for cells in below for value in cells):
        return None
    columns = dict(header.columns)
    if percent is not None:
        columns["percent"] = percent
    return replace(header, columns=columns)


def read(table: Table, reading: Reading) -> None:
    """Adds the comparisons of schools, and rows to compare with, to the draft."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    blocks = list(_blocks(table, reading))
    decimals = decimals_in(
        cell for block in blocks for cell in _compared(block).percents.values()
    )  # fmt: skip
    for block in blocks:
        _read_block(block, head, decimals, reading)
        reading.draft.issues.extend(block.place.issues)


def _blocks(table: Table, reading: Reading) -> Iterator[_Block]:
    block: _Block | None = None
    for row in table.rows:
        place = Place(table.sheet, table.header, row)
        named, part, is_total = _read_labels(place)
        if named:
            if block is not None:
                yield block
            block = _Block(place, named)
        if block is None:
            if part or is_total:
                reading.draft.issues.append(
                    table.issue(Severity.ERROR, "над строкой не названа школа", row)
                )
        elif part:
            block.parts.setdefault(part, place)
        elif is_total:
            block.total = place
    if block is not None:
        yield block


def _read_labels(place: Place) -> tuple[str, str | None, bool]:
    """The name that a row brings, the part it is about, and whether it is the total."""
    texts = [text_of(value) for value in place.sheet.rows[place.row] if isinstance(value, str)]
    part = next((found for text in texts if (found := part_of(text))), None)
    is_total = any(_TOTAL.match(text) for text in texts)
    shown = place.text("groups")
    is_name = bool(shown) and part_of(shown) is None and not _TOTAL.match(shown)
    return shown if is_name and not shown.isdecimal() else "", part, is_total


def _read_block(block: _Block, head: Head, decimals: int, reading: Reading) -> None:
    name, code = name_and_code(block.name)
    missing = [part for part in PARTS if part not in block.parts]
    if missing:
        block.place.fail(
            "под школой или группой нет всех трёх строк: понизили, подтвердили, повысили",
            "groups",
        )
        return
    compared = _compared(block)
    group = Group(block.place, name, code, scope_of(block.place, name, code))
    if group.scope:
        figures = percents_of(block.place, compared)
        if figures is not None:
            total = compared.total.place
            keep_reference("journal", replace(group, place=total), head, figures, reading)
        return
    found = read_journal(block.place, compared, group.identity(head), decimals)
    if found is not None:
        reading.draft.facts.append(found)


def _compared(block: _Block) -> Compared:
    columns = block.place.header.columns
    total = block.total
    if total is None:
        total = block.place

    def cells(name: str) -> dict[str, PartCell]:
        return {part: PartCell(place, name) for part, place in block.parts.items()}

    return Compared(
        PartCell(total, "participants"),
        cells("participants") if "participants" in columns else {},
        cells("percent") if "percent" in columns else {},
    )
