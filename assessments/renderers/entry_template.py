"""The workbook that an office fills in when it has no file: schools are there, figures are not."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from assessments.domain.procedures import SCORED, TITLES, Work
from assessments.parsing.portal_template import MARK
from core.values import academic_year

HEAD = ("ОО", "Логин", "Процедура", "Предмет", "Класс", "Учебный год", "Кол-во участников")
_MARKS = ("2", "3", "4", "5")
_SCORES = (
    "Средний балл", "Ниже минимального балла", "Ниже балла для вуза", "81–100 баллов",
)  # fmt: skip
_WIDTHS = (40, 13, 22, 22, 8, 12, 13)
_HEADER_ROW = 3
_HEADER_HEIGHT = 48
_HINT = (
    "Заполните число участников и столбцы справа от него. Школу, о которой ничего не известно, "
    "оставьте пустой: пусто — это не ноль."
)
_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_GREY = PatternFill("solid", fgColor="F0F0F0")


@dataclass(frozen=True, slots=True)
class TemplateSchool:
    """A school as the template names it."""

    name: str
    login: str


def render_template(
    schools: Sequence[TemplateSchool], works: Sequence[Work], year: int, max_score: int | None
) -> bytes:
    """A sheet for each work; `max_score` asks for the distribution of primary scores up to it."""
    book = Workbook()
    book.remove(book.active)
    for work in works:
        sheet = book.create_sheet(f"{work.grade} класс")
        _write(sheet, schools, work, year, max_score)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def figure_columns(work: Work, max_score: int | None) -> tuple[str, ...]:
    """Headers of what is to be filled in beside the number of participants."""
    if max_score is not None:
        return ("Макс. балл", *map(str, range(max_score + 1)))
    return _SCORES if work.procedure in SCORED else _MARKS


def _write(
    sheet: Any, schools: Sequence[TemplateSchool], work: Work, year: int, max_score: int | None
) -> None:
    label = academic_year.label(year)
    columns = (*HEAD, *figure_columns(work, max_score))
    # Programs do not fit the height of a wrapped header by themselves.
    sheet.row_dimensions[_HEADER_ROW].height = _HEADER_HEIGHT
    sheet.cell(1, 1, f"{MARK}: {work.title}, {label} учебный год").font = Font(bold=True)
    sheet.cell(2, 1, _HINT)
    for at, title in enumerate(columns, start=1):
        cell = sheet.cell(_HEADER_ROW, at, title)
        cell.font, cell.border, cell.fill = Font(bold=True), _BORDER, _GREY
        cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center")
        width = _WIDTHS[at - 1] if at <= len(_WIDTHS) else max(6, min(len(title) + 2, 14))
        sheet.column_dimensions[get_column_letter(at)].width = width
    named = (TITLES[work.procedure], work.subject, work.grade, label)
    for row, school in enumerate(schools, start=_HEADER_ROW + 1):
        values = (school.name, school.login, *named)
        for at in range(1, len(columns) + 1):
            cell = sheet.cell(row, at, values[at - 1] if at <= len(values) else None)
            cell.border = _BORDER
            if isinstance(cell.value, str):
                # A name that begins with «=» must not become a formula.
                cell.data_type = "s"
            if at <= len(values):
                cell.fill = _GREY
        if max_score is not None:
            sheet.cell(row, len(HEAD) + 1, max_score)
    sheet.freeze_panes = sheet.cell(_HEADER_ROW + 1, 3)
    _check(sheet, columns, len(schools))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER_ROW}:{_HEADER_ROW}"


def _check(sheet: Any, columns: Sequence[str], schools: int) -> None:
    """Excel refuses a figure that can be none while it is typed."""
    whole = DataValidation(
        type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True,
        errorTitle="Нужно целое число", error="Введите целое число, ноль или больше.",
        showErrorMessage=True,
    )  # fmt: skip
    mean = DataValidation(
        type="decimal", operator="between", formula1="0", formula2="100", allow_blank=True,
        errorTitle="Нужен балл", error="Введите балл от 0 до 100.", showErrorMessage=True,
    )  # fmt: skip
    first, last = _HEADER_ROW + 1, _HEADER_ROW + max(schools, 1)
    for at in range(len(HEAD), len(columns) + 1):
        letter = get_column_letter(at)
        rule = mean if columns[at - 1] == _SCORES[0] else whole
        rule.add(f"{letter}{first}:{letter}{last}")
    for rule in (whole, mean):
        if rule.sqref:
            sheet.add_data_validation(rule)
