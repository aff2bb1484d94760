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
_FIRST_LINE = (0.8, 5.0)
_SAME_PLACE = 2.0
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
    gaps = [lower.top - upper.bottom for upper, lower in itertools.pairwise(lines)]
    for place, line in enumerate(lines):
        gap = line.top - previous.bottom - usual
        apart = gap > _LOOSE * line.height or _is_wider(gaps, place - 1, line)
        item = (listed and is_dashed(line)) or _is_indented(first, previous, line, sheet)
        if text and (item or apart or _is_anew(previous, line, sheet)):
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


def _is_wider(gaps: Sequence[float], place: int, line: Line) -> bool:
    """Whether the gap over a line is wider than one beside it, and its words begin anew."""
    if place < 0 or line.text[0].islower():
        return False
    beside = (*gaps[max(place - 1, 0) : place], *gaps[place + 1 : place + 2])
    return bool(beside) and gaps[place] - min(beside) > _LOOSE * line.height


def _is_indented(first: Line, previous: Line, line: Line, sheet: Sheet) -> bool:
    """Whether a line stands in from the edge as the first lines of paragraphs do.

    Not so where it has the middle of the line above, as centred lines have, nor where it stands
    under the words behind a number: a hanging list.
    """
    if line.text[0].islower() or abs(line.x0 + line.x1 - previous.x0 - previous.x1) < _SAME_PLACE:
        return False
    inward = (line.x0 - sheet.left) / line.height
    hangs = len(first.words) > 1 and abs(first.words[1].x0 - line.x0) < _SAME_PLACE
    return _FIRST_LINE[0] < inward < _FIRST_LINE[1] and not (hangs and first.x0 < line.x0)


def _usual_gap(lines: Sequence[Line]) -> float:
    """The free space between the lines of one paragraph."""
    gaps = [lower.top - upper.bottom for upper, lower in itertools.pairwise(lines)]
    return max(statistics.median_low(gaps), 0.0) if gaps else 0.0


def _paragraph(text: str, first: Line, sheet: Sheet) -> Paragraph:
    middle = (first.x0 + first.x1) / 2
    places = (sheet.width / 2, (sheet.left + sheet.right) / 2)
    centred = any(abs(middle - place) < _CENTRE_TOLERANCE for place in places)
    centred = centred and first.x0 > max(_INDENT, sheet.left + _FIRST_LINE[0] * first.height)
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
