"""What stands on every page and is none of the text: running heads and feet, page numbers."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from core.office.pdf.columns import runs_of
from core.office.pdf.lines import Line
from core.office.pdf.pages import Page

_MARGIN = 60.0
_ZONE = 0.13
_LINES = 3
_SAME_HEIGHT = 3.0
_MOSTLY = 0.5
_FEWEST = 2
_CELLS = 3
_WIDE = 1.5
_FIGURES = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"^(?:[-–—\s]*\d{1,3}[-–—\s]*|(?:стр(?:аница|\.)?|лист|page)\s*\d{1,3}(?:\s*(?:из|/|of)\s*\d{1,3})?"
    r"|\d{1,3}\s*(?:из|/|of)\s*\d{1,3})$",
    re.IGNORECASE,
)

_Key = tuple[str, int] | tuple[()]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads and feet and without their numbers.

    A line runs when it stands at the same height at the edge of most pages, whatever its figures.
    Lines of three parts and more may be the header of a table and stay.
    """
    counts: Counter[_Key] = Counter()
    for page in pages:
        counts.update({key for keys in _outermost(page) for key in keys})
    needed = max(_FEWEST, _MOSTLY * (len(pages) - 1))
    return [
        _bared(page, {key for key, count in counts.items() if count >= needed}) for page in pages
    ]


def _bared(page: Page, running: set[_Key]) -> Page:
    top, bottom = _outermost(page)
    first = sum(1 for _ in itertools.takewhile(running.__contains__, top))
    last = len(page.lines) - sum(1 for _ in itertools.takewhile(running.__contains__, bottom))
    lines = list(page.lines[first:last])
    for place in (0, -1):
        if lines and _is_page_number(lines[place], page):
            lines.pop(place)
    return replace(page, lines=tuple(lines))


def _outermost(page: Page) -> tuple[list[_Key], list[_Key]]:
    """What makes the first and the last lines of a page the same as others, edge first."""
    top = [_key(line, line.top, page) for line in page.lines[:_LINES]]
    bottom = [
        _key(line, line.bottom - page.height, page) for line in page.lines[: -_LINES - 1 : -1]
    ]
    return [*itertools.takewhile(bool, top)], [*itertools.takewhile(bool, bottom)]


def _key(line: Line, place: float, page: Page) -> _Key:
    """The words and the place of a line that may run, else nothing."""
    parts = len(runs_of(line, _WIDE))
    if abs(place) >= _ZONE * page.height or parts >= _CELLS:
        return ()
    return (_FIGURES.sub("#", line.text), round(place / _SAME_HEIGHT))


def _is_page_number(line: Line, page: Page) -> bool:
    near_edge = line.top < _MARGIN or line.bottom > page.height - _MARGIN
    return near_edge and bool(_PAGE_NUMBER.match(line.text))
