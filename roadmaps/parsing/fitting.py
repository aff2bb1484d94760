"""A header's columns made to agree with what stands beneath them."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.guessing import names_doer, share
from roadmaps.parsing.vocabulary import GROUPING, Role
from roadmaps.parsing.wording import heading_key, tells_time

_MOSTLY = 0.6
_CONFIDENCE = 0.6
_PROMOTED = 0.55
_FEWEST_ROWS = 3
_LONGEST = 120
_FEWEST_ONES = 2
_NEARLY_ALL = 0.7
_AIM = re.compile(r"^цел[ьи]\b")


def fitted(header: Header, grid: Grid, rows: Sequence[int]) -> Header:
    """The header with unknown columns told by their cells, and groups that group nothing undone.

    What people have decided stands.
    """
    cells = [_beneath(grid, rows, column) for column in header.columns]
    columns = [
        replace(column, role=None, confidence=0.0)
        if _groups_nothing(column, header, below)
        else column
        for column, below in zip(header.columns, cells, strict=True)
    ]
    columns = [
        replace(column, role=Role.SECTION) if _gathers_rows(column, header, below, rows) else column
        for column, below in zip(columns, cells, strict=True)
    ]
    texts = [[cell.text for cell in below if cell.text] for below in cells]
    _complete(columns, texts)
    return replace(header, columns=tuple(columns), counts_by_ones=_counts_by_ones(columns, texts))


def _beneath(grid: Grid, rows: Sequence[int], column: Column) -> list[Placed]:
    """The cells that stand under one column alone."""
    cells = (grid.at(index, column.first) for index in rows)
    return [
        cell
        for cell, index in zip(cells, rows, strict=True)
        if cell is not None and cell.row == index and cell.last <= column.last
    ]


def _groups_nothing(column: Column, header: Header, below: Sequence[Placed]) -> bool:
    """Whether a grouping column describes each row instead of gathering several."""
    if column.role not in GROUPING or column.said_by or len(below) < _FEWEST_ROWS:
        return False
    titles = [other for other in header.having(Role.TITLE) if other.confidence > _PROMOTED]
    if not titles:
        return False
    if column.first > titles[-1].first:
        return True
    texts = [cell.text for cell in below]
    return (
        column.role is Role.OBJECTIVE
        and bool(_AIM.match(heading_key(column.heading)))
        and all(texts)
        and len(set(texts)) == len(texts)
    )


def _gathers_rows(
    column: Column, header: Header, below: Sequence[Placed], rows: Sequence[int]
) -> bool:
    """Whether schools stand left of the activities and gather several each, as sections do."""
    title = next(iter(header.having(Role.TITLE)), None)
    if column.role is not Role.SCHOOL or column.said_by or title is None or not header.is_plan:
        return False
    if column.first > title.first or header.has(Role.PARTNER):
        return False
    runs = [name for name, _ in itertools.groupby(cell.text for cell in below if cell.text)]
    return 1 < len(runs) < len(rows) and len(runs) == len(set(runs))


def _complete(columns: list[Column], texts: Sequence[Sequence[str]]) -> None:
    """Give an unknown column the meaning that its cells have and no other column."""
    known = {column.role for column in columns} | {column.also for column in columns}
    for role, fits in (
        (Role.DEADLINE, _is_time),
        (Role.RESPONSIBLE, names_doer),
    ):
        if role in known or (role is Role.DEADLINE and Role.MONTH in known):
            continue
        shares = {
            place: share(texts[place], fits)
            for place, column in enumerate(columns)
            if column.role is None and not column.said_by and len(texts[place]) >= _FEWEST_ROWS
        }
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= _MOSTLY:
            columns[best] = replace(columns[best], role=role, confidence=_CONFIDENCE)


def _is_time(text: str) -> bool:
    return len(text) < _LONGEST and tells_time(text)


def _counts_by_ones(columns: Sequence[Column], texts: Sequence[Sequence[str]]) -> bool:
    """Whether a calendar is filled with «1» for «planned», which would be a poor list of days."""
    filled = [
        text
        for column, below in zip(columns, texts, strict=True)
        for text in below
        if column.role is Role.MONTH
    ]
    # A row of totals may stand beneath.
    return filled.count("1") >= max(_FEWEST_ONES, _NEARLY_ALL * len(filled))
