"""Tables of figures: target indicators by years, statistics, tasks by years, partners."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from roadmaps.parsing.draft import (
    IndicatorDraft,
    PartnershipDraft,
    PassportEntry,
    Statistic,
    YearTask,
    YearValue,
)
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.headers import Column, Header
from roadmaps.parsing.numbers import is_number, without_marker
from roadmaps.parsing.segments import Segment, is_total
from roadmaps.parsing.values import Value, row_values
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import heading_key, is_nothing, names_person, one_line

_SUMMARY = re.compile(r"^\W*(?:прогнозируемый|ожидаемый|планируемый)\s*результат", re.IGNORECASE)
_VALUE = re.compile(
    r"^(?P<sign>не менее|не ниже|не более|не выше|не больше|от|до|[≥≤<>=+]=?)?\s*"
    r"(?P<value>\d[\d\s]*(?:[.,]\d+)?)\s*(?P<unit>%|[а-яё.]+)?\s*$",
    re.IGNORECASE,
)
_FALLING = re.compile(r"сниж|уменьш|сокращ|неуспева|не преодол|неудовлетвор|необъектив")
_FIGURES = (Role.YEAR, Role.BASELINE, Role.TARGET)
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_NOT_MORE = frozenset({"не более", "не выше", "не больше", "до", "<", "<=", "≤"})
_UNIT_IN_NAME = re.compile(r",\s*(%|процент\w*|чел\w*\.?|ед\w*\.?|балл\w*|шт\.?|руб\w*\.?)\s*$")
_PATRONYMIC = re.compile(r"\b[А-ЯЁ][а-яё]+(?:вна|вич|чна|ьич)\b")
_SCHOOL = re.compile(
    r"\b(?:[МГ]?[АБКО]{0,2}ОУ|СОШ|ООШ|НОШ)\b|школ|гимнази|лице[йя]|интернат", re.IGNORECASE
)
_NAMED_AFTER = re.compile(r"\b(?:им\.|имени)\s*[^»\n,;]*")
_TEACHER = re.compile(r"\bучител|\bпедагог|\bпреподавател|\bметодист")


def read_indicators(segment: Segment, header: Header) -> Iterator[IndicatorDraft]:
    """One indicator a row: name, baseline, targets by years."""
    for index in segment.rows:
        values = row_values(segment.grid, index, header)
        name = _name(values.values)
        figures = [v for v in values.of(*_FIGURES) if not is_nothing(v.text)]
        if not name or not figures:
            continue
        unit = values.first(Role.UNIT)
        yield _indicator(name, unit.text if unit else "", figures)


def within_years(
    indicators: Iterable[IndicatorDraft], years: tuple[int, int] | None
) -> Iterator[IndicatorDraft]:
    """Indicators as a plan of these years means them.

    A target without a year is for the plan's end; what stands for years before the plan has been
    reached already, and the last of it is the baseline.
    """
    for indicator in indicators:
        if years is None:
            yield indicator
            continue
        dated = [replace(target, year=target.year or years[1]) for target in indicator.targets]
        before = [target for target in dated if target.year and target.year < years[0]]
        after = [target for target in dated if target not in before]
        if not before or not after or indicator.baseline is not None:
            yield replace(indicator, targets=tuple(dated))
        else:
            yield replace(indicator, targets=tuple(after), baseline=before[-1])


def _name(values: tuple[Value, ...]) -> str:
    """The words of the row that are neither its number nor a figure of a year."""
    skipped = (*_FIGURES, Role.NUMBER, Role.UNIT)
    texts = [v.text for v in values if v.column.role not in skipped and not is_number(v.text)]
    return without_marker(one_line(max(texts, key=len, default=""))).rstrip(" ;.")


def _indicator(name: str, unit: str, figures: list[Value]) -> IndicatorDraft:
    baseline: YearValue | None = None
    targets: list[YearValue] = []
    signs: list[str] = []
    for figure in figures:
        value, found_unit, sign = figure_of(figure.text)
        unit = unit or found_unit
        signs.append(sign)
        if figure.column.role is Role.BASELINE:
            baseline = YearValue(figure.column.year, value)
        else:
            targets.append(YearValue(figure.column.year, value))
    named_unit = _UNIT_IN_NAME.search(name)
    if named_unit:
        unit = unit or named_unit.group(1)
    source = figures[0].source
    return IndicatorDraft(
        name=name,
        unit="%" if unit.startswith("процент") else unit,
        comparator=_comparator(name, signs, [baseline, *targets]),
        baseline=baseline,
        targets=tuple(targets),
        relative_to=None,
        source=source,
    )


def _comparator(name: str, signs: list[str], figures: list[YearValue | None]) -> str:
    """How a target is meant: its sign says it, else the course of the figures, else the name."""
    if any(sign in _NOT_MORE for sign in signs):
        return "<="
    course = [Decimal(f.value) for f in figures if f is not None and _PLAIN.fullmatch(f.value)]
    if len(course) > 1 and course[0] != course[-1]:
        return "<=" if course[-1] < course[0] else ">="
    return "<=" if _FALLING.search(heading_key(name)) else ">="


def figure_of(text: str) -> tuple[str, str, str]:
    """Value with a decimal point, unit and sign of «не менее 60,5 %»; other words stay as value."""
    match = _VALUE.match(one_line(text))
    if match is None:
        return one_line(text), "", ""
    value = match.group("value").replace(" ", "").replace(",", ".")
    return value, match.group("unit") or "", (match.group("sign") or "").lower()


def read_statistics(segment: Segment, header: Header | None) -> Iterator[Statistic]:
    """Every figure of a table with the headings of its row and column."""
    grid = segment.grid
    columns = header.columns if header else ()
    top = 0 if header else _heading_rows(grid)
    rows = segment.rows if header else tuple(index for index in segment.rows if index >= top)
    for index in rows:
        cells = grid.cells(index)
        labels = [c for c in cells if c.first == 0 or not _is_value(c.text)]
        labels = [c for c in labels[:2] if not is_number(c.text)] or labels[:1]
        label = one_line(" ".join(cell.text for cell in labels))
        for cell in cells:
            if cell.row != index or cell in labels or is_nothing(cell.text) or cell.first == 0:
                continue
            above = _over(columns, cell.first) if header else _above(grid, top, cell.first)
            yield Statistic(
                table=grid.table.number,
                row=label,
                column=above,
                value=one_line(cell.text),
                source=grid.source(index, cell.first),
            )


def _is_value(text: str) -> bool:
    return any(letter.isdigit() for letter in text) and len(text) < 25


def _over(columns: tuple[Column, ...], place: int) -> str:
    found = (column for column in columns if column.first <= place <= column.last)
    return next((column.full_heading for column in found), "")


def _heading_rows(grid: Grid) -> int:
    """How many rows head a table without known headings: as many as its corner cell covers."""
    corner = grid.at(0, 0)
    return grid.last_row(corner) + 1 if corner is not None and corner.text else 1


def _above(grid: Grid, rows: int, column: int) -> str:
    cells = [cell for row in range(rows) if (cell := grid.at(row, column)) is not None]
    return " / ".join(dict.fromkeys(one_line(cell.text) for cell in cells if cell.text))


def read_year_tasks(segment: Segment, header: Header) -> Iterator[YearTask]:
    """What each direction sets for each year."""
    grid = segment.grid
    for index in segment.rows:
        values = row_values(grid, index, header)
        if len(grid.own_cells(index)) == 1 and grid.own_cells(index)[0].span > 2:
            continue
        names = [v for v in values.values if v.column.role not in (Role.YEAR, Role.NUMBER)]
        direction = one_line(" ".join(v.text for v in names if v.text and not is_number(v.text)))
        if not direction or _SUMMARY.match(direction) or is_total(direction):
            continue
        for value in values.of(Role.YEAR):
            if value.own and not is_nothing(value.text) and value.column.year:
                yield YearTask(direction, value.column.year, value.text, value.source)


def read_partnerships(segment: Segment, header: Header) -> Iterator[PartnershipDraft]:
    """A school and its partners a row; each line that names a partner is one."""
    for index in segment.rows:
        values = row_values(segment.grid, index, header)
        school, partner = values.first(Role.SCHOOL), values.first(Role.PARTNER)
        if not school or not partner or not school.text or is_nothing(partner.text):
            continue
        scope = [value.text for value in values.of(Role.SCOPE) if value.text]
        for name in _partners(partner.text):
            yield PartnershipDraft(
                school=one_line(school.text),
                partner=name,
                partner_kind=partner_kind(name, partner.column.full_heading),
                scope="\n".join(scope),
                source=school.source,
            )


def _partners(text: str) -> list[str]:
    """The partners of a cell: its lines where each of them is one, else the cell."""
    parts = [without_marker(part).rstrip(" ,;") for part in re.split(r"\n|;", text)]
    parts = [part for part in parts if part]
    if len(parts) > 1 and all(_SCHOOL.search(part) or _is_person(part) for part in parts):
        return parts
    return [one_line(text)]


def partner_kind(text: str, heading: str) -> str:
    """`teacher` for a single person, else `school`."""
    person = _is_person(text) or _TEACHER.search(heading_key(text))
    by_heading = _TEACHER.search(heading_key(heading)) and not _SCHOOL.search(text)
    return "teacher" if person or by_heading else "school"


def _is_person(text: str) -> bool:
    """Whether a person is named, other than the one that a school bears the name of."""
    own = _NAMED_AFTER.sub("", text)
    return names_person(own) or bool(_PATRONYMIC.search(own))


def read_passport(segment: Segment) -> Iterator[PassportEntry]:
    """Named texts of a passport; a row without a name goes on with the one above."""
    grid = segment.grid
    entries: list[PassportEntry] = []
    for index in range(len(grid)):
        cells = grid.own_cells(index)
        cells = [c for c in cells if not (c.first == 0 and is_number(c.text))] or cells
        if len(cells) == 1 and entries and cells[0].first > 0:
            last = entries.pop()
            text = f"{last.text}\n{cells[0].text}".strip()
            entries.append(PassportEntry(last.name, text, last.source))
        elif len(cells) >= 2:
            text = "\n".join(cell.text for cell in cells[1:])
            source = grid.source(index, cells[1].first)
            entries.append(PassportEntry(one_line(cells[0].text).rstrip(" :"), text, source))
    yield from entries
