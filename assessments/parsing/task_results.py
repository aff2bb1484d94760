"""ФИС ОКО, «Выполнение заданий»: the share of each task's maximum (DOMAIN.md 7.4).

The layout is known from memory, so headers and the row «Макс балл» are found wherever they are.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.domain.tasks import Level, Task
from assessments.parsing.cells import CellError, count_of, text_of
from assessments.parsing.columns import Header, HeaderRow, field_of
from assessments.parsing.drafts import DraftTasks
from assessments.parsing.groups import Group, figures_of, groups_of, keep_reference
from assessments.parsing.heads import Head, read_head
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Identity, Place
from assessments.parsing.scores import has_scores
from core.office.issues import Issue, Severity
from core.office.workbooks import address

KIND = "ФИС ОКО, выполнение заданий"
_MAXIMUM = re.compile(r"^макс", re.IGNORECASE)
_LEVEL_ROW = re.compile(r"^уров", re.IGNORECASE)
_LEVELS = {"б": Level.BASIC, "п": Level.ADVANCED, "в": Level.HIGH}
_AHEAD = 6
_ABOVE = 3
_REPORT = "tasks"


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """The tasks of a table: numbers, maxima and levels as far as they are known."""

    numbers: tuple[str, ...]
    maxima: dict[str, int]
    levels: dict[str, Level]


def header_of(row: HeaderRow) -> Header | None:
    """Groups of participants against numbered tasks."""
    header = row.header()
    if "groups" not in header.columns or has_scores(row) or row.report == "task_groups":
        return None
    if not row.labels or not (row.report == _REPORT or _has_maxima(row)):
        return None
    return row.labelled(header)


def read(table: Table, reading: Reading) -> None:
    """Adds how well schools did each task, and rows to compare with, to the draft."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    columns = task_columns(table, reading)
    reading.draft.issues.extend(_unread_columns(table))
    for group in groups_of(table, reading):
        if not _MAXIMUM.match(group.name) and not _LEVEL_ROW.match(group.name):
            read_group(group, head, columns, reading)
        reading.draft.issues.extend(group.place.issues)


def read_group(group: Group, head: Head, columns: TaskColumns, reading: Reading) -> None:
    """Adds one row: a school's tasks or percentages to compare with."""
    figures = figures_of(group, columns.numbers)
    if group.scope:
        if figures is not None:
            keep_reference("tasks", group, head, figures, reading)
        return
    place = group.place
    if figures is None:
        return
    try:
        participants = count_of(place.value("participants"))
    except CellError as error:
        place.fail(str(error), "participants")
        return
    if participants is None:
        place.fail("не указано число участников", "participants")
    elif not figures:
        place.fail("нет ни одного задания с процентом выполнения", columns.numbers[0])
    else:
        made = made_tasks(columns, dict(figures))
        reading.draft.facts.append(_draft(group.identity(head), place, participants, made))


def made_tasks(columns: TaskColumns, percents: dict[str, Decimal]) -> tuple[Task, ...]:
    """The tasks in their order; None for a task whose cell is empty."""
    return tuple(
        Task(number, columns.maxima.get(number), percents.get(number), columns.levels.get(number))
        for number in columns.numbers
    )


def task_columns(table: Table, reading: Reading) -> TaskColumns:
    """Numbers of the tasks with the maxima and levels that rows beside the header give."""
    numbers = tuple(label.text for label in table.row.labels)
    maxima = {label.text: label.max_score for label in table.row.labels if label.max_score}
    levels: dict[str, Level] = {}
    first = max(table.header.row - _ABOVE, 0)
    for row in (*range(first, table.header.row), *table.rows[:_AHEAD]):
        place = Place(table.sheet, table.header, row)
        label = _label_of_row(place)
        if _LEVEL_ROW.match(label):
            levels |= _levels(place, numbers)
        elif _MAXIMUM.match(label) and row > table.header.row:
            _add_maxima(place, numbers, maxima)
        reading.draft.issues.extend(place.issues)
    return TaskColumns(numbers, maxima, levels)


def _has_maxima(row: HeaderRow) -> bool:
    if any(label.max_score for label in row.labels):
        return True
    below = row.sheet.rows[row.index + 1 : row.index + 1 + _AHEAD]
    return any(_MAXIMUM.match(text_of(value)) for cells in below for value in cells[:4])


def _label_of_row(place: Place) -> str:
    """The first text of a row: it says that the row holds maxima or levels."""
    cells = place.sheet.rows[place.row]
    return next((value for value in cells if isinstance(value, str)), "")


def _levels(place: Place, numbers: Sequence[str]) -> dict[str, Level]:
    written = {number: place.text(number).lower()[:1] for number in numbers}
    return {number: _LEVELS[word] for number, word in written.items() if word in _LEVELS}


def _add_maxima(place: Place, numbers: Sequence[str], maxima: dict[str, int]) -> None:
    for number in numbers:
        try:
            found = count_of(place.value(number))
        except CellError as error:
            place.warn(f"максимальный балл задания {number} не понят: {error}", number)
            continue
        if found is None:
            continue
        known = maxima.setdefault(number, found)
        if known != found:
            place.warn(
                f"максимальный балл задания {number} — {found}, а в шапке {known}; взят из шапки",
                number,
            )


def _unread_columns(table: Table) -> list[Issue]:
    """Columns among the tasks that are no tasks: what they hold is not lost in silence."""
    first = min(label.column for label in table.row.labels)
    known = set(table.header.columns.values())
    return [
        Issue(
            Severity.WARNING,
            f"столбец «{text}» не понят и не прочитан",
            table.sheet.name,
            address(table.header.row, column),
        )
        for column, text in enumerate(table.row.own)
        if text and column > first and column not in known and field_of(text) is None
    ]


def _draft(
    identity: Identity, place: Place, participants: int, tasks: tuple[Task, ...]
) -> DraftTasks:
    span = f"{place.address(tasks[0].number)}:{place.address(tasks[-1].number)}"
    return DraftTasks(
        school_code=identity.school_code, school_name=identity.school_name,
        municipality=identity.municipality, work=identity.work,
        academic_year=identity.academic_year, written_year=identity.written_year,
        participants=participants, tasks=tasks, sheet=place.sheet.name,
        cell=place.address("participants"),
        cells=(("participants", place.address("participants")), ("tasks", span)),
    )  # fmt: skip
