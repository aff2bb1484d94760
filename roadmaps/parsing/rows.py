"""What a row of a plan's table is: a section, an activity, a continuation, or none of them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from roadmaps.parsing.calendars import calendar_span
from roadmaps.parsing.columns import Header
from roadmaps.parsing.draft import SectionKind
from roadmaps.parsing.grids import Grid, Placed
from roadmaps.parsing.numbers import (
    is_number,
    parts,
    row_number,
    split_section_number,
    without_kind,
)
from roadmaps.parsing.sections import kind_of
from roadmaps.parsing.segments import Segment, is_continuation_note, is_total
from roadmaps.parsing.vocabulary import Role, year_of
from roadmaps.parsing.wording import is_figure, is_nothing, names_person, tells_time

_LONGEST_SECTION = 500
_WIDE = 0.6
_FEWEST_COPIES = 3
_NOTE = re.compile(
    r"^(?:\*|примечани[ея]\b|(?:ожидаем|планируем|прогнозируем)\w+\s+результат|"
    r"(?:целев\w+ )?(?:показател|индикатор)\w*\s*[:–—])",
    re.IGNORECASE,
)
_STROKE = re.compile(r"_{3,}|\(подпись\)")
_POST = re.compile(
    r"(?:согласован|утвержд|исполнител|(?:и\.?\s?о\.?\s)?(?:начальник|заместител|директор|глава|"
    r"председател|руководител|заведующ|специалист|главный специалист|методист|секретар))",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s+[А-ЯЁ]\.\s?[А-ЯЁ]\.?")
_ROMAN_FIGURES = frozenset("IVXІХ")
_FEW = 0.5
_LAST_ROWS = 3
_LONGEST_POST = 120


class RowKind(StrEnum):
    SECTION = "section"
    ACTIVITY = "activity"
    SUMMARY = "summary"
    NOTE = "note"
    BLANK_SECTION = "blank_section"
    SIGNATURE = "signature"
    IDLE = "idle"


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row's kind; `number` and `text` for sections and notes."""

    kind: RowKind
    number: str = ""
    text: str = ""
    column: int = 0


ACTIVITY = RowReading(RowKind.ACTIVITY)


def read_row(
    segment: Segment, header: Header, position: int, above: RowKind | None = None
) -> RowReading:
    """What the row at `position` of the segment's rows is.

    `above` is what the row before it was.
    """
    grid, index = segment.grid, segment.rows[position]
    own = grid.own_cells(index)
    number, rest = _number_apart(own, header)
    if not rest:
        return RowReading(RowKind.BLANK_SECTION, number) if number else RowReading(RowKind.IDLE)
    first = rest[0]
    if _is_signature(segment, position, own):
        return RowReading(RowKind.SIGNATURE, text=" ".join(cell.text for cell in own))
    if len(own) >= _FEWEST_COPIES and len({cell.text for cell in own}) == 1:
        # Some programs write a merged cell's words into each of its parts.
        return _section("", own[0])
    if len(rest) > 1:
        if is_total(first.text) or (above is RowKind.SUMMARY and _is_share(number, rest)):
            return RowReading(RowKind.SUMMARY, text=first.text)
        named = without_kind(first.text) != first.text
        if named and _leads_numbers(segment, header, position):
            return _section(number, first)
        return ACTIVITY
    if is_total(first.text):
        return RowReading(RowKind.SUMMARY, text=first.text)
    if is_continuation_note(first.text):
        return RowReading(RowKind.IDLE)
    if _is_wide(grid, index, first, header) or _is_lone_section(segment, header, position, first):
        return _section(number, first)
    return ACTIVITY


def _is_signature(segment: Segment, position: int, own: list[Placed]) -> bool:
    """Whether a row is signed or approves the plan: a stroke to sign on, or a post at the end."""
    texts = [cell.text for cell in own]
    if any(tells_time(text) for text in texts):
        return False
    if any(_STROKE.search(text) for text in texts):
        return any(names_person(text) or _POST.match(text) for text in texts)
    last = len(segment.rows) - position <= _LAST_ROWS
    posts = bool(_POST.match(texts[0])) and len(texts[0]) <= _LONGEST_POST
    return last and len(texts) == 2 and posts and _PERSON.fullmatch(texts[1].strip()) is not None


def is_approval(text: str) -> bool:
    """Whether a line above a table is of a stamp: its words, its date, a name or a stroke."""
    return bool(_POST.match(text) or _STROKE.search(text) or names_person(text) or tells_time(text))


def _is_share(number: str, rest: list[Placed]) -> bool:
    """Whether a row under a total says what the total is made of: a name and figures."""
    return not number and all(is_figure(cell.text) or is_nothing(cell.text) for cell in rest[1:])


def _section(number: str, cell: Placed) -> RowReading:
    if len(cell.text) > _LONGEST_SECTION or _NOTE.match(cell.text):
        return RowReading(RowKind.NOTE, number, cell.text, cell.first)
    return RowReading(RowKind.SECTION, number, cell.text, cell.first)


def _number_apart(own: list[Placed], header: Header) -> tuple[str, list[Placed]]:
    numbered = header.having(Role.NUMBER)
    last = numbered[0].last if numbered else -1
    if own and own[0].first <= last and own[0].last <= last and is_number(row_number(own[0].text)):
        return row_number(own[0].text), own[1:]
    return "", own


def _is_wide(grid: Grid, index: int, cell: Placed, header: Header) -> bool:
    """Whether a cell lies over most of the columns, as a heading inside the table does."""
    under = [column for column in header.columns if column.role is not Role.NUMBER]
    covered = [c for c in under if c.first <= cell.last and cell.first <= c.last]
    merged_above = [c for c in grid.cells(index) if c.row < index and c.text]
    return len(covered) >= 2 and len(covered) >= _WIDE * len(under) and not merged_above


def _is_lone_section(segment: Segment, header: Header, position: int, cell: Placed) -> bool:
    """Whether the only text of a row that is not merged is a heading for the rows below."""
    grid, index = segment.grid, segment.rows[position]
    if any(other.row < index and other.text for other in grid.cells(index)):
        return False
    if cell.text[0].islower() and not _names_group(cell.text):
        # The rest of the row above, torn off by a page or a scan.
        return False
    title = header.having(Role.TITLE)
    begins = cell.first <= (title[0].first if title else 0)
    if not begins or (
        tells_time(cell.text) and not (calendar_span(cell.text) or year_of(cell.text))
    ):
        return begins and _leads_numbers(segment, header, position)
    if position + 1 >= len(segment.rows):
        return False
    in_number_column = title and cell.last < title[0].first
    named = _names_group(cell.text)
    numbered = bool(year_of(cell.text)) or _leads_numbers(segment, header, position)
    loud = cell.text.isupper() or (cell.bold and not _titles_are_bold(segment, header))
    numbered = numbered or _is_roman_above(segment, header, position)
    unnumbered = header.has(Role.NUMBER) and _numbers_begin(segment, header, position)
    alone = not header.has(Role.NUMBER) and _stands_alone(segment, header, position)
    return bool(in_number_column or named or numbered or loud or unnumbered or alone)


def _names_group(text: str) -> bool:
    """Whether words say that they head a part of the plan: a stage, an objective, a month."""
    return kind_of(text) is not SectionKind.SECTION or calendar_span(text) is not None


def _numbers_begin(segment: Segment, header: Header, position: int) -> bool:
    """Whether a row without a number stands above one with a number."""
    grid = segment.grid
    own, _ = _number_apart(grid.own_cells(segment.rows[position]), header)
    following, _ = _number_apart(grid.own_cells(segment.rows[position + 1]), header)
    return not own and bool(following)


def _leads_numbers(segment: Segment, header: Header, position: int) -> bool:
    """Whether the row's number is the beginning of the next row's: «2.» above «2.1.»."""
    own = _own_number(segment, header, position)
    following = _own_number(segment, header, position + 1)
    return bool(own) and len(following) > len(own) and following[: len(own)] == own


def _stands_alone(segment: Segment, header: Header, position: int) -> bool:
    """Whether rows of one cell head the rows of many, as a table without numbers shows it."""
    if not header.has(Role.DEADLINE, Role.RESPONSIBLE):
        return False
    counts = [len(segment.grid.own_cells(index)) for index in segment.rows]
    lone = [place for place, count in enumerate(counts) if count == 1]
    heads = all(place + 1 < len(counts) and counts[place + 1] > 1 for place in lone)
    enough = len(lone) > 1 or lone == [0]
    return heads and enough and len(lone) <= _FEW * len(counts) and position in lone


def _is_roman_above(segment: Segment, header: Header, position: int) -> bool:
    """Whether «I.» stands above «1.»: Roman figures number what Arabic ones count inside."""
    number = split_section_number(segment.grid.own_cells(segment.rows[position])[0].text).number
    roman = bool(number) and not parts(number) and number[0] in _ROMAN_FIGURES
    return roman and bool(_own_number(segment, header, position + 1))


def _own_number(segment: Segment, header: Header, position: int) -> tuple[int, ...]:
    if position >= len(segment.rows):
        return ()
    own = segment.grid.own_cells(segment.rows[position])
    number, rest = _number_apart(own, header)
    if not number and rest:
        number = split_section_number(rest[0].text).number
    return parts(number)


def _titles_are_bold(segment: Segment, header: Header) -> bool:
    column = header.having(Role.TITLE)[0].first
    cells = [segment.grid.at(index, column) for index in segment.rows]
    texts = [cell for cell in cells if cell is not None and cell.text]
    return sum(cell.bold for cell in texts) > len(texts) / 2
