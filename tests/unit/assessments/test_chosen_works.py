"""A choice of works as a table of cells and back."""

from __future__ import annotations

import pytest

from assessments.domain.criteria import SHIPPED
from assessments.domain.criteria.works import Cell, cells_of, written_cells
from assessments.domain.procedures import Procedure
from assessments.domain.rules.reading import Reader

RU, MA = "Русский язык", "Математика"


def selection(works):
    reader = Reader({})
    found = reader.selection(works, "работы")
    assert not reader.mistakes
    return found


@pytest.mark.parametrize("key", SHIPPED)
def test_every_shipped_choice_comes_back_from_its_cells(key):
    chosen = SHIPPED[key].plan.frame.selection
    again = selection(written_cells(cells_of(chosen)))
    assert set(cells_of(again)) == set(cells_of(chosen))
    assert set(again.works()) == set(chosen.works())


def test_cells_are_written_shortly():
    cells = [
        *(Cell(Procedure.VPR, subject, grade) for grade in (5, 6) for subject in (RU, MA)),
        Cell(Procedure.VPR, "История", 6), Cell(Procedure.OGE, RU, 9), Cell(Procedure.EGE, "", 11),
        Cell(Procedure.VPR, "", 0),
    ]  # fmt: skip
    assert written_cells(cells) == [
        {"procedures": ["vpr"], "subjects": [RU, MA], "grades": [5, 6]},
        {"procedures": ["vpr"], "subjects": ["История"], "grades": [6]},
        {"procedures": ["oge"], "subjects": [RU]},
        {"procedures": ["ege"]},
        {"procedures": ["vpr"]},
    ]


def test_any_grade_beside_a_named_one_stays_apart():
    cells = [Cell(Procedure.VPR, RU, 0), Cell(Procedure.VPR, RU, 5)]
    assert set(cells_of(selection(written_cells(cells)))) == set(cells)


def test_nothing_chosen_is_an_empty_list():
    assert written_cells([]) == []
