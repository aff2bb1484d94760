"""Reads an uploaded workbook of results: recognises its kind by itself, loses no row silently."""

from itertools import pairwise

from assessments.parsing import flat_table, mark_statistics
from assessments.parsing.cells import text_of
from assessments.parsing.columns import find_headers, personal_column, plain
from assessments.parsing.drafts import DraftRow, ResultsDraft
from core.office.errors import UnreadableFileError
from core.office.files import MAX_BYTES
from core.office.issues import Issue, Severity
from core.office.workbooks import Sheet, Workbook, read_workbook

_OTHER_REPORTS = (
    ("сравнение отметок", "Сравнение отметок с отметками по журналу"),
    ("распределение первичных баллов", "Распределение первичных баллов"),
    ("выполнение заданий", "Выполнение заданий"),
    ("достижение планируемых результатов", "Достижение планируемых результатов"),
)


def read_results(content: bytes, *, max_bytes: int = MAX_BYTES) -> ResultsDraft:
    """The draft behind a file: rows, rows to compare with, and all issues at once.

    Raises UnreadableFileError, with a sentence for people, for a file that is no workbook, holds
    pupils' personal data or has no table of results at all.
    """
    workbook = read_workbook(content, max_bytes=max_bytes)
    _refuse_personal_data(workbook)
    draft = ResultsDraft()
    for sheet in workbook.sheets:
        _read_sheet(sheet, draft)
    _drop_repeated(draft)
    if not draft.kinds:
        raise UnreadableFileError(_nothing_found(workbook))
    return draft


def _refuse_personal_data(workbook: Workbook) -> None:
    for sheet in workbook.sheets:
        column = personal_column(sheet)
        if column:
            raise UnreadableFileError(
                f"В файле сведения об отдельных учениках (столбец «{column}»). Такие протоколы "
                "портал не принимает и не сохраняет. Загрузите сводный отчёт по школам."
            )


def _read_sheet(sheet: Sheet, draft: ResultsDraft) -> None:
    headers = find_headers(sheet)
    ends = [*(following.row for _, following in pairwise(headers)), len(sheet.rows)]
    for header, end in zip(headers, ends, strict=False):
        reader = mark_statistics if "groups" in header.columns else flat_table
        if reader.KIND not in draft.kinds:
            draft.kinds.append(reader.KIND)
        reader.read(sheet, header, end, draft)
    if not headers and any(value is not None for row in sheet.rows for value in row):
        report = _other_report(sheet)
        draft.issues.append(
            Issue(
                Severity.WARNING,
                f"отчёт «{report}» пока не загружается, лист пропущен"
                if report
                else "на листе нет таблицы результатов, лист пропущен",
                sheet.name,
                "A1",
            )
        )


def _other_report(sheet: Sheet) -> str | None:
    for row in sheet.rows[:10]:
        for value in row:
            shown = plain(text_of(value))
            for beginning, title in _OTHER_REPORTS:
                if shown.startswith(beginning):
                    return title
    return None


def _drop_repeated(draft: ResultsDraft) -> None:
    """The first row of a school and work counts; the file may hold it once only."""
    seen: dict[tuple[object, ...], DraftRow] = {}
    kept = []
    for row in draft.rows:
        first = seen.setdefault(row.key, row)
        if first is row:
            kept.append(row)
            continue
        draft.issues.append(
            Issue(
                Severity.ERROR,
                f"результат уже есть в ячейке {_place(first)}; эта строка пропущена",
                row.sheet,
                row.cell,
            )
        )
    draft.rows[:] = kept


def _place(row: DraftRow) -> str:
    return f"{row.cell} листа «{row.sheet}»" if row.sheet else row.cell


def _nothing_found(workbook: Workbook) -> str:
    reports = {report for sheet in workbook.sheets if (report := _other_report(sheet))}
    if reports:
        return (
            f"Это отчёт «{min(reports)}». Пока загружаются «Статистика по отметкам» и плоские "
            "таблицы результатов."
        )
    return (
        "В файле нет таблицы результатов. Нужны столбцы со школой, числом участников и отметками "
        "2–5: отчёт ФИС ОКО «Статистика по отметкам» или плоская таблица."
    )
