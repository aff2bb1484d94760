"""A header for a plan's table that has none, guessed from what its columns hold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from roadmaps.parsing.columns import Column, Header
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.numbers import is_number
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import names_person, tells_time

_DOERS = re.compile(
    r"руководител|директор|заместител|специалист|методист|управлени[ея] образован|отдел|школьн|"
    r"координатор|куратор|администраци|педагог|учител|\bоо\b|\bшмо\b|\bрмо\b|цро|завуч",
    re.IGNORECASE,
)
_LONGEST_TIME = 120
_LONGEST_DOER = 250
_MOSTLY = 0.6
_CONFIDENCE = 0.6
_FEWEST_ROWS = 2


def guess_header(grid: Grid, rows: tuple[int, ...]) -> Header | None:
    """Columns by content: dates are deadlines, posts and names are responsible, long text titles.

    None where no column of times or no column of words can be told.
    """
    shape = usual_shape(grid, rows)
    usual = [index for index in rows if _shape(grid, index) == shape]
    if len(usual) < _FEWEST_ROWS or not 2 <= len(shape) <= 12:
        return None
    texts = [_column_texts(grid, usual, first) for first, _ in shape]
    roles = _roles(texts)
    if Role.DEADLINE not in roles.values() or Role.TITLE not in roles.values():
        return None
    columns = tuple(
        Column(first, last, (), roles.get(place), _CONFIDENCE if place in roles else 0.0)
        for place, (first, last) in enumerate(shape)
    )
    return Header(0, 0, columns)


def usual_shape(grid: Grid, rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The first and last place of each cell in most rows; empty where there are none."""
    shapes = Counter(_shape(grid, index) for index in rows)
    return shapes.most_common(1)[0][0] if shapes else ()


def _shape(grid: Grid, index: int) -> tuple[tuple[int, int], ...]:
    return tuple((cell.first, cell.last) for cell in grid.cells(index))


def _column_texts(grid: Grid, rows: list[int], column: int) -> list[str]:
    cells = (grid.at(index, column) for index in rows)
    return [cell.text for cell in cells if cell is not None and cell.text]


def _roles(texts: list[list[str]]) -> dict[int, Role]:
    roles: dict[int, Role] = {}
    if texts[0] and share(texts[0], is_number) > _MOSTLY:
        roles[0] = Role.NUMBER
    times = {
        place: share(column, lambda text: len(text) < _LONGEST_TIME and tells_time(text))
        for place, column in enumerate(texts)
        if place not in roles
    }
    best = max(times, key=lambda place: times[place], default=None)
    if best is None or times[best] < _MOSTLY:
        return roles
    roles[best] = Role.DEADLINE
    doers = {
        place: share(column, names_doer)
        for place, column in enumerate(texts)
        if place not in roles and _mean_length(column) < _LONGEST_TIME
    }
    rest = [place for place in range(len(texts)) if place not in roles and texts[place]]
    if not rest:
        return roles
    title = max(rest[:2], key=lambda place: _mean_length(texts[place]))
    roles[title] = Role.TITLE
    doers.pop(title, None)
    doer = max(doers, key=lambda place: doers[place], default=None)
    if doer is not None and doers[doer] >= _MOSTLY / 2:
        roles[doer] = Role.RESPONSIBLE
    left = [place for place in rest if place not in roles]
    if left:
        roles[left[-1]] = Role.DELIVERABLE
    return roles


def share(texts: Sequence[str], test: Callable[[str], bool]) -> float:
    """Which part of the texts passes a test."""
    return sum(test(text) for text in texts) / len(texts) if texts else 0.0


def names_doer(text: str) -> bool:
    """Whether a short text names a post, a group or a person."""
    return len(text) < _LONGEST_DOER and (bool(_DOERS.search(text)) or names_person(text))


def _mean_length(texts: list[str]) -> float:
    return sum(map(len, texts)) / len(texts) if texts else 0.0
