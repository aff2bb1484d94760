"""«Первичные баллы»: how many participants got each score, and where the marks begin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from assessments.domain.measures import share
from assessments.domain.reading.grids import Block, Cell, Column, Grid, Row, count, number
from core.values.charts import Chart, ChartKind, Series
from core.values.wording import NBSP

INFORMATIVE, LEAST = 50, 20


def scores_block(
    title: str,
    counts: Sequence[int],
    boundaries: Mapping[int, int],
    beside: Mapping[str, Sequence[Fraction]] = MappingProxyType({}),
    *,
    is_public: bool = True,
) -> Block:
    """A column for each score; a line where each mark begins, as far as the scale is known.

    `beside` are the shares of each score from 0 on in wider wholes, by their names. Not public
    where a school of it is hidden: with the scale the scores tell its marks.
    """
    whole = sum(counts)
    rows = tuple(
        Row(
            f"{score}{_begins(score, boundaries)}",
            (count(people), number(share(people, whole)), *_beside(score, beside)),
        )
        for score, people in enumerate(counts)
    )
    columns = (
        Column("Участ\u00adников"), Column("Доля, %"), *(Column(f"{name}, %") for name in beside)
    )  # fmt: skip
    chart = Chart(
        f"Первичные баллы, {title}", ChartKind.COLUMNS, tuple(map(str, range(len(counts)))),
        (Series("участников", tuple(Decimal(people) for people in counts)),), "участников", 0,
        dividers=tuple(
            (low, f"«{mark}»") for mark, low in sorted(boundaries.items()) if low < len(counts)
        ),
        note=f"n{NBSP}= {whole}",
    )  # fmt: skip
    grid = Grid(title, "Балл", columns, rows, is_public=is_public)
    return Block("Первичные баллы", grid, chart, _notes(whole, boundaries))


def shares_of(counts: Sequence[int]) -> list[Fraction]:
    """The share of each score, %; empty for nobody."""
    whole = sum(counts)
    return [Fraction(100 * people, whole) for people in counts] if whole else []


def _beside(score: int, beside: Mapping[str, Sequence[Fraction]]) -> Iterator[Cell]:
    for shares in beside.values():
        yield number(shares[score] if score < len(shares) else Fraction(0))


def added(distributions: Sequence[Sequence[int]]) -> list[int]:
    """Participants of all schools by score."""
    longest = max(map(len, distributions), default=0)
    return [
        sum(one[score] for one in distributions if score < len(one)) for score in range(longest)
    ]


def _begins(score: int, boundaries: Mapping[int, int]) -> str:
    mark = next((mark for mark, low in boundaries.items() if low == score), None)
    return "" if mark is None else f" — с него «{mark}»"


def _notes(whole: int, boundaries: Mapping[int, int]) -> tuple[str, ...]:
    found = []
    if not boundaries:
        found.append("Шкала этой работы за этот год неизвестна: границы отметок не показаны.")
    if whole < LEAST:
        found.append(f"Участников меньше {LEAST}: о форме распределения судить нельзя.")
    elif whole < INFORMATIVE:
        found.append(f"Участников меньше {INFORMATIVE}: форма распределения приблизительна.")
    return tuple(found)
