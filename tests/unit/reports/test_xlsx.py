import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl import Workbook

from reports.domain.document import Column, Number, Row, Table
from reports.renderers import xlsx
from tests.unit.reports.documents import document, everything, table


@pytest.fixture(scope="module")
def whole() -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(everything())))


def test_text_comes_first_then_a_sheet_per_table(whole: Workbook) -> None:
    assert whole.sheetnames == ["Текст", "Русский", "Динамика", "Динамика 2", "Русский 2"]
    words = [row[0].value for row in whole["Текст"].iter_rows()]
    assert "АНАЛИТИЧЕСКАЯ СПРАВКА" in words
    assert "2. Второй вывод." in words


def test_numbers_are_numbers_and_missing_is_a_word(whole: Workbook) -> None:
    sheet = whole["Русский"]
    assert sheet["C5"].value == 12.36
    assert sheet["C5"].number_format == "0.0"
    assert sheet["D5"].number_format == '0.0"*"'
    assert sheet["E6"].value == "нет данных"
    assert sheet["C8"].value == -3.25
    assert sheet["B8"].font.bold


def test_header_is_frozen_grouped_and_repeated_in_print(whole: Workbook) -> None:
    sheet = whole["Русский"]
    assert sheet["A1"].value == "Таблица 1. Результаты"
    assert [cell.value for cell in sheet[2]][:3] == ["№", "Организация", "Отметки, %"]
    assert sheet.freeze_panes == "A4"
    assert sheet.print_title_rows == "$2:$3"
    assert {"C2:D2", "A2:A3", "A4:E4"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet["A9"].value == "* Менее 10 участников."


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (Number(5), "0"),
        (Number(Decimal("5.25"), 2), "0.00"),
        (Number(Decimal("5.2"), 1, signed=True), "+0.0;−0.0;0.0"),
    ],
)
def test_format_shows_what_paper_shows(number: Number, expected: str) -> None:
    assert xlsx.number_format(number) == expected


def test_properties_and_bytes_come_from_the_document(whole: Workbook) -> None:
    assert whole.properties.title.startswith("Аналитическая справка")
    assert whole.properties.created.date().isoformat() == "2025-11-21"
    assert xlsx.render(everything()) == xlsx.render(everything())


def test_two_thousand_rows_are_all_there() -> None:
    made = openpyxl.load_workbook(io.BytesIO(xlsx.render(document(table(rows=2000)))))
    assert made["Русский"].max_row == 3 + 1 + 2000 + 1 + 1


def test_row_of_wrapped_text_is_as_high_as_its_lines() -> None:
    long = "Назначение муниципального координатора и кураторов школ с низкими результатами"
    rows = (Row((long, "май")), Row(("Итоги", "июнь")))
    plan = Table("", (Column("Мероприятие", 30), Column("Срок", 70)), rows, name="План")
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx.render(document(plan))))["План"]
    assert sheet.row_dimensions[3].height >= 30
    assert sheet.row_dimensions[4].height == 15
