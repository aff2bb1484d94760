"""Tables of target indicators: baselines and targets by years, years across or down."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.draft import IndicatorDraft, Issue, Severity, Source, YearValue
from roadmaps.parsing.figure_cells import FigureCell, figure_cell, is_blank
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.improving import falls
from roadmaps.parsing.indicator_years import earlier_left_out
from roadmaps.parsing.numbers import is_number, without_marker
from roadmaps.parsing.quantities import unit_of
from roadmaps.parsing.segments import Segment, is_total
from roadmaps.parsing.vocabulary import Role, any_year, year_of
from roadmaps.parsing.wording import heading_key, one_line

_NAMES_INDICATOR = re.compile(r"показател|индикатор")
_NAMES_ROW = re.compile(r"наименован|критери|названи")
_REACHED = re.compile(r"факт|отч[её]т|исходн|базов|оценк|текущ|на начало|было\b")
_YEAR_OF_VALUE = re.compile(r"^(?:год|дата|период|отчетн\w+ (?:год|период)|на дату)$")
_TERM = re.compile(r"^(?:год\w*|срок\w*|период\w*|дата)\b")
_UNIT_IN_WORDS = re.compile(
    r"(?:,|\(|\bв)\s*\(?(?P<unit>%|процент\w*|чел\w*\.?|ед\w*\.?|балл\w*|шт\.?|руб\w*\.?|"
    r"тыс\. руб\w*\.?)\)?\s*$",
    re.IGNORECASE,
)
_PART = re.compile(r"^(?:[-–—•]\s*)?(?:[а-яё]|в том числе|из них)")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FIGURES = (Role.YEAR, Role.BASELINE, Role.TARGET)
_NOT_NAMES = (*_FIGURES, Role.NUMBER, Role.UNIT, Role.RESPONSIBLE, Role.NOTE, Role.DEADLINE)
_SURELY = 0.6


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a table by what they mean to indicators."""

    name: Column | None
    part: Column | None
    unit: Column | None
    figures: tuple[Column, ...]
    baseline_year: Column | None
    term: Column | None
    number: Column | None


@dataclass(frozen=True, slots=True)
class _Figure:
    """A cell, the year it stands for, and whether that has been reached already."""

    cell: FigureCell
    year: int | None
    is_reached: bool

    @property
    def value(self) -> YearValue:
        return YearValue(self.year, self.cell.value)


@dataclass(slots=True)
class _Row:
    """One indicator on its way: its name and its figures."""

    name: str
    unit: str
    source: Source
    figures: list[_Figure] = field(default_factory=list)


def names_indicators(header: Header) -> bool:
    """Whether a header heads a table of indicators, whoever answers for them or when.

    A column of indicators with their figures, and no column of activities.
    """
    columns = _columns(header)
    years = sum(column.role is Role.YEAR or _own_year(column) for column in columns.figures)
    valued = any(column.role in (Role.TARGET, Role.BASELINE) for column in columns.figures)
    return is_named_by_indicators(header) and (years > 0 or valued)


def is_named_by_indicators(header: Header) -> bool:
    """Whether rows are named by indicators and not by activities."""
    title = next((c for c in header.columns if c.role is Role.TITLE), None)
    if title is not None and (title.said_by or title.confidence > _SURELY):
        return False
    name = _columns(header).name
    return name is not None and bool(_NAMES_INDICATOR.search(_key(name)))


def read_indicators(
    segment: Segment, header: Header, caption: str
) -> tuple[list[IndicatorDraft], list[Issue]]:
    """One indicator a row, or a row for each of its years; what no fact can meet is an issue."""
    columns = _columns(header)
    unit = _unit_in(columns.name.full_heading if columns.name else "") or _unit_in(caption)
    rows = _merged(_rows(segment.grid, segment.rows, columns))
    return _drafts(rows, unit)


def read_indicators_down(
    grid: Grid, rows: Sequence[int], headings: Sequence[str], names: Sequence[int]
) -> tuple[list[IndicatorDraft], list[Issue]]:
    """Indicators of a table whose rows are years: a column each, by its place in `names`."""
    found = []
    for column in names:
        cells = [
            (grid.at(index, column), one_line(first.text))
            for index in rows
            if (first := grid.at(index, 0)) is not None
        ]
        row = _Row(headings[column], "", grid.source(rows[0], column))
        for cell, year in cells:
            if cell is not None and not is_blank(cell.text):
                reached = bool(_REACHED.search(heading_key(year)))
                row.figures.append(_Figure(figure_cell(cell.text), any_year(year), reached))
        if row.figures:
            found.append(row)
    return _drafts(found, "")


def _drafts(rows: Iterable[_Row], unit: str) -> tuple[list[IndicatorDraft], list[Issue]]:
    found: list[IndicatorDraft] = []
    issues: list[Issue] = []
    earlier: set[int] = set()
    for row in rows:
        found.append(_draft(row, unit))
        reached = [figure.year for figure in row.figures if figure.is_reached]
        earlier |= {year for year in reached[:-1] if year is not None}
        if not any(figure.cell.is_measured for figure in row.figures):
            text = f"Показатель записан без измеримого значения: «{row.name}»"
            issues.append(Issue(Severity.WARNING, text, row.source))
    if earlier:
        issues.append(earlier_left_out(earlier, found[0].source))
    return found, issues


def _rows(grid: Grid, indexes: Sequence[int], columns: _Columns) -> Iterator[_Row]:
    whole = _Whole()
    for index in indexes:
        name = _name(grid, index, columns)
        number = _own(grid, index, columns.number)
        row = _Row(_tidy(name), _own_or_above(grid, index, columns.unit), grid.source(index))
        row.figures = list(_figures(grid, index, columns))
        lone = grid.own_cells(index)
        heading = name or (lone[0].text if len(lone) == 1 else "")
        if is_total(heading):
            continue
        if not row.figures:
            whole = _Whole(one_line(heading), row.unit, number) if heading else whole
        elif row.name:
            if whole.has_part(one_line(name), number):
                row.name = f"{_tidy(whole.name).rstrip(' :')}: {row.name}"
                row.unit = row.unit or whole.unit
            yield row


@dataclass(slots=True)
class _Whole:
    """A row without figures that the rows beneath may be parts of."""

    name: str = ""
    unit: str = ""
    number: str = ""
    looks: bool | None = None

    def has_part(self, name: str, number: str) -> bool:
        """Whether a row goes on with the whole: by its number, its small letter or its dash.

        Under a colon the first part may look as it likes; the others look as it does.
        """
        if not self.name:
            return False
        if self.number and number.startswith(f"{self.number.rstrip('.')}."):
            return True
        looks = bool(_PART.match(name))
        if self.looks is None:
            self.looks = looks if looks or self.name.endswith(":") else None
        is_part = looks == self.looks and (looks or not number)
        if not is_part:
            self.name = "" if self.looks is not None else self.name
        return is_part


def _name(grid: Grid, index: int, columns: _Columns) -> str:
    """The words under the column of names; one merged over rows is a whole of what is beside it."""
    cell = grid.at(index, columns.name.first) if columns.name else None
    part = _text(grid, index, columns.part)
    name = _text(grid, index, columns.name)
    is_merged = cell is not None and grid.last_row(cell) > cell.row
    return f"{name}: {part}" if is_merged and part and part != name else name


def _figures(grid: Grid, index: int, columns: _Columns) -> Iterator[_Figure]:
    term = _text(grid, index, columns.term)
    base_year = any_year(_text(grid, index, columns.baseline_year))
    for column in columns.figures:
        cell = grid.at(index, column.first)
        if cell is None or cell.row != index or is_blank(cell.text) or cell.span == grid.width:
            continue
        reached = column.role is Role.BASELINE or bool(_REACHED.search(_key(column)))
        year = column.year or (base_year if reached else any_year(term))
        yield _Figure(figure_cell(cell.text), year, reached)


def _merged(rows: Iterable[_Row]) -> list[_Row]:
    """Rows of one name beneath each other are the years of one indicator."""
    found: list[_Row] = []
    for row in rows:
        years = {figure.year for figure in row.figures}
        known = {figure.year for figure in found[-1].figures} if found else set()
        if found and found[-1].name == row.name and None not in years and not years & known:
            found[-1].figures += row.figures
        else:
            found.append(row)
    return found


def _draft(row: _Row, unit_above: str) -> IndicatorDraft:
    reached = [figure.value for figure in row.figures if figure.is_reached]
    targets = [figure.value for figure in row.figures if not figure.is_reached]
    cells = [figure.cell for figure in row.figures]
    unit = row.unit or _unit_in(row.name) or next((c.unit for c in cells if c.unit), "")
    return IndicatorDraft(
        name=row.name,
        unit=_short_unit(unit or unit_above),
        comparator=_comparator(row.name, cells, [*reached[-1:], *targets]),
        baseline=reached[-1] if reached else None,
        targets=tuple(targets),
        relative_to=next((cell.relative_to for cell in cells if cell.relative_to), None),
        source=row.source,
    )


def _comparator(name: str, cells: Sequence[FigureCell], figures: Sequence[YearValue]) -> str:
    """How a target is meant: its sign says it, else what name and figures imply."""
    said = next((cell.comparator for cell in cells if cell.comparator), "")
    if said:
        return said
    if any(cell.relative_to for cell in cells):
        return "<=" if any(cell.value.startswith("-") for cell in cells) else ">="
    return implied_comparator(name, [figure.value for figure in figures])


def implied_comparator(name: str, values: Sequence[str]) -> str:
    """`<=` or `>=` by the course of the figures, baseline first, else by the name."""
    course = [Decimal(value) for value in values if _PLAIN.fullmatch(value)]
    if len(course) > 1 and course[0] != course[-1]:
        return "<=" if course[-1] < course[0] else ">="
    return "<=" if falls(name) else ">="


def figure_columns(header: Header) -> tuple[Column, ...]:
    """The columns that hold figures of years, of a baseline or of a target."""
    return _columns(header).figures


def _columns(header: Header) -> _Columns:
    figures = tuple(c for c in header.columns if c.role in _FIGURES or _holds_figures(c))
    dated = next((c for c in header.columns if _dates_baseline(c)), None)
    figures = tuple(column for column in figures if column is not dated)
    first = min((column.first for column in figures), default=0)
    free = [
        c
        for c in header.columns
        if c not in figures and c is not dated and c.role not in _NOT_NAMES
    ]
    name = _name_column(free, first)
    behind = [
        column
        for column in free
        if name is not None and name.last < column.first < first and not _tells_term(column)
    ]
    return _Columns(
        name=name,
        part=next(iter(behind), None),
        unit=next((c for c in header.columns if c.role is Role.UNIT), None),
        figures=figures,
        baseline_year=dated,
        term=next((c for c in header.columns if _tells_term(c) and c not in figures), None),
        number=next((c for c in header.columns if c.role is Role.NUMBER), None),
    )


def _holds_figures(column: Column) -> bool:
    return _own_year(column) or (column.role is Role.DONE and _key(column).startswith("факт"))


def _own_year(column: Column) -> bool:
    """A year under «Период, год» heads figures, whatever the words above it say."""
    return column.role in (Role.DEADLINE, None) and year_of(column.heading) is not None


def _dates_baseline(column: Column) -> bool:
    above = heading_key(" ".join(column.path[:-1]))
    return bool(_REACHED.search(above) and _YEAR_OF_VALUE.match(heading_key(column.heading)))


def _tells_term(column: Column) -> bool:
    return not column.said_by and bool(_TERM.match(_key(column))) and not _own_year(column)


def _name_column(free: Sequence[Column], first_figure: int) -> Column | None:
    """The column of names: it says so, else the last one before the figures."""
    for pattern in (_NAMES_INDICATOR, _NAMES_ROW):
        found = next((c for c in free if pattern.search(_key(c))), None)
        if found is not None:
            return found
    before = [column for column in free if column.first < first_figure]
    return next(reversed(before), next(iter(free), None))


def _key(column: Column) -> str:
    return heading_key(column.full_heading)


def _text(grid: Grid, index: int, column: Column | None) -> str:
    """The words under a column in a row; several cells under one heading name part after whole."""
    if column is None:
        return ""
    cells = dict.fromkeys(
        cell
        for place in range(column.first, column.last + 1)
        if (cell := grid.at(index, place)) is not None and cell.text and not is_number(cell.text)
    )
    return ": ".join(cell.text for cell in cells)


def _own(grid: Grid, index: int, column: Column | None) -> str:
    cell = grid.at(index, column.first) if column else None
    return one_line(cell.text) if cell is not None and cell.row == index else ""


def _own_or_above(grid: Grid, index: int, column: Column | None) -> str:
    cell = grid.at(index, column.first) if column else None
    wide = cell is None or cell.span == grid.width
    return "" if cell is None or wide or is_blank(cell.text) else one_line(cell.text)


def _tidy(name: str) -> str:
    return without_marker(one_line(name)).rstrip(" ;.")


def _unit_in(words: str) -> str:
    match = _UNIT_IN_WORDS.search(one_line(words).rstrip(" :"))
    return match.group("unit") if match else ""


def _short_unit(unit: str) -> str:
    return "%" if unit_of(unit) == "%" else unit
