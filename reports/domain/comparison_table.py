"""«Сравнительная таблица» of two texts of a plan as a document. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from reports.domain.document import Column, Document, Orientation, Row, RowKind, Table

TITLE = "Сравнительная таблица изменений"
EXCLUDED = "Исключено"
ABSENT = "—"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One change: its part of the plan, numbers, both texts (empty where absent), the reason."""

    part: str
    numbers: str
    before: str
    after: str
    reason: str


def compose(
    plan_title: str, old: str, new: str, rows: Sequence[ComparisonRow], author: str, day: date
) -> Document:
    """The table in the columns that ministries use; each part of the plan under its heading."""
    cells: list[Row] = []
    for part, of_part in groupby(rows, key=lambda row: row.part):
        cells.append(Row((part,), RowKind.SECTION))
        cells += [
            Row((row.numbers, row.before or ABSENT, row.after or EXCLUDED, row.reason or ABSENT))
            for row in of_part
        ]
    columns = (
        Column("№", width=6),
        Column(f"Было: {old}", width=30),
        Column(f"Стало: {new}", width=30),
        Column("Обоснование", width=16),
    )
    return Document(
        organisation=(),
        kind=TITLE.upper(),
        title=f"к плану «{plan_title}»",
        blocks=(Table("", columns, tuple(cells), name="Сравнение"),),
        date=day,
        author=author,
        registered=False,
        orientation=Orientation.LANDSCAPE,
    )
