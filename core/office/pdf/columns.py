"""Columns of a table without upright rules: the gaps that its lines have in common."""

import itertools
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.office.pdf.lines import Line
from core.office.pdf.words import Word, Words

_SPACE_IN_RUN = 0.4
_GAP = 0.25
_LEAST_GAP = 2.5
_ACROSS = (0.05, 0.1, 0.2, 0.3)
_INSIDE = 0.6

Gap = tuple[float, float]


class Run(Words):
    """Words of a line without a wide gap between them."""

    __slots__ = ()


def runs_of(line: Line, gap: float = _SPACE_IN_RUN) -> list[Run]:
    """The runs of a line: where a gap is wider than `gap` of the letters' height."""
    runs: list[list[Word]] = []
    for word in line.words:
        if runs and word.x0 - runs[-1][-1].x1 <= gap * word.height:
            runs[-1].append(word)
        else:
            runs.append([word])
    return [Run(tuple(words)) for words in runs]


def gaps_of(runs: Sequence[Run]) -> list[Gap]:
    """The gaps between the runs of a line."""
    return [(before.x1, after.x0) for before, after in itertools.pairwise(runs)]


def narrowed(gaps: Sequence[Gap], runs: Sequence[Run]) -> Iterator[Gap]:
    """What a line leaves free of each gap: the widest part."""
    for left, right in gaps:
        start, best = left, (left, left)
        for run in runs:
            if run.x1 <= start or run.x0 >= right:
                continue
            best = max(best, (start, run.x0), key=_width)
            start = run.x1
        yield max(best, (start, right), key=_width)


def _width(gap: Gap) -> float:
    return gap[1] - gap[0]


def least_gap(height: float) -> float:
    """How wide the gap between two columns is at least."""
    return max(_LEAST_GAP, _GAP * height)


def is_open(gap: Gap, height: float) -> bool:
    return _width(gap) >= least_gap(height)


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table: the gaps between them and the edges around them."""

    left: float
    right: float
    gaps: tuple[Gap, ...]

    def __len__(self) -> int:
        return len(self.gaps) + 1

    @property
    def edges(self) -> tuple[float, ...]:
        return (self.left, *((left + right) / 2 for left, right in self.gaps), self.right)

    def at(self, x: float) -> int:
        """The column in which a place lies."""
        return sum(x >= (left + right) / 2 for left, right in self.gaps)

    def text_edges(self, first: int, last: int) -> Gap:
        """Between which places the texts of some columns lie, the last one included."""
        left = self.left if first == 0 else self.gaps[first - 1][1]
        right = self.right if last == len(self.gaps) else self.gaps[last][0]
        return left, right

    def crosses(self, runs: Sequence[Run], height: float) -> bool:
        """Whether a line has text where others have a gap."""
        return any(not is_open(gap, height) for gap in narrowed(self.gaps, runs))


def common_columns(lines: Sequence[Sequence[Run]]) -> Columns | None:
    """The columns of lines, headings across all of them left out; None where there are none."""
    if not lines:
        return None
    height = statistics.median(run.height for runs in lines for run in runs)
    best: Columns | None = None
    for share in _ACROSS:
        # A heading hides the gaps beneath it, and a column with few words looks like a gap: how
        # many lines are headings is found by trying.
        rough = _columns(lines, max(1, share * len(lines)), height)
        inside = [runs for runs in lines if not rough.crosses(runs, height)]
        if len(inside) < _INSIDE * len(lines):
            continue
        columns = _columns(inside, 0, height)
        if best is None or len(columns) > len(best):
            best = columns
    return best


def _columns(lines: Sequence[Sequence[Run]], tolerance: float, height: float) -> Columns:
    """The gaps that at most `tolerance` lines cover."""
    events = sorted(
        event for runs in lines for run in runs for event in ((run.x0, 1), (run.x1, -1))
    )
    gaps: list[Gap] = []
    depth, free_from = 0, None
    for x, step in events:
        before, depth = depth, depth + step
        if depth <= tolerance < before:
            free_from = x
        elif before <= tolerance < depth and free_from is not None:
            if x - free_from >= least_gap(height):
                gaps.append((free_from, x))
            free_from = None
    return Columns(
        min(run.x0 for runs in lines for run in runs),
        max(run.x1 for runs in lines for run in runs),
        tuple(gaps),
    )
