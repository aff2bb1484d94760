"""«Выполнение заданий» and «Достижение планируемых результатов» of ФИС ОКО (DOMAIN.md 7.4)."""

from collections.abc import Iterable, Sequence
from typing import Any

from tests.workbook_maker.books import head, xlsx

TASKS = (1, 2, "3.1", "4К1")
MAXIMA = ["Макс балл", None, None, 1, 2, 1, 3]
TASK_ROWS = (
    MAXIMA,
    ["Вся выборка", 35589, 1722202, 90, 60.5, 55, 40],
    ["Сосновый район(reg99_m012)", 12, 640, 85, 50, 45, 30],
    ["МБОУ «СОШ № 7»(edu990007)", None, 89, 88.76, 51.12, None, 25.09],
)
OUTCOME_HEAD = [
    "Блоки ПООП обучающийся научится / получит возможность научиться", "Макс балл",
    "Приозёрная область", "Сосновый муниципальный район", "МБОУ «СОШ № 7»(edu990007)", "РФ",
]  # fmt: skip
OUTCOME_ROWS = (
    ["", "", "15000 уч.", "640 уч.", "89 уч.", "1722202 уч."],
    ["Умение считать"],
    ["1. Выполнять сложение и вычитание", 1, 90, 85, 88.76, 91],
    ["2.1 Решать задачи в 3–4 действия", 2, 60, 50, 51.12, 61.5],
)


def tasks(
    rows: Iterable[Sequence[Any]] = TASK_ROWS,
    *,
    first: Sequence[Any] = ("Группы участников", "Кол-во ОО", "Кол-во участников", *TASKS),
    report: str = "Выполнение заданий",
    above: Iterable[Sequence[Any]] = (),
) -> bytes:
    """A sheet of tasks; `above` stands between the head and the header."""
    lines = _head(report)
    return xlsx({f"МА 4 {report}"[:31]: [*lines, *above, first, *rows]})


def outcomes(
    rows: Iterable[Sequence[Any]] = OUTCOME_ROWS,
    *,
    first: Sequence[Any] = OUTCOME_HEAD,
    above: Iterable[Sequence[Any]] = (),
) -> bytes:
    """A sheet of planned outcomes of one school."""
    report = "Достижение планируемых результатов"
    return xlsx({"МА 4 Достижение планируемых рез": [*_head(report), *above, first, *rows]})


def _head(report: str) -> list[list[Any]]:
    return head(
        report, work="ВПР 2026 Математика 4 класс", subject="Математика", date="22.04.2026",
        maximum=20,
    )  # fmt: skip
