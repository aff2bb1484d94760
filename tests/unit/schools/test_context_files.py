"""Reading files of context data: forms, passports, the portal's own workbook."""

from decimal import Decimal

import pytest

from core.office.errors import UnreadableFileError
from core.office.sheets_out import Sheet, SheetColumn, write_workbook
from schools.domain.context.fields import FIELDS, Kind
from schools.parsing.context import draft_of, from_draft, read_context
from schools.renderers.context_template import TemplateRow, render_template


def book(*sheets):
    """A workbook of sheets (name, rows)."""
    return write_workbook(
        [
            Sheet(name, [SheetColumn("") for _ in range(max(map(len, rows)))], rows)
            for name, rows in sheets
        ],
        title="Контекст",
    )


def values(school):
    return {one.field: one.value for one in school.values}


def test_numbered_headers_of_the_form_of_2022():
    found = read_context(
        book(
            (
                "Форма",
                [
                    ["Контекстные данные, 2022/2023 учебный год"],
                    ["№", "2. Логин", "3. Наименование ОО", "6. ИНН", "20. количество обучающихся",
                     "25. учителей всего", "26. в 5–9", "14. Где расположена ОО"],
                    [1, 2, 3, 4, 5, 6, 7, 8],
                    [1, "EDU980001", "Школа № 1", "5200000007", 90, 12, None, "сельская местность"],
                    [2, None, "Школа № 2", None, "нет данных", 0, 4, "город"],
                    [None, None, "Итого", None, 90, 12, 4, None],
                ],
            )
        )
    )  # fmt: skip
    first, second = found.schools
    assert (first.code, first.name, first.cell) == ("edu980001", "Школа № 1", "B4")
    assert values(first) == {"pupils": 90, "teachers": 12, "settlement": "village"}
    assert values(second) == {"teachers": 0, "teachers_5_9": 4, "settlement": "city"}
    assert [one.cell for one in first.values] == ["E4", "F4", "H4"]
    assert found.years == {2022}
    assert [issue.text for issue in found.issues] == ["Столбцы не узнаны и не читаются: «6. ИНН»."]


def test_header_of_two_rows_with_merged_cells():
    found = read_context(
        book(
            (
                "Кадры",
                [
                    ["Школа", "1 класс", None, "Учителей высшей категории", None],
                    [None, "количество классов", "количество обучающихся", "чел.", "%"],
                    ["Школа № 1", 2, 41, 3, "25,0"],
                ],
            )
        )
    )
    assert values(found.schools[0]) == {
        "classes_1": 2, "pupils_1": 41, "highest_category": 3,
        "highest_category_share": Decimal("25.0"),
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_csv_with_semicolons_and_decimal_commas(encoding):
    text = "Школа;Обучающихся всего;Доля неполных семей, %\nШкола № 1;1 240;12,5\n"
    found = read_context(text.encode(encoding))
    assert values(found.schools[0]) == {"pupils": 1240, "single_parent_share": Decimal("12.5")}


def test_passports_of_schools_on_their_sheets():
    rows = [
        ["Социальный паспорт"],
        ["Наименование ОО", "МБОУ СОШ № 1"],
        ["№", "Показатель", "Значение"],
        [1, "Обучающихся всего", 120],
        [2, "Дети из многодетных семей", 30],
        [3, "Дети под опекой", "—"],
        [4, "Состоят на внутришкольном учёте", 2],
    ]
    found = read_context(book(("Лист 1", rows), ("Школа № 2", [["", ""], *rows[2:]])))
    first, second = found.schools
    assert (first.name, second.name) == ("МБОУ СОШ № 1", "Школа № 2")
    assert values(first) == {"pupils": 120, "large_family": 30, "school_record": 2}
    assert values(first) == values(second)
    assert [one.cell for one in first.values] == ["C4", "C5", "C7"]


def test_per_cent_that_excel_keeps_as_parts_of_one():
    found = read_context(
        book(
            ("", [["Школа", "Доля неполных семей, %"], ["Школа № 1", Decimal("0.125")],
                  ["Школа № 2", 1]])
        )
    )  # fmt: skip
    assert [values(one)["single_parent_share"] for one in found.schools] == [Decimal("12.5"), 100]
    assert "частями единицы" in found.issues[0].text


def test_cell_that_is_no_number_is_an_issue_with_its_place():
    found = read_context("Школа;Обучающихся всего;Учителей всего\nШкола № 1;много;9\n".encode())
    assert values(found.schools[0]) == {"teachers": 9}
    issue = found.issues[0]
    assert (issue.severity.value, issue.cell) == ("error", "B2")
    assert "много" not in issue.text


def test_list_of_people_is_not_read_and_no_name_is_kept():
    rows = [
        ["Фамилия", "Имя", "Школа", "Обучающихся всего"],
        ["Планова", "Инна", "Школа № 1", 5],
    ]
    found = read_context(book(("Дети", rows)))
    assert found.schools == []
    assert "без фамилий" in found.issues[0].text
    assert "Планова" not in str(draft_of(found))


def test_people_who_sign_a_form_are_no_list_of_people():
    found = read_context(
        "Школа;ФИО директора;Обучающихся всего\nШкола № 1;Лесная А. П.;90\n".encode()
    )
    assert values(found.schools[0]) == {"pupils": 90}
    assert "Лесная" not in str(draft_of(found))


def test_what_is_no_context_is_refused_with_a_sentence():
    with pytest.raises(UnreadableFileError, match="не найдены контекстные данные"):
        read_context("Раз;Два\n1;2\n".encode())


def test_draft_keeps_everything_that_was_read():
    text = (
        "Школа;Обучающихся всего;Доля неполных семей, %;Языки обучения\nШкола № 1;90;1,5;русский\n"
    )
    found = read_context(text.encode())
    assert from_draft(draft_of(found)) == found


def test_own_workbook_is_read_back_whole():
    numbers = {
        one.key: Decimal(number)
        for number, one in enumerate(FIELDS)
        if one.kind in (Kind.COUNT, Kind.DECIMAL)
    }
    words = {one.key: "русский" for one in FIELDS if one.kind is Kind.TEXT}
    known = numbers | words | {"settlement": "village"}
    rows = [TemplateRow("edu980001", "Школа № 1", known), TemplateRow("edu980002", "Школа № 2", {})]
    found = read_context(render_template(rows, year="2024/25", municipality="Приозёрный округ"))
    assert found.issues == []
    assert found.years == {2024}
    read = {}
    for school in found.schools:
        read.setdefault(school.code, {}).update(values(school))
    assert read == {"edu980001": known, "edu980002": {}}


@pytest.mark.parametrize(
    ("title", "year"),
    [("Кадры на 01.09.2025", 2025), ("Кадры на 1.01.2026 г.", 2025), ("Кадры на 31.08.2025", 2024)],
)
def test_a_day_names_its_academic_year(title, year):
    found = read_context(book(("Кадры", [[title], ["Логин", "Учителей"], ["edu980001", 12]])))

    assert found.years == {year}
