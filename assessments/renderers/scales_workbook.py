"""Tables of scales as Excel workbooks: what a list holds, and the template to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assessments.parsing.scale_tables import HEADERS
from core.office.sheets_out import SheetColumn, write_table

_WIDTHS = (26, 26, 8, 12, 12, 12, 8, 8, 8, 12, 10, 44, 50, 26, 44)
COLUMNS = tuple(
    SheetColumn(title, width) for title, width in zip(HEADERS.values(), _WIDTHS, strict=True)
)
TEMPLATE_COLUMNS = tuple(
    column for name, column in zip(HEADERS, COLUMNS, strict=True) if name != "certainty"
)
EXAMPLE = (
    "ОГЭ", "Математика", 9, "2025/26", "2025/26", 31, 7, 14, 21, None, None,
    "«3», «4» и «5» — не менее 2 баллов за геометрию",
    "Письмо министерства образования 01.03.2026 № 15",
    "Строка для примера: замените её своей",
)  # fmt: skip


def render_scales(rows: Iterable[Sequence[int | str | None]], *, heading: list[str]) -> bytes:
    """Scales of a list; the headers are those that the portal reads back."""
    return write_table("Шкалы", COLUMNS, rows, heading)


def render_template() -> bytes:
    """A table to fill in, with one row as an example."""
    return write_table("Шкалы", TEMPLATE_COLUMNS, [EXAMPLE])
