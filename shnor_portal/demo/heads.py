"""What stands above the table of every ФИС ОКО report (DOMAIN.md 7)."""

from collections.abc import Iterator
from datetime import date


def report_head(
    report: str, subject: str, grade: int, spring: int, *, highest: int
) -> Iterator[tuple[object, ...]]:
    """The report's name, the work, its subject, its highest primary score and its day."""
    yield (report,)
    yield ()
    yield (f"ВПР {spring} {subject} {grade} класс",)
    yield ("Предмет:", subject)
    yield ("Максимальный первичный балл:", highest)
    yield ("Дата:", f"{date(spring, 4, 20):%d.%m.%Y}")
