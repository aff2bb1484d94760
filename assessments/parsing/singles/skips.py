"""Rows of pupils that were not counted, summed up by reason: no issue is about one pupil."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assessments.parsing.singles.columns import SinglesHeader
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, address

ABSENT = "отсутствовали, были удалены или не завершили работу"
NO_RESULT = "нет ни отметки, ни балла"
NO_MARK = "нет отметки"
STRANGE_MARK = "отметка не от 2 до 5"
STRANGE_SCORE = "балл не понят или больше возможного"
SHIFTED = "ячейки сдвинуты относительно шапки"
NO_SCHOOL = "не понят код школы"
SUM_DIFFERS = "баллы за задания не дают первичного балла, взят первичный балл"
TASK_OVER = "балл за задание больше возможного, задание не учтено"


_ABSENT = re.compile(
    r"отсутств|неявк|не явил|удал[её]н|не законч|не заверш|аннулир|не писал", re.IGNORECASE
)
_LONGEST_STATUS = 60


def is_absent(cells: Sequence[CellValue]) -> bool:
    """Whether a cell of the row says that the pupil has no result."""
    return any(
        isinstance(value, str) and len(value) < _LONGEST_STATUS and _ABSENT.search(value)
        for value in cells
    )


@dataclass(slots=True)
class Skips:
    """How often each reason occurred in one table, and in which cell first."""

    header: SinglesHeader
    found: dict[str, tuple[int, str]] = field(default_factory=dict)

    def add(self, reason: str, row: int, column: str = "number") -> None:
        """Counts a row for `reason`."""
        times, cell = self.found.get(reason, (0, self.header.cell(column, row)))
        self.found[reason] = (times + 1, cell)

    def issues(self) -> list[Issue]:
        """One sentence for each reason."""
        return [
            Issue(
                Severity.WARNING,
                f"строк «{reason}» — {times}",
                self.header.sheet.name,
                cell or address(self.header.row, 0),
            )
            for reason, (times, cell) in self.found.items()
        ]
