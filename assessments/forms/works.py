"""Works chosen by checkboxes: procedures and subjects in rows, grades in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from django import forms

from assessments.domain.criteria.works import ANY_GRADE, EVERY_SUBJECT, Cell
from assessments.domain.procedures import FINAL_GRADE, TITLES, Procedure
from assessments.parsing.shipped_scales import shipped_scales

UNKNOWN_WORK = "Такой работы в таблице нет. Отметьте работы заново."


class Row(NamedTuple):
    """A subject with its boxes, None where there is no such work."""

    title: str
    boxes: tuple[dict[str, Any] | None, ...]


class Group(NamedTuple):
    """The works of one procedure; one column is shown as a list."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@cache
def known_cells() -> tuple[Cell, ...]:
    """Works that have a scale, and «every subject» of each procedure that has several."""
    works = {scale.work for scale in shipped_scales()}
    named = [Cell(work.procedure, work.subject, work.grade) for work in works]
    final = [Cell(one, EVERY_SUBJECT, FINAL_GRADE[one]) for one in (Procedure.OGE, Procedure.EGE)]
    vpr = {cell.grade for cell in named if cell.procedure is Procedure.VPR}
    whole = [Cell(Procedure.VPR, EVERY_SUBJECT, grade) for grade in (ANY_GRADE, *sorted(vpr))]
    return (*whole, *final, *named)


class WorksTable(forms.CheckboxSelectMultiple):
    """The boxes as tables, one for each procedure."""

    template_name = "assessments/forms/works_table.html"
    use_fieldset = True

    def __init__(self, cells: Sequence[Cell]) -> None:
        super().__init__()
        self.cells = cells

    def __deepcopy__(self, memo: Any) -> WorksTable:
        return self

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """The groups with what is ticked."""
        ticked = set(value or ())
        groups = [_group(self.cells, one, name, ticked) for one in Procedure]
        return {"groups": [group for group in groups if group.rows]}


def works_field(label: str, chosen: Iterable[Cell], **options: Any) -> forms.MultipleChoiceField:
    """The field of a choice of works; works that are chosen and not known stay in the table."""
    chosen = list(chosen)
    cells = list(dict.fromkeys((*known_cells(), *chosen)))
    return forms.MultipleChoiceField(
        label=label, choices=[(cell.code, cell.code) for cell in cells],
        initial=[cell.code for cell in chosen], widget=WorksTable(cells),
        error_messages={"invalid_choice": UNKNOWN_WORK}, **options,
    )  # fmt: skip


def cells_in(codes: Iterable[str]) -> list[Cell]:
    """The cells behind what a valid form has sent, in the order of the table."""
    return [_cell(code) for code in codes]


def _cell(code: str) -> Cell:
    procedure, subject, grade = code.split("|")
    return Cell(Procedure(procedure), subject, int(grade))


def _group(cells: Iterable[Cell], procedure: Procedure, name: str, ticked: set[str]) -> Group:
    mine = [cell for cell in cells if cell.procedure is procedure]
    grades = sorted({cell.grade for cell in mine})
    names = sorted({cell.subject for cell in mine})
    by_place = {(cell.subject, cell.grade): cell for cell in mine}
    rows = tuple(
        Row(
            subject or "Все предметы",
            tuple(
                _box(by_place.get((subject, grade)), name, ticked, _grade_words(grade))
                for grade in grades
            ),
        )
        for subject in names
    )
    return Group(TITLES[procedure], tuple(_grade_words(grade) for grade in grades), rows)


def _grade_words(grade: int) -> str:
    return str(grade) if grade else "все"


def _box(cell: Cell | None, name: str, ticked: set[str], grade: str) -> dict[str, Any] | None:
    if cell is None:
        return None
    words = f"{cell.subject or 'все предметы'}, {grade} класс"
    return {
        "name": name, "value": cell.code, "is_ticked": cell.code in ticked,
        "words": words if cell.grade else f"{cell.subject or 'все предметы'}, все классы",
    }  # fmt: skip
