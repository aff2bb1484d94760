"""ФИС ОКО, «Статистика по отметкам» (Ф3): shares of marks by school (DOMAIN.md 7.1)."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assessments.domain import procedures, subjects
from assessments.domain.procedures import Procedure, Work
from assessments.parsing.cells import (
    CellError,
    count_of,
    date_of,
    name_and_code,
    number_of,
    text_of,
)
from assessments.parsing.columns import MARK_FIELDS, Header
from assessments.parsing.drafts import DraftReference, ResultsDraft
from assessments.parsing.rows import Identity, MarkFormat, Place, Unit, mark_format, read_row
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, address
from core.values import academic_year as years

KIND = "ФИС ОКО, статистика по отметкам"
_TITLE = re.compile(
    r"\b(?P<procedure>ВПР|ОГЭ|ЕГЭ|ГВЭ)\b[\s.,:]*(?P<year>20\d\d)?[\s.,:]*"
    r"(?P<subject>.+?)[\s.,:(]+(?P<grade>\d{1,2})[\s-]*(?:й\s+)?кл",
    re.IGNORECASE,
)
_SHEET_NAME = re.compile(r"^(?P<subject>[А-ЯЁ]{2,3})[\s_]*(?P<grade>\d{1,2})\b")
_PROGRAMME = re.compile(r"программ\w*\s+(\d{1,2})", re.IGNORECASE)
_REFERENCE_CODE = re.compile(r"^reg", re.IGNORECASE)
_WHOLE = re.compile(r"^вся выборка|^российская федерация|^рф\b|^по стране", re.IGNORECASE)
_HEAD_ROWS = 20


@dataclass(frozen=True, slots=True)
class _Head:
    work: Work
    academic_year: int
    written_year: int


def read(sheet: Sheet, header: Header, end: int, draft: ResultsDraft) -> None:
    """Adds the rows of the table under `header` up to row `end` (not included) to `draft`."""
    head = _head(sheet, header, draft)
    if head is None:
        return
    rows = [row for row in range(header.row + 1, end) if sheet.at(row, _groups(header)) is not None]
    written = mark_format(sheet, header, rows)
    # The report prints percentages even where all of them are whole.
    marks = MarkFormat(
        Unit.PERCENTS if written.unit is Unit.COUNTS and "schools" in header.columns
        else written.unit,
        written.decimals,
    )  # fmt: skip
    for row in rows:
        _read_row(Place(sheet, header, row), head, marks, draft)


def _read_row(place: Place, head: _Head, marks: MarkFormat, draft: ResultsDraft) -> None:
    name, code = name_and_code(place.text("groups"))
    scope = _scope(place, name, code)
    if scope is not None:
        _read_reference(place, head, (scope, code, name), draft)
        return
    identity = Identity(code, name, "", head.work, head.academic_year, head.written_year)
    row = read_row(place, identity, marks)
    draft.issues.extend(place.issues)
    if row is not None:
        draft.rows.append(row)


def _scope(place: Place, name: str, code: str) -> str | None:
    """«country», «region» or «municipality» for a row to compare with; None for a school."""
    if _WHOLE.match(name):
        return "country"
    if _REFERENCE_CODE.match(code):
        return "municipality" if "_m" in code else "region"
    if code:
        return None
    return "region" if place.value("schools") is not None else None


def _read_reference(
    place: Place, head: _Head, who: tuple[str, str, str], draft: ResultsDraft
) -> None:
    scope, code, name = who
    try:
        participants = count_of(place.value("participants"))
        schools = count_of(place.value("schools"))
        figures = tuple((mark, number_of(place.value(mark)) or Decimal(0)) for mark in MARK_FIELDS)
    except CellError as error:
        place.warn(f"строка «{name}» не прочитана: {error}", "groups")
        draft.issues.extend(place.issues)
        return
    draft.references.append(
        DraftReference(
            kind="marks", scope=scope, code=code, name=name, work=head.work,
            academic_year=head.academic_year, written_year=head.written_year, schools=schools,
            participants=participants, figures=figures, sheet=place.sheet.name,
            cell=place.address("participants"),
        )
    )  # fmt: skip


def _head(sheet: Sheet, header: Header, draft: ResultsDraft) -> _Head | None:
    """Subject, grade and year from the lines above the table; None with an issue if unknown."""
    lines = [
        text_of(value)
        for row in range(max(header.row - _HEAD_ROWS, 0), header.row)
        for value in sheet.rows[row]
        if value is not None
    ]
    title = next((match for line in reversed(lines) if (match := _TITLE.search(line))), None)
    named = _SHEET_NAME.match(sheet.name)
    subject_text = _labelled(sheet, header, "предмет") or (
        title.group("subject") if title else named.group("subject") if named else ""
    )
    subject = subjects.recognise(subject_text)
    if subject is None and title:
        subject = subjects.recognise(title.group("subject"))
    programme = next((match for line in lines if (match := _PROGRAMME.search(line))), None)
    grade_text = programme.group(1) if programme else ""
    grade_text = grade_text or (title.group("grade") if title else "")
    grade_text = grade_text or (named.group("grade") if named else "")
    day = _day(sheet, header)
    title_year = int(title.group("year")) if title and title.group("year") else None
    problem = _problem(subject, subject_text, grade_text, day, title_year)
    if problem:
        draft.issues.append(Issue(Severity.ERROR, problem, sheet.name, address(header.row, 0)))
        return None
    procedure = procedures.recognise(title.group("procedure")) if title else None
    work = _work(procedure or Procedure.VPR, subject or "", subject_text, int(grade_text))
    return _dated(work, day, title_year, sheet, draft)


def _problem(
    subject: str | None, subject_text: str, grade: str, day: date | None, year: int | None
) -> str | None:
    if subject is None:
        shown = f"предмет «{subject_text}» не узнан" if subject_text else "не найден предмет"
        return f"{shown}: нужна строка вида «ВПР 2026 Русский язык 4 класс» над таблицей"
    if not grade or not 1 <= int(grade) <= 12:
        return "не найден класс: нужна строка вида «ВПР 2026 Русский язык 4 класс» над таблицей"
    if day is None and year is None:
        return "не найдены ни дата, ни год работы над таблицей"
    return None


def _work(procedure: Procedure, subject: str, subject_text: str, grade: int) -> Work:
    settled = procedures.settle(procedure, subject_text, has_marks=True)
    return Work(settled, subject, procedures.FINAL_GRADE.get(settled, grade))


def _dated(
    work: Work, day: date | None, title_year: int | None, sheet: Sheet, draft: ResultsDraft
) -> _Head:
    """The year a work belongs to: an autumn ВПР closes the academic year before it."""
    if day is None:
        spring = (title_year or 0) - 1
        return _Head(work, spring, spring)
    written = years.of_date(day)
    is_autumn_vpr = work.procedure is Procedure.VPR and day.month >= years.FIRST_MONTH
    belongs = written - 1 if is_autumn_vpr else written
    if is_autumn_vpr:
        draft.issues.append(
            Issue(
                Severity.WARNING,
                f"работа написана осенью {day.year} года по программе {work.grade} класса, "
                f"поэтому отнесена к {years.label(belongs)} учебному году",
                sheet.name,
                "A1",
            )
        )
    return _Head(work, belongs, written)


def _day(sheet: Sheet, header: Header) -> date | None:
    for row in range(max(header.row - _HEAD_ROWS, 0), header.row):
        cells = sheet.rows[row]
        for column, value in enumerate(cells):
            if text_of(value).lower().startswith("дата"):
                inline = re.search(r"\d{1,2}\.\d{1,2}\.\d{2,4}", text_of(value))
                return date_of(inline.group(0) if inline else sheet.at(row, column + 1))
    return None


def _labelled(sheet: Sheet, header: Header, label: str) -> str:
    for row in range(max(header.row - _HEAD_ROWS, 0), header.row):
        for column, value in enumerate(sheet.rows[row]):
            shown = text_of(value)
            if shown.lower().rstrip(": ") == label:
                return text_of(sheet.at(row, column + 1))
            if shown.lower().startswith(f"{label}:"):
                return shown.partition(":")[2].strip()
    return ""


def _groups(header: Header) -> int:
    return header.columns["groups"]
