"""The matrix «школа × мероприятие» as an Excel workbook: words instead of signs."""

from __future__ import annotations

from collections.abc import Sequence

from core.office.sheets_out import Sheet, SheetColumn, Value, write_workbook

_EDGES = (("Принято", 10), ("Всего", 10), ("Просрочено", 12), ("Перенесено", 12))


def render_matrix(
    activities: Sequence[str], rows: Sequence[Sequence[Value]], *, heading: Sequence[str]
) -> bytes:
    """A landscape sheet: the school, a cell for each of `activities`, four sums at the edge."""
    columns = [
        SheetColumn("Школа", 32),
        *(SheetColumn(title[:120], 18) for title in activities),
        *(SheetColumn(title, width) for title, width in _EDGES),
    ]
    sheet = Sheet("Матрица", columns, rows, heading=heading, landscape=True)
    return write_workbook([sheet], title="Матрица")
