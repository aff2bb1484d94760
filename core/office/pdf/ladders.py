"""Level rules of one length beneath each other with text in columns between them."""

import itertools
from collections.abc import Iterator, Sequence

from core.office.pdf.columns import runs_of
from core.office.pdf.lines import Line
from core.office.pdf.pages import Page, Rule

_SAME_EDGE = 3.0
_WIDE_GAP = 0.55
_HEADING_LINES = 2
_FEWEST = 2
_CLOSE = 1.5


def ladders(page: Page) -> list[tuple[float, float]]:
    """Between which heights a page has ladders: two bands and more with words set apart.

    A band of one or two lines close under the rule may hold a heading; other plain text is no part
    of a table.
    """
    found: list[tuple[float, float]] = []
    for rules in _of_one_length(page.rules):
        bands: list[tuple[float, float, bool]] = []
        for upper, lower in itertools.pairwise(rules):
            lines = [line for line in page.lines if is_between(line, [(upper.y, lower.y)])]
            apart = any(len(runs_of(line, _WIDE_GAP)) > 1 for line in lines)
            if apart or _is_heading(lines, upper.y):
                bands.append((upper.y, lower.y, apart))
                continue
            found += _ladder(bands)
            bands = []
        found += _ladder(bands)
    return found


def _is_heading(lines: Sequence[Line], top: float) -> bool:
    """Whether the lines between two rules may be a heading inside a table, or none are there."""
    if not lines:
        return True
    return len(lines) <= _HEADING_LINES and lines[0].top - top < _CLOSE * lines[0].height


def _ladder(bands: Sequence[tuple[float, float, bool]]) -> list[tuple[float, float]]:
    if sum(apart for _, _, apart in bands) < _FEWEST:
        return []
    return [(bands[0][0], bands[-1][1])]


def _of_one_length(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules with the same ends, from top to bottom."""
    rest = sorted(rules, key=lambda rule: rule.y)
    while rest:
        first = rest[0]
        same = [
            rule
            for rule in rest
            if abs(rule.x0 - first.x0) < _SAME_EDGE and abs(rule.x1 - first.x1) < _SAME_EDGE
        ]
        rest = [rule for rule in rest if rule not in same]
        yield same


def is_between(line: Line, heights: Sequence[tuple[float, float]]) -> bool:
    """Whether a line stands in one of the ladders of its page."""
    middle = (line.top + line.bottom) / 2
    return any(top < middle < bottom for top, bottom in heights)
