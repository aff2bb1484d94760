"""ФИС ОКО, «Выполнение заданий группами участников» (DOMAIN.md 7.4).

Rows of groups («Ср.% вып. уч. гр.баллов 2») say how weak and strong pupils did the tasks. The
portal keeps tasks of a school as a whole: rows of all participants are read, of groups it is said
that they are not.
"""

import re
from dataclasses import replace

from assessments.parsing.cells import text_of
from assessments.parsing.columns import Header, HeaderRow
from assessments.parsing.groups import Group, groups_of
from assessments.parsing.heads import read_head
from assessments.parsing.reading import Reading, Table
from assessments.parsing.scores import has_scores
from assessments.parsing.task_results import read_group, task_columns
from core.office.issues import Severity

KIND = "ФИС ОКО, выполнение заданий группами участников"
_GROUP = re.compile(r"гр\w*\.?\s*балл|групп\w*\s+(?:балл|отмет)|отметк\w*\s*[«\"]?[2-5]", re.I)
_ALL = re.compile(r"^(?:ср\.?\s*%\s*вып\w*\.?\s*)?(?:все|всего|всех)\b", re.IGNORECASE)
_SERVICE = re.compile(r"^(?:макс|уров)", re.IGNORECASE)


def header_of(row: HeaderRow) -> Header | None:
    """Numbered tasks in the report of groups."""
    header = row.header()
    if row.report != "task_groups" or "groups" not in header.columns:
        return None
    return row.labelled(header) if row.labels and not has_scores(row) else None


def read(table: Table, reading: Reading) -> None:
    """Adds rows of all participants of a school; says how many rows of groups are left out."""
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    columns = task_columns(table, reading)
    left_out = 0
    school: Group | None = None
    for group in groups_of(table, reading):
        if _SERVICE.match(group.name):
            continue
        if any(_GROUP.search(text) for text in _texts(group)):
            left_out += 1
            continue
        if _ALL.match(group.name) and school is not None:
            group = replace(group, name=school.name, code=school.code, scope=school.scope)
        school = group
        if any(group.place.value(number) is not None for number in columns.numbers):
            read_group(group, head, columns, reading)
        reading.draft.issues.extend(group.place.issues)
    if left_out:
        reading.draft.issues.append(
            table.issue(
                Severity.WARNING,
                f"строк по группам участников — {left_out}, они не загружаются: портал хранит "
                "выполнение заданий по школе в целом",
            )
        )


def _texts(group: Group) -> list[str]:
    place = group.place
    return [text_of(value) for value in place.sheet.rows[place.row] if isinstance(value, str)]
