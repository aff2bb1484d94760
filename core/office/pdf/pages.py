"""A page of a PDF: the tables that rules draw, and the lines and rules outside them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.office.pdf.lines import Line, lines_of
from core.office.pdf.tables import Fill, PageTable, read_table
from core.office.pdf.words import Word, words_of

_NEAR = 3.0
_INKS = 4
_TOUCHING = 2.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A level rule."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Page:
    """A page; `lines` and `rules` stand outside its `tables`."""

    number: int
    width: float
    height: float
    tables: tuple[PageTable, ...]
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    fills: tuple[Fill, ...] = ()

    @property
    def letters(self) -> int:
        """How many letters and figures the page shows."""
        cells = (cell.text for table in self.tables for row in table.rows for cell in row.cells)
        texts = (*cells, *(line.text for line in self.lines))
        return sum(letter.isalnum() for text in texts for letter in text)


def read_page(page: Any) -> Page:
    """A pdfplumber page; what the library remembers of it is let go."""
    words = words_of(page)
    fills = _fills(page)
    tables = [read_table(found, words, page.page_number, fills) for found in _tables(page)]
    outside = [word for word in words if not any(_is_in(word, table) for table in tables)]
    result = Page(
        number=page.page_number,
        width=float(page.width),
        height=float(page.height),
        tables=tuple(tables),
        lines=tuple(lines_of(outside)),
        rules=tuple(_rules(page, tables)),
        fills=tuple(fills),
    )
    page.close()
    return result


def _fills(page: Any) -> list[Fill]:
    """Coloured areas in the order they are painted, white ones too: they hide what is beneath."""
    found = (rect for rect in page.rects if rect.get("fill") and rect["height"] > _NEAR)
    return [
        Fill(rect["x0"], rect["top"], rect["x1"], rect["bottom"], _colour(rect))
        for rect in found
        if rect["width"] > _NEAR
    ]


def _colour(rect: dict[str, Any]) -> str:
    """The name of a colour, «» for white."""
    values = rect.get("non_stroking_color")
    if not isinstance(values, list | tuple):
        values = (values,)
    if any(not isinstance(value, int | float) for value in values):
        return ""
    white = (0,) * 4 if len(values) == _INKS else (1,) * len(values)
    return "" if tuple(values) == white else " ".join(f"{value:g}" for value in values)


def _tables(page: Any) -> list[Any]:
    """Tables with upright rules; a frame around text or around rows is none."""
    page = page.filter(_draws_rules)
    found = page.find_tables({"explicit_horizontal_lines": _missing_rules(page)})
    return [table for table in found if len({round(cell[0]) for cell in table.cells}) > 1]


def _draws_rules(item: dict[str, Any]) -> bool:
    """Whether something on a page may be a rule; the edges of a coloured area are none."""
    if item["object_type"] == "rect" and not item.get("stroke"):
        return bool(min(item["width"], item["height"]) < _NEAR)
    return item["object_type"] != "char"


def _missing_rules(page: Any) -> list[float]:
    """Heights at which a row is cut by the page and some programs draw no rule."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    ruled = [edge["top"] for edge in page.edges if edge["orientation"] == "h"]
    ends = Counter(round(edge[side]) for edge in upright for side in ("top", "bottom"))
    limits = [edge[side] for edge in upright for side in ("top", "bottom")]
    if not limits:
        return []
    open_ends = (
        height
        for height in (min(limits), max(limits))
        if ends[round(height)] > 1 and not any(abs(height - rule) < _NEAR for rule in ruled)
    )
    return list(open_ends)


def _is_in(word: Word, table: PageTable) -> bool:
    within = table.edges[0] <= word.across <= table.edges[-1]
    return within and table.top <= word.middle <= table.bottom


def _rules(page: Any, tables: Sequence[PageTable]) -> Iterator[Rule]:
    """Level rules outside the tables; pieces that touch each other are one."""
    found = sorted(
        (round(edge["top"]), edge["x0"], edge["x1"], edge["top"])
        for edge in page.edges
        if edge["orientation"] == "h"
        and not any(table.top - 1 <= edge["top"] <= table.bottom + 1 for table in tables)
    )
    last: Rule | None = None
    for _, x0, x1, y in found:
        if last and y - last.y < _TOUCHING and x0 - last.x1 < _TOUCHING:
            last = Rule(min(last.x0, x0), max(last.x1, x1), last.y)
            continue
        if last:
            yield last
        last = Rule(x0, x1, y)
    if last:
        yield last
