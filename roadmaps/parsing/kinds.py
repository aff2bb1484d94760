"""What a table is, told by its header, its content and the words above it."""

import re

from roadmaps.parsing.draft import TableKind
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.headers import Header
from roadmaps.parsing.passports import is_passport
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import heading_key, is_figure, is_nothing, names_person, one_line

_CHECKPOINT = re.compile(r"контрольн\w* (?:точ|событи)|\bвех[аи]\b")
_IS_CHECKPOINT = re.compile(r"^(?:контрольн\w+ точк\w+|КТ)\b", re.IGNORECASE)
_MECHANISM = re.compile(r"\bмеханизм")
_TARGETS = re.compile(r"целев|индикатор|планов\w* значен|ожидаем|результативност")
_DATED_NUMBER = re.compile(r"\d{1,2}[.]\d{1,2}[.]\d{4}|«?\d{1,2}»?\s+[а-я]+\s+20\d\d")
_APPROVAL = re.compile(
    r"^(?:утвержд|согласован|рассмотрен|принят)|приложение\s*(?:№|n)?\s*\d*", re.I
)
_POST = re.compile(
    r"начальник|заместител|директор|глав[аы]|председател|руководител|заведующ|исполнител|специалист|"
    r"секретар|методист|подпись",
    re.IGNORECASE,
)
_MOSTLY = 0.6


def table_kind(segment: Segment, caption: str, years: tuple[int, int] | None) -> TableKind:
    """The kind of a segment under `caption`; `years` are the plan's own where they are known."""
    header = segment.header
    if header is None:
        return _without_header(segment.grid)
    if header.has(Role.SCHOOL) and header.has(Role.PARTNER) and not header.has(Role.DEADLINE):
        return TableKind.PARTNERSHIPS
    if header.is_plan:
        return _plan_kind(header, caption)
    if len(header.having(Role.YEAR, Role.BASELINE)) >= 2:
        return _by_years(segment, header, caption, years)
    if header.has(Role.INDICATOR) and header.has(Role.TARGET):
        return TableKind.INDICATORS
    if is_passport(segment.grid):
        return TableKind.PASSPORT
    if _share_of_figures(segment.grid, segment.rows, header.columns[0].last + 1) > _MOSTLY:
        return TableKind.STATISTICS
    return TableKind.UNKNOWN


def is_checkpoint(title: str) -> bool:
    """Whether a row calls itself a checkpoint."""
    return bool(_IS_CHECKPOINT.match(title))


def _plan_kind(header: Header, caption: str) -> TableKind:
    title = " ".join(heading_key(column.full_heading) for column in header.having(Role.TITLE))
    if _CHECKPOINT.search(title) and "мероприят" not in title:
        return TableKind.CHECKPOINTS
    if "мероприят" in title and _CHECKPOINT.search(heading_key(caption)):
        return TableKind.CHECKPOINTS
    if _MECHANISM.search(title) or _MECHANISM.search(heading_key(caption)):
        return TableKind.MECHANISMS
    return TableKind.ACTIVITIES


def _by_years(
    segment: Segment, header: Header, caption: str, years: tuple[int, int] | None
) -> TableKind:
    columns = header.having(Role.YEAR, Role.BASELINE)
    texts = [
        cell.text
        for index in segment.rows
        for column in columns
        if (cell := segment.grid.at(index, column.first)) is not None
        and not is_nothing(cell.text)
        and cell.span < segment.grid.width
    ]
    figures = sum(_is_short_value(text) for text in texts)
    if texts and figures < len(texts) / 2:
        return TableKind.YEAR_TASKS
    words = heading_key(f"{caption} {' '.join(column.full_heading for column in header.columns)}")
    found = [column.year for column in header.having(Role.YEAR) if column.year]
    planned = years is not None and found and sum(years[0] <= y for y in found) > len(found) / 2
    if header.has(Role.BASELINE) or _TARGETS.search(words) or planned:
        return TableKind.INDICATORS
    return TableKind.STATISTICS


def _is_short_value(text: str) -> bool:
    return is_figure(text) or (len(text) <= 25 and any(letter.isdigit() for letter in text))


def _without_header(grid: Grid) -> TableKind:
    if grid.width <= 1 or _is_single_column(grid):
        return TableKind.LAYOUT
    if is_passport(grid):
        return TableKind.PASSPORT
    words = one_line(" ".join(cell.text for i in range(len(grid)) for cell in grid.own_cells(i)))
    if len(grid) <= 12 and len(words) < 1_200:
        if _APPROVAL.search(words) or (
            len(grid) <= 3 and "№" in words and _DATED_NUMBER.search(words)
        ):
            return TableKind.REQUISITES
        if len(words) < 600 and names_person(words) and _POST.search(words):
            return TableKind.SIGNATURES
    if _share_of_figures(grid, tuple(range(1, len(grid))), 1) > _MOSTLY:
        return TableKind.STATISTICS
    return TableKind.UNKNOWN


def _is_single_column(grid: Grid) -> bool:
    return all(len(grid.own_cells(index)) <= 1 for index in range(len(grid)))


def _share_of_figures(grid: Grid, rows: tuple[int, ...], first_column: int) -> float:
    texts = [
        cell.text
        for index in rows
        for cell in grid.own_cells(index)
        if cell.first >= first_column and not is_nothing(cell.text)
    ]
    return sum(_is_short_value(text) for text in texts) / len(texts) if texts else 0.0
