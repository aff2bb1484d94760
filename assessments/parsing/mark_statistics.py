"""ФИС ОКО, «Статистика по отметкам» (Ф3): shares of marks by school (DOMAIN.md 7.1)."""

from assessments.parsing.columns import LEAST_OWN_FIELDS, MARK_FIELDS, Header, HeaderRow
from assessments.parsing.groups import Group, figures_of, groups_of, is_school_name, keep_reference
from assessments.parsing.heads import Head, read_head
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import MarkFormat, Unit, mark_format, read_row

KIND = "ФИС ОКО, статистика по отметкам"


def header_of(row: HeaderRow) -> Header | None:
    """Groups of participants against the marks 2–5, and no other numbered column."""
    if not row.label_texts <= set(MARK_FIELDS):
        return None
    header = row.header()
    if "groups" not in header.columns or header.own_fields < LEAST_OWN_FIELDS:
        return None
    return header if header.has_marks() else None


def read(table: Table, reading: Reading) -> None:
    """Adds rows of marks, and rows to compare with, to the draft."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    groups = [group for group in groups_of(table, reading) if not _is_note(group)]
    written = mark_format(table.sheet, table.header, [group.place.row for group in groups])
    marks = as_percents(written, table.header)
    for group in groups:
        _read_group(group, head, marks, reading)
        reading.draft.issues.extend(group.place.issues)


def _is_note(group: Group) -> bool:
    """Words under the table: no number beside them, and no school by code or name."""
    place = group.place
    is_bare = all(place.value(name) is None for name in ("schools", "participants", *MARK_FIELDS))
    return is_bare and not group.code and not is_school_name(group.name)


def as_percents(written: MarkFormat, header: Header) -> MarkFormat:
    """The report prints percentages even where all of them are whole."""
    if written.unit is Unit.COUNTS and "schools" in header.columns:
        return MarkFormat(Unit.PERCENTS, written.decimals)
    return written


def _read_group(group: Group, head: Head, marks: MarkFormat, reading: Reading) -> None:
    if group.scope:
        figures = figures_of(group, MARK_FIELDS)
        if figures is not None:
            keep_reference("marks", group, head, figures, reading)
        return
    row = read_row(group.place, group.identity(head), marks)
    if row is not None:
        reading.draft.rows.append(row)
