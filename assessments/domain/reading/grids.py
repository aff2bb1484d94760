"""Tables and pages as values: what a page shows, a workbook writes and a chart draws."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import rounded
from assessments.domain.small_groups import HIDDEN, gives_away, to_hide
from core.values.charts import Chart
from core.values.wording import DASH, NBSP, decimal, grouped

SCHOOL, WORK = "Школа", "Работа"
"""Headers of first columns that hold names."""
_EXACT_PLACES = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a place: words for people, a value for a workbook, the same under it."""

    words: str = DASH
    value: int | Decimal | str | None = None
    under: str = ""
    under_value: Decimal | None = None
    is_strong: bool = False


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `under` is how a workbook calls what stands under the numbers."""

    title: str
    is_number: bool = True
    under: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: of a school, where it has a `login`, else of a whole (the municipality, a region).

    `participants` decide whether the row may be published; one that would help to reckon hidden
    figures back `is_public` not at all, and a sum of the rows (`is_sum`) not where it gives away
    what is hidden in it.
    """

    title: str
    cells: tuple[Cell, ...]
    login: str = ""
    participants: int | None = None
    under: str = ""
    is_public: bool = True
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: `first` is the header of the first column; `totals` stand apart, below the rows.

    Its figures are published as a whole only where it `is_public`.
    """

    caption: str
    first: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Row, ...] = ()
    is_public: bool = True

    def published(self) -> Grid:
        """The table without figures of groups that are too small to be published."""
        people = [row.participants or 0 for row in self.rows]
        hidden = to_hide(people)
        tells = gives_away([people[place] for place in hidden])
        return replace(
            self,
            rows=tuple(
                _without_figures(row) if place in hidden or not self.is_public else row
                for place, row in enumerate(self.rows)
            ),
            totals=tuple(
                _without_figures(row) if row.is_sum and tells else row
                for row in self.totals
                if row.is_public
            ),
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a page: a chart and its table, and what must be said about them."""

    heading: str
    grid: Grid
    chart: Chart | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A page: one sentence of state, its parts; `why` and `next` where there is nothing.

    `notes` warn, `explained` says what the words and figures mean.
    """

    state: str
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()
    explained: tuple[str, ...] = ()
    why: str = ""
    next: str = ""


def number(value: Fraction | None, places: int = 1, *, under: str = "") -> Cell:
    """A measure: rounded half up for people, with at least two digits for a workbook."""
    if value is None:
        return Cell(under=under)
    return Cell(
        decimal(rounded(value, places), places), rounded(value, max(places, _EXACT_PLACES)), under
    )


def change(value: Fraction | None, places: int = 1, *, under: str = "") -> Cell:
    """A difference with its sign; one that is shown as 0,0 has none."""
    found = number(value, places, under=under)
    if value is None or rounded(value, places) <= 0:
        return found
    return replace(found, words=f"+{found.words}")


def count(value: int | None, *, share: Fraction | None = None) -> Cell:
    """People or schools, under them their share in percent."""
    found = EMPTY if value is None else Cell(grouped(value), value)
    if share is None:
        return found
    shown = f"{decimal(rounded(share, 1))}{NBSP}%"
    return replace(found, under=shown, under_value=rounded(share, _EXACT_PLACES))


def percent(share: Fraction | None) -> Cell:
    """A share of which no number of people is known; a workbook has it where shares stand."""
    if share is None:
        return EMPTY
    return Cell(f"{decimal(rounded(share, 1))}{NBSP}%", under_value=rounded(share, _EXACT_PLACES))


def text(words: str, *, under: str = "", is_strong: bool = False) -> Cell:
    """Words; a dash where there are none."""
    return Cell(words or DASH, words or None, under, is_strong=is_strong)


def drawn_words(number_of: int, most: int, of: str) -> tuple[str, ...]:
    """That a chart shows only the `most` schools with the greatest share `of` something."""
    if number_of <= most:
        return ()
    return (
        f"На рисунке {most} школ с наибольшей долей {of}, в таблице — все {grouped(number_of)}.",
    )


def for_chart(value: Fraction | None) -> Decimal | None:
    """A measure as a chart draws it: not rounded, so that its label agrees with the table."""
    return None if value is None else Decimal(value.numerator) / Decimal(value.denominator)


def _without_figures(row: Row) -> Row:
    return replace(row, cells=tuple(Cell(HIDDEN, HIDDEN) for _ in row.cells), under="")
