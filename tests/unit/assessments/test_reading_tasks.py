from decimal import Decimal

import pytest

from assessments.domain.tasks import Level, Outcome, Task
from assessments.parsing.draft_json import fact_as_dict, fact_from_dict
from assessments.parsing.workbook_reader import read_results
from core.office.issues import Severity
from tests.workbook_maker import tasks as make

SCHOOL = "СОШ № 1(edu990001)"


def errors(draft):
    return [(one.cell, one.text) for one in draft.issues if one.severity is Severity.ERROR]


def test_tasks_are_read_with_their_maxima():
    draft = read_results(make.tasks())

    (fact,) = draft.facts
    assert (fact.school_code, fact.participants, fact.cell) == ("edu990007", 89, "C12")
    assert fact.tasks == (
        Task("1", 1, Decimal("88.76")),
        Task("2", 2, Decimal("51.12")),
        Task("3.1", 1, None),
        Task("4К1", 3, Decimal("25.09")),
    )
    assert dict(fact.cells)["tasks"] == "D12:G12"
    assert draft.issues == []
    assert [(row.kind, row.scope, dict(row.figures)["4К1"]) for row in draft.references] == [
        ("tasks", "country", Decimal(40)),
        ("tasks", "municipality", Decimal(30)),
    ]


def test_tasks_named_two_to_five_are_not_taken_for_marks():
    draft = read_results(
        make.tasks(
            [["Макс балл", None, None, 1, 1, 1, 1], [SCHOOL, None, 10, 10, 20, 30, 40]],
            first=("Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5),
        )
    )

    assert draft.rows == []
    assert [task.number for task in draft.facts[0].tasks] == ["2", "3", "4", "5"]


def test_maxima_in_the_header_and_levels_above_it_are_understood():
    draft = read_results(
        make.tasks(
            [[SCHOOL, 10, 80, 50]],
            first=("Группы участников", "Кол-во участников", "1 (2б)", "2 (1б)"),
            above=[["Уровень сложности задания", None, "Б", "П"]],
        )
    )

    assert draft.facts[0].tasks == (
        Task("1", 2, Decimal(80), Level.BASIC),
        Task("2", 1, Decimal(50), Level.ADVANCED),
    )


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        ([SCHOOL, None, None, 1, 1, 1, 1], "C10", "не указано число участников"),
        ([SCHOOL, None, "x10", 1, 1, 1, 1], "C10", "не число"),
        ([SCHOOL, None, 10, 101, 1, 1, 1], "D10", "не от 0 до 100"),
        ([SCHOOL, None, 10, 1, "много", 1, 1], "E10", "не число"),
        ([SCHOOL, None, 10], "D10", "нет ни одного задания"),
    ],
)
def test_rows_that_make_no_sense_are_issues(row, cell, words):
    draft = read_results(make.tasks([make.MAXIMA, row]))

    assert draft.facts == []
    ((found, text),) = errors(draft)
    assert (found, words in text) == (cell, True)


def test_a_column_that_is_no_task_is_said():
    draft = read_results(
        make.tasks(first=("Группы участников", "Кол-во ОО", "Кол-во участников", 1, 2, "бонус", 4))
    )

    assert [(one.cell, one.text) for one in draft.issues] == [
        ("F8", "столбец «бонус» не понят и не прочитан")
    ]


def test_groups_of_participants_are_said_and_the_whole_school_is_read():
    draft = read_results(
        make.tasks(
            [
                make.MAXIMA,
                [SCHOOL, None, 10, 80, 50, 40, 30],
                ["Ср.% вып. уч. гр.баллов 2", None, 3, 40, 10, 0, 0],
                ["Ср.% вып. уч. гр.баллов 3", None, 7, 90, 60, 50, 40],
            ],
            report="Выполнение заданий группами участников",
        )
    )

    assert [fact.participants for fact in draft.facts] == [10]
    assert "строк по группам участников — 2" in draft.issues[0].text


def test_outcomes_are_read_by_the_meaning_of_columns():
    draft = read_results(make.outcomes())

    (fact,) = draft.facts
    assert (fact.school_code, fact.school_name) == ("edu990007", "МБОУ «СОШ № 7»")
    assert fact.participants == 89
    assert fact.outcomes == (
        Outcome(
            "1", "Выполнять сложение и вычитание", 1, Decimal("88.76"), Decimal(85), Decimal(90),
            Decimal(91),
        ),
        Outcome(
            "2.1", "Решать задачи в 3–4 действия", 2, Decimal("51.12"), Decimal(50), Decimal(60),
            Decimal("61.5"),
        ),
    )  # fmt: skip
    assert draft.issues == []


def test_the_school_of_outcomes_may_stand_above_the_table():
    draft = read_results(
        make.outcomes(
            [["Кол-во участников", "", 1500, 640, 89, 1722202], ["1", "Считать", 1, 1, 2, 3]],
            first=["Проверяемые требования", "Макс балл", "Регион", "МО", "ОО", "РФ"],
            above=[["ОО:", "edu990007"]],
        )
    )

    assert errors(draft) == [("B11", "«Считать» — не число")]
    draft = read_results(
        make.outcomes(
            [["Кол-во участников", "", 1500, 640, 89, 1722202], ["1 Считать", 2, 1, 2, 3, 4]],
            first=["Проверяемые требования", "Макс балл", "Регион", "МО", "ОО", "РФ"],
            above=[["ОО:", "edu990007"]],
        )
    )
    assert (draft.facts[0].school_code, draft.facts[0].participants) == ("edu990007", 89)
    assert draft.facts[0].outcomes == (
        Outcome("1", "Считать", 2, Decimal(3), Decimal(2), Decimal(1), Decimal(4)),
    )


def test_outcomes_without_school_or_participants_say_what_is_missing():
    rows = [["1. Считать", 1, 90, 85, 88, 91]]
    nameless = read_results(
        make.outcomes(rows, first=["Умения", "Макс балл", "Регион", "МО", "ОО", "РФ"])
    )
    without_number = read_results(make.outcomes(rows))

    assert "о какой школе" in errors(nameless)[0][1]
    assert "«89 уч.»" in errors(without_number)[0][1]


def test_tasks_and_outcomes_survive_json():
    for content in (make.tasks(), make.outcomes()):
        for fact in read_results(content).facts:
            assert fact_from_dict(fact_as_dict(fact)) == fact
