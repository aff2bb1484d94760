"""Lines outside the tables as the paragraphs they were."""

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.office.documents import Paragraph
from core.office.pdf.breaks import joined
from core.office.pdf.columns import Gap, gaps_of, narrowed, runs_of
from core.office.pdf.lines import Line, begins_anew, is_dashed

_LOOSE, _WIDE = 0.35, 0.7
_CENTRE_TOLERANCE = 12.0
_INDENT = 90.0
_BETWEEN = 1.5
_FEWEST = 2
_ENDED = re.compile(r"[.;:!?]\s*$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of a page one after the other, and the edges of the text on pages of its kind."""

    page: int
    width: float
    left: float
    right: float
    lines: tuple[Line, ...]


def paragraphs_of(sheets: Sequence[Sheet]) -> Iterator[Paragraph]:
    """Paragraphs of lines that no table parts; an empty one stands for free space.

    Texts side by side («СОГЛАСОВАНО», «УТВЕРЖДАЮ») are read one after the other, and what a page
    broke is put together.
    """
    kept: Paragraph | None = None
    last: Line | None = None
    for sheet in sheets:
        for column in _side_by_side(sheet):
            found = list(_paragraphs(column, sheet))
            if kept and last and _goes_on(kept, last, column[0], sheet):
                found[0] = _with_rest(kept, found[0])
            elif kept:
                yield kept
            yield from found[:-1]
            kept, last = found[-1], column[-1]
    if kept:
        yield kept


def _goes_on(kept: Paragraph, last: Line, first: Line, sheet: Sheet) -> bool:
    """Whether the first line of a page goes on with the last paragraph of the page before."""
    if kept.page == sheet.page or _ENDED.search(kept.text):
        return False
    return not is_dashed(first) and not _is_anew(last, first, sheet)


def _with_rest(kept: Paragraph, rest: Paragraph) -> Paragraph:
    return Paragraph(joined(kept.text, rest.text), bold=kept.bold, page=kept.page)


def _paragraphs(lines: Sequence[Line], sheet: Sheet) -> Iterator[Paragraph]:
    usual = _usual_gap(lines)
    listed = sum(map(is_dashed, lines)) > 1
    text = ""
    first = previous = lines[0]
    for line in lines:
        gap = line.top - previous.bottom - usual
        item = listed and is_dashed(line)
        if text and (item or gap > _LOOSE * line.height or _is_anew(previous, line, sheet)):
            yield _paragraph(text, first, sheet)
            if gap > _WIDE * line.height:
                yield Paragraph("", page=sheet.page)
            text, first = "", line
        text = joined(text, line.text)
        previous = line
    yield _paragraph(text, first, sheet)


def _is_anew(previous: Line, line: Line, sheet: Sheet) -> bool:
    if line.text[0].islower() or line.text[0] == "(":
        return False
    if line.bold and not any(word.bold for word in previous.words):
        return True
    return begins_anew(previous, line, sheet.left, sheet.right)


def _usual_gap(lines: Sequence[Line]) -> float:
    """The free space between the lines of one paragraph."""
    gaps = [lower.top - upper.bottom for upper, lower in itertools.pairwise(lines)]
    return max(statistics.median_low(gaps), 0.0) if gaps else 0.0


def _paragraph(text: str, first: Line, sheet: Sheet) -> Paragraph:
    middle = (first.x0 + first.x1) / 2
    centred = abs(middle - sheet.width / 2) < _CENTRE_TOLERANCE and first.x0 > _INDENT
    return Paragraph(text=text, bold=first.bold, centred=centred, page=sheet.page)


def _side_by_side(sheet: Sheet) -> Iterator[Sequence[Line]]:
    """Lines in reading order, where two texts stand side by side the left one first."""
    lines = sheet.lines
    start = index = 0
    while index < len(lines):
        last, gap = _last_beside(lines, index, (sheet.left + sheet.right) / 2)
        if gap is None:
            index += 1
            continue
        if start < index:
            yield lines[start:index]
        yield from _columns(lines[index : last + 1], gap)
        start = index = last + 1
    if start < len(lines):
        yield lines[start:]


def _last_beside(lines: Sequence[Line], first: int, middle: float) -> tuple[int, Gap | None]:
    """Where two texts side by side end that begin in a line, and the gap between them."""
    gap = next(
        ((x0, x1) for x0, x1 in gaps_of(runs_of(lines[first], _BETWEEN)) if x0 < middle < x1), None
    )
    if gap is None:
        return first, None
    last, pairs = first, 1
    for index in range(first + 1, len(lines)):
        line, runs = lines[index], runs_of(lines[index])
        (left, right), *_ = narrowed([gap], runs)
        apart = line.top - lines[index - 1].bottom > _BETWEEN * line.height
        if apart or not left < middle < right or right - left < _BETWEEN * line.height:
            break
        beside = line.x0 < left and line.x1 > right
        pairs += beside
        if beside or line.x0 >= right:
            last, gap = index, (left, right)
    return last, gap if pairs >= _FEWEST else None


def _columns(lines: Sequence[Line], gap: Gap) -> Iterator[list[Line]]:
    middle = sum(gap) / 2
    for is_left in (True, False):
        sides = (
            tuple(word for word in line.words if (word.across < middle) == is_left)
            for line in lines
        )
        yield [Line(words) for words in sides if words]
