"""«Статистика по отметкам» of ФИС ОКО."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.workbook_maker.books import head, xlsx

HEAD = ["Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5]
SCHOOL_ROWS = (
    ["МБОУ «СОШ № 7» пос. Сосновый(edu990007)", None, 89, 12.36, 52.81, 26.97, 7.87],
    ["МКОУ «ООШ № 3»(edu990003)", None, 8, 37.5, 25, 25, 12.5],
)


def statistics_rows(
    rows: Iterable[Sequence[Any]] = SCHOOL_ROWS,
    *,
    title: str = "ВПР 2026 Русский язык 4 класс",
    subject: str = "Русский язык",
    date: str | None = "20.04.2026",
) -> list[list[Any]]:
    """Sheet rows of «Статистика по отметкам» as ФИС ОКО lays them out (DOMAIN.md 7.1)."""
    return [
        *head("Статистика по отметкам", work=title, subject=subject, date=date, maximum=24),
        HEAD,
        ["Вся выборка", 35589, 1722202, 5.06, 32.92, 44.33, 17.69],
        ["Приозёрная область(reg99)", 310, 15000, 6.01, 34.0, 43.0, 16.99],
        ["Сосновый район(reg99_m012)", 12, 640, 7.5, 35.0, 42.5, 15.0],
        *[list(row) for row in rows],
    ]


def statistics(**options: Any) -> bytes:
    """A workbook of one sheet of «Статистика по отметкам»."""
    return xlsx({"РУ 4 Статистика по отметкам": statistics_rows(**options)})
