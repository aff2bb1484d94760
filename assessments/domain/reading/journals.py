"""«ВПР и журнал»: marks of the work against those of the class journal (DOMAIN.md 3.5, 7.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from assessments.domain.measures import share
from assessments.domain.reading.grids import (
    SCHOOL,
    Block,
    Cell,
    Column,
    Grid,
    Row,
    count,
    drawn_words,
    for_chart,
    percent,
)
from assessments.domain.small_groups import small_group_note
from core.values.charts import Chart, ChartKind, Series

MOST_BARS = 15
PARTS = ("понизили", "подтвердили", "повысили")
Shares = tuple[Fraction | None, Fraction | None, Fraction | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """Participants compared: three parts, and those two marks and more away where files tell."""

    lowered: int = 0
    confirmed: int = 0
    raised: int = 0
    far: int = 0
    far_known: int = 0

    @property
    def participants(self) -> int:
        """All that were compared."""
        return self.lowered + self.confirmed + self.raised

    @property
    def parts(self) -> tuple[int, int, int]:
        """The counts in the order of PARTS."""
        return (self.lowered, self.confirmed, self.raised)

    @property
    def shares(self) -> Shares:
        """The parts in percent of those compared."""
        lowered, confirmed, raised = (share(part, self.participants) for part in self.parts)
        return lowered, confirmed, raised


@dataclass(frozen=True, slots=True)
class PrintedJournal:
    """What a file prints of a region or the country."""

    title: str
    participants: int | None
    shares: Shares
    file: str


@dataclass(frozen=True, slots=True)
class JournalFigures:
    """A work in a year: (login, name, figures) of schools, the municipality, wider wholes."""

    title: str
    schools: Sequence[tuple[str, str, Compared]]
    whole: Compared | None
    printed: Sequence[PrintedJournal]


def journal_block(figures: JournalFigures) -> Block:
    """Counts and shares with the stacked bars."""
    columns = (
        Column("Сравнили"), *(Column(part.capitalize(), under="%") for part in PARTS),
        Column("Разошлись на 2 отметки и больше", under="%"),
    )  # fmt: skip
    rows = tuple(_row(name, one, login) for login, name, one in figures.schools)
    whole = figures.whole
    totals = [replace(_row("Муниципалитет", whole), is_sum=True)] if whole else []
    totals += [_printed(one) for one in figures.printed]
    notes = drawn_words(len(figures.schools), MOST_BARS, "понизивших")
    grid = Grid(figures.title, SCHOOL, columns, rows, tuple(totals))
    return Block("", grid, _chart(figures), notes)


def _row(name: str, one: Compared, login: str = "") -> Row:
    parts = (count(part, share=share(part, one.participants)) for part in one.parts)
    far = (
        count(one.far, share=share(one.far, one.far_known)) if one.far_known else Cell("нет данных")
    )
    return Row(
        name, (count(one.participants), *parts, far), login, one.participants,
        small_group_note((one.lowered, one.participants), one.participants, "понизивших"),
    )  # fmt: skip


def _printed(one: PrintedJournal) -> Row:
    cells = (count(one.participants), *map(percent, one.shares), Cell())
    return Row(one.title, cells, under=f"из файла «{one.file}»")


def _chart(figures: JournalFigures) -> Chart | None:
    worst = sorted(figures.schools, key=lambda one: (-(one[2].shares[0] or 0), one[1]))
    bars: list[tuple[str, int | None, Shares]] = []
    if figures.whole:
        bars.append(("Муниципалитет", figures.whole.participants, figures.whole.shares))
    bars += [(one.title, one.participants, one.shares) for one in figures.printed]
    bars += [(name, one.participants, one.shares) for _, name, one in worst[:MOST_BARS]]
    if not bars:
        return None
    return Chart(
        f"Отметки за работу и в журнале, {figures.title}", ChartKind.STACKED,
        tuple(name for name, _, _ in bars),
        tuple(
            Series(f"{part}, %", tuple(for_chart(shares[place]) for _, _, shares in bars))
            for place, part in enumerate(PARTS)
        ),
        "%", counts=tuple(people for _, people, _ in bars),
    )  # fmt: skip
