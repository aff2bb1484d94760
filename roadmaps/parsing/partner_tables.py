"""Tables of schools and of the schools or teachers that support them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from roadmaps.parsing.columns import Header, SaidBy
from roadmaps.parsing.draft import PartnershipDraft
from roadmaps.parsing.grids import Grid
from roadmaps.parsing.numbers import is_number, without_marker
from roadmaps.parsing.segments import Segment
from roadmaps.parsing.vocabulary import Role
from roadmaps.parsing.wording import heading_key, is_figure, is_nothing, names_person, one_line

_PARTNER = re.compile(
    r"партн[её]р|наставник|лидер|донор|консультант|ресурсн|базов|опорн|стажировочн|ведущ|"
    r"шефск|(?:высок|стабильн)\w* (?:\w+ )?результат|оказывающ"
)
_TEACHER = re.compile(
    r"педагог(?!ич)|учител|преподавател|тьютор|методист|специалист|эксперт|ф\.? ?и\.? ?о|наставник$"
)
_SUPPORTED = re.compile(
    r"шнор|снор|шнсу|с низк|нро\b|нсу\b|наставляем|сопровождаем|подшефн|курируем|поддерживаем|"
    r"получающ|участни[кц]|риск|нуждающ"
)
_ASSIGNED = re.compile(
    r"закрепл[её]нн\w* (?:школ|оо\b|общеобразоват|образовательн|организаци[яи]\b)"
)
_SCHOOL_HEADING = re.compile(
    r"^(?:наименование |название |краткое наименование )?(?:школ[аы]?\b|оо\b|оу\b|м[кб]?оу\b|"
    r"общеобразоват|образовательн\w+ (?:организац|учрежд)|организаци[яи]\b)"
)
_SCOPE = re.compile(
    r"предмет|(?:направлени|тем[аы]|тематик|форм|вопрос|содержани|вид)\w*(?: \w+)? ?"
    r"(?:сотруднич|взаимодейств|партн|наставн|поддержк|помощ|$)"
)
_DETAIL = re.compile(r"должност|мест\w* работы|категори|образовательная организация педагог")
_ASIDE = re.compile(r"^(?:директор|руководител|адрес|телефон|контакт|дата|срок)")
_ABOUT_PARTNERS = re.compile(r"партн[её]р|настав|закрепл|кураторств|взаимодейств|шефств|сопровожд")
_PATRONYMIC = re.compile(r"\b[А-ЯЁ][а-яё]+(?:вна|вич|чна|ьич|ична|инична)\b")
_NAMED_AFTER = re.compile(r"\b(?:им\.|имени)\s*[^»\n,;]*")
_SCHOOL = re.compile(
    r"\b(?:[МГЧ]?[АБКО]{0,2}ОУ|СОШ|ООШ|НОШ|ОШ)\b|школ|гимнази|лице[йя]|интернат|кадетск",
    re.IGNORECASE,
)
_SCHOOL_BEGINS = re.compile(
    r"^(?:(?:филиал )?[МГЧ]?[АБКО]{0,2}ОУ\b|СОШ|ООШ|НОШ|ОШ\b|школ|гимнази|лице[йя]|\w+ школ|"
    r"муниципальн)",
    re.IGNORECASE,
)
_PERSON_BEGINS = re.compile(
    r"^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+(?:[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+)"
)
_TEACHER_WORDS = re.compile(r"\bучител|\bпедагог(?!ич)|\bпреподавател|\bметодист")
_MOST_HEADING_ROWS = 3
_OWNED = r"(?:[МГЧ]?[АБК]?ОУ|[МГ][АБК]У)\b"
_BETWEEN_NAMES = (
    r"\n|;",
    r"\n|;|,(?=\s*[А-ЯЁA-Z])",
    # A page has undone the line breaks of the cell.
    rf"\n|;|,(?=\s*[А-ЯЁA-Z])|(?<=[»\d])\s+(?={_OWNED})",
)
_SURELY = 0.6
_LONGEST_NAME = 200
_LONGEST_HEADING = 120
_WANTED = ("partner", "teacher")


@dataclass(slots=True)
class _Columns:
    """Places of columns by their meaning, and the row beneath the headings."""

    school: int
    partners: list[int] = field(default_factory=list)
    scopes: list[int] = field(default_factory=list)
    details: list[int] = field(default_factory=list)
    headings: dict[int, str] = field(default_factory=dict)
    first_row: int = 1


def is_partner_table(segment: Segment, caption: str) -> bool:
    """Whether a table says who supports which school, by its headings and its cells.

    A school and a teacher beside each other are partners only where the words say so: such tables
    are also drawn of a school's staff.
    """
    columns = _columns(segment)
    if columns is None or _has_activities(segment.header, columns):
        return False
    words = heading_key(f"{caption} {' '.join(columns.headings.values())}")
    says_so = any(_PARTNER.search(heading_key(columns.headings[p])) for p in columns.partners)
    if not (says_so or _ABOUT_PARTNERS.search(words) or "куратор" in words):
        return False
    texts = [
        cell.text
        for index in segment.rows
        for place in columns.partners
        if index >= columns.first_row
        and (cell := segment.grid.at(index, place)) is not None
        and not is_nothing(cell.text)
    ]
    short = [text for text in texts if len(text) <= _LONGEST_NAME and not is_figure(text)]
    named = sum(bool(_SCHOOL.search(text) or _is_person(text)) for text in short)
    return bool(texts) and (len(short) if says_so else named) * 2 >= len(texts)


def _has_activities(header: Header | None, columns: _Columns) -> bool:
    """Whether a column beside schools and partners holds what is to be done."""
    known = {columns.school, *columns.partners, *columns.scopes, *columns.details}
    return header is not None and any(
        column.role is Role.TITLE and column.confidence > _SURELY and column.first not in known
        for column in header.columns
    )


def read_partnerships(segment: Segment, header: Header | None) -> Iterator[PartnershipDraft]:
    """Each school with each of its partners; an empty or merged school goes on from above."""
    columns = _decided(header) or _columns(segment)
    if columns is None:
        return
    grid = segment.grid
    schools: list[str] = []
    said: set[tuple[str, str]] = set()
    for index in (row for row in segment.rows if row >= columns.first_row):
        own = grid.own_cells(index)
        if len(own) == 1 and own[0].span > grid.width / 2:
            continue
        named = _text(grid, index, columns.school)
        schools = _apart(named) if named else schools
        scope = "\n".join(filter(None, (_text(grid, index, place) for place in columns.scopes)))
        for place in columns.partners:
            for name in _apart(_text(grid, index, place)):
                kind = partner_kind(name, columns.headings[place])
                merged = (cell := grid.at(index, place)) is not None and cell.row < index
                partner = _with_details(grid, index, name, columns) if kind == "teacher" else name
                for school in schools:
                    if merged and (school, partner) in said:
                        continue
                    said.add((school, partner))
                    source = grid.source(index, columns.school)
                    yield PartnershipDraft(school, partner, kind, scope, source)


def partner_kind(text: str, heading: str) -> str:
    """`teacher` for a single person, else `school`."""
    person = _is_person(text) or _TEACHER_WORDS.search(heading_key(text))
    by_heading = _TEACHER.search(heading_key(heading)) and not _SCHOOL.search(text)
    return "teacher" if person or by_heading else "school"


def _columns(segment: Segment) -> _Columns | None:
    """The columns by the words of the first row that has several cells."""
    grid, header = segment.grid, segment.header
    rows = range(min(_MOST_HEADING_ROWS, len(grid)))
    top = header.top if header else next((i for i in rows if len(grid.own_cells(i)) > 1), None)
    if top is None:
        return None
    bottom = header.bottom if header else _bottom(grid, top)
    found = _by_headings(
        {
            cell.first: _heading(grid, range(top, bottom + 1), cell.first)
            for cell in grid.cells(bottom)
        }
    )
    if found is not None:
        found.first_row = bottom + 1
    return found


def _bottom(grid: Grid, top: int) -> int:
    return max((grid.last_row(cell) for cell in grid.cells(top)), default=top)


def _heading(grid: Grid, rows: range, column: int) -> str:
    cells = [cell for row in rows if (cell := grid.at(row, column)) is not None]
    return " / ".join(dict.fromkeys(one_line(cell.text) for cell in cells if cell.text))


def _by_headings(headings: dict[int, str]) -> _Columns | None:
    if any(len(heading) > _LONGEST_HEADING for heading in headings.values()):
        return None
    keys = {place: heading_key(heading) for place, heading in headings.items()}
    meant = {place: _meaning(key) for place, key in keys.items()}
    school = _school_column(meant)
    if school is None:
        return None
    wanted = _WANTED if meant[school] == "assigned" else (*_WANTED, "assigned")
    partners = [place for place, kind in meant.items() if kind in wanted and place != school]
    # A curator stands beside partners; alone, the curator is the partner.
    partners = partners or [place for place, kind in meant.items() if kind == "curator"]
    if not partners:
        return None
    return _Columns(
        school=school,
        partners=partners,
        scopes=[place for place, kind in meant.items() if kind == "scope"],
        details=[place for place, kind in meant.items() if kind == "detail"],
        headings=headings,
    )


def _school_column(meant: dict[int, str]) -> int | None:
    """The supported school: said so, else assigned to a partner, else the plain school."""
    kinds = set(meant.values())
    for kind in ("supported", "assigned", "school"):
        others = kinds & {*_WANTED, "curator"} or (kind != "assigned" and "assigned" in kinds)
        if kind in kinds and others:
            return next(place for place, each in meant.items() if each == kind)
    return None


def _meaning(key: str) -> str:
    if _ASIDE.match(key):
        return "other"
    if _DETAIL.search(key):
        return "detail"
    if _SUPPORTED.search(key):
        return "other" if _TEACHER.search(key) and "школ" not in key else "supported"
    if _ASSIGNED.search(key):
        return "assigned"
    if _SCOPE.search(key) and not _PARTNER.match(key):
        return "scope"
    if _TEACHER.search(key):
        return "teacher"
    if _PARTNER.search(key):
        return "partner"
    if "куратор" in key:
        return "curator"
    return "school" if _SCHOOL_HEADING.match(key) else "other"


def _decided(header: Header | None) -> _Columns | None:
    """The columns as a person gave them."""
    if header is None or not any(c.said_by is SaidBy.PERSON for c in header.columns):
        return None
    school = next((c for c in header.columns if c.role is Role.SCHOOL), None)
    partners = header.having(Role.PARTNER)
    if school is None or not partners:
        return None
    return _Columns(
        school=school.first,
        partners=[column.first for column in partners],
        scopes=[column.first for column in header.having(Role.SCOPE)],
        headings={column.first: column.full_heading for column in header.columns},
        first_row=header.bottom + 1,
    )


def _text(grid: Grid, index: int, place: int) -> str:
    cell = grid.at(index, place)
    text = cell.text if cell is not None else ""
    return "" if is_nothing(text) or is_number(text) else text


def _apart(text: str) -> list[str]:
    """The schools or people of a cell: its parts where each of them is one, else the cell."""
    for pattern in _BETWEEN_NAMES:
        parts = [without_marker(part).strip(" ,;") for part in re.split(pattern, text)]
        parts = [part for part in parts if part]
        if len(parts) > 1 and all(map(_begins_as_partner, parts)):
            return parts
    whole = one_line(text)
    return [whole] if whole else []


def _begins_as_partner(text: str) -> bool:
    return bool(_SCHOOL_BEGINS.match(text) or _PERSON_BEGINS.match(text))


def _with_details(grid: Grid, index: int, name: str, columns: _Columns) -> str:
    details: Sequence[str] = [_text(grid, index, place) for place in columns.details]
    return ", ".join([name, *(one_line(text) for text in details if text)])


def _is_person(text: str) -> bool:
    """Whether a person is named, other than the one that a school bears the name of."""
    own = _NAMED_AFTER.sub("", text)
    return names_person(own) or bool(_PATRONYMIC.search(own))
