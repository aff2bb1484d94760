"""Tables of a plan that hold no activities, read by their kind."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import (
    IndicatorDraft,
    Issue,
    PartnershipDraft,
    PassportEntry,
    Statistic,
    TableKind,
    YearTask,
)
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.indicator_tables import read_indicators, read_indicators_down
from roadmaps.parsing.indicator_years import dated_by
from roadmaps.parsing.orders import FrontText
from roadmaps.parsing.partner_tables import read_partnerships
from roadmaps.parsing.passports import read_passport
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.statistics_tables import read_statistics
from roadmaps.parsing.wording import heading_key
from roadmaps.parsing.year_tables import (
    headings_above,
    read_year_tasks,
    read_year_tasks_between,
    read_year_tasks_down,
    years_between,
    years_down,
)

_LABEL = re.compile(r"^(?:номер|дата)(?: документа| составления| приказа)?$")


@dataclass(slots=True)
class OtherTables:
    """What has been read of such tables so far; `front` are heads of orders and stamps."""

    passport: list[PassportEntry] = field(default_factory=list)
    indicators: list[IndicatorDraft] = field(default_factory=list)
    year_tasks: list[YearTask] = field(default_factory=list)
    partnerships: list[PartnershipDraft] = field(default_factory=list)
    statistics: list[Statistic] = field(default_factory=list)
    front: list[FrontText] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def read(self, segment: Segment, kind: TableKind, caption: str, place: int) -> None:
        """Read one table; kinds without a reader of their own leave nothing.

        `place` is the table's place among the blocks of the document.
        """
        readers: dict[TableKind, Callable[[], None]] = {
            TableKind.PASSPORT: lambda: self.passport.extend(read_passport(segment.grid)),
            TableKind.STATISTICS: lambda: self.statistics.extend(
                read_statistics(segment, segment.header)
            ),
            TableKind.PARTNERSHIPS: lambda: self.partnerships.extend(
                read_partnerships(segment, segment.header)
            ),
            TableKind.INDICATORS: lambda: self._read_indicators(segment, caption),
            TableKind.YEAR_TASKS: lambda: self._read_year_tasks(segment),
            TableKind.REQUISITES: lambda: self.front.append(_front(segment.grid, place)),
            TableKind.LAYOUT: lambda: self.front.append(_front(segment.grid, place)),
        }
        if kind in readers:
            readers[kind]()

    def _read_indicators(self, segment: Segment, caption: str) -> None:
        rows, headings = _years_down(segment)
        if rows:
            names = range(1, segment.grid.width)
            found, issues = read_indicators_down(segment.grid, rows, headings, names)
        elif segment.header is not None:
            found, issues = read_indicators(segment, segment.header, caption)
        else:
            return
        self.indicators += dated_by(found, caption)
        self.issues += issues

    def _read_year_tasks(self, segment: Segment) -> None:
        rows, headings = _years_down(segment)
        if rows:
            self.year_tasks.extend(read_year_tasks_down(segment.grid, rows, headings))
        elif years_between(segment):
            self.year_tasks.extend(read_year_tasks_between(segment))
        elif segment.header is not None:
            self.year_tasks.extend(read_year_tasks(segment, segment.header))


def _years_down(segment: Segment) -> tuple[tuple[int, ...], list[str]]:
    """The rows that are years and the words above each column; none where years stand across."""
    rows = () if _is_across(segment.header) else years_down(segment.grid)
    return rows, headings_above(segment.grid, rows[0]) if rows else []


def _is_across(header: Header | None) -> bool:
    return header is not None and any(column.year for column in header.columns)


def _front(grid: Grid, place: int) -> FrontText:
    cells = [cell.text for index in range(len(grid)) for cell in grid.own_cells(index)]
    return FrontText(place, (*_labelled(grid), *cells))


def _labelled(grid: Grid) -> Iterator[str]:
    """Number and date of an order under their labels, as they are written elsewhere."""
    for index in range(len(grid) - 1):
        for cell in grid.own_cells(index):
            below = grid.at(index + 1, cell.first)
            label = heading_key(cell.text)
            if below is not None and _LABEL.match(label):
                yield f"№ {below.text}" if label.startswith("ном") else below.text
