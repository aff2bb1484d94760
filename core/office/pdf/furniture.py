"""What stands on every page and is none of the text: running heads and feet, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

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

_Key = tuple[bool, str, int]


def without_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without running heads and feet and without their numbers.

    A line runs when it stands at the same height at the edge of most pages, whatever its figures.
    Lines of three parts and more may be the header of a table and stay.
    """
    counts: Counter[_Key] = Counter()
    for page in pages:
        counts.update({key for _, key in _outermost(page)})
    needed = max(_FEWEST, _MOSTLY * (len(pages) - 1))
    return [
        _bared(page, {key for key, count in counts.items() if count >= needed}) for page in pages
    ]


def _bared(page: Page, running: set[_Key]) -> Page:
    dropped = [line for line, key in _outermost(page) if key in running]
    lines = [line for line in page.lines if line not in dropped]
    for place in (0, -1):
        if lines and _is_page_number(lines[place], page):
            lines.pop(place)
    return replace(page, lines=tuple(lines))


def _outermost(page: Page) -> Iterator[tuple[Line, _Key]]:
    """The first and the last lines of a page that may run, with what makes them the same."""
    for lower, lines in ((False, page.lines[:_LINES]), (True, page.lines[-_LINES:])):
        for line in lines:
            edge = page.height - line.bottom if lower else line.top
            parts = sum(
                after.x0 - before.x1 > _WIDE * line.height
                for before, after in zip(line.words, line.words[1:], strict=False)
            )
            if edge < _ZONE * page.height and parts + 1 < _CELLS:
                text = _FIGURES.sub("#", line.text)
                yield line, (lower, text, round(edge / _SAME_HEIGHT))


def _is_page_number(line: Line, page: Page) -> bool:
    near_edge = line.top < _MARGIN or line.bottom > page.height - _MARGIN
    return near_edge and bool(_PAGE_NUMBER.match(line.text))
