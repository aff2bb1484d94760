import pytest

from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.parsing.bias_list import work_of
from assessments.parsing.draft_json import fact_as_dict, fact_from_dict
from assessments.parsing.workbook_reader import read_results
from core.office.issues import Severity

HEAD = "Год;Муниципалитет;Логин;ОО;4 РУ;4 МА;5 РУ;5 МА;Количество маркеров\n"


def read(*lines, head=HEAD):
    return read_results((head + "".join(f"{line}\n" for line in lines)).encode())


def signs(draft):
    return [
        (one.school_code, one.work.grade, one.work.subject[:3], one.present) for one in draft.facts
    ]


def test_a_list_says_yes_and_no_of_each_work():
    draft = read("2025;Сосновый;edu990001;СОШ № 1;0;1;0;;1")

    assert signs(draft) == [
        ("edu990001", 4, "Рус", False),
        ("edu990001", 4, "Мат", True),
        ("edu990001", 5, "Рус", False),
    ]
    first = draft.facts[0]
    assert (first.sign, first.academic_year, first.municipality) == (
        Sign.LISTED, 2024, "Сосновый",
    )  # fmt: skip
    assert (first.cell, dict(first.cells)) == ("E2", {"present": "E2"})
    assert draft.issues == []


def test_contradictions_and_strange_cells_are_issues():
    draft = read(
        "2025;С;edu990001;СОШ;1;1;0;0;3", "2025;С;edu990002;СОШ;1;?;0;0;1",
        "давно;С;edu990003;СОШ;1;1;0;0;2", "2025;С;;;1;1;0;0;2",
    )  # fmt: skip

    assert [(one.cell, one.severity) for one in draft.issues] == [
        ("I2", Severity.WARNING),
        ("F3", Severity.WARNING),
        ("A4", Severity.ERROR),
        ("C5", Severity.ERROR),
    ]
    assert "указано 3, а отмечено 2" in draft.issues[0].text
    assert {fact.school_code for fact in draft.facts} == {"edu990001", "edu990002"}


def test_the_year_may_stand_in_the_title():
    head = "Список школ с признаками необъективности, 2025 год;;;\nЛогин;ОО;4 РУ;4 МА\n"
    draft = read("edu990001;СОШ;1;0", head=head)

    assert {fact.academic_year for fact in draft.facts} == {2024}


def test_a_list_without_a_year_is_an_issue():
    draft = read("edu990001;СОШ;1;0", head="Логин;ОО;4 РУ;4 МА\n")

    assert draft.facts == []
    assert "столбца «Год»" in draft.issues[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 РУ", Work(Procedure.VPR, "Русский язык", 4)),
        ("РУ4", Work(Procedure.VPR, "Русский язык", 4)),
        ("5 класс МА", Work(Procedure.VPR, "Математика", 5)),
        ("ВПР 5 математика", Work(Procedure.VPR, "Математика", 5)),
        ("ОГЭ МА", Work(Procedure.OGE, "Математика", 9)),
        ("Логин", None),
        ("14 РУ", None),
        ("4 черчение", None),
    ],
)
def test_works_are_named_in_headers(text, expected):
    assert work_of(text) == expected


def test_signs_survive_json():
    for fact in read("2025;С;edu990001;СОШ № 1;0;1;0;1;2").facts:
        assert fact_from_dict(fact_as_dict(fact)) == fact
