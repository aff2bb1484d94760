"""«Показатели дорожной карты»: plan and fact by years with the source of each figure. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.values.wording import counted, long_date
from reports.domain.document import (
    NO_DATA,
    NOTHING,
    Align,
    Block,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Number,
    Orientation,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from reports.domain.office import Office
from reports.domain.plan_names import of_roadmap

CAPTION = "План и факт по годам"
REACHED, NOT_REACHED = "достигнут", "не достигнут"
_MOST_PLACES = 2


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One year of an indicator; `actual` None where there is no data, `reason` why so judged."""

    year: int
    plan: str
    actual: Decimal | None
    outcome: str
    reason: str
    source: str


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator with its years in order and its chart, where a line can be drawn."""

    name: str
    unit: str
    baseline: str
    years: Sequence[YearFacts]
    chart: Chart | None = None

    @property
    def latest(self) -> YearFacts | None:
        """The last year with both a target and a fact."""
        known = [one for one in self.years if one.plan and one.actual is not None]
        return known[-1] if known else None


def compose(
    plan_title: str,
    indicators: Sequence[IndicatorFacts],
    office: Office,
    day: date,
    *,
    with_charts: bool,
) -> Document:
    """The report; charts are left to paper, a workbook has the figures themselves."""
    blocks: list[Block] = [Paragraph(summary(indicators, day)), _table(indicators)]
    charts = [one.chart for one in indicators if one.chart] if with_charts else []
    if charts:
        blocks += [Heading("Графики"), *charts]
    return Document(
        organisation=office.header,
        kind="",
        title=f"Показатели {of_roadmap(plan_title)}",
        blocks=tuple(blocks),
        date=day,
        author=office.name or office.municipality,
        registered=False,
        orientation=Orientation.LANDSCAPE,
        text_leads_tables=True,
    )


def summary(indicators: Sequence[IndicatorFacts], day: date) -> str:
    """«На 25 ноября 2026 г. в плане 6 показателей: достигнуто 2, …, нет данных по 1»."""
    outcomes = Counter(one.latest.outcome if one.latest else "" for one in indicators)
    number = counted(len(indicators), "показатель", "показателя", "показателей")
    said = [f"достигнуто {outcomes[REACHED]}", f"не достигнуто {outcomes[NOT_REACHED]}"]
    others = sum(
        number for word, number in outcomes.items() if word and word not in (REACHED, NOT_REACHED)
    )
    if others:
        said.append(f"нельзя оценить {others}")
    if outcomes[""]:
        said.append(f"нет данных по {outcomes['']}")
    return (
        f"На {long_date(day)} г. в плане {number}. По последнему году, на который есть цель и "
        f"факт: {', '.join(said)}."
    )


def _table(indicators: Iterable[IndicatorFacts]) -> Table:
    columns = (
        Column("Год", 8, Align.CENTRE),
        Column("План", 26),
        Column("Факт", 10, Align.END),
        Column("Итог", 14),
        Column("Почему так", 32),
        Column("Источник факта", 32),
    )
    rows: list[Row] = []
    for one in indicators:
        unit = f", {one.unit}" if one.unit else ""
        baseline = f" (исходное значение: {one.baseline})" if one.baseline else ""
        rows.append(Row((f"{one.name}{unit}{baseline}",), RowKind.SECTION))
        rows += [Row(_cells(year)) for year in one.years]
    return Table(CAPTION, columns, tuple(rows), "Показатели")


def _cells(year: YearFacts) -> tuple[Cell, ...]:
    return (
        str(year.year),
        year.plan or NOTHING,
        NO_DATA if year.actual is None else Number(year.actual, _places(year.actual)),
        year.outcome or NOTHING,
        year.reason or NOTHING,
        year.source or NOTHING,
    )


def _places(value: Decimal) -> int:
    """Its own digits, at most two."""
    return min(_MOST_PLACES, max(0, -int(value.normalize().as_tuple().exponent)))
