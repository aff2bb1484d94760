"""The schools of a calculation as an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from core.office.sheets_out import SheetColumn, write_table

COLUMNS = (
    SheetColumn("Школа", 44),
    SheetColumn("Логин ФИС ОКО", 16),
    SheetColumn("Категория", 30),
    SheetColumn("Низких процедур", 12),
    SheetColumn("Процедур с результатами", 14),
    SheetColumn("Почему", 72),
    SheetColumn("Тип школы", 30),
    SheetColumn("Индекс благополучия", 14),
)

LOW = COLUMNS[3:5]
PLACE = SheetColumn("Муниципалитет", 36)


class ListRow(NamedTuple):
    """A school in the order of the columns; numbers are None where there is nothing to count.

    `municipality` is written where schools of several are listed.
    """

    name: str
    login: str
    category: str
    low: int | None
    assessed: int | None
    reason: str
    kind: str
    wellbeing: Decimal | None
    municipality: str = ""


def render_list(
    rows: Iterable[ListRow],
    *,
    heading: list[str],
    sheet: str,
    with_places: bool = False,
    with_low: bool = True,
) -> bytes:
    """A workbook of one sheet; `heading` says which calculation and what was chosen.

    `with_low`: the criteria have a limit for low results, so that they can be counted.
    """
    fields = [(column, place) for place, column in enumerate(COLUMNS)]
    if not with_low:
        fields = [one for one in fields if one[0] not in LOW]
    if with_places:
        fields.insert(1, (PLACE, len(COLUMNS)))
    columns = [column for column, _ in fields]
    lines = ([row[place] for _, place in fields] for row in rows)
    return write_table(sheet, columns, lines, heading)
