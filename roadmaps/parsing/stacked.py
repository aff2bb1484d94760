"""Merged cells with several names one below the other, each meant for some of the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.office.documents import Cell, Row, Table
from roadmaps.parsing.numbers import parts, row_number, split_section_number
from roadmaps.parsing.wording import heading_key

_APART = re.compile(r"\n(?:[^\S\n]*\n){3,}")
_FIGURES = re.compile(r"\d+")
_WORD = re.compile(r"[а-я]{6,}")
_STEM = 5
_FEWEST = 2
_LAST_GROUPING = 1


@dataclass(frozen=True, slots=True)
class Stack:
    """A merged cell with several names; `starts` are the indexes of the rows that each begins at.

    None where nothing tells them; `is_sure` is False where only the words of the rows do.
    """

    row: int
    cell: Cell
    names: tuple[str, ...]
    starts: tuple[int, ...] = ()
    is_sure: bool = True


def stacks(table: Table) -> list[Stack]:
    """The cells of a table that hold several names, with what is known of their borders."""
    return [
        _bordered(table, Stack(index, cell, names))
        for index, row in enumerate(table.rows)
        for cell in row.cells
        if cell.row_span >= _FEWEST and len(names := _names(cell)) >= _FEWEST
    ]


def unstacked(table: Table) -> Table:
    """The table with such cells cut where the border is known; the others stay as they are."""
    found = [stack for stack in stacks(table) if stack.starts]
    if not found:
        return table
    rows = [list(row.cells) for row in table.rows]
    for stack in found:
        _cut(rows, stack)
    return replace(
        table,
        rows=tuple(
            replace(row, cells=tuple(sorted(cells, key=lambda cell: cell.column)))
            for row, cells in zip(table.rows, rows, strict=True)
        ),
    )


def _names(cell: Cell) -> tuple[str, ...]:
    """Names that many empty lines keep apart, or that are numbered one after the other.

    A numbered list far to the right is a result or a document in several parts.
    """
    apart = tuple(part.strip() for part in _APART.split(cell.text) if part.strip())
    if len(apart) >= _FEWEST or cell.column > _LAST_GROUPING:
        return apart
    return _numbered(cell.text)


def _numbered(text: str) -> tuple[str, ...]:
    names: list[str] = []
    last: tuple[int, ...] = ()
    for line in filter(None, map(str.strip, text.split("\n"))):
        own = _figures(split_section_number(line).number)
        if own and (not last or own == (*last[:-1], last[-1] + 1)):
            names.append(line)
            last = own
        elif names:
            names[-1] = f"{names[-1]}\n{line}"
        else:
            return ()
    return tuple(names)


def _figures(number: str) -> tuple[int, ...]:
    """The figures of a number: of «2.1.» and of «Задача 2.»."""
    return tuple(map(int, _FIGURES.findall(number)))


def _bordered(table: Table, stack: Stack) -> Stack:
    """The stack with the borders of its names: as rows are numbered and drawn, else as they say."""
    for starts_of in (_by_numbers, _by_neighbour, _by_counting):
        starts = starts_of(table, stack)
        if starts:
            return replace(stack, starts=tuple(starts))
    return replace(stack, starts=tuple(_by_words(table, stack)), is_sure=False)


def _rows(table: Table, stack: Stack) -> range:
    return range(stack.row, min(stack.row + stack.cell.row_span, len(table.rows)))


def _beside(row: Row, stack: Stack) -> list[Cell]:
    """What begins in a row right of the merged cell."""
    return [
        cell
        for cell in row.cells
        if cell.column > stack.cell.column and cell.text.strip() and not cell.continues
    ]


def _by_numbers(table: Table, stack: Stack) -> list[int]:
    """«1.» and «2.» against rows «1.1», «1.2», «2.1»."""
    wanted = [_figures(split_section_number(name).number) for name in stack.names]
    starts: list[int] = []
    for index in _rows(table, stack):
        known = len(starts)
        if known == len(wanted):
            break
        below = [_number(cell.text) for cell in _beside(table.rows[index], stack)]
        own = wanted[known]
        if own and any(len(n) > len(own) and n[: len(own)] == own for n in below):
            starts.append(index)
    return starts if _is_whole(starts, stack) else []


def _by_neighbour(table: Table, stack: Stack) -> list[int]:
    """The column beside has as many cells against the merged one as that has names."""
    column = stack.cell.column + stack.cell.column_span
    starts = [index for index in _rows(table, stack) if _begins(table.rows[index], column)]
    return starts if _is_whole(starts, stack) else []


def _by_counting(table: Table, stack: Stack) -> list[int]:
    """A column begins to count anew as often as there are names."""
    found: dict[int, list[int]] = {}
    for index in _rows(table, stack):
        for cell in _beside(table.rows[index], stack):
            if _number(cell.text) == (1,):
                found.setdefault(cell.column, []).append(index)
    return next((starts for _, starts in sorted(found.items()) if _is_whole(starts, stack)), [])


def _by_words(table: Table, stack: Stack) -> list[int]:
    """Each name begins at the first group of rows that speaks of it and of no earlier one.

    Groups are cut by the column beside; rows that speak of no name belong to the name above.
    """
    column = stack.cell.column + stack.cell.column_span
    stems = _own_stems(stack.names)
    groups: list[tuple[int, str]] = []
    for index in _rows(table, stack):
        words = " ".join(cell.text for cell in _beside(table.rows[index], stack))
        if _begins(table.rows[index], column) or not groups:
            groups.append((index, words))
        else:
            groups[-1] = (groups[-1][0], f"{groups[-1][1]} {words}")
    starts: list[int] = []
    for index, words in groups:
        scores = [len(own & _stems(words)) for own in stems]
        spoken = [place for place, score in enumerate(scores) if score and score == max(scores)]
        if len(spoken) != 1:
            continue
        if spoken[0] == len(starts):
            starts.append(index)
        elif spoken[0] != len(starts) - 1:
            return []
    starts[:1] = [stack.row]
    return starts if _is_whole(starts, stack) else []


def _own_stems(names: Sequence[str]) -> list[set[str]]:
    """The stems of each name that no other name has."""
    every = [_stems(name) for name in names]
    return [own.difference(*(other for other in every if other is not own)) for own in every]


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(heading_key(text))}


def _number(text: str) -> tuple[int, ...]:
    own = parts(row_number(text))
    return own or _figures(split_section_number(text).number)


def _begins(row: Row, column: int) -> bool:
    return any(cell.column == column and cell.text and not cell.continues for cell in row.cells)


def _is_whole(starts: Sequence[int], stack: Stack) -> bool:
    return len(starts) == len(stack.names) and starts[0] == stack.row


def _cut(rows: list[list[Cell]], stack: Stack) -> None:
    cell, index = stack.cell, stack.row
    ends = [*stack.starts[1:], index + cell.row_span]
    rows[index].remove(cell)
    for row in range(index + 1, min(index + cell.row_span, len(rows))):
        rows[row] = [
            other for other in rows[row] if not (other.continues and other.column == cell.column)
        ]
    for start, end, name in zip(stack.starts, ends, stack.names, strict=True):
        rows[start].append(replace(cell, text=name, row_span=end - start))
