"""Columns of flat tables: what is not read is told where it may be a result."""

from assessments.domain.marks import MarkCounts
from assessments.parsing.workbook_reader import read_results
from core.office.issues import Severity


def read(head, row):
    return read_results(f"{head}\n{row}\n".encode())


def test_a_column_of_results_that_is_not_understood_is_told():
    draft = read(
        "Год;Экзамен;Предмет;Логин;Участников;Ниже минимального;100 баллов;От 61 до 80 баллов",
        "2025;ЕГЭ;Физика;edu990001;20;1;2;9",
    )

    assert draft.rows[0].below_minimum == 1
    assert [(one.severity, one.cell, one.text) for one in draft.issues] == [
        (
            Severity.WARNING,
            "A1",
            "столбцы не узнаны и не прочитаны: «100 баллов», «От 61 до 80 баллов»",
        )
    ]


def test_notes_and_computed_columns_are_passed_over_in_silence():
    draft = read(
        "№;Год;Класс;Предмет;Логин;Участников;2;3;4;5;Успеваемость, %;Средняя отметка;Примечание",
        "1;2025;5;Математика;edu990001;10;1;4;3;2;90;3,6;в норме",
    )

    assert draft.rows[0].marks == MarkCounts(1, 4, 3, 2)
    assert draft.issues == []
