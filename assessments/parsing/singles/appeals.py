"""Files of appeals (DOMAIN.md 7.5): results after an appeal, where the file says the new ones."""

import re

from assessments.domain import procedures, subjects
from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.results import Attempt
from assessments.parsing.cells import date_of
from assessments.parsing.reading import Reading
from assessments.parsing.singles import skips as reasons
from assessments.parsing.singles.columns import SinglesHeader
from assessments.parsing.singles.exams import Exam, Protocols
from assessments.parsing.singles.schools import code_in
from assessments.parsing.singles.skips import Skips
from assessments.parsing.singles.tally import Key, Single, Tally, WorkFrame
from core.office.issues import Issue, Severity
from core.office.workbooks import address
from core.values import academic_year as years

_EXAM = re.compile(r"^(?P<subject>.+?)\s*\(\s*(?P<date>\d{4}\.\d{2}\.\d{2}|\d{2}\.\d{2}\.\d{4})")
_DENIED = re.compile(r"отклон|отказ|отозван|на рассмотр|не удовлетв", re.IGNORECASE)
_NO_NEW = "новых результатов в файле нет, первые результаты остаются"


def is_header(header: SinglesHeader) -> bool:
    """Whether the table is one of appeals."""
    return "appeal" in header.columns


def read(header: SinglesHeader, end: int, reading: Reading, protocols: Protocols) -> None:
    """Adds new results of satisfied appeals to the sums; says how many appeals have none."""
    has_new = {"new_mark", "new_score"} & header.columns.keys()
    skips = Skips(header)
    without = 0
    for row in range(header.row + 1, end):
        if not header.text("exam", row):
            continue
        if not has_new or _DENIED.search(header.text("appeal", row)):
            without += 1
            continue
        _add_row(header, row, reading, protocols, skips)
    reading.draft.issues.extend(skips.issues())
    if without:
        text = f"апелляций — {without}: {_NO_NEW}"
        place = address(header.row, 0)
        reading.draft.issues.append(Issue(Severity.WARNING, text, header.sheet.name, place))
    reading.draft.title = reading.draft.title or "Сведения об апелляциях"


def _add_row(
    header: SinglesHeader, row: int, reading: Reading, protocols: Protocols, skips: Skips
) -> None:
    exam = _exam(header, row, reading)
    code = code_in(header.text("school_code", row))
    if exam is None or not code:
        skips.add(reasons.NO_SCHOOL if exam else "экзамен не понят", row, "exam")
        return
    scored = exam.work.procedure in SCORED
    found = header.count("new_score" if scored else "new_mark", row)
    if found is None or not (0 <= found <= 100 if scored else 2 <= found <= 5):
        skips.add(reasons.NO_RESULT, row, "appeal")
        return
    key = Key(code, exam.work, exam.academic_year, Attempt.APPEAL)
    tally = protocols.tallies.get(key)
    if tally is None:
        cell = header.cell("school_code", row)
        frame = WorkFrame(exam.academic_year)
        tally = protocols.tallies[key] = Tally(key, frame, header.sheet.name, cell)
    tally.add(Single(test=found) if scored else Single(mark=found))


def _exam(header: SinglesHeader, row: int, reading: Reading) -> Exam | None:
    """«Математика(2026.06.02)»; without a named procedure new marks are ОГЭ, scores ЕГЭ."""
    found = _EXAM.match(header.text("exam", row))
    subject = subjects.recognise(found.group("subject")) if found else None
    day = date_of(found.group("date")) if found else None
    if found is None or subject is None or day is None:
        return None
    marked = "new_mark" in header.columns
    said = procedures.recognise(reading.file_name)
    procedure = said or (Procedure.OGE if marked else Procedure.EGE)
    procedure = procedures.settle(procedure, found.group("subject"), has_marks=False)
    grade = procedures.FINAL_GRADE.get(procedure)
    if grade is None:
        return None
    return Exam(Work(procedure, subject, grade), day, years.of_date(day), is_resit=False)
