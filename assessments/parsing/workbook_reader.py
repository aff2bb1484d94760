"""Reads an uploaded workbook of results: recognises its kind by itself, loses no row silently."""

from itertools import pairwise

from assessments.domain.scales import Scales
from assessments.parsing.cells import text_of
from assessments.parsing.columns import LEAST_OWN_FIELDS, HeaderRow, header_rows, report_of
from assessments.parsing.drafts import DraftFact, DraftReference
from assessments.parsing.readers import reader_of
from assessments.parsing.reading import Reader, Reading, Table
from assessments.parsing.results_draft import ResultsDraft
from assessments.parsing.shipped_scales import shipped_scales
from assessments.parsing.singles.workbook import (
    UNKNOWN_TABLE,
    column_of_names,
    holds_names,
    names_pupils,
    read_singles,
)
from core.office.errors import UnreadableFileError
from core.office.files import MAX_BYTES
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, Workbook, address, read_workbook

_TITLES = {
    "marks": "Статистика по отметкам",
    "journal": "Сравнение отметок с отметками по журналу",
    "scores": "Распределение первичных баллов",
    "tasks": "Выполнение заданий",
    "task_groups": "Выполнение заданий группами участников",
    "outcomes": "Достижение планируемых результатов",
    "singles": "Индивидуальные результаты",
}
_NO_TABLE = "на листе нет таблицы результатов, лист пропущен"
_NAMES = "В сводной таблице записаны фамилии, имена и отчества"
_WITHOUT_NAMES = "Портал их не хранит: уберите этот столбец или лист и загрузите файл снова."
_TITLE_ROWS = 10


def read_results(
    content: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    file_name: str = "",
    scales: Scales | None = None,
) -> ResultsDraft:
    """The draft behind a file: rows, rows to compare with, and all issues at once.

    `file_name` is asked for subject, grade and year only where the file does not say them.
    `scales` turn scores into marks and into «ниже минимального» where a file has scores only;
    without them those that ship with the portal do.

    A file with single pupils is summed up by school: the draft is `personal` then.

    Raises UnreadableFileError, with a sentence for people, for a file that is no workbook, has no
    table of results at all, single pupils in a table that cannot be summed up, or people's names
    beside a table of schools: the file would be kept, and the names with it.
    """
    workbook = read_workbook(content, max_bytes=max_bytes)
    draft = ResultsDraft()
    reading = Reading(draft, file_name, scales or Scales(shipped_scales()))
    if names_pupils(workbook):
        read_singles(workbook, reading)
    else:
        if place := column_of_names(workbook):
            raise UnreadableFileError(f"{_NAMES} ({place}). {_WITHOUT_NAMES}")
        for sheet in workbook.sheets:
            _read_sheet(sheet, reading)
        if not draft.kinds:
            raise UnreadableFileError(_nothing_found(workbook))
    _drop_repeated(draft)
    return draft


def _read_sheet(sheet: Sheet, reading: Reading) -> None:
    draft = reading.draft
    tables, unknown = _tables(sheet)
    draft.issues.extend(_unknown_table(row) for row in unknown)
    for reader, table in tables:
        if reader.KIND not in draft.kinds:
            draft.kinds.append(reader.KIND)
        reader.read(table, reading)
    if not tables and any(value is not None for row in sheet.rows for value in row):
        report = _report(sheet)
        text = (
            f"отчёт «{_TITLES[report]}» не понят: шапка таблицы не узнана, лист пропущен"
            if report
            else _NO_TABLE
        )
        draft.issues.append(Issue(Severity.WARNING, text, sheet.name, "A1"))


def _tables(sheet: Sheet) -> tuple[list[tuple[Reader, Table]], list[HeaderRow]]:
    """Tables with their readers, and headers of tables that nobody can read."""
    rows = [(row, reader_of(row)) for row in header_rows(sheet)]
    heads = {row.index for row, known in rows if known is not None}
    found = [
        (row, known)
        for row, known in rows
        # The upper row of a header of two rows is no table of its own.
        if known is not None or (_is_header(row) and row.index + 1 not in heads)
    ]
    ends = [*(after.index for _, (after, _) in pairwise(found)), len(sheet.rows)]
    tables = [
        (known[0], Table(row, known[1], end))
        for (row, known), end in zip(found, ends, strict=False)
        if known is not None
    ]
    return tables, [row for row, known in found if known is None]


def _is_header(row: HeaderRow) -> bool:
    header = row.header()
    return header.names_school and header.own_fields >= LEAST_OWN_FIELDS


def _unknown_table(row: HeaderRow) -> Issue:
    text = "таблица под этой строкой не узнана и не прочитана"
    return Issue(Severity.WARNING, text, row.sheet.name, address(row.index, 0))


def _report(sheet: Sheet) -> str:
    """Which report of ФИС ОКО the first lines or the sheet's name speak of."""
    texts = [text_of(value) for row in sheet.rows[:_TITLE_ROWS] for value in row]
    return next((report for text in (*texts, sheet.name) if (report := report_of(text))), "")


def _drop_repeated(draft: ResultsDraft) -> None:
    """The first row of a school and work counts; the file may hold it once only."""

    def tell(first: DraftFact | DraftReference, row: DraftFact | DraftReference) -> None:
        text = f"результат уже есть в ячейке {_place(first)}; эта строка пропущена"
        draft.issues.append(Issue(Severity.ERROR, text, row.sheet, row.cell))

    draft.rows = draft.rows.without_repeated(tell)
    draft.facts = draft.facts.without_repeated(tell)
    draft.references = draft.references.without_repeated(tell)


def _place(row: DraftFact | DraftReference) -> str:
    return f"{row.cell} листа «{row.sheet}»" if row.sheet else row.cell


def _nothing_found(workbook: Workbook) -> str:
    if holds_names(workbook):
        return UNKNOWN_TABLE
    reports = {report for sheet in workbook.sheets if (report := _report(sheet))}
    if reports:
        return (
            f"Это отчёт «{_TITLES[min(reports)]}», но шапка его таблицы не узнана. Загрузите файл "
            "так, как он скачан из ФИС ОКО."
        )
    return (
        "В файле нет таблицы результатов. Нужны столбцы со школой, числом участников и отметками "
        "2–5: отчёт ФИС ОКО «Статистика по отметкам» или плоская таблица."
    )
