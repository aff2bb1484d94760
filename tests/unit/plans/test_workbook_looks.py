"""What people see in a workbook: formats, filled cells, hidden rows, columns and sheets."""

import io
import shutil
import subprocess
from datetime import date, time
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from core.office.number_formats import shown
from core.office.reading import read_document
from roadmaps.parsing.plans import plan_of, read_plan
from tests.unit.plans import making

HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Показатель"]


def book_of(*rows):
    book = openpyxl.Workbook()
    book.active.title = "План"
    for row in (["Дорожная карта на 2025 год"], [], HEAD, *rows):
        book.active.append(row)
    return book


def read(book):
    target = io.BytesIO()
    book.save(target)
    return plan_of(read_document(target.getvalue()))


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (Decimal("0.4"), "0%", "40%"),
        (Decimal("0.125"), "0.0%", "12,5%"),
        (1, "0%", "100%"),
        (Decimal("0.4"), "General", "0,4"),
        (Decimal("1.1"), "0.00", "1,10"),
        (15, '0" чел."', "15 чел."),
        (Decimal("1234.5"), "#,##0.00", "1234,50"),
        (date(2025, 3, 14), "dd.mm.yyyy", "14.03.2025"),
        (date(2025, 3, 1), "[$-419]mmmm yyyy;@", "март 2025"),
        (date(2025, 3, 14), "", "14.03.2025"),
        ("14:30:00", "h:mm", "14:30"),
        (None, "0%", ""),
    ],
)
def test_values_are_shown_as_people_see_them(value, code, text):
    assert shown(value, code) == text


def test_per_cent_dates_and_times_of_cells():
    book = book_of([1, "Курсы", date(2025, 3, 14), "Отдел", 0.4], [2, "Сбор", time(9), "Отдел", 3])
    book.active["E4"].number_format = "0%"
    first, second = read(book).activities
    assert (first.deadline_text, first.indicator_text) == ("14.03.2025", "40%")
    assert (second.deadline_text, second.indicator_text) == ("09:00", "3")


def test_hidden_rows_columns_and_sheets_are_left_out_and_told():
    book = book_of([1, "Видимое", "май", "Отдел", "тайна"], [2, "Скрытое", "июнь", "Отдел", ""])
    book.active.row_dimensions[5].hidden = True
    book.active.column_dimensions["E"].hidden = True
    other = book.create_sheet("Черновик")
    other.sheet_state = "hidden"
    for row in (HEAD, [1, "Черновое", "май", "Отдел", ""]):
        other.append(row)
    plan = read(book)
    assert [(a.title, a.indicator_text) for a in plan.activities] == [("Видимое", "")]
    told = " ".join(issue.text for issue in plan.issues)
    assert "1\u00a0скрытая строка" in told
    assert "1\u00a0скрытый столбец" in told
    assert "«Черновик»" in told


def test_formulas_without_a_value_are_told_with_their_cells():
    plan = read(book_of([1, "Сбор", "=DATE(2025,5,1)", "Отдел", ""]))
    assert any("C4" in issue.text and "формулы" in issue.text for issue in plan.issues)


def test_filled_cells_of_a_sheet_are_bars():
    book = openpyxl.Workbook()
    for row in (["Мероприятие", "Январь", "Февраль", "Март"], ["Сбор"], ["Обмен", "+"]):
        book.active.append(row)
    for place in ("C2", "D2"):
        book.active[place].fill = PatternFill("solid", fgColor="FF92D050")
    plan = read(book)
    assert [a.deadline_text for a in plan.activities] == ["февраль – март", "январь"]


def test_a_bold_lone_cell_is_a_section():
    book = book_of(["", "Работа с кадрами"], ["", "Курсы", "май", "Отдел", ""])
    book.active["B4"].font = Font(bold=True)
    assert [section.title for section in read(book).sections] == ["Работа с кадрами"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice to write an .xls with")
def test_an_old_workbook_is_read(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(making.workbook(making.ROWS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", tmp_path, path]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    draft = read_plan((tmp_path / "plan.xls").read_bytes(), "plan.xls")
    assert [activity.number for activity in draft.activities] == ["1.1", "1.2", "2.1", "2.2", "2.3"]
    assert len(draft.sections) == 2


def test_cells_in_a_symbol_font_are_marks():
    book = openpyxl.Workbook()
    for row in (["Мероприятие", "Январь", "Февраль", "Март"], ["Сбор", "", "ü"]):
        book.active.append(row)
    book.active["C2"].font = Font(name="Wingdings")
    assert [a.deadline_text for a in read(book).activities] == ["февраль"]


def test_stamps_and_title_lines_above_the_header_are_no_sections():
    book = openpyxl.Workbook()
    for row in (
        ["СОГЛАСОВАНО", "", "УТВЕРЖДАЮ"],
        ["________ Елагина О.П.", "", "________ Ветров Р.С."],
        ["", "", "«15» января 2025 г."],
        ["План мероприятий"],
        ["по поддержке школ"],
        ["на 2025 год"],
        HEAD,
        [1, "Сбор", "май", "Отдел", ""],
    ):
        book.active.append(row)
    plan = read(book)
    assert plan.sections == ()
    assert plan.title == "План мероприятий по поддержке школ на 2025 год"
    assert plan.years == (2025, 2025)
