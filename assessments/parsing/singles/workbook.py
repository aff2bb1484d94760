"""Workbooks with single pupils: recognised, summed up in memory, called by a neutral title.

Names of sheets are people's words too: a sheet is «лист 1» here.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from assessments.parsing.cells import text_of
from assessments.parsing.reading import Reading
from assessments.parsing.singles import appeals, exams, vpr
from assessments.parsing.singles.columns import (
    SinglesHeader,
    field_of,
    says_pupils,
    singles_header,
)
from assessments.parsing.singles.schools import login_in, only_login
from core.office.errors import UnreadableFileError
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, Sheet, Workbook, address

PROTOCOL = "протокол экзамена"
APPEALS = "сведения об апелляциях"
_SCANNED_ROWS = 300
_LEAST_FILLED = 3
_LEAST_PEOPLE = 3
_PATRONYMIC_ENDS = ("вич", "вна", "чна", "оглы", "кызы")
_PATRONYMIC = re.compile(
    r"^(?:[А-ЯЁ][\w-]+\s+){0,2}[А-ЯЁ][а-яё]+(?:вич|вна|чна|[\s-](?:оглы|кызы))$"
)
UNKNOWN_TABLE = (
    "В файле сведения об отдельных учениках, но таблица не узнана: её нельзя свести по школам, "
    "поэтому файл не принят. Загрузите протокол так, как он получен, или сводный отчёт по школам."
)


def names_pupils(workbook: Workbook) -> bool:
    """Whether a header of the workbook describes single pupils."""
    return any(_says_pupils(sheet) for sheet in workbook.sheets)


def holds_names(workbook: Workbook) -> bool:
    """Whether a cell is a person's full name or patronymic."""
    return any(_is_name(value) for sheet in workbook.sheets for row in sheet.rows for value in row)


def column_of_names(workbook: Workbook) -> str:
    """Where three or more people stand one under another, «лист 2, столбец B»; empty for nowhere.

    One or two are those who sign a report.
    """
    for number, sheet in enumerate(workbook.sheets, 1):
        found = Counter(
            column
            for row in sheet.rows
            for column, value in enumerate(row)
            if _is_name(value) and " " in text_of(value)
        )
        if found and max(found.values()) >= _LEAST_PEOPLE:
            letter = address(0, max(found, key=lambda column: found[column]))[:-1]
            return f"лист {number}, столбец {letter}"
    return ""


def _is_name(value: CellValue) -> bool:
    """Whether a cell is a full name or a patronymic and nothing else."""
    is_like = isinstance(value, str) and value.rstrip().endswith(_PATRONYMIC_ENDS)
    return is_like and _PATRONYMIC.match(text_of(value)) is not None


def read_singles(workbook: Workbook, reading: Reading) -> None:
    """Adds the sums of every school and work to the draft; no word of a person is kept.

    Raises UnreadableFileError where the tables cannot be summed up.
    """
    reading.draft.personal = True
    try:
        _read_sheets(workbook, reading)
    finally:
        field_of.cache_clear()  # texts of the file may be names


def _read_sheets(workbook: Workbook, reading: Reading) -> None:
    draft = reading.draft
    protocols = exams.Protocols()
    login = only_login(workbook) or login_in(reading.file_name)
    for number, named in enumerate(workbook.sheets, 1):
        sheet = replace(named, name=f"лист {number}")
        tables = _tables(sheet)
        for header, end in tables:
            _read_table(header, end, reading, protocols, login)
        if not tables and any(value is not None for row in sheet.rows for value in row):
            text = "на листе нет таблицы, которую можно свести по школам, лист пропущен"
            draft.issues.append(Issue(Severity.WARNING, text, sheet.name, "A1"))
    exams.close(protocols, reading)
    draft.title = draft.title or "Файл со сведениями об учениках"
    if not draft.kinds:
        raise UnreadableFileError(UNKNOWN_TABLE)


def _read_table(
    header: SinglesHeader, end: int, reading: Reading, protocols: exams.Protocols, login: str
) -> None:
    if appeals.is_header(header):
        kind = APPEALS
        appeals.read(header, end, reading, protocols)
    elif vpr.is_header(header):
        kind = vpr.kind_of(header)
        vpr.read(header, end, reading, login)
    else:
        kind = PROTOCOL
        exams.read(header, end, reading, protocols)
    if kind not in reading.draft.kinds:
        reading.draft.kinds.append(kind)


def _tables(sheet: Sheet) -> list[tuple[SinglesHeader, int]]:
    headers = list(_headers(sheet))
    ends = [*(following.row for _, following in pairwise(headers)), len(sheet.rows)]
    return list(zip(headers, ends, strict=False))


def _headers(sheet: Sheet) -> Iterator[SinglesHeader]:
    for row in range(len(sheet.rows)):
        header = singles_header(sheet, row)
        if header and (
            appeals.is_header(header) or vpr.is_header(header) or exams.is_header(header)
        ):
            yield header


def _says_pupils(sheet: Sheet) -> bool:
    for row in sheet.rows[:_SCANNED_ROWS]:
        texts = [text_of(value) for value in row if isinstance(value, str)]
        if len(texts) < _LEAST_FILLED:
            continue
        fields = {field for text in texts if (field := field_of(text))}
        if says_pupils(fields):
            return True
    return False
