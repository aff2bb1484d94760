"""The rows of the matrix as HTML: tens of thousands of cells are too many for a template."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
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


def cells_html(row: Row, columns: Iterable[Column]) -> SafeString:
    """The cells of one school, one link each: to the assignment, or to the list of several."""
    every = reverse("roadmaps:all_assignments")
    one = reverse("roadmaps:assignment", kwargs={"assignment_id": 0}).replace("0/", "")
    school = escape(row.school.name)
    parts = []
    for column in columns:
        marks = row.cells.get(column.id)
        if not marks:
            parts.append("<td></td>")
            continue
        parts.append(_cell(marks, column, school, one, f"{every}?school={row.school.pk}"))
    return mark_safe("".join(parts))  # noqa: S308 (every part is escaped)


def _cell(marks: list[Mark], column: Column, school: str, one: str, every: str) -> str:
    sign, words = cell_of(marks)
    address = f"{one}{marks[0].id}/" if len(marks) == 1 else f"{every}&amp;activity={column.id}"
    number = escape(column.number or column.title[:20])
    return (
        f'<td><a class="m-{sign}" href="{address}" aria-label="{school}, {number}: '
        f'{escape(words)}">{SIGNS[sign]}</a></td>'
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
