import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.office.sheets_out import SheetColumn, safe_text, sheet_name, write_table

COLUMNS = (SheetColumn("Школа", 40), SheetColumn("Значение"))


def written(*rows: tuple) -> openpyxl.worksheet.worksheet.Worksheet:
    content = write_table("Школы", COLUMNS, rows)
    return openpyxl.load_workbook(io.BytesIO(content))["Школы"]


@pytest.mark.parametrize("text", ["=1+1", "=cmd|' /C calc'!A0", "+7 900", "-5", "@SUM(A1)"])
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = written((text, None))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_values_keep_their_types() -> None:
    sheet = written(("а", 5), ("б", Decimal("46.75")), ("в", date(2025, 6, 5)), ("г", True))
    assert [sheet.cell(row, 2).value for row in (2, 3)] == [5, 46.75]
    assert sheet["B4"].value.date() == date(2025, 6, 5)
    assert sheet["B4"].number_format == "DD.MM.YYYY"
    assert sheet["B5"].value == "да"


def test_list_has_frozen_header_and_filter() -> None:
    sheet = written(("а", 1), ("б", 2))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet.column_dimensions["A"].width == 40


def test_a_row_is_as_high_as_its_longest_text_wraps() -> None:
    sheet = written(("а", 1), ("слово " * 20, 2), ("первая\nвторая", 3))
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height == 45
    assert sheet.row_dimensions[4].height == 30


def test_list_without_rows_keeps_its_header() -> None:
    sheet = written()
    assert [cell.value for cell in sheet[1]] == ["Школа", "Значение"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written_and_read_back(text: str) -> None:
    value = written((text, None))["A2"].value or ""
    assert value == openpyxl.utils.escape.unescape(safe_text(text))


def test_escape_of_excel_does_not_become_a_letter() -> None:
    assert safe_text("код _x0041_") == "код _x005F_x0041_"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("ВПР: 5/6 [а]", "ВПР  5 6  а"), ("", "Лист"), ("ы" * 40, "ы" * 31), ("'а'", "а")],
)
def test_name_of_a_sheet_is_one_excel_accepts(name: str, expected: str) -> None:
    assert sheet_name(name, set()) == expected


def test_names_of_sheets_do_not_repeat() -> None:
    used: set[str] = set()
    assert [sheet_name("Школы", used), sheet_name("школы", used)] == ["Школы", "школы 2"]
    long = "ы" * 31
    assert [sheet_name(long, used), sheet_name(long, used)] == [long, "ы" * 29 + " 2"]
