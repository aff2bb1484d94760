"""Flat tables: one row per school, procedure, subject and grade (DOMAIN.md 7.4)."""

import re
from array import array
from collections.abc import Iterable, Iterator

from assessments.domain import procedures, subjects
from assessments.domain.procedures import FINAL_GRADE, Procedure, Work
from assessments.domain.results import Attempt
from assessments.parsing.cells import academic_year_of, date_of, grade_of, name_and_code, text_of
from assessments.parsing.columns import LEAST_OWN_FIELDS, MARK_FIELDS, Header, HeaderRow, field_of
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Identity, Place, mark_format, read_row
from core.office.issues import Severity
from core.office.workbooks import Sheet
from core.values import academic_year as years

KIND = "плоская таблица результатов"
_TOTALS = re.compile(r"^(?:итог|всего|в среднем|среднее|район|муниципалитет|округ|по )", re.I)
_GVE_GRADE = re.compile(r"гвэ[-\s]*(9|11)", re.IGNORECASE)
NO_ROWS = "под шапкой таблицы нет ни одной строки с результатами"
_TITLE_ROWS = 10
_HEADER_SHOWN = 60
_OF_RESULTS = re.compile(r"порог|миним|балл|набра|сда[лв]|преодол|двое|трое|отмет|участ", re.I)
_COMPUTED = re.compile(r"средн|ср\.|успеваем|качеств|\bсоу\b", re.I)
_ATTEMPTS = tuple(
    (re.compile(pattern, re.IGNORECASE), attempt)
    for pattern, attempt in (
        (r"апелляц|appeal", Attempt.APPEAL),
        (r"пересдач|resit", Attempt.RESIT),
        (r"^перв|^основн|^first$", Attempt.FIRST),
    )
)


def header_of(row: HeaderRow) -> Header | None:
    """A school against marks or scores; other numbered columns than marks are another table's."""
    header = row.header()
    if not {"code", "name"} & header.columns.keys() or header.own_fields < LEAST_OWN_FIELDS:
        return None
    if header.has_marks() and not row.label_texts <= set(MARK_FIELDS):
        return None
    if header.has_marks() or {"below_minimum", "mean_score"} & header.columns.keys():
        return header
    return None


def read(table: Table, reading: Reading) -> None:
    """Adds the rows of the table to the draft; a table without rows is told."""
    if next(iter(filled_rows(table)), None) is None:
        reading.draft.issues.append(table.issue(Severity.ERROR, NO_ROWS))
    read_rows(table, reading)


def read_rows(table: Table, reading: Reading) -> None:
    """Adds the rows of the table to the draft; there need not be any."""
    sheet, header, draft = table.sheet, table.header, reading.draft
    problem = missing_columns(header, has_figures=header.has_marks())
    if problem:
        draft.issues.append(table.issue(Severity.ERROR, problem))
        return
    default = procedure_of_sheet(table, reading)
    if unread := _unread_columns(table):
        text = f"столбцы не узнаны и не прочитаны: {', '.join(unread)}"
        draft.issues.append(table.issue(Severity.WARNING, text))
    rows = array("L")
    marks = mark_format(sheet, header, noted(filled_rows(table), rows))
    for row in rows:
        place = Place(sheet, header, row)
        identity = identity_of(place, default)
        found = read_row(place, identity, marks) if identity else None
        draft.issues.extend(place.issues)
        if found is not None:
            draft.rows.append(found)


def _unread_columns(table: Table) -> list[str]:
    """Headers that speak of results and have no meaning here; those that are computed may go."""
    texts = [own or above for own, above in zip(table.row.own, table.row.above, strict=True)]
    return [
        f"«{text[:_HEADER_SHOWN]}»"
        for text in dict.fromkeys(texts)
        if _OF_RESULTS.search(text) and not _COMPUTED.search(text) and not field_of(text)
    ]


def missing_columns(header: Header, *, has_figures: bool) -> str | None:
    """What the table lacks, in one sentence; None where nothing is missing."""
    columns = header.columns
    missing = []
    if "subject" not in columns:
        missing.append("«Предмет»")
    if not {"year", "academic_year", "date"} & columns.keys():
        missing.append("«Учебный год»")
    if not {"code", "name"} & columns.keys():
        missing.append("«Логин»")
    if "participants" not in columns and not has_figures:
        missing.append("«Кол-во участников»")
    if not missing:
        return None
    return f"в таблице нет столбца {', '.join(missing)}; добавьте его и загрузите файл снова"


def filled_rows(table: Table) -> Iterator[int]:
    """Rows under the header that may hold a result, from the top."""
    return (row for row in table.rows if _is_filled(table.sheet, table.header, row))


def noted(rows: Iterable[int], into: "array[int]") -> Iterator[int]:
    """The rows as they come; a second walk takes them from `into`."""
    for row in rows:
        into.append(row)
        yield row


def _is_filled(sheet: Sheet, header: Header, row: int) -> bool:
    """Blank rows and the row of column numbers under a header («1 | 2 | 3 …») hold no result."""
    cells = sheet.rows[row]
    columns = sorted(header.columns.values())
    values = [cells[column] if column < len(cells) else None for column in columns]
    if sum(value is not None for value in values) < 2:
        return False
    first = text_of(values[0])
    if not first.isdecimal():
        return True
    number = int(first)
    return any(text_of(value) != str(number + step) for step, value in enumerate(values))


def _is_total(place: Place) -> bool:
    return not place.text("code") and bool(_TOTALS.match(place.text("name")))


def procedure_of_sheet(table: Table, reading: Reading) -> Procedure:
    """A procedure named by the lines above the table, its sheet or file; else ВПР."""
    above = (
        text_of(value)
        for row in range(max(table.header.row - _TITLE_ROWS, 0), table.header.row)
        for value in table.sheet.rows[row]
        if isinstance(value, str)
    )
    for text in (*above, table.sheet.name, reading.file_name):
        found = procedures.recognise(text)
        if found:
            return found
    return Procedure.VPR


def identity_of(place: Place, default: Procedure) -> Identity | None:
    """School, work and year of a row; None, with issues, for a total and for what is unclear."""
    if _is_total(place):
        place.warn("строка итогов пропущена", "name")
        return None
    procedure = _procedure(place, default)
    subject = _subject(place)
    if procedure is not None and subject is not None:
        has_marks = any(place.text(mark) for mark in MARK_FIELDS)
        procedure = procedures.settle(procedure, place.text("subject"), has_marks=has_marks)
    grade = _grade(place, procedure) if procedure else None
    year = _years(place, procedure)
    attempt = _attempt(place)
    name, code_in_name = name_and_code(place.text("name"))
    code = place.text("code").lower() or code_in_name
    if not code and not name:
        place.fail("не указана школа", "code" if "code" in place.header.columns else "name")
    if place.failed or procedure is None or subject is None or grade is None or year is None:
        return None
    return Identity(
        code, name, place.text("municipality"), Work(procedure, subject, grade), *year, attempt
    )  # fmt: skip


def _procedure(place: Place, default: Procedure) -> Procedure | None:
    written = place.text("procedure")
    if not written:
        return default
    found = procedures.recognise(written)
    if found is None:
        place.fail(f"процедура «{written}» не узнана: нужны ВПР, ОГЭ, ЕГЭ или ГВЭ", "procedure")
    return found


def _subject(place: Place) -> str | None:
    written = place.text("subject")
    found = subjects.recognise(written) if written else None
    if found is None:
        shown = f"предмет «{written}» не узнан" if written else "не указан предмет"
        place.fail(f"{shown}; напишите полное название", "subject")
    return found


def _grade(place: Place, procedure: Procedure) -> int | None:
    if procedure in FINAL_GRADE:
        return FINAL_GRADE[procedure]
    written = place.text("grade")
    named = _GVE_GRADE.search(place.text("procedure"))
    if not written and named:
        return int(named.group(1))
    found = grade_of(place.value("grade"))
    if found is None:
        shown = f"класс «{written}» не понят" if written else "не указан класс"
        place.fail(f"{shown}; нужна параллель числом, например 5", "grade")
        return None
    problem = procedures.grade_problem(procedure, found)
    if problem:
        place.fail(problem, "grade")
    return found


def _attempt(place: Place) -> Attempt:
    """The first result unless the row says otherwise."""
    written = place.text("attempt")
    if not written:
        return Attempt.FIRST
    for pattern, attempt in _ATTEMPTS:
        if pattern.search(written):
            return attempt
    place.fail(
        f"попытка «{written}» не понята: нужны «первый результат», «пересдача» или «после "
        "апелляции»",
        "attempt",
    )
    return Attempt.FIRST


def _years(place: Place, procedure: Procedure | None) -> tuple[int, int] | None:
    """The academic year a result belongs to, and the one in which the work was written."""
    day = date_of(place.value("date")) if "date" in place.header.columns else None
    for field, names_first in (("academic_year", True), ("year", False)):
        if place.text(field):
            found = academic_year_of(place.value(field), names_first_year=names_first)
            if found is None:
                place.fail(
                    f"год «{place.text(field)}» не понят; напишите так: 2024/25", field
                )  # fmt: skip
                return None
            return found, years.of_date(day) if day else found
    if day is not None:
        written = years.of_date(day)
        is_autumn = procedure is Procedure.VPR and day.month >= years.FIRST_MONTH
        return (written - 1 if is_autumn else written), written
    place.fail("не указан учебный год", "academic_year")
    return None
