from decimal import Decimal

import pytest

from assessments.domain.procedures import Procedure, Work
from assessments.parsing.draft_json import fact_as_dict, fact_from_dict
from assessments.parsing.workbook_reader import read_results
from core.office.issues import Severity
from core.values.wording import NBSP
from tests.workbook_maker import journal as make

SCHOOL = "СОШ № 1(edu990001)"


def issues(draft, severity=None):
    return [(one.cell, one.text) for one in draft.issues if severity in (None, one.severity)]


def only(draft):
    (fact,) = draft.facts
    return (fact.participants, fact.lowered, fact.confirmed, fact.raised)


def wide_row(*figures):
    return read_results(make.wide([[SCHOOL, *figures]]))


def test_columns_with_counts_and_percentages_are_read_with_their_cells():
    draft = read_results(make.wide())

    (fact,) = draft.facts
    assert only(draft) == (89, 18, 63, 8)
    assert (fact.school_code, fact.work) == ("edu990007", Work(Procedure.VPR, "Математика", 4))
    assert (fact.academic_year, fact.cell, fact.recovered) == (2025, "B11", False)
    assert dict(fact.cells)["raised"] == "H11"
    assert draft.issues == []
    assert draft.kinds == ["ФИС ОКО, сравнение отметок с отметками по журналу"]
    assert [(row.scope, row.name, dict(row.figures)["lowered"]) for row in draft.references] == [
        ("region", "Приозёрная область", Decimal(20)),
        ("municipality", "Сосновый район", Decimal(25)),
    ]


def test_percentages_without_counts_give_the_counts_back():
    draft = wide_row(89, 20.22, None, 70.79, None, 8.99, None)

    assert only(draft) == (89, 18, 63, 8)
    assert draft.facts[0].recovered
    assert draft.facts[0].percents == (Decimal("20.22"), Decimal("70.79"), Decimal("8.99"))


def test_counts_that_contradict_percentages_are_kept_and_both_are_said():
    draft = wide_row(89, 20.22, 19, 70.79, 62, 8.99, 8)

    assert only(draft) == (89, 19, 62, 8)
    assert issues(draft) == [
        ("C9", _both("понизили", 19, "участников", "21,35", "20,22")),
        ("E9", _both("подтвердили", 62, "участника", "69,66", "70,79")),
    ]


def _both(part, count, people, exact, printed):
    said = f"{part} — {count}{NBSP}{people}, это {exact} %, а в файле {printed} %"
    return f"{said}; взято число участников"


def test_participants_without_a_journal_mark_are_said_and_not_compared():
    draft = wide_row(90, 20.22, 18, 70.79, 63, 8.99, 8)

    assert only(draft) == (89, 18, 63, 8)
    assert "участников 90, а с журналом сравнены 89" in draft.issues[0].text


@pytest.mark.parametrize(
    ("figures", "cell", "words"),
    [
        ((80, 20.22, 18, 70.79, 63, 8.99, 8), "B9", "вместе 89, а участников 80"),
        (("много", 20.22, 18, 70.79, 63, 8.99, 8), "B9", "не число"),
        ((89, 20.22, None, 70.79, None, 9.99, None), "C9", "101, а должна быть 100"),
        ((7, 20.22, None, 70.79, None, 8.99, None), "B9", "целому числу участников"),
        ((89, 20.22, None, None, None, 8.99, None), "B9", "нет числа участников или всех"),
        ((89, 120, 18, 70.79, 63, 8.99, 8), "C9", "от 0 до 100"),
    ],
)
def test_rows_that_make_no_sense_are_issues(figures, cell, words):
    draft = wide_row(*figures)

    assert draft.facts == []
    ((found_cell, text), *_) = issues(draft, Severity.ERROR)
    assert words in text
    assert found_cell == cell or words == "целому числу участников"


def test_a_merged_header_of_two_rows_is_understood():
    first = ["Группы участников", "Кол-во участников", make.LOWERED, None, make.CONFIRMED, None]
    second = [
        None,
        None,
        "%",
        "Кол-во участников",
        "%",
        "Кол-во участников",
        "%",
        "Кол-во участников",
    ]
    first += [make.RAISED, None]
    draft = read_results(
        make.wide([second, [SCHOOL, 10, 10, 1, 70, 7, 20, 2]], first=first)
    )  # fmt: skip

    assert only(draft) == (10, 1, 7, 2)


def test_blocks_of_rows_are_read_with_counts():
    draft = read_results(
        make.blocks(
            [
                ("Вся выборка", [(1, 10), (8, 80), (1, 10), (10, 100)]),
                (SCHOOL, [(1, 10), (7, 70), (2, 20), (10, 100)]),
            ]
        )
    )

    assert only(draft) == (10, 1, 7, 2)
    assert draft.facts[0].cell == "B18"
    assert dict(draft.facts[0].cells)["lowered"] == "B15"
    assert [(row.scope, dict(row.figures)["confirmed"]) for row in draft.references] == [
        ("country", Decimal(80))
    ]
    assert draft.issues == []


def test_blocks_with_percentages_only_are_recovered_from_the_total():
    draft = read_results(
        make.blocks([(SCHOOL, [(None, 20.22), (None, 70.79), (None, 8.99), (89, 100)])])
    )

    assert only(draft) == (89, 18, 63, 8)
    assert draft.facts[0].recovered


def test_a_block_without_one_of_its_rows_is_an_issue():
    rows = make.rows([[SCHOOL], [make.LOWERED, 1, 10], [make.RAISED, 2, 20]], make_head())
    draft = read_results(make.xlsx({"МА 4": rows}))

    assert draft.facts == []
    assert "нет всех трёх строк" in draft.issues[0].text


def make_head():
    return ["Группы участников", "Кол-во участников", "%"]


def test_comparisons_survive_json():
    for fact in read_results(make.wide()).facts:
        assert fact_from_dict(fact_as_dict(fact)) == fact
