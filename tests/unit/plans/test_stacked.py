"""Merged cells that hold several names, each meant for some of the rows beside them."""

import pytest

from tests.unit.plans.making import add_table, merge_down
from tests.unit.plans.test_shapes import HEAD, ONE, TWO, of_document, section_names, started


def stacked(second_task_row: int):
    document = started()
    head = ("Направления", "Задачи", "Мероприятие", "Срок")
    rows = [("", "", f"Дело {n}", "май 2025") for n in range(1, 5)]
    table = add_table(document, [head, *rows])
    for row, task in ((1, "Обучить"), (second_task_row, "Удержать")):
        table.cell(row, 1).text = task
    merge_down(table, 1, 1, second_task_row - 1)
    merge_down(table, 1, second_task_row, 4)
    merge_down(table, 0, 1, 4)
    table.cell(1, 0).text = "Обновление штата" + "\n" * 9 + "Работа с учителями"
    return of_document(document)


def test_names_stacked_in_a_merged_cell_belong_to_the_groups_beside_them():
    plan = stacked(3)
    assert [(s.parent, s.title) for s in plan.sections] == [
        (None, "Обновление штата"),
        (1, "Обучить"),
        (None, "Работа с учителями"),
        (3, "Удержать"),
    ]
    assert [activity.section for activity in plan.activities] == [2, 2, 4, 4]


def test_stacked_names_that_nothing_tells_apart_are_told():
    document = started()
    table = add_table(document, [("Направления", *HEAD[1:]), ("", *ONE[1:]), ("", *TWO[1:])] * 1)
    table.add_row()
    merge_down(table, 0, 1, 3)
    for column, text in enumerate(("", *ONE[1:])):
        if column:
            table.cell(3, column).text = text
    table.cell(1, 0).text = "Кадры" + "\n" * 9 + "Ресурсы"
    plan = of_document(document)
    assert len(plan.activities) == 3
    assert any("несколько названий: «Кадры», «Ресурсы»" in issue.text for issue in plan.issues)


def merged(names, rows, head=("Направления", "Мероприятие", "Срок")):
    """A plan whose first column is one merged cell with the names."""
    document = started()
    table = add_table(document, [head, *(("", *row) for row in rows)])
    merge_down(table, 0, 1, len(rows))
    table.cell(1, 0).text = names
    return of_document(document)


APART = "\n" * 9
TIME = "май 2025"


@pytest.mark.parametrize(
    ("names", "titles"),
    [
        # As rows are numbered: «2.1» belongs to «2.»
        ("1. Кадры\n2. Ресурсы", ("1.1. Курсы", "2.1. Ремонт", "2.2. Закупка")),
        # As they begin to count anew.
        (f"Кадры{APART}Ресурсы", ("1. Курсы", "1. Ремонт", "2. Закупка")),
        # As their words speak of the names.
        (
            f"Методическая работа{APART}Материальная база",
            ("Методический совет", "Материальное оснащение", "Закупка парт"),
        ),
    ],
)
def test_stacked_names_are_told_apart_by_the_rows(names, titles):
    plan = merged(names, [(title, TIME) for title in titles])
    first, second, third = section_names(plan)
    assert (first, second) in {("Кадры", "Ресурсы"), ("Методическая работа", "Материальная база")}
    assert third == second


def test_a_border_told_by_words_alone_is_to_be_checked():
    rows = [("Методический совет", TIME), ("Материальное оснащение", TIME), ("Закупка", TIME)]
    plan = merged(f"Методическая работа{APART}Материальная база", rows)
    [said] = [issue for issue in plan.issues if "граница определена по словам" in issue.text]
    assert "«Материальная база» – со\xa0строки\xa03" in said.text
    assert (said.source.row, said.source.column) == (2, 1)


def test_rows_that_speak_of_names_in_another_order_leave_them_together():
    rows = [("Материальное оснащение", TIME), ("Методический совет", TIME), ("Закупка", TIME)]
    plan = merged(f"Методическая работа{APART}Материальная база", rows)
    assert set(section_names(plan)) == {"Методическая работа Материальная база"}
    assert any("распределите их" in issue.text for issue in plan.issues)


def test_a_name_over_several_lines_is_one():
    plan = merged("Работа\nс кадрами", [("1. Курсы", TIME), ("1. Ремонт", TIME)])
    assert set(section_names(plan)) == {"Работа с кадрами"}
