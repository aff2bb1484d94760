"""ФИС ОКО, «Достижение планируемых результатов»: a row for each requirement (DOMAIN.md 7.4).

The layout is known from memory: columns of the school, municipality, region and country are told
by their names or codes; the numbers of participants («89 уч.») stand in a row under the header.
"""

import re
from dataclasses import replace
from decimal import Decimal

from assessments.domain.tasks import Outcome
from assessments.parsing.cells import CellError, count_of, name_and_code, text_of
from assessments.parsing.columns import Header, HeaderRow, plain
from assessments.parsing.drafts import DraftOutcomes
from assessments.parsing.groups import is_school_name, scope_by_name
from assessments.parsing.heads import read_head
from assessments.parsing.reading import Reading, Table
from assessments.parsing.rows import Identity, Place
from core.office.issues import Severity

KIND = "ФИС ОКО, достижение планируемых результатов"
_TEXT = re.compile(
    r"^(?:блоки|проверяем|планируем|умени|требовани|предметные результаты|обучающийся|пооп|фгос)"
)
_NUMBER = re.compile(r"^(?:№|n|номер|задание|№ задания|номер задания)$")
_MAXIMUM = re.compile(r"^макс\w*\.? ?(?:перв\w*)? ?балл|^макс\.?$")
_PARTICIPANTS = re.compile(r"^(\d[\d\s\u00a0]*)\s*(?:уч|чел)\w*\.?$", re.IGNORECASE)
_PARTICIPANTS_LABEL = re.compile(r"^(?:кол-во|количество|число)?\s*участник", re.IGNORECASE)
_OWN_NUMBER = re.compile(r"^(\d{1,2}(?:[.,]\d{1,2})?(?:[КK]\d{1,2})?)\s*[.)]?\s+(?=\S)")
_SCOPES = ("school", "municipality", "region", "country")
_SCHOOL_LINE = re.compile(r"^(?:оо|школа|логин|образовательная организация)\s*:?\s*(.*)$", re.I)
_ABOVE = 20
_ROWS_OF_PARTICIPANTS = 3


def header_of(row: HeaderRow) -> Header | None:
    """Requirements against the maximum and the shares of school, municipality, region, country."""
    columns: dict[str, int] = {}
    for column, (own, above) in enumerate(zip(row.own, row.above, strict=True)):
        field = _field(own, above)
        if field:
            columns.setdefault(field, column)
    if "text" not in columns or not ({"max_score", "country", "region"} & columns.keys()):
        return None
    rest = [
        column
        for column, own in enumerate(row.own)
        if own and column > columns["text"] and column not in columns.values()
    ]
    if "school" not in columns and len(rest) == 1:
        columns["school"] = rest[0]
    return Header(row.index, columns, frozenset(), frozenset())


def _field(own: str, above: str) -> str | None:
    shown = plain(own)
    if _TEXT.match(shown):
        return "text"
    if _NUMBER.match(shown):
        return "number"
    if _MAXIMUM.match(shown):
        return "max_score"
    name, code = name_and_code(own.rstrip(" %,"))
    if code:
        is_reference = code.startswith("reg")
        return ("municipality" if "_m" in code else "region") if is_reference else "school"
    named = own if not above else f"{own} {above}"
    if shown.rstrip(" %,") in ("оо", "школа"):
        return "school"
    if is_school_name(named):
        return "school"
    if shown.rstrip(" %,") == "мо":
        return "municipality"
    return scope_by_name(name) or None


def read(table: Table, reading: Reading) -> None:
    """Adds the school's outcomes, or issues that say what is missing, to the draft."""
    draft = reading.draft
    head = read_head(table.sheet, table.header.row, reading)
    if head is None:
        return
    named = _school(table)
    if named is None or "school" not in table.header.columns:
        draft.issues.append(
            table.issue(
                Severity.ERROR,
                "не найдено, о какой школе отчёт: нужен столбец с названием и логином школы",
            )
        )
        return
    participants, first = _participants(table)
    if participants is None:
        draft.issues.append(
            table.issue(
                Severity.ERROR,
                "не найдено число участников школы: под названием школы нужна строка вида «89 уч.»",
            )
        )
        return
    outcomes = []
    for row in range(first, table.end):
        place = Place(table.sheet, table.header, row)
        found = _outcome(place)
        draft.issues.extend(place.issues)
        if found is not None:
            outcomes.append(found)
    if not outcomes:
        return
    name, code = named
    identity = Identity(code, name, "", head.work, head.academic_year, head.written_year)
    draft.facts.append(_draft(identity, table, participants, tuple(outcomes)))


def _school(table: Table) -> tuple[str, str] | None:
    """Name and code of the school, from its column or from the lines above the table."""
    column = table.header.columns.get("school")
    shown = "" if column is None else table.row.own[column].rstrip(" %,")
    name, code = name_and_code(shown)
    if code or (is_school_name(name) and plain(name) not in ("оо", "школа")):
        return name, code
    for row in range(max(table.header.row - _ABOVE, 0), table.header.row):
        cells = [text_of(value) for value in table.sheet.rows[row] if value is not None]
        found = _SCHOOL_LINE.match(cells[0]) if cells else None
        if found and (found.group(1) or len(cells) > 1):
            name, code = name_and_code(found.group(1) or cells[1])
            is_login = not code and re.fullmatch(r"[A-Za-z]{2,4}\d{6}|\d{4,6}", name)
            return ("", name.lower()) if is_login else (name, code)
    return None


def _participants(table: Table) -> tuple[int | None, int]:
    """The school's participants from the rows under the header, and where requirements begin."""
    for row in table.rows[:_ROWS_OF_PARTICIPANTS]:
        place = Place(table.sheet, table.header, row)
        found = _PARTICIPANTS.match(place.text("school"))
        if found:
            return int(re.sub(r"\s", "", found.group(1))), row + 1
        if _PARTICIPANTS_LABEL.match(place.text("text")):
            try:
                return count_of(place.value("school")), row + 1
            except CellError:
                return None, row + 1
    return None, table.header.row + 1


def _outcome(place: Place) -> Outcome | None:
    text = place.text("text")
    shares = {scope: _share(place, scope) for scope in _SCOPES}
    if not any(share is not None for share in shares.values()):
        return None  # a heading of a block of requirements
    number = place.text("number")
    own = _OWN_NUMBER.match(text)
    if not number and own:
        number, text = own.group(1), text[own.end() :]
    try:
        maximum = count_of(place.value("max_score"))
    except CellError as error:
        place.fail(str(error), "max_score")
        return None
    if not text and not number:
        place.fail("не указано, о каком умении строка", "text")
    if place.failed:
        return None
    return Outcome(number, text, maximum, **shares)


def _share(place: Place, scope: str) -> Decimal | None:
    try:
        number = place.number(scope)
    except CellError as error:
        place.fail(str(error), scope)
        return None
    if number is not None and not 0 <= number <= 100:
        place.fail(f"доля {text_of(place.value(scope))} должна быть от 0 до 100", scope)
        return None
    return number


def _draft(
    identity: Identity, table: Table, participants: int, outcomes: tuple[Outcome, ...]
) -> DraftOutcomes:
    place = Place(table.sheet, table.header, table.header.row)
    last = replace(place, row=table.end - 1)
    return DraftOutcomes(
        school_code=identity.school_code, school_name=identity.school_name, municipality="",
        work=identity.work, academic_year=identity.academic_year,
        written_year=identity.written_year, participants=participants, outcomes=outcomes,
        sheet=table.sheet.name, cell=place.address("school"),
        cells=(("outcomes", f"{place.address('school')}:{last.address('school')}"),),
    )  # fmt: skip
