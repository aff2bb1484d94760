"""The matrix «школа × мероприятие» as an Excel workbook: words instead of signs."""

from __future__ import annotations

from core.office.sheets_out import Sheet, SheetColumn, Value, write_workbook
from roadmaps.queries.matrix import Matrix, Row, cell_of


def render_matrix(matrix: Matrix, *, heading: list[str]) -> bytes:
    """A landscape sheet with a row for each school and the sums at the edges."""
    columns = [
        SheetColumn("Школа", 32),
        *(SheetColumn(f"{one.number} {one.title}".strip()[:120], 18) for one in matrix.columns),
        SheetColumn("Принято", 10),
        SheetColumn("Всего", 10),
        SheetColumn("Просрочено", 12),
        SheetColumn("Перенесено", 12),
    ]
    rows = [_row(row, matrix) for row in matrix.rows]
    edge = matrix.edge
    sums: list[Value] = ["Принято из всех", *(one.edge.words for one in matrix.columns)]
    sums += [edge.accepted, edge.total, edge.overdue, edge.postponed]
    sheet = Sheet("Матрица", columns, [*rows, sums], heading=heading, landscape=True)
    return write_workbook([sheet], title="Матрица")


def _row(row: Row, matrix: Matrix) -> list[Value]:
    cells: list[Value] = [row.school.name]
    for column in matrix.columns:
        marks = row.cells.get(column.id)
        cells.append(cell_of(marks)[1] if marks else None)
    edge = row.edge
    return [*cells, edge.accepted, edge.total, edge.overdue, edge.postponed]
