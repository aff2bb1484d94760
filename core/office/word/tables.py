"""Word tables row by row: spans, vertical merges, nested tables, accepted changes."""

import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from core.office.documents import MAX_COLUMNS, MAX_ROWS, Block, Cell, Paragraph, Row, Table
from core.office.merging import with_row_spans
from core.office.word.names import VAL, W, child_value, is_on, whole

_LONGEST_INLAID = 600
_NO_COLOUR = frozenset({"AUTO", "FFFFFF"})
_ROW_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


@dataclass(slots=True)
class _Content:
    """Paragraphs of a cell and the tables nested in it."""

    lines: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


class TableReader:
    """Reads the tables of one document and numbers them in reading order.

    `blocks` reads what stands inside a cell; a nested table follows the one it is nested in.
    """

    def __init__(self, blocks: Callable[[etree._Element], Iterable[Block]]) -> None:
        self._blocks = blocks
        self._count = 0

    def read(self, element: etree._Element) -> Iterator[Table]:
        self._count += 1
        number = self._count
        nested: list[Table] = []
        rows = []
        elements = list(itertools.islice(_children(element, f"{W}tr"), MAX_ROWS))
        for index, row in enumerate(elements, start=1):
            properties = row.find(f"{W}trPr")
            if not is_on(properties, "hidden") and row.find(f"{W}trPr/{W}del") is None:
                rows.append(self._row(row, index, nested, alone=len(elements) == 1))
        widths = tuple(
            whole(column.get(f"{W}w"), 0) for column in element.findall(f"{W}tblGrid/{W}gridCol")
        )[:MAX_COLUMNS]
        width = max(
            (cell.column + cell.column_span for row in rows for cell in row.cells), default=0
        )
        yield Table(number=number, rows=with_row_spans(rows), width=width, widths=widths)
        yield from nested

    def _row(
        self, element: etree._Element, number: int, nested: list[Table], *, alone: bool
    ) -> Row:
        properties = element.find(f"{W}trPr")
        column = whole(child_value(properties, "gridBefore"), 0, high=MAX_COLUMNS)
        cells: list[Cell] = []
        elements = list(_children(element, f"{W}tc"))
        for cell in elements:
            span = whole(child_value(cell, "tcPr", "gridSpan"), 1, low=1, high=MAX_COLUMNS)
            span = min(span, MAX_COLUMNS - column)
            if span <= 0:
                break
            cells.append(self._cell(cell, column, span, nested, alone=alone or len(elements) == 1))
            column += span
        return Row(number=number, cells=tuple(cells), header=is_on(properties, "tblHeader"))

    def _cell(
        self, element: etree._Element, column: int, span: int, nested: list[Table], *, alone: bool
    ) -> Cell:
        if _continues(element):
            return Cell(text="", column=column, column_span=span, continues=True)
        content = self._content(element, alone=alone)
        nested.extend(content.tables)
        return Cell(
            text="\n".join(content.lines).strip(),
            column=column,
            column_span=span,
            bold=bool(content.bold) and all(content.bold),
            fill=_fill(element),
        )

    def _content(self, element: etree._Element, *, alone: bool) -> _Content:
        content = _Content()
        for block in self._blocks(element):
            if isinstance(block, Paragraph):
                content.lines.append(block.full_text)
                if block.text.strip():
                    content.bold.append(block.bold)
            elif alone or len(block.text) > _LONGEST_INLAID:
                content.tables.append(block)
            else:
                # A small table beside other cells only lays out the words of its cell.
                content.lines.append(block.text)
        return content


def _fill(element: etree._Element) -> str:
    """The colour that a cell is shaded with; «» for none and for white."""
    shading = element.find(f"{W}tcPr/{W}shd")
    pattern = "nil" if shading is None else shading.get(VAL, "clear")
    if shading is None or pattern in ("nil", "none"):
        return ""
    colour = shading.get(f"{W}fill" if pattern == "clear" else f"{W}color", "auto").upper()
    if colour in _NO_COLOUR:
        return "" if pattern == "clear" else pattern
    return colour


def _continues(element: etree._Element) -> bool:
    merge = element.find(f"{W}tcPr/{W}vMerge")
    return merge is not None and merge.get(VAL, "continue") != "restart"


def _children(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _ROW_WRAPPERS:
            yield from _children(child, tag)
