"""Rows of ФИС ОКО reports: the whole sample, regions, municipalities and schools in one column.

Layout: DOMAIN.md 7.1. The code of an entity stands in brackets at the end of its name.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from assessments.parsing.cells import CellError, count_of, name_and_code, text_of
from assessments.parsing.drafts import DraftReference
from assessments.parsing.heads import Head
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Identity, Place

_REFERENCE_CODE = re.compile(r"^reg", re.IGNORECASE)
_WHOLE = re.compile(r"^вся выборка|^российская федерация|^россия\b|^рф\b|^по стране", re.IGNORECASE)
_SCHOOL = re.compile(
    r"\b(?:м[бако]?оу|гбоу|гкоу|чоу|оо|сош|оош|нош|школ\w*|гимнази\w*|лице\w*|интернат\w*|"
    r"кадетск\w*|образоват\w*)\b|№",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"\b(?:област\w*|обл|кра[йя]|республик\w*|автономн\w*|г\. (?:москва|санкт-петербург|"
    r"севастополь)|регион\w*)\b",
    re.IGNORECASE,
)
_MUNICIPALITY = re.compile(
    r"\b(?:район\w*|р-н|муниципал\w*|городск\w*|округ\w*|мо|г\.? ?о)\b", re.IGNORECASE
)
_TOTAL = re.compile(r"^(?:итого|всего|в среднем|среднее)\b", re.IGNORECASE)
_NUMBERED_ROW = re.compile(r"^\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Group:
    """One row: who it is about. `scope` is empty for a school."""

    place: Place
    name: str
    code: str
    scope: str

    def identity(self, head: Head) -> Identity:
        """The school of the row and the work of the table."""
        return Identity(
            self.code, self.name, "", head.work, head.academic_year, head.written_year
        )  # fmt: skip


def groups_of(table: Table, reading: Reading) -> Iterator[Group]:
    """Rows that name somebody: neither column numbers nor a total, which an office has added."""
    for row in table.rows:
        place = Place(table.sheet, table.header, row)
        shown = place.text("groups")
        if not shown or _NUMBERED_ROW.match(shown):
            continue
        name, code = name_and_code(shown)
        if not code and _TOTAL.match(name) and place.value("participants") is not None:
            place.warn("строка итогов пропущена", "groups")
            reading.draft.issues.extend(place.issues)
            continue
        yield Group(place, name, code, scope_of(place, name, code))


def scope_of(place: Place, name: str, code: str) -> str:
    """«country», «region» or «municipality» for a row to compare with; empty for a school.

    A region without a code is known by its number of schools or by its name.
    """
    if _WHOLE.match(name):
        return "country"
    if _REFERENCE_CODE.match(code):
        return "municipality" if "_m" in code else "region"
    if code:
        return ""
    if "schools" in place.header.columns:
        return "region" if place.value("schools") is not None else ""
    return scope_by_name(name)


def scope_by_name(name: str) -> str:
    """What a name without a code says of whom it names; empty for a school and the unknown."""
    if _WHOLE.match(name):
        return "country"
    if _SCHOOL.search(name):
        return ""
    if _MUNICIPALITY.search(name) and not _REGION.search(name):
        return "municipality"
    return "region" if _REGION.search(name) else ""


def is_school_name(name: str) -> bool:
    """Whether a name is that of a school."""
    return bool(_SCHOOL.search(name))


def keep_reference(
    kind: str,
    group: Group,
    head: Head,
    figures: Iterable[tuple[str, Decimal]],
    reading: Reading,
) -> None:
    """Adds the row of `group` to those that schools are compared with."""
    place = group.place
    try:
        participants = count_of(place.value("participants"))
        schools = count_of(place.value("schools"))
    except CellError as error:
        place.warn(f"строка «{group.name}» не прочитана: {error}", "groups")
        return
    reading.draft.references.append(
        DraftReference(
            kind=kind, scope=group.scope, code=group.code, name=group.name, work=head.work,
            academic_year=head.academic_year, written_year=head.written_year, schools=schools,
            participants=participants, figures=tuple(figures), sheet=place.sheet.name,
            cell=place.address("participants"),
        )
    )  # fmt: skip


def figures_of(group: Group, fields: Iterable[str]) -> tuple[tuple[str, Decimal], ...] | None:
    """The percentages of a row; None, with an issue, where one is no percentage.

    An empty cell is left out: nothing is known of it.
    """
    place = group.place
    note = place.warn if group.scope else place.fail
    figures = []
    for name in fields:
        try:
            number = place.number(name)
        except CellError as error:
            note(f"строка «{group.name}» не прочитана: {error}", name)
            return None
        if number is None:
            continue
        if not 0 <= number <= 100:
            shown = text_of(place.value(name))
            note(f"строка «{group.name}» не прочитана: доля {shown} не от 0 до 100", name)
            return None
        figures.append((name, number))
    return tuple(figures)
