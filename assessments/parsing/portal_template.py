"""The portal's own template, filled in: a flat table whose unfilled schools say nothing.

The template names every school of the municipality; a row without a figure means that nothing is
known of the school, and is no mistake (DOMAIN.md 7.4).
"""

from dataclasses import replace

from assessments.parsing import flat_scores, flat_table
from assessments.parsing.cells import text_of
from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.reading import Reading, Table

KIND = "шаблон портала"
MARK = "Шаблон портала"
_WORDS_OF_A_ROW = {
    "name", "code", "procedure", "subject", "grade", "year", "academic_year", "municipality",
    "max_score",
}  # fmt: skip


def header_of(row: HeaderRow) -> Header | None:
    """A flat table of marks or scores under the line that the template begins with."""
    above = (value for cells in row.sheet.rows[: row.index] for value in cells)
    if not any(text_of(value).startswith(MARK) for value in above):
        return None
    return flat_scores.header_of(row) or flat_table.header_of(row)


def read(table: Table, reading: Reading) -> None:
    """Adds the filled rows of the table to the draft."""
    filled = _without_empty_rows(table)
    if "0" in table.header.columns:
        flat_scores.read(filled, reading)
    else:
        flat_table.read_rows(filled, reading)


def _without_empty_rows(table: Table) -> Table:
    figures = [at for name, at in table.header.columns.items() if name not in _WORDS_OF_A_ROW]
    rows = [
        cells
        if index <= table.header.row or any(table.sheet.at(index, at) is not None for at in figures)
        else ()
        for index, cells in enumerate(table.sheet.rows)
    ]
    return replace(table, row=replace(table.row, sheet=replace(table.sheet, rows=rows)))
