"""What stands above a table of ФИС ОКО: subject, grade, date, maximum score (DOMAIN.md 7)."""

import re
from dataclasses import dataclass
from datetime import date

from assessments.domain import procedures, subjects
from assessments.domain.procedures import Procedure, Work
from assessments.parsing.cells import CellError, count_of, date_of, text_of
from assessments.parsing.reading import Reading
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, address
from core.values import academic_year as years

_TITLE = re.compile(
    r"\b(?P<procedure>ВПР|ОГЭ|ЕГЭ|ГВЭ)\b[\s.,:]*(?P<year>20\d\d)?[\s.,:]*"
    r"(?P<subject>.+?)[\s.,:(]+(?P<grade>\d{1,2})[\s-]*(?:й\s+)?кл",
    re.IGNORECASE,
)
_FORM_TITLE = re.compile(
    r"(?:результатов|протокол)\s+(?P<subject>[а-яё ()]+?)\s+(?P<grade>\d{1,2})\s*кл\w*\s+"
    r"(?P<procedure>ВПР)\s*(?P<year>20\d\d)?",
    re.IGNORECASE,
)
_TITLE_BACKWARDS = re.compile(
    r"(?P<subject>[а-яё][а-яё ()]*?)\s+(?P<grade>\d{1,2})(?:[\s-]*(?:й\s+)?кл\w*)?[\s.,]+"
    r"(?P<procedure>ВПР)\b[\s.,]*(?P<year>20\d\d)?",
    re.IGNORECASE,
)
_SHEET_NAME = re.compile(r"^(?P<subject>[А-ЯЁ]{2,3})[\s_]*(?P<grade>\d{1,2})\b")
_PROGRAMME = re.compile(r"программ\w*\s+(\d{1,2})", re.IGNORECASE)
_MAXIMUM = re.compile(r"^макс\w*\.?\s+(?:первичн\w*\s+)?балл", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
_HEAD_ROWS = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The work of a table and the years it belongs to; the maximum score with its cell."""

    work: Work
    academic_year: int
    written_year: int
    max_score: int | None = None
    max_cell: str = ""


def read_head(sheet: Sheet, row: int, reading: Reading) -> Head | None:
    """Subject, grade and year from the lines above `row`; None, with an issue, if unknown.

    Where the lines do not say it, the sheet's name and the file's name are asked. Texts of files
    with single pupils are not repeated in issues.
    """
    lines = [
        text_of(value)
        for above in range(max(row - _HEAD_ROWS, 0), row)
        for value in sheet.rows[above]
        if value is not None
    ]
    title = _title([*lines[::-1], reading.file_name.replace("_", " ")])
    named = _SHEET_NAME.match(sheet.name)
    subject_text = _labelled(sheet, row, "предмет") or (
        title.group("subject") if title else named.group("subject") if named else ""
    )
    subject = subjects.recognise(subject_text)
    if subject is None and title:
        subject = subjects.recognise(title.group("subject"))
    grade_text = _grade(lines, title, named) or _labelled(sheet, row, "класс")
    day = _day(sheet, row)
    title_year = int(title.group("year")) if title and title.group("year") else None
    shown = "" if reading.draft.personal else subject_text
    problem = _problem(subject, shown, grade_text, day, title_year)
    if problem:
        reading.draft.issues.append(Issue(Severity.ERROR, problem, sheet.name, address(row, 0)))
        return None
    _note_contradictions(sheet, (subject or "", int(grade_text), day), (title, named), reading)
    procedure = procedures.recognise(title.group("procedure")) if title else None
    impossible = procedures.grade_problem(procedure or Procedure.VPR, int(grade_text))
    if impossible:
        place = address(row, 0)
        reading.draft.issues.append(Issue(Severity.ERROR, impossible, sheet.name, place))
        return None
    work = _work(procedure or Procedure.VPR, subject or "", subject_text, int(grade_text))
    academic, written = _years(work, day, title_year, sheet, reading)
    return Head(work, academic, written, *_maximum(sheet, row))


def _note_contradictions(
    sheet: Sheet,
    taken: tuple[str, int, date | None],
    said: tuple[re.Match[str] | None, re.Match[str] | None],
    reading: Reading,
) -> None:
    """Says where the title or the sheet's name tells another subject, grade or year."""
    subject, grade, day = taken
    other: list[str] = []
    for where, found in zip(("в заголовке", "в названии листа"), said, strict=True):
        if found is None:
            continue
        told = subjects.recognise(found.group("subject"))
        if told is not None and told != subject:
            other.append(f"{where} предмет «{told}», взят «{subject}»")
        if int(found.group("grade")) != grade:
            other.append(f"{where} {found.group('grade')} класс, взят {grade}")
    title = said[0]
    year = title.group("year") if title else None
    if year and day is not None and int(year) != day.year:
        other.append(f"в заголовке {year} год, а дата — {day:%d.%m.%Y}, взята дата")
    reading.draft.issues.extend(Issue(Severity.WARNING, text, sheet.name, "A1") for text in other)


def _title(lines: list[str]) -> re.Match[str] | None:
    for line in lines:
        found = _TITLE.search(line) or _FORM_TITLE.search(line)
        if found:
            return found
        # «Математика 5 класс ВПР 2022»: the words before the grade may be any.
        found = _TITLE_BACKWARDS.search(line)
        if found and subjects.recognise(found.group("subject")):
            return found
    return None


def _grade(lines: list[str], title: re.Match[str] | None, named: re.Match[str] | None) -> str:
    programme = next((match for line in lines if (match := _PROGRAMME.search(line))), None)
    if programme:
        return programme.group(1)
    found = title or named
    return found.group("grade") if found else ""


def _problem(
    subject: str | None, subject_text: str, grade: str, day: date | None, year: int | None
) -> str | None:
    if subject is None:
        shown = f"предмет «{subject_text}» не узнан" if subject_text else "не найден предмет"
        return f"{shown}: нужна строка вида «ВПР 2026 Русский язык 4 класс» над таблицей"
    if not grade.isdecimal() or not 1 <= int(grade) <= 12:
        return "не найден класс: нужна строка вида «ВПР 2026 Русский язык 4 класс» над таблицей"
    if day is None and year is None:
        return "не найдены ни дата, ни год работы над таблицей"
    return None


def _work(procedure: Procedure, subject: str, subject_text: str, grade: int) -> Work:
    settled = procedures.settle(procedure, subject_text, has_marks=True)
    return Work(settled, subject, procedures.FINAL_GRADE.get(settled, grade))


def _years(
    work: Work, day: date | None, title_year: int | None, sheet: Sheet, reading: Reading
) -> tuple[int, int]:
    """The year a work belongs to and the one it was written in.

    An autumn ВПР closes the academic year before it (DOMAIN.md 1.3).
    """
    if day is None:
        spring = (title_year or 0) - 1
        return spring, spring
    written = years.of_date(day)
    if work.procedure is not Procedure.VPR or day.month < years.FIRST_MONTH:
        return written, written
    reading.draft.issues.append(
        Issue(
            Severity.WARNING,
            f"работа написана осенью {day.year} года по программе {work.grade} класса, "
            f"поэтому отнесена к {years.label(written - 1)} учебному году",
            sheet.name,
            "A1",
        )
    )
    return written - 1, written


def _day(sheet: Sheet, row: int) -> date | None:
    for above in range(max(row - _HEAD_ROWS, 0), row):
        for column, value in enumerate(sheet.rows[above]):
            if text_of(value).lower().startswith("дата"):
                inline = _DATE.search(text_of(value))
                return date_of(inline.group(0) if inline else sheet.at(above, column + 1))
    return None


def _maximum(sheet: Sheet, row: int) -> tuple[int | None, str]:
    """The maximum primary score above the table and its cell."""
    for above in range(max(row - _HEAD_ROWS, 0), row):
        for column, value in enumerate(sheet.rows[above]):
            if not _MAXIMUM.match(text_of(value)):
                continue
            inline = text_of(value).rpartition(":")[2].strip()
            in_line = inline.isdecimal()
            try:
                found = count_of(inline if in_line else sheet.at(above, column + 1))
            except CellError:
                return None, ""
            return found, address(above, column if in_line else column + 1)
    return None, ""


def _labelled(sheet: Sheet, row: int, label: str) -> str:
    for above in range(max(row - _HEAD_ROWS, 0), row):
        for column, value in enumerate(sheet.rows[above]):
            shown = text_of(value)
            if shown.lower().rstrip(": ") == label:
                return text_of(sheet.at(above, column + 1))
            if shown.lower().startswith(f"{label}:"):
                return shown.partition(":")[2].strip()
    return ""
