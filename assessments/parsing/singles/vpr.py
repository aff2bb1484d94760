"""ВПР pupil by pupil: Ф1 of ФИС ОКО, the collection form, exports of coordinators.

Layouts: DOMAIN.md 7.3, 7.4. Summed up by school; codes of pupils are not kept.
"""

import re
from dataclasses import dataclass, field, replace

from assessments.domain.results import Attempt
from assessments.domain.scales import Scale
from assessments.domain.tasks import Level
from assessments.parsing.cells import text_of
from assessments.parsing.heads import Head, read_head
from assessments.parsing.reading import Reading
from assessments.parsing.singles import skips as reasons
from assessments.parsing.singles.columns import SinglesHeader
from assessments.parsing.singles.schools import code_in, safe_name, school_of
from assessments.parsing.singles.skips import Skips, is_absent
from assessments.parsing.singles.tally import Key, Single, Tally, WorkFrame
from core.office.issues import Issue, Severity
from core.office.workbooks import address
from core.values import academic_year as years

INDIVIDUAL = "ФИС ОКО, индивидуальные результаты"
FORM = "форма сбора результатов ВПР"
EXPORT = "выгрузка результатов ВПР"
_SECTION = re.compile(r"кол-во участников\s*:?\s*(\d+)", re.IGNORECASE)
_MARKS = (2, 3, 4, 5)
_LEVELS = {"б": Level.BASIC, "п": Level.ADVANCED, "в": Level.HIGH}
_ABOVE = 3


@dataclass(slots=True)
class _Table:
    """One table being summed up."""

    header: SinglesHeader
    head: Head
    frame: WorkFrame
    scale: Scale | None
    skips: Skips
    tallies: dict[str, Tally] = field(default_factory=dict)
    promised: dict[str, tuple[int, str]] = field(default_factory=dict)


def kind_of(header: SinglesHeader) -> str:
    """What the table is called."""
    if "mark" in header.columns:
        return INDIVIDUAL
    return EXPORT if {"school_code", "school", "user"} & header.columns.keys() else FORM


def is_header(header: SinglesHeader) -> bool:
    """Whether the table is one of ВПР: tasks in columns and a primary score."""
    exam = {"test", "appeal", "ppe", "answers", "person"} & header.columns.keys()
    return bool(header.tasks) and "primary" in header.columns and not exam


def read(header: SinglesHeader, end: int, reading: Reading, login: str) -> None:
    """Adds the sums of every school to the draft; `login` is the school of a file without codes."""
    head = read_head(header.sheet, header.row, reading)
    if head is None:
        return
    table = _table(header, head, reading)
    school = (login, "")
    for row in range(header.row + 1, end):
        section = _section(table, row)
        school = section if section is not None else _add_row(table, row, school)
    for tally in table.tallies.values():
        facts = tally.facts(reading.scales)
        reading.draft.add(facts)
    reading.draft.issues.extend((*table.skips.issues(), *_closing_issues(table)))
    name = f"{kind_of(header)[:1].upper()}{kind_of(header)[1:]}"
    reading.draft.title = reading.draft.title or (
        f"{name}: {head.work.title}, {years.label(head.academic_year)}"
    )


def _table(header: SinglesHeader, head: Head, reading: Reading) -> _Table:
    maxima = tuple((task.number, task.max_score) for task in header.tasks)
    known = [maximum for _, maximum in maxima if maximum is not None]
    summed = sum(known) if len(known) == len(maxima) else None
    if summed and head.max_score and summed != head.max_score:
        reading.draft.issues.append(
            Issue(
                Severity.WARNING,
                f"максимальный первичный балл над таблицей — {head.max_score}, а по заданиям "
                f"{summed}; взято {max(summed, head.max_score)}",
                header.sheet.name,
                head.max_cell,
            )
        )
    told = max(summed or 0, head.max_score or 0) or None
    maximum = told or reading.scales.maximum(head.work, head.academic_year)
    frame = WorkFrame(head.written_year, maximum, maxima, _levels(header))
    return _Table(header, head, frame, _scale(header, head, told, reading), Skips(header))


def _scale(
    header: SinglesHeader, head: Head, told: int | None, reading: Reading
) -> Scale | None:  # fmt: skip
    """What turns scores into marks where the file has none; said in an issue.

    `told` is the file's own maximum: a scale of another one is that of another work.
    """
    if "mark" in header.columns:
        return None
    scale = reading.scales.of(head.work, head.academic_year)
    usable = scale is not None and scale.has_marks and not scale.conditions
    other = scale.max_score if scale is not None and usable else None
    fits = told is None or other is None or told == other
    text = (
        f"отметок в файле нет, и по шкале портала они не поставлены: она на {other} баллов, а "
        f"работа в файле — на {told}; прочитаны баллы и задания"
        if usable and not fits
        else "отметок в файле нет: они поставлены по шкале портала"
        if usable
        else "отметок в файле нет, и шкалы этой работы у портала нет; прочитаны баллы и задания"
    )
    reading.draft.issues.append(
        Issue(Severity.WARNING, text, header.sheet.name, address(header.row, 0))
    )
    return scale if usable and fits else None


def _levels(header: SinglesHeader) -> tuple[tuple[str, Level], ...]:
    for row in range(max(header.row - _ABOVE, 0), header.row):
        cells = header.sheet.rows[row]
        if not any(isinstance(one, str) and one.lower().startswith("уров") for one in cells):
            continue
        words = {
            task.number: text_of(cells[task.column]).lower()[:1]
            for task in header.tasks
            if task.column < len(cells)
        }
        return tuple((number, _LEVELS[word]) for number, word in words.items() if word in _LEVELS)
    return ()


def _section(table: _Table, row: int) -> tuple[str, str] | None:
    """The school that a row «… (edu203389) | Кол-во участников: 89» begins; None for others."""
    cells = [text_of(value) for value in table.header.sheet.rows[row] if value is not None]
    shown = " | ".join(cells[:3])
    found = _SECTION.search(shown)
    if not found:
        return None
    code = code_in(shown)
    if code:
        table.promised[code] = (int(found.group(1)), address(row, 0))
    return code, safe_name(shown.partition("|")[0].strip())


def _add_row(table: _Table, row: int, school: tuple[str, str]) -> tuple[str, str]:
    """Counts one pupil in; the school that the row names, else the one above."""
    header, skips = table.header, table.skips
    cells = header.sheet.rows[row]
    if sum(value is not None for value in cells) < 2 or _is_numbering(header, row):
        return school
    own = school_of(header, row)
    code, name = own if own[0] else (school[0], own[1] or school[1])
    if is_absent(cells):
        skips.add(reasons.ABSENT, row)
        return code, name
    single = _single(table, row)
    if single is None:
        return code, name
    # A form is of one school: where it does not say which, a person does.
    if not code and kind_of(header) != FORM:
        skips.add(reasons.NO_SCHOOL, row, "school_code")
        return school
    tally = table.tallies.get(code)
    if tally is None:
        key = Key(code, table.head.work, table.head.academic_year, Attempt.FIRST)
        cell = header.cell("school_code", row)
        tally = table.tallies[code] = Tally(key, table.frame, header.sheet.name, cell)
    tally.school_name = tally.school_name or name
    tally.add(single)
    return code, name


def _single(table: _Table, row: int) -> Single | None:
    """The numbers of one pupil; None, with the reason counted, where there is no result."""
    header, skips = table.header, table.skips
    if header.is_shifted(row):
        skips.add(reasons.SHIFTED, row, "primary")
        return None
    primary = _primary(table, row)
    mark = _mark(table, row, primary)
    if primary is None and mark is None:
        skips.add(reasons.NO_RESULT, row)
        return None
    points = tuple((task.number, _points(table, row, at)) for at, task in enumerate(header.tasks))
    known = [value for _, value in points if value is not None]
    if primary is not None and len(known) == len(points) and sum(known) != primary:
        skips.add(reasons.SUM_DIFFERS, row, "primary")
    journal = header.count("journal", row)
    single = Single(primary, None, mark, journal if journal in _MARKS else None, points)
    return single if primary is not None else replace(single, tasks=())


def _primary(table: _Table, row: int) -> int | None:
    written = table.header.text("primary", row)
    found = table.header.count("primary", row)
    maximum = table.frame.max_score
    if written and (found is None or (maximum is not None and found > maximum)):
        if not written.lower().startswith(("x", "х", "-", "–", "—", "нет")):
            table.skips.add(reasons.STRANGE_SCORE, row, "primary")
        return None
    return found


def _mark(table: _Table, row: int, primary: int | None) -> int | None:
    if table.scale is not None and primary is not None:
        return table.scale.mark(primary) if primary <= (table.scale.max_score or primary) else None
    if "mark" not in table.header.columns:
        return None
    found = table.header.count("mark", row)
    if found in _MARKS:
        return found
    if primary is not None:
        strange = found is not None or table.header.text("mark", row)[:3].lower() not in ("", "нет")
        table.skips.add(reasons.STRANGE_MARK if strange else reasons.NO_MARK, row, "mark")
    return None


def _points(table: _Table, row: int, at: int) -> int | None:
    task = table.header.tasks[at]
    found = table.header.task(task, row)
    if found is not None and task.max_score is not None and found > task.max_score:
        table.skips.add(reasons.TASK_OVER, row, "primary")
        return None
    return found


def _is_numbering(header: SinglesHeader, row: int) -> bool:
    """The row of column numbers under a header."""
    values = [text_of(value) for value in header.sheet.rows[row] if value is not None]
    return values == [str(number) for number in range(1, len(values) + 1)]


def _closing_issues(table: _Table) -> list[Issue]:
    """What the whole table says: other numbers than promised, scores without a maximum."""
    sheet = table.header.sheet.name
    found = []
    for code, (promised, cell) in table.promised.items():
        tally = table.tallies.get(code)
        counted = 0 if tally is None else max(tally.scores.total(), tally.marks.total())
        if counted != promised:
            text = f"в файле указано участников {promised}, а с результатом {counted}"
            found.append(Issue(Severity.WARNING, text, sheet, cell))
    if table.frame.max_score is None:
        text = "максимальный первичный балл неизвестен, распределение баллов не составлено"
        found.append(Issue(Severity.WARNING, text, sheet, address(table.header.row, 0)))
    without = [number for number, maximum in table.frame.maxima if not maximum]
    if without:
        text = (
            f"у заданий {', '.join(without)} не указан максимальный балл, доля выполнения не "
            "посчитана"
        )
        found.append(Issue(Severity.WARNING, text, sheet, address(table.header.row, 0)))
    return found
