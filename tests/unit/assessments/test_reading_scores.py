from decimal import Decimal

import pytest

from assessments.domain.procedures import Procedure, Work
from assessments.parsing.draft_json import fact_as_dict, fact_from_dict
from assessments.parsing.workbook_reader import read_results
from core.office.issues import Severity
from tests.workbook_maker import scores as make

SCHOOL = "СОШ № 1(edu990001)"
FLAT = "Год;Класс;Предмет;Муниципалитет;Логин;ОО;Макс. балл;Кол-во участников;0;1;2;3\n"


def issues(draft, severity=Severity.ERROR):
    return [(one.cell, one.text) for one in draft.issues if one.severity is severity]


def test_a_distribution_is_recovered_from_its_percentages():
    draft = read_results(make.distribution())

    (fact,) = draft.facts
    assert fact.work == Work(Procedure.VPR, "Математика", 4)
    assert (fact.participants, fact.max_score) == (89, 4)
    assert fact.counts == (2, 15, 30, 25, 17)
    assert fact.recovered
    assert fact.percents[1] == Decimal("16.85")
    assert dict(fact.cells) == {"participants": "C12", "scores": "D12:H12"}
    assert draft.issues == []


def test_rows_to_compare_with_keep_their_percentages():
    draft = read_results(make.distribution())

    assert [(row.kind, row.scope, dict(row.figures)["0"]) for row in draft.references] == [
        ("scores", "country", Decimal(10)),
        ("scores", "region", Decimal(10)),
        ("scores", "municipality", Decimal("12.5")),
    ]


def test_a_maximum_that_contradicts_the_columns_is_said_with_both():
    draft = read_results(make.distribution(maximum=6))

    assert draft.facts[0].counts == (2, 15, 30, 25, 17, 0, 0)
    assert issues(draft, Severity.WARNING) == [
        (
            "B5",
            "максимальный первичный балл над таблицей — 6, а последний столбец — 4; взято 6",
        )
    ]


def test_a_missing_score_column_is_an_error_not_a_zero():
    draft = read_results(make.distribution([[SCHOOL, None, 4, 25, 25, 50]], scores=(0, 1, 3)))

    assert draft.facts == []
    assert "нет столбца с баллом 2" in issues(draft)[0][1]


@pytest.mark.parametrize(
    ("figures", "cell", "words"),
    [
        ((10, 10, 20, 30, 25, 18), "D9", "сумма процентов баллов — 103"),
        ((7, 10, 20, 30, 25, 15), "C9", "целому числу участников"),
        ((None, 10, 20, 30, 25, 15), "C9", "не указано число участников"),
        ((10, None, None, None, None, None), "D9", "нет распределения"),
        ((10, "много", 20, 30, 25, 15), "D9", "не число"),
        ((10, -10, 40, 30, 25, 15), "D9", "меньше нуля"),
    ],
)
def test_rows_that_make_no_sense_are_issues(figures, cell, words):
    draft = read_results(make.distribution([[SCHOOL, None, *figures]]))

    assert draft.facts == []
    ((found, text),) = issues(draft)
    assert found == cell
    assert words in text


def test_whole_percentages_of_a_large_school_say_which_scores_are_uncertain():
    draft = read_results(make.distribution([[SCHOOL, None, 300, 10, 20, 30, 25, 15]]))

    assert sum(draft.facts[0].counts) == 300
    assert "для баллов 0, 1, 2, 3, 4" in issues(draft, Severity.WARNING)[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_flat_tables_of_scores_hold_counts_or_percentages(encoding):
    lines = (
        "2025;4;МА;Сосновый;edu990001;СОШ № 1;3;10;1;2;3;4\n"
        "2025;5;МА;Сосновый;edu990001;СОШ № 1;2;4;1;2;1;\n"
        "2025;6;МА;Сосновый;edu990001;СОШ № 1;2;4;1;2;0;1\n"
    )
    draft = read_results((FLAT + lines).encode(encoding))

    assert [(fact.max_score, fact.counts) for fact in draft.facts] == [
        (3, (1, 2, 3, 4)),
        (2, (1, 2, 1)),
    ]
    assert issues(draft) == [("G4", "есть баллы больше максимального (2)")]
    assert not draft.facts[0].recovered


def test_a_flat_table_with_decimal_commas_and_no_maximum_says_what_it_took():
    head = FLAT.replace("Макс. балл;", "")
    draft = read_results(
        (head + "2025;4;МА;С;edu990001;СОШ;8;12,5;37,5;50;\n").encode()
    )  # fmt: skip

    assert draft.facts[0].counts == (1, 3, 4)
    assert draft.facts[0].max_score == 2
    assert "последний заполненный столбец" in issues(draft, Severity.WARNING)[0][1]


def test_distributions_survive_json():
    for fact in read_results(make.distribution()).facts:
        assert fact_from_dict(fact_as_dict(fact)) == fact
