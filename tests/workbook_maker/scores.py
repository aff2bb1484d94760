"""«Распределение первичных баллов» of ФИС ОКО (DOMAIN.md 7.4)."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.workbook_maker.books import head, xlsx

SCORES_ROWS = (
    ["Вся выборка", 35589, 1722202, 10, 20, 30, 25, 15],
    ["Приозёрная область", 310, 15000, 10, 20, 30, 25, 15],
    ["Сосновый район(reg99_m012)", 12, 640, 12.5, 17.5, 30, 25, 15],
    ["МБОУ «СОШ № 7»(edu990007)", None, 89, 2.25, 16.85, 33.71, 28.09, 19.1],
)


def distribution(
    rows: Iterable[Sequence[Any]] = SCORES_ROWS,
    *,
    maximum: int = 4,
    scores: Sequence[Any] = (0, 1, 2, 3, 4),
) -> bytes:
    """A workbook of one sheet."""
    above = head(
        "Распределение первичных баллов", work="ВПР 2026 Математика 4 класс",
        subject="Математика", date="22.04.2026", maximum=maximum,
    )  # fmt: skip
    first = ["Группы участников", "Кол-во ОО", "Кол-во участников", *scores]
    return xlsx({"МА 4 Распределение первичных ба": [*above, first, *rows]})
