"""The rows of the matrix as HTML: tens of thousands of cells are too many for a template."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from roadmaps.queries.matrix import Column, Mark, Row, cell_of

SIGNS = {
    "overdue": "■", "returned": "◇", "review": "◐", "postponed": "→", "active": "◔",
    "ahead": "○", "done": "●", "off": "–",
}  # fmt: skip
SIGN_WORDS = {
    "done": "принято", "review": "на проверке", "returned": "возвращено", "overdue": "просрочено",
    "postponed": "перенесено", "active": "в работе", "ahead": "впереди", "off": "не относится",
}  # fmt: skip


def cells_html(row: Row, columns: Iterable[Column], *, is_past: bool = False) -> SafeString:
    """The cells of one school, one link each, to what the cell holds; a past one holds its sign."""
    school = escape(row.school.name)
    parts = []
    for column in columns:
        marks = row.cells.get(column.key)
        if not marks:
            parts.append("<td></td>")
        elif is_past:
            parts.append(_past_cell(marks, column, school))
        else:
            parts.append(_cell(marks, column, school, row.school.pk))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)


def _cell(marks: list[Mark], column: Column, school: str, school_id: int) -> str:
    sign, words = cell_of(marks)
    number = escape(column.number or column.title[:20])
    date = f"?date={column.occurrence}" if column.occurrence is not None else ""
    return (
        f'<td><a class="m-{sign}" href="cell/{school_id}/{column.id}/{date}" aria-label="{school}, '
        f'{number}: {escape(words)}">{SIGNS[sign]}</a></td>'
    )


def _past_cell(marks: list[Mark], column: Column, school: str) -> str:
    sign, words = cell_of(marks)
    said = f"{school}, {escape(column.number or column.title[:20])}: {escape(words)}"
    return (
        f'<td><span class="m-{sign}" role="img" title="{escape(words)}" aria-label="{said}">'
        f"{SIGNS[sign]}</span></td>"
    )


def legend() -> SafeString:
    """What the signs mean."""
    lines = (
        format_html(
            '<li><span class="m-{}" aria-hidden="true">{}</span> {}</li>', sign, SIGNS[sign], words
        )
        for sign, words in SIGN_WORDS.items()
    )
    return mark_safe("".join(lines))  # noqa: S308 (escaped by format_html)
