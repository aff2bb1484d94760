"""Tables of scales that an office loads: found by their headers, every error with its cell."""

import pytest

from assessments.domain.procedures import Procedure, Work
from assessments.domain.scales import Certainty
from assessments.parsing.scale_tables import HEADERS, read_scales
from core.office.errors import UnreadableFileError
from core.office.workbooks import read_workbook

HEADER = "Процедура;Предмет;Класс;Учебный год с;Учебный год по;Наибольший балл;«2» до;«3» до;«4» до;Наименьший балл;Балл для вуза;Условия;Источник"  # noqa: E501
LETTER = "Письмо министерства 01.02.2026 № 5"


def read(*lines, header=HEADER):
    return read_scales(read_workbook("\n".join((header, *lines)).encode()))


def issues(*lines):
    found = read(*lines)
    assert found.rows == []
    return [(issue.cell, issue.text) for issue in found.issues]


def test_a_row_is_a_scale_with_its_place():
    tables = read(f"ОГЭ;Математика;9;2025/26;2026/27;31;7;14;21;;;геометрия — не менее 2;{LETTER}")
    (row,) = tables.rows
    assert tables.issues == []
    assert (row.cell, row.scale.work) == ("A2", Work(Procedure.OGE, "Математика", 9))
    assert (row.scale.first_year, row.scale.last_year) == (2025, 2026)
    assert row.scale.figures == (31, 7, 14, 21, None, None, "геометрия — не менее 2")
    assert (row.scale.source, row.scale.certainty) == (LETTER, Certainty.ENTERED)


def test_a_row_without_its_end_holds_for_one_year_and_an_examination_knows_its_grade():
    (row,) = read(f"ЕГЭ;Физика;;2026;;;;;;36;39;;{LETTER}").rows
    assert (row.scale.first_year, row.scale.last_year, row.scale.work.grade) == (2026, 2026, 11)
    assert (row.scale.minimum, row.scale.entry_minimum) == (36, 39)


def test_mathematics_with_marks_is_the_basic_level():
    (base,) = read(f"ЕГЭ;Математика;11;2026/27;;21;6;11;16;;;;{LETTER}").rows
    (profile,) = read(f"ЕГЭ;Математика;11;2026/27;;;;;;27;;;{LETTER}").rows
    assert base.scale.work.procedure is Procedure.EGE_BASE
    assert profile.scale.work.procedure is Procedure.EGE_PROFILE


@pytest.mark.parametrize(
    ("line", "cell", "said"),
    [
        ("ПИЗА;Математика;9;2025/26;;31;7;14;21;;;;п", "A2", "«ПИЗА» не узнана"),
        ("ОГЭ;Матан;9;2025/26;;31;7;14;21;;;;п", "B2", "«Матан» не узнан"),
        ("ВПР;Математика;;2025/26;;31;7;14;21;;;;п", "C2", "не указан класс"),
        ("ОГЭ;Математика;9;весна;;31;7;14;21;;;;п", "D2", "учебный год «весна» не понят"),
        ("ОГЭ;Математика;9;2025/26;;31;7,5;14;21;;;;п", "G2", "не целое число"),
        ("ОГЭ;Математика;9;2025/26;;31;семь;14;21;;;;п", "G2", "не число"),
        ("ОГЭ;Математика;9;2025/26;;31;7;14;21;;;;", "M2", "не указан источник"),
        ("ОГЭ;Математика;9;2025/26;;31;7;5;21;;;;п", "H2", "Границы должны расти"),
        ("ОГЭ;Математика;9;2025/26;;21;7;14;21;;;;п", "I2", "ничего не остаётся"),
        ("ЕГЭ;Физика;11;2025/26;;45;;;;;;;п", "J2", "Впишите наименьший тестовый балл"),
    ],
)
def test_an_error_names_its_cell_and_leaves_the_row_out(line, cell, said):
    found = issues(line)
    assert any(place == cell and said in text for place, text in found), found
    assert all(text.endswith("строка не загружается") for _, text in found)


def test_all_errors_are_told_at_once():
    assert len(issues("ПИЗА;Матан;9;весна;;31;семь;14;21;;;;")) == 5


def test_two_rows_of_one_work_in_one_year_are_one_too_many():
    tables = read(
        f"ОГЭ;Математика;9;2025/26;2026/27;31;7;14;21;;;;{LETTER}",
        f"ОГЭ;Математика;9;2026/27;2027/28;31;8;14;21;;;;{LETTER}",
        f"ОГЭ;Математика;9;2028/29;;31;8;14;21;;;;{LETTER}",
    )
    assert [row.cell for row in tables.rows] == ["A2", "A4"]
    assert "уже есть в ячейке A2" in tables.issues[0].text


def test_headers_are_found_by_meaning_and_below_a_title():
    header = (
        "Шкалы ОГЭ\nЭкзамен;Предмет;Класс;Учебный год;2 до;3 до;4 до;Максимальный балл;Основание"
    )
    (row,) = read(f"ОГЭ;Химия;9;2025/26;9;20;30;40;{LETTER}", header=header).rows
    assert (row.cell, row.scale.figures[:4]) == ("A3", (40, 9, 20, 30))


def test_a_file_without_a_table_says_what_it_needs():
    with pytest.raises(UnreadableFileError, match="нет таблицы шкал"):
        read("1;2;3", header="Школа;Участников;2")


def test_each_header_of_the_template_is_recognised():
    header = ";".join(HEADERS.values())
    values = {
        "procedure": "ОГЭ", "subject": "Химия", "grade": "9", "first_year": "2025/26",
        "last_year": "2025/26", "max_score": "40", "twos_to": "9", "threes_to": "20",
        "fours_to": "30", "conditions": "у", "source": "и", "note": "п",
    }  # fmt: skip
    (row,) = read(";".join(values.get(name, "") for name in HEADERS), header=header).rows
    assert row.scale.figures == (40, 9, 20, 30, None, None, "у")
    assert (row.scale.source, row.scale.note) == ("и", "п")
