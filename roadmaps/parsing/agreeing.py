"""Columns of one header made to agree with each other: one number, a title where it needs one."""

from dataclasses import replace

from roadmaps.parsing.columns import Column
from roadmaps.parsing.vocabulary import GROUPING, Role, match_heading
from roadmaps.parsing.wording import heading_key

_PROMOTED = 0.55


def agreed(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Make the roles agree with each other: one number, a title where the table needs one.

    What people have decided stands.
    """
    found = list(columns)
    for index, column in enumerate(found):
        if column.said_by:
            continue
        if column.role is Role.NUMBER and any(c.role is Role.NUMBER for c in found[:index]):
            found[index] = replace(column, role=None, confidence=0.0)
    _keep_double(found)
    _tell_partners(found)
    roles = {column.role for column in found}
    if Role.TITLE not in roles and roles & {Role.DEADLINE, Role.RESPONSIBLE, Role.MONTH}:
        _promote_title(found)
    return tuple(found)


def _keep_double(columns: list[Column]) -> None:
    """One column for the time and the doer keeps both meanings."""
    both = {Role.DEADLINE, Role.RESPONSIBLE}
    places = [index for index, column in enumerate(columns) if column.role in both]
    if len(places) != 1:
        return
    index = places[0]
    if columns[index].said_by:
        return
    meant = {match.role for match in match_heading(columns[index].heading)}
    if both <= meant:
        columns[index] = replace(columns[index], role=Role.RESPONSIBLE, also=Role.DEADLINE)


def _tell_partners(columns: list[Column]) -> None:
    """Curators beside schools and no work between them: who supports whom."""
    roles = {column.role for column in columns}
    if Role.SCHOOL not in roles or roles & {Role.TITLE, Role.DEADLINE, Role.MONTH, Role.PARTNER}:
        return
    for index, column in enumerate(columns):
        if "куратор" in heading_key(column.heading) and not column.said_by:
            columns[index] = replace(column, role=Role.PARTNER)


def _promote_title(columns: list[Column]) -> None:
    """A plan without a column of activities keeps them under its last grouping column."""
    free = [(index, column) for index, column in enumerate(columns) if not column.said_by]
    candidates = [index for index, column in free if column.role in GROUPING]
    if not candidates:
        candidates = [index for index, column in free if column.role is None]
        candidates = candidates[:1]
    if not candidates:
        spare = (Role.INDICATOR, Role.NOTE)
        candidates = [index for index, column in free if column.role in spare][:1]
    if candidates:
        index = candidates[-1]
        columns[index] = replace(columns[index], role=Role.TITLE, confidence=_PROMOTED)
