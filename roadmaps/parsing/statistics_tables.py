"""Tables of statistics: every figure with the headings of its row and its column."""

import re
from collections.abc import Iterator, Sequence

from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import Statistic
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.numbers import is_number
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.wording import heading_key, is_figure, is_nothing, one_line, tells_time

_LONGEST_VALUE = 25
_MOST_HEADING_ROWS = 5
_NAME_AND_VALUE = 2
_MOSTLY = 0.5
_CLEARLY = 0.6
_LONGEST_LABEL = 150
_ORDINAL = re.compile(r"^(?:класс|параллел|учебный год|год\b|период|уровень|предмет|месяц)")
_NUMBERED = re.compile(r"^(?:№|n\b|п/п|номер)")
_ONLY_YEAR = re.compile(
    r"^(?:20)\d\d(?:\s*[-–/]\s*(?:20)?\d\d)?\s*(?:уч\w*\.?\s*)?(?:г\.?|гг\.?|год\w*)?$"
)


def heading_rows(grid: Grid) -> int:
    """How many rows head a table without known headings: those above the first with figures.

    Years and numbers of columns head figures and are none; a merged corner keeps its rows together.
    """
    if grid.width == _NAME_AND_VALUE and len(grid) and is_figure(_second(grid)):
        return 0
    for index in range(min(len(grid), _MOST_HEADING_ROWS + 1)):
        texts = [cell.text for cell in grid.own_cells(index) if cell.first > 0]
        if any(is_value(text) and not _ONLY_YEAR.match(one_line(text)) for text in texts):
            return max(index, 1)
    return 1


def _second(grid: Grid) -> str:
    cell = grid.at(0, 1)
    return cell.text if cell is not None and not _ONLY_YEAR.match(one_line(cell.text)) else ""


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, perhaps with a word or two around it."""
    return is_figure(text) or (
        len(text) < _LONGEST_VALUE and text[:1].isdigit() and not is_nothing(text)
    )


def is_statistics(grid: Grid, rows: Sequence[int], top: int) -> bool:
    """Whether figures fill a table to the right of the words that its rows begin with.

    `top` is the first row beneath the headings. Long words and times tell of a plan.
    """
    rows = [index for index in rows if index >= top]
    labels = _label_columns(grid, rows, [""] * grid.width)
    cells = [cell for index in rows for cell in grid.own_cells(index)]
    named = [cell.text for cell in cells if cell.first in labels]
    if any(len(text) > _LONGEST_LABEL for text in named) or any(map(_tells_deadline, named)):
        return False
    texts = [c.text for c in cells if c.first not in labels and not is_nothing(c.text)]
    return bool(texts) and sum(map(is_value, texts)) > len(texts) * _CLEARLY


def _tells_deadline(text: str) -> bool:
    return tells_time(text) and not _ONLY_YEAR.match(one_line(text))


def read_statistics(segment: Segment, header: Header | None) -> Iterator[Statistic]:
    """Every figure of a table; a row over the whole width names the rows beneath it."""
    grid = segment.grid
    top = header.bottom + 1 if header else heading_rows(grid)
    first_row = header.top if header else 0
    rows = [index for index in segment.rows if index >= top]
    headings = [_above(grid, range(first_row, top), column) for column in range(grid.width)]
    labels = _label_columns(grid, rows, headings)
    group = ""
    for index in rows:
        cells = grid.own_cells(index)
        if len(cells) == 1 and cells[0].span > grid.width / 2 and not is_figure(cells[0].text):
            group = one_line(cells[0].text)
            continue
        label = _label(grid, index, labels, headings)
        for cell in cells:
            if cell.first in labels or not any(letter.isdigit() for letter in cell.text):
                continue
            yield Statistic(
                table=grid.table.number,
                row=" / ".join(part for part in (group, label) if part),
                column=headings[cell.first],
                value=one_line(cell.text),
                source=grid.source(index, cell.first),
            )


def _label_columns(grid: Grid, rows: Sequence[int], headings: Sequence[str]) -> tuple[int, ...]:
    """The columns on the left that say what a row is about; at least the first."""
    labels = [0]
    for column in range(1, grid.width):
        cells = [grid.at(index, column) for index in rows]
        texts = [
            cell.text
            for cell in cells
            if cell is not None and cell.first == column and not is_nothing(cell.text)
        ]
        figures = sum(is_figure(text) for text in texts)
        is_text = bool(texts) and figures < len(texts) * _MOSTLY
        goes_on = not texts and grid.width > column + 1 and labels[-1] == column - 1
        if not (is_text or goes_on or _ORDINAL.match(heading_key(headings[column]))):
            break
        labels.append(column)
    return tuple(labels) if len(labels) < grid.width else (0,)


def _label(grid: Grid, index: int, labels: Sequence[int], headings: Sequence[str]) -> str:
    """The words of a row's label cells; its number says nothing where there is another word."""
    cells = dict.fromkeys(
        cell for column in labels if (cell := grid.at(index, column)) is not None and cell.text
    )
    named = [cell for cell in cells if not _is_row_number(cell.text, headings[cell.first])]
    return " / ".join(one_line(cell.text) for cell in named or list(cells)[:1])


def _is_row_number(text: str, heading: str) -> bool:
    key = heading_key(heading)
    return is_number(text) and (not key or bool(_NUMBERED.match(key)))


def _above(grid: Grid, rows: range, column: int) -> str:
    cells = (cell for row in rows if (cell := grid.at(row, column)) is not None)
    cells = (cell for cell in cells if cell.span < grid.width)
    return " / ".join(dict.fromkeys(one_line(cell.text) for cell in cells if cell.text))
