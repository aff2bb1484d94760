"""A chart as a value: what it shows, not how it is drawn (`core.office.charts`)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

MAX_SERIES = 4


class ChartKind(StrEnum):
    """Bars compare, stacked ones divide a whole, columns distribute, lines show years."""

    BARS = "bars"
    STACKED = "stacked"
    COLUMNS = "columns"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one thing over all categories; None where there is no value."""

    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of at most four series with the number of participants under each category.

    `counts` are participants per category (None where unknown), `counted` says what is counted
    where it is something else. `dividers` of columns are lines before a category (its place and
    the words at the line), `note` stands under the axis («n = 120»). Raises ValueError for more
    series than a reader can tell apart in grey, or for values that do not fit the categories.
    """

    caption: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    places: int = 1
    counts: tuple[int | None, ...] = ()
    counted: str = "Участников"
    name: str = ""
    dividers: tuple[tuple[int, str], ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MAX_SERIES:
            raise ValueError(f"{self.caption}: {len(self.series)} series, at most {MAX_SERIES}")
        sizes = {len(series.values) for series in self.series}
        if self.counts:
            sizes.add(len(self.counts))
        if sizes != {len(self.categories)}:
            raise ValueError(f"{self.caption}: values do not fit {len(self.categories)} categories")
