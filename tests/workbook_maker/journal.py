"""«Сравнение отметок с отметками по журналу» of ФИС ОКО, both layouts (DOMAIN.md 7.2)."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.workbook_maker.books import head, xlsx

LOWERED = "Понизили (Отметка < Отметка по журналу)"
CONFIRMED = "Подтвердили (Отметка = Отметке по журналу)"
RAISED = "Повысили (Отметка > Отметка по журналу)"
UNITS = ("%", "Кол-во участников")
WIDE_HEAD = [
    "Группы участников",
    "Кол-во участников(всего)",
    *(f"{part} {unit}" for part in (LOWERED, CONFIRMED, RAISED) for unit in UNITS),
]
WIDE_ROWS = (
    ["Приозёрная область", 15000, 20, 3000, 70, 10500, 10, 1500],
    ["Сосновый район(reg99_m012)", 640, 25, 160, 65, 416, 10, 64],
    ["МБОУ «СОШ № 7» пос. Сосновый(edu990007)", 89, 20.22, 18, 70.79, 63, 8.99, 8],
)


def rows(table: Iterable[Sequence[Any]], first: Sequence[Any]) -> list[list[Any]]:
    """The sheet: head, header, rows."""
    above = head(
        "Сравнение отметок с отметками по журналу", work="ВПР 2026 Математика 4 класс",
        subject="Математика", date="22.04.2026", maximum=20,
    )  # fmt: skip
    return [*above, list(first), *[list(row) for row in table]]


def wide(table: Iterable[Sequence[Any]] = WIDE_ROWS, *, first: Sequence[Any] = WIDE_HEAD) -> bytes:
    """The layout with a column for each part."""
    return xlsx({"МА 4 Сравнение отметок с отметк": rows(table, first)})


def blocks(
    schools: Iterable[tuple[str, Sequence[tuple[Any, Any]]]],
    *,
    first: Sequence[Any] = ("Группы участников", "Кол-во участников", "%"),
) -> bytes:
    """The layout with a row for each part; pairs are number and percentage, the last in all."""
    table: list[list[Any]] = []
    for name, pairs in schools:
        table.append([name])
        labels = (LOWERED, CONFIRMED, RAISED, "Всего")
        table += [[label, *pair] for label, pair in zip(labels, pairs, strict=True)]
    return xlsx({"МА 4 Сравнение отметок с отметк": rows(table, first)})
