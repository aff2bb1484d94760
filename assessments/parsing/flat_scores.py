"""Flat tables of primary scores: one row per school, subject and grade (DOMAIN.md 7.4)."""

from array import array

from assessments.parsing.cells import CellError, count_of
from assessments.parsing.columns import LEAST_OWN_FIELDS, Header, HeaderRow
from assessments.parsing.flat_table import (
    filled_rows,
    identity_of,
    missing_columns,
    noted,
    procedure_of_sheet,
)
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Place, mark_format
from assessments.parsing.scores import Scale, has_scores, read_scores, scale_of
from core.office.issues import Severity

KIND = "плоская таблица первичных баллов"
_NO_MAXIMUM = (
    "в таблице нет столбца «Макс. балл»: максимумом работы считается последний заполненный "
    "столбец строки"
)


def header_of(row: HeaderRow) -> Header | None:
    """A school against the scores 0, 1, 2 …"""
    header = row.header()
    if not {"code", "name"} & header.columns.keys() or header.own_fields < LEAST_OWN_FIELDS:
        return None
    return row.labelled(header) if has_scores(row) else None


def read(table: Table, reading: Reading) -> None:
    """Adds the distributions of the table to the draft.

    One table may hold works of different maxima: the maximum of a row is its column «Макс. балл»,
    else its last filled score.
    """
    sheet, header, draft = table.sheet, table.header, reading.draft
    problem = missing_columns(header, has_figures=True)
    scale, issues = scale_of(table, None)
    draft.issues.extend(issues)
    if problem:
        draft.issues.append(table.issue(Severity.ERROR, problem))
    if problem or scale is None:
        return
    if "max_score" not in header.columns:
        draft.issues.append(table.issue(Severity.WARNING, _NO_MAXIMUM))
    default = procedure_of_sheet(table, reading)
    rows = array("L")
    written = mark_format(sheet, header, noted(filled_rows(table), rows), scale.fields)
    for row in rows:
        place = Place(sheet, header, row)
        identity = identity_of(place, default)
        own = _own_scale(place, scale) if identity else None
        found = read_scores(place, identity, written, own) if identity and own else None
        draft.issues.extend(place.issues)
        if found is not None:
            draft.facts.append(found)


def _own_scale(place: Place, scale: Scale) -> Scale | None:
    """The scores of one row; None, with an issue, where its maximum is not to be trusted."""
    filled = [name for name in scale.fields if place.value(name) is not None]
    last = int(filled[-1]) if filled else 0
    try:
        said = count_of(place.value("max_score"))
        above = [name for name in filled if said is not None and int(name) > said]
        if any(place.number(name) for name in above):
            place.fail(f"есть баллы больше максимального ({said})", "max_score")
            return None
    except CellError as error:
        place.fail(str(error), "max_score")
        return None
    most = last if said is None else said
    if not most:
        place.fail("не указан максимальный первичный балл", "max_score")
        return None
    return Scale(tuple(name for name in scale.fields if int(name) <= most), most)
