"""Protocols of ОГЭ, ЕГЭ and ГВЭ from the regional centre, .xls and .xlsx (DOMAIN.md 7.5).

Summed up by code of school, subject and attempt. Which results are resits is a rule of the portal
(DOMAIN.md 11.5): a file that says so, an exam from July on, or a second result of the same person
in the same file; to tell persons apart their marks of identity are hashed while the file is read
and forgotten with it.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from assessments.domain import procedures, subjects
from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.results import Attempt
from assessments.parsing.cells import date_of, text_of
from assessments.parsing.reading import Reading
from assessments.parsing.singles import skips as reasons
from assessments.parsing.singles.columns import SinglesHeader
from assessments.parsing.singles.schools import code_in
from assessments.parsing.singles.skips import Skips, is_absent
from assessments.parsing.singles.tally import Key, Single, Tally, WorkFrame
from core.office.issues import Issue, Severity
from core.office.workbooks import address
from core.values import academic_year as years

_SUBJECT_LINE = re.compile(
    r"^(?P<code>\d{1,2})\s*[-–—.]\s*(?P<subject>[^\d]+?)[\s(]*(?P<date>\d{4}\.\d{2}\.\d{2}|"
    r"\d{2}\.\d{2}\.\d{4})?\)?$"
)
_RESIT = re.compile(r"пересдач|повторн|дополнительн\w* (?:период|срок)|сентябр", re.IGNORECASE)
_ABSENT = re.compile(r"неявк|не явил|удал[её]н|не законч|не заверш|аннулир|отсутств", re.IGNORECASE)
_FIRST_RESIT_MONTH = 7
_MARKS = (2, 3, 4, 5)
_HIGHEST_TEST_SCORE = 100
_ABOVE = 15
_FINAL_GRADES = (9, 11)


@dataclass(frozen=True, slots=True)
class Exam:
    """The exam of one block: procedure, subject, day, and whether the block is of resits."""

    work: Work
    day: date | None
    academic_year: int
    is_resit: bool

    @property
    def title(self) -> str:
        """«ОГЭ, обществознание, 03.07.2026»."""
        day = f", {self.day:%d.%m.%Y}" if self.day else ""
        return f"{self.work.title}{day}"


@dataclass(slots=True)
class Protocols:
    """All blocks of one file: sums by key and who has already been seen."""

    tallies: dict[Key, Tally] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    exams: list[Exam] = field(default_factory=list)
    repeated: int = 0


def is_header(header: SinglesHeader) -> bool:
    """Whether the table is a protocol of an exam."""
    results = {"mark", "test"} & header.columns.keys()
    return bool(results) and "school_code" in header.columns and "appeal" not in header.columns


def read(header: SinglesHeader, end: int, reading: Reading, protocols: Protocols) -> None:
    """Adds the block's results to the sums."""
    exam = exam_of(header, end, reading)
    if exam is None:
        return
    protocols.exams.append(exam)
    skips = Skips(header)
    for row in range(header.row + 1, end):
        _add_row(header, row, exam, protocols, skips)
    reading.draft.issues.extend(skips.issues())


def close(protocols: Protocols, reading: Reading) -> None:
    """Turns the sums into facts of the draft, and says what the whole file says."""
    draft = reading.draft
    for tally in protocols.tallies.values():
        draft.add(tally.facts(reading.scales))
    if protocols.repeated:
        text = (
            f"повторных результатов одних и тех же участников — {protocols.repeated}; первый "
            "считается первым результатом, остальные — пересдачей"
        )
        draft.issues.append(Issue(Severity.WARNING, text, "", "A1"))
    for exam in dict.fromkeys(protocols.exams):
        if _lacks_minimum(exam, reading):
            text = (
                f"{exam.work.title}, {years.label(exam.academic_year)}: минимальный балл "
                "неизвестен, число не преодолевших его не посчитано"
            )
            draft.issues.append(Issue(Severity.WARNING, text, "", "A1"))
    if protocols.exams:
        more = len(set(protocols.exams)) - 1
        tail = f" и ещё {more}" if more else ""
        draft.title = draft.title or f"Протокол {protocols.exams[0].title}{tail}"


def _lacks_minimum(exam: Exam, reading: Reading) -> bool:
    is_scored = exam.work.procedure in SCORED
    return is_scored and reading.scales.minimum(exam.work, exam.academic_year) is None


def exam_of(header: SinglesHeader, end: int, reading: Reading) -> Exam | None:
    """What the lines above the block say; None, with an issue, where subject or year is unknown."""
    lines = _lines_above(header)
    named = next((match for line in lines if (match := _SUBJECT_LINE.match(line))), None)
    subject = _subject(named, lines)
    day = next((found for line in lines if (found := _day_in(line))), None)
    procedure, grade = _procedure(header, end, named, lines, reading)
    problem = (
        "над таблицей не найден предмет: нужна строка вида «12 - Обществознание 2026.07.03»"
        if subject is None
        else "не понято, какой это экзамен: ОГЭ, ЕГЭ или ГВЭ"
        if procedure is None
        else "над таблицей не найдена дата экзамена"
        if day is None
        else ""
    )
    if problem or subject is None or procedure is None or day is None or grade is None:
        text = problem or "не понято, за какой класс экзамен"
        place = address(header.row, 0)
        reading.draft.issues.append(Issue(Severity.ERROR, text, header.sheet.name, place))
        return None
    _note_other_subject(named, subject, header, reading)
    said = any(_RESIT.search(line) for line in (*lines, reading.file_name))
    is_resit = said or day.month >= _FIRST_RESIT_MONTH
    if is_resit and not said:
        text = (
            f"экзамен {day:%d.%m.%Y} — в резервные или дополнительные сроки, поэтому результаты "
            "отнесены к пересдачам"
        )
        place = address(header.row, 0)
        reading.draft.issues.append(Issue(Severity.WARNING, text, header.sheet.name, place))
    # An additional period in September still belongs to the year that has just ended.
    year = years.of_date(day) - (1 if years.FIRST_MONTH <= day.month <= 10 else 0)
    return Exam(Work(procedure, subject, grade), day, year, is_resit)


def _lines_above(header: SinglesHeader) -> list[str]:
    """Texts above the block from the nearest on, not further than the block before it."""
    lines: list[str] = []
    for row in range(header.row - 1, max(header.row - _ABOVE, 0) - 1, -1):
        cells = [value for value in header.sheet.rows[row] if value is not None]
        if len(cells) > 5:
            break
        lines += [text_of(value) for value in cells]
    return lines


def _subject(named: re.Match[str] | None, lines: list[str]) -> str | None:
    if named:
        return subjects.recognise(named.group("subject")) or subjects.recognise(named.group("code"))
    return next(
        (
            found
            for line in lines
            if (found := subjects.recognise(re.sub(r"^.*предмет\s*:?\s*", "", line, flags=re.I)))
        ),
        None,
    )


def _note_other_subject(
    named: re.Match[str] | None, taken: str, header: SinglesHeader, reading: Reading
) -> None:
    """Says where the code above the block is that of another subject than its name."""
    coded = subjects.recognise(named.group("code")) if named else None
    if named is None or coded is None or coded == taken:
        return
    text = f"код {named.group('code')} — «{coded}», а назван предмет «{taken}»; взят названный"
    place = address(header.row, 0)
    reading.draft.issues.append(Issue(Severity.WARNING, text, header.sheet.name, place))


def _day_in(line: str) -> date | None:
    found = re.search(r"\d{4}\.\d{2}\.\d{2}|\d{2}\.\d{2}\.\d{4}", line)
    return date_of(found.group(0)) if found else None


def _procedure(
    header: SinglesHeader,
    end: int,
    named: re.Match[str] | None,
    lines: list[str],
    reading: Reading,
) -> tuple[Procedure | None, int | None]:
    """Procedure and grade from what is said, the columns, the code of the subject, the classes."""
    grade = _grade_of_classes(header, end)
    code = int(named.group("code")) if named else 0
    said = next(
        (found for line in (*lines, reading.file_name) if (found := procedures.recognise(line))),
        None,
    )
    scored = "test" in header.columns
    if said is None and code in subjects.GVE_CODES:
        said = Procedure.GVE
    if said is None and scored:
        said = Procedure.EGE
    if said is None and grade is not None:
        said = Procedure.OGE if grade == 9 else Procedure.EGE
    if said is None:
        return None, grade
    subject_text = str(code) if code == 22 else named.group("subject") if named else ""
    settled = procedures.settle(said, subject_text, has_marks=not scored)
    return settled, procedures.FINAL_GRADE.get(settled, grade)


def _grade_of_classes(header: SinglesHeader, end: int) -> int | None:
    """9 or 11, whichever most rows name in the column of classes."""
    votes: Counter[int] = Counter()
    for row in range(header.row + 1, end):
        found = re.match(r"(\d{1,2})", header.text("klass", row))
        if found and int(found.group(1)) in _FINAL_GRADES:
            votes[int(found.group(1))] += 1
    return votes.most_common(1)[0][0] if votes else None


def _add_row(
    header: SinglesHeader, row: int, exam: Exam, protocols: Protocols, skips: Skips
) -> None:
    cells = header.sheet.rows[row]
    result = "test" if exam.work.procedure in SCORED else "mark"
    written = header.text(result, row)
    code = code_in(header.text("school_code", row))
    if not code and not written:
        return  # a signature, a note, a line of column numbers
    if is_absent(cells):
        skips.add(reasons.ABSENT, row)
        return
    if not code:
        skips.add(reasons.NO_SCHOOL, row, "school_code")
        return
    single = _single(header, row, result, skips)
    if single is None:
        return
    key = Key(code, exam.work, exam.academic_year, _attempt(header, row, exam, protocols))
    tally = protocols.tallies.get(key)
    if tally is None:
        frame = WorkFrame(exam.academic_year)
        cell = header.cell("school_code", row)
        tally = protocols.tallies[key] = Tally(key, frame, header.sheet.name, cell)
    tally.add(single)


def _single(header: SinglesHeader, row: int, result: str, skips: Skips) -> Single | None:
    if header.is_shifted(row):
        skips.add(reasons.SHIFTED, row, result)
        return None
    found = header.count(result, row)
    if found is None:
        is_empty = not header.text(result, row)
        skips.add(reasons.NO_RESULT if is_empty else reasons.STRANGE_SCORE, row, result)
        return None
    primary = header.count("primary", row)
    if result == "test":
        if found > _HIGHEST_TEST_SCORE:
            skips.add(reasons.STRANGE_SCORE, row, result)
            return None
        return Single(primary=primary, test=found)
    if found not in _MARKS:
        skips.add(reasons.STRANGE_MARK, row, result)
        return None
    return Single(primary=primary, mark=found)


def _attempt(header: SinglesHeader, row: int, exam: Exam, protocols: Protocols) -> Attempt:
    """A resit by its day or because the person has been seen with the same work already."""
    person = _person(header, row, exam.work)
    is_repeated = person is not None and person in protocols.seen
    if person is not None:
        protocols.seen.add(person)
    if is_repeated and not exam.is_resit:
        protocols.repeated += 1
    return Attempt.RESIT if is_repeated or exam.is_resit else Attempt.FIRST


def _person(header: SinglesHeader, row: int, work: Work) -> int | None:
    """A hash that tells persons apart within this file; None where the row names nobody."""
    cells = header.sheet.rows[row]

    def texts(columns: tuple[int, ...]) -> tuple[str, ...]:
        found = (text_of(cells[column]).lower() for column in columns if column < len(cells))
        return tuple(text for text in found if text)

    registration = header.text("registration", row)
    marks = (registration,) if registration else texts(header.documents)
    if not marks:
        marks = (header.text("school_code", row), *texts(header.persons))
        if len(marks) < 3:
            return None
    return hash((work.subject, work.procedure, marks))
