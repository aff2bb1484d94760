"""ФИС ОКО, «Распределение первичных баллов»: shares of each primary score (DOMAIN.md 7.4)."""

from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.groups import Group, figures_of, groups_of, keep_reference
from assessments.parsing.heads import Head, read_head
from assessments.parsing.mark_statistics import as_percents
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import MarkFormat, mark_format
from assessments.parsing.scores import Scale, has_scores, read_scores, scale_of

KIND = "ФИС ОКО, распределение первичных баллов"


def header_of(row: HeaderRow) -> Header | None:
    """Groups of participants against the scores 0, 1, 2 …"""
    header = row.header()
    if "groups" not in header.columns or not has_scores(row):
        return None
    return row.labelled(header)


def read(table: Table, reading: Reading) -> None:
    """Adds distributions, and rows to compare with, to the draft."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    scale, issues = scale_of(table, head)
    reading.draft.issues.extend(issues)
    if scale is None:
        return
    groups = list(groups_of(table, reading))
    rows = [group.place.row for group in groups]
    written = mark_format(table.sheet, table.header, rows, scale.fields)
    marks = as_percents(written, table.header)
    for group in groups:
        _read_group(group, head, marks, scale, reading)
        reading.draft.issues.extend(group.place.issues)


def _read_group(
    group: Group, head: Head, written: MarkFormat, scale: Scale, reading: Reading
) -> None:
    if group.scope:
        figures = figures_of(group, scale.fields)
        if figures is not None:
            keep_reference("scores", group, head, figures, reading)
        return
    found = read_scores(group.place, group.identity(head), written, scale)
    if found is not None:
        reading.draft.facts.append(found)
