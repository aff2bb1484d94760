"""What a table is, told by its header, its content and the words above it."""

import re
from collections.abc import Sequence

from roadmaps.parsing.abbreviations import is_abbreviation_table
from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.indicator_tables import (
    figure_columns,
    is_named_by_indicators,
    names_indicators,
)
from roadmaps.parsing.partner_tables import is_partner_table
from roadmaps.parsing.passports import is_passport
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.statistics_tables import heading_rows, is_statistics, is_value
from roadmaps.parsing.titles import is_plan_title
from roadmaps.parsing.vocabulary import Role, any_year, match_heading
from roadmaps.parsing.wording import heading_key, is_nothing, names_person, one_line
from roadmaps.parsing.year_tables import headings_above, years_between, years_down

_CHECKPOINT = re.compile(r"контрольн\w* (?:точ|событи)|\bвех[аи]\b")
_IS_CHECKPOINT = re.compile(r"^(?:контрольн\w+ точк\w+|КТ)\b", re.IGNORECASE)
_MECHANISM = re.compile(r"\bмеханизм")
_NAMES_CHECKPOINTS = re.compile(rf"(?:\S+\s+){{0,2}}(?:{_CHECKPOINT.pattern})")
_NAMES_MECHANISMS = re.compile(rf"(?:\S+\s+){{0,2}}(?:{_MECHANISM.pattern})")
_TARGETS = re.compile(
    r"целев|индикатор|планов\w* значен|ожидаем|результативност|прогноз|критери|\bплан\b"
)
_MOST_ROWS, _LONGEST_STAMP, _LONGEST_SIGNATURES = 12, 1_200, 600
_YEAR_HEADING = re.compile(r"^(?:год\w*|учебный год|период\w*|этап\w*|срок\w*)?$|^год")
_OF_PLANS = frozenset({Role.RESPONSIBLE, Role.TITLE})
_DATED_NUMBER = re.compile(r"\d{1,2}[.]\d{1,2}[.]\d{4}|«?\d{1,2}»?\s+[а-я]+\s+20\d\d")
_APPROVAL = re.compile(
    r"^(?:утвержд|согласован|рассмотрен|принят)|приложение\s*(?:№|n)?\s*\d*", re.I
)
_LABEL_OF_ORDER = re.compile(r"^(?:номер документа|дата составления)$")
_ROWS_OF_HEAD = 3
_POST = re.compile(
    r"начальник|заместител|директор|глав[аы]|председател|руководител|заведующ|исполнител|специалист|"
    r"секретар|методист|подпись",
    re.IGNORECASE,
)


def table_kind(segment: Segment, caption: str, years: tuple[int, int] | None) -> TableKind:
    """The kind of a segment under `caption`; `years` are the plan's own where they are known."""
    header = segment.header
    if _has_labels_of_order(segment.grid):
        return TableKind.REQUISITES
    if header is None and is_passport(segment.grid):
        return TableKind.PASSPORT
    if is_partner_table(segment, caption):
        return TableKind.PARTNERSHIPS
    if header is None and is_abbreviation_table(segment.grid.table):
        return TableKind.IGNORED
    if header is None:
        return _by_years_down(segment.grid, caption, years) or _without_header(segment.grid)
    if names_indicators(header):
        return _by_years(segment, header, caption, years)
    if header.is_plan and _counts_by_months(segment, header):
        return TableKind.STATISTICS
    if header.is_plan:
        title = " ".join(column.full_heading for column in header.having(Role.TITLE))
        return plan_kind(title, caption)
    if header.has(Role.BASELINE) and header.has(Role.TARGET):
        return TableKind.INDICATORS
    if len(header.having(Role.YEAR, Role.BASELINE)) >= (1 if header.has(Role.INDICATOR) else 2):
        return _by_years(segment, header, caption, years)
    if is_passport(segment.grid):
        return TableKind.PASSPORT
    down = _by_years_down(segment.grid, caption, years)
    if down is not None:
        return down
    if is_statistics(segment.grid, segment.rows, header.bottom + 1):
        return TableKind.STATISTICS
    return TableKind.YEAR_TASKS if years_between(segment) else TableKind.UNKNOWN


def is_checkpoint(title: str) -> bool:
    """Whether a row calls itself a checkpoint."""
    return bool(_IS_CHECKPOINT.match(title))


def plan_kind(title: str, caption: str) -> TableKind:
    """What the rows under the heading `title` are, with the words above the table.

    A line above says it by its first words: «3. Механизмы реализации»; a plan «по внедрению
    механизмов» has activities all the same.
    """
    title = heading_key(title)
    lines = [heading_key(line) for line in caption.split("\n") if not is_plan_title(line)]
    if _CHECKPOINT.search(title) and "мероприят" not in title:
        return TableKind.CHECKPOINTS
    if "мероприят" in title and any(map(_NAMES_CHECKPOINTS.match, lines)):
        return TableKind.CHECKPOINTS
    if _MECHANISM.search(title) or any(map(_NAMES_MECHANISMS.match, lines)):
        return TableKind.MECHANISMS
    return TableKind.ACTIVITIES


def _by_years(
    segment: Segment, header: Header, caption: str, years: tuple[int, int] | None
) -> TableKind:
    columns = figure_columns(header)
    texts = [
        cell.text
        for index in segment.rows
        for column in columns
        if (cell := segment.grid.at(index, column.first)) is not None
        and not is_nothing(cell.text)
        and cell.span < segment.grid.width
    ]
    figures = sum(is_value(text) for text in texts)
    is_named = names_indicators(header)
    if texts and figures < len(texts) / 2 and not is_named:
        return TableKind.YEAR_TASKS
    words = f"{caption} {' '.join(column.full_heading for column in header.columns)}"
    found = [column.year for column in columns if column.year and column.role is not Role.BASELINE]
    valued = header.has(Role.BASELINE) or (is_named and header.has(Role.TARGET))
    if valued or _are_targets(words, found, years):
        return TableKind.INDICATORS
    return TableKind.STATISTICS


def _counts_by_months(segment: Segment, header: Header) -> bool:
    """Whether an indicator's figures by months or quarters fill what looks like a calendar."""
    months = header.having(Role.MONTH)
    if not months or not is_named_by_indicators(header):
        return False
    cells = (segment.grid.at(index, c.first) for index in segment.rows for c in months)
    texts = [cell.text for cell in cells if cell is not None and not is_nothing(cell.text)]
    return bool(texts) and all(map(is_value, texts))


def _are_targets(words: str, found: Sequence[int], years: tuple[int, int] | None) -> bool:
    """Whether figures by years are meant to be reached: the words say so, or the plan's years.

    Most of them lie in the plan, or they go on to the end of a plan of several years: what is yet
    to come has no statistics.
    """
    if _TARGETS.search(heading_key(words)):
        return True
    if years is None:
        return False
    first, last = years
    planned = sum(first <= year <= last for year in found)
    return planned > len(found) / 2 or (first < last and last in found)


def _by_years_down(grid: Grid, caption: str, years: tuple[int, int] | None) -> TableKind | None:
    """Tables whose rows are years: tasks, targets or None for what only tells of the past."""
    rows = years_down(grid)
    if not rows:
        return None
    headings = headings_above(grid, rows[0])
    roles = {match.role for heading in headings for match in match_heading(heading)[:1]}
    if not _YEAR_HEADING.match(heading_key(headings[0])) or roles & _OF_PLANS:
        return None
    texts = [c.text for index in rows for c in grid.own_cells(index) if c.first > 0]
    figures = sum(is_value(text) for text in texts)
    if figures * 2 < len(texts):
        return TableKind.YEAR_TASKS
    named = [(cell.text, any_year(cell.text)) for i in rows if (cell := grid.at(i, 0)) is not None]
    words = " ".join([caption, *headings, *(text for text, _ in named)])
    targets = _are_targets(words, [year for _, year in named if year], years)
    return TableKind.INDICATORS if targets else None


def _without_header(grid: Grid) -> TableKind:
    if grid.width <= 1 or _is_single_column(grid):
        return TableKind.LAYOUT
    words = one_line(" ".join(cell.text for i in range(len(grid)) for cell in grid.own_cells(i)))
    if len(grid) <= _MOST_ROWS and len(words) < _LONGEST_STAMP and _is_of_order(grid, words):
        return TableKind.REQUISITES
    if is_statistics(grid, range(len(grid)), heading_rows(grid)):
        return TableKind.STATISTICS
    signed = names_person(words) and _POST.search(words)
    if len(grid) <= _MOST_ROWS and len(words) < _LONGEST_SIGNATURES and signed:
        return TableKind.SIGNATURES
    return TableKind.UNKNOWN


def _has_labels_of_order(grid: Grid) -> bool:
    """Whether a small table holds «Номер документа» and «Дата составления»."""
    words = (heading_key(cell.text) for cell in grid.own_cells(0)) if len(grid) else ()
    return len(grid) <= _ROWS_OF_HEAD and any(map(_LABEL_OF_ORDER.match, words))


def _is_of_order(grid: Grid, words: str) -> bool:
    """Whether a small table is a stamp or the head of an order."""
    dated = "№" in words and _DATED_NUMBER.search(words)
    return bool(_APPROVAL.search(words) or (len(grid) <= _ROWS_OF_HEAD and dated))


def _is_single_column(grid: Grid) -> bool:
    return all(len(grid.own_cells(index)) <= 1 for index in range(len(grid)))
