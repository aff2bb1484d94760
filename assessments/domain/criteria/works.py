"""A choice of works as cells of a table «procedure and subject × grade», and back to JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from assessments.domain.procedures import FINAL_GRADE, Procedure
from assessments.domain.rules.selections import Selection

EVERY_SUBJECT = ""
ANY_GRADE = 0


class Cell(NamedTuple):
    """One cell; an empty subject is every subject, grade 0 any grade that a school has."""

    procedure: Procedure
    subject: str
    grade: int

    @property
    def code(self) -> str:
        """How a form sends the cell."""
        return f"{self.procedure.value}|{self.subject}|{self.grade}"


def cells_of(selection: Selection) -> list[Cell]:
    """The cells of a choice, in its order."""
    return list(dict.fromkeys(_cells(selection)))


def _cells(selection: Selection) -> Iterator[Cell]:
    for part in selection.parts:
        for procedure in part.procedures:
            for grade in part.grades or (FINAL_GRADE.get(procedure, ANY_GRADE),):
                for subject in part.subjects or (EVERY_SUBJECT,):
                    yield Cell(procedure, subject, grade)


def written_cells(cells: Iterable[Cell]) -> list[dict[str, Any]]:
    """The JSON of a choice: subjects of one procedure with the same grades stand together."""
    grades: dict[tuple[Procedure, str], list[int]] = {}
    for cell in cells:
        grades.setdefault((cell.procedure, cell.subject), []).append(cell.grade)
    groups: dict[tuple[Procedure, tuple[int, ...], bool], list[str]] = {}
    for (procedure, subject), some in grades.items():
        for same in _with_any_apart(some):
            key = (procedure, same, subject == EVERY_SUBJECT)
            groups.setdefault(key, []).append(subject)
    return [
        _part(procedure, subjects, some) for (procedure, some, _), subjects in groups.items()
    ]  # fmt: skip


def _with_any_apart(grades: list[int]) -> Iterator[tuple[int, ...]]:
    if ANY_GRADE in grades:
        yield ()
    named = tuple(sorted(set(grades) - {ANY_GRADE}))
    if named:
        yield named


def _part(procedure: Procedure, subjects: list[str], grades: tuple[int, ...]) -> dict[str, Any]:
    part: dict[str, Any] = {"procedures": [procedure.value]}
    if subjects != [EVERY_SUBJECT]:
        part["subjects"] = subjects
    if grades and grades != (FINAL_GRADE.get(procedure),):
        part["grades"] = list(grades)
    return part
