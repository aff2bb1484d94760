"""Context data of schools in a workbook: values with their cells, and what to know of the rest.

Two layouts: one row per school under a header of one or two rows (forms of ФИОКО, кадры), and one
sheet per school with «показатель | значение» (социальный паспорт). Knows the file only; which
school a row means is settled by matching. A sheet that lists people is not read, and no sentence
repeats what a cell holds (DOMAIN.md 2.4, 10).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.office.errors import UnreadableFileError
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, Sheet, address, read_workbook
from core.values import academic_year
from schools.domain.context.fields import BY_KEY, ContextField, Kind, field_of, plain_header
from schools.domain.context.values import NotUnderstood, Value, read_value

_SCANNED_ROWS = 30
_LEAST_LINES = 3
_MOST_UNKNOWN_SHOWN = 12
_LOGIN = re.compile(r"\bлогин\b|\blogin\b")
_CODE = re.compile(r"\bкод (?:оо|школ\w*|организац\w*|огэ|егэ)\b")
_NAME = re.compile(r"наименован|назван|\bшкол\w*$|^о[оу]$|^ооу?$|организаци\w*$|\bшкола\b")
_PEOPLE = re.compile(r"\bфамили|\bф ?и ?о\b|\bотчеств")
_STAFF_WORDS = re.compile(r"директор|руководител|ответственн|исполнител|заполнил")
_TOTAL = re.compile(r"^(?:итого|всего|сумма|среднее|в среднем|по (?:району|округу|муниципалит\w+))")
_YEAR = re.compile(r"\b(20\d\d) ?[/–—-] ?(?:20)?(\d\d)\b")
_AS_OF = re.compile(r"\bна \d{1,2}\.(0?[1-9]|1[0-2])\.(20\d\d)\b", re.IGNORECASE)
_NO_TABLE = (
    "В файле не найдены контекстные данные: нужна таблица со столбцом «Школа» или «Логин» и "
    "показателями либо листы «показатель — значение». Возьмите шаблон портала."
)


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value and where it stands."""

    field: str
    value: Value
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class ReadSchool:
    """One school as the file names it, with all that it says of it."""

    code: str
    name: str
    sheet: str
    cell: str
    values: tuple[ReadValue, ...]


@dataclass(slots=True)
class ContextFile:
    """All that was understood; `years` are the academic years that the file names."""

    schools: list[ReadSchool] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    years: set[int] = field(default_factory=set)


def read_context(content: bytes) -> ContextFile:
    """Every school of the file.

    Raises UnreadableFileError where the file is no table or holds no context data.
    """
    found = ContextFile()
    for sheet in read_workbook(content).sheets:
        if sheet.hidden or not sheet.rows:
            continue
        if people := _people(sheet):
            found.issues.append(_issue(Severity.ERROR, people[0], sheet, *people[1]))
            continue
        header = _header(sheet)
        if header is not None:
            _read_table(sheet, header, found)
        else:
            _read_passport(sheet, found)
        found.years |= _years(sheet)
    if not found.schools and not found.issues:
        raise UnreadableFileError(_NO_TABLE)
    return found


def _people(sheet: Sheet) -> tuple[str, tuple[int, int]] | None:
    """The sentence and the place of a column of people's names; None where there is none."""
    for row, cells in enumerate(sheet.rows[:_SCANNED_ROWS]):
        if sum(value is not None for value in cells) < 2:
            continue
        for column, value in enumerate(cells):
            words = plain_header(text_of(value)) if isinstance(value, str) else ""
            if _PEOPLE.search(words) and not _STAFF_WORDS.search(words):
                return (
                    "Лист похож на список людей и не прочитан. Порталу нужны только числа по "
                    "школам, без фамилий."
                ), (row, column)
    return None


# One row per school


@dataclass(frozen=True, slots=True)
class _Header:
    """The last row of the header and what its columns hold."""

    row: int
    fields: dict[int, ContextField]
    login: int | None
    code: int | None
    name: int | None
    unknown: tuple[tuple[int, str], ...]


def _header(sheet: Sheet) -> _Header | None:
    """The row, alone or with the one above it, that names a school and the most fields."""
    best: _Header | None = None
    for row in range(min(len(sheet.rows), _SCANNED_ROWS)):
        for texts in _variants(sheet, row):
            header = _columns(row, texts)
            if header and (best is None or len(header.fields) > len(best.fields)):
                best = header
    return best


def _variants(sheet: Sheet, row: int) -> Iterator[list[str]]:
    own = [text_of(value) for value in sheet.rows[row]]
    yield own
    if row == 0:
        return
    above: list[str] = []
    for column in range(max(len(own), len(sheet.rows[row - 1]))):
        text = text_of(sheet.at(row - 1, column))
        below = own[column] if column < len(own) else ""
        above.append(text or (above[-1] if above and below else ""))
    width = len(above)
    padded = own + [""] * (width - len(own))
    yield [f"{upper} {lower}".strip() for upper, lower in zip(above, padded, strict=True)]


def _columns(row: int, texts: Sequence[str]) -> _Header | None:
    fields: dict[int, ContextField] = {}
    schools: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    taken: set[str] = set()
    for column, text in enumerate(texts):
        words = plain_header(text)
        known = field_of(text)
        if known and (known.key not in taken or known.kind is Kind.TEXT):
            fields[column] = known
            taken.add(known.key)
        elif role := _school_role(words):
            schools.setdefault(role, column)
        elif words and words not in ("№", "n", "№ п п", "п п"):
            unknown.append((column, text))
    if not fields or not schools:
        return None
    return _Header(
        row, fields, schools.get("login"), schools.get("code"), schools.get("name"), tuple(unknown)
    )


def _school_role(words: str) -> str:
    if _LOGIN.search(words):
        return "login"
    if _CODE.search(words):
        return "code"
    return "name" if _NAME.search(words) and "муниципал" not in words else ""


def _read_table(sheet: Sheet, header: _Header, found: ContextFile) -> None:
    _tell_unknown(sheet, header, found)
    scales = {
        column: _scale(sheet, header, column, found)
        for column, one in header.fields.items()
        if one.kind is Kind.SHARE
    }
    for row in range(header.row + 1, len(sheet.rows)):
        code = _at(sheet, row, header.login) or _at(sheet, row, header.code)
        name = _at(sheet, row, header.name)
        if not (code or name) or _TOTAL.match(name.casefold()) or _is_numbering(sheet, row):
            continue
        values = _row_values(sheet, row, header, scales, found)
        place = next(c for c in (header.login, header.name, header.code) if c is not None)
        found.schools.append(
            ReadSchool(code.casefold(), name, sheet.name, address(row, place), tuple(values))
        )


def _row_values(
    sheet: Sheet, row: int, header: _Header, scales: dict[int, int], found: ContextFile
) -> list[ReadValue]:
    values: dict[str, ReadValue] = {}
    for column, one in header.fields.items():
        read = _value(sheet, row, column, one, found, scales.get(column, 1))
        if read is None:
            continue
        earlier = values.get(one.key)
        if earlier is not None:
            joined = f"{earlier.value}; {read.value}"
            read = ReadValue(one.key, joined[:500], earlier.sheet, earlier.cell)
        values[one.key] = read
    return list(values.values())


def _value(
    sheet: Sheet, row: int, column: int, one: ContextField, found: ContextFile, scale: int = 1
) -> ReadValue | None:
    try:
        value = read_value(one, text_of(sheet.at(row, column)))
    except NotUnderstood as error:
        found.issues.append(
            _issue(Severity.ERROR, f"{error} Значение пропущено.", sheet, row, column)
        )
        return None
    if value is None:
        return None
    if scale != 1 and isinstance(value, Decimal):
        value *= scale
    return ReadValue(one.key, value, sheet.name, address(row, column))


def _scale(sheet: Sheet, header: _Header, column: int, found: ContextFile) -> int:
    """100 where a column of per cent holds parts of one, as Excel keeps what it shows with «%»."""
    cells = [sheet.at(row, column) for row in range(header.row + 1, len(sheet.rows))]
    numbers = [value for value in cells if isinstance(value, int | Decimal)]
    is_parts = bool(numbers) and all(0 <= value <= 1 for value in numbers)
    if not is_parts or all(value == int(value) for value in numbers):
        return 1
    title = header.fields[column].title
    said = f"«{title}»: столбец задан частями единицы и прочитан как проценты."
    found.issues.append(_issue(Severity.WARNING, said, sheet, header.row, column))
    return 100


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """A row of column numbers «1 | 2 | 3 …» under a header."""
    cells = [text_of(value) for value in sheet.rows[row] if value is not None]
    return len(cells) > 2 and cells == [str(number) for number in range(1, len(cells) + 1)]


def _tell_unknown(sheet: Sheet, header: _Header, found: ContextFile) -> None:
    if not header.unknown:
        return
    names = [f"«{text[:60]}»" for _, text in header.unknown[:_MOST_UNKNOWN_SHOWN]]
    more = len(header.unknown) - len(names)
    said = f"Столбцы не узнаны и не читаются: {', '.join(names)}" + (
        f" и ещё {more}" if more else ""
    )
    column = header.unknown[0][0]
    found.issues.append(_issue(Severity.WARNING, f"{said}.", sheet, header.row, column))


# One sheet per school


def _read_passport(sheet: Sheet, found: ContextFile) -> None:
    """Lines «показатель | значение»; the school is named by a line or by the sheet."""
    lines = [(row, *line) for row in range(len(sheet.rows)) if (line := _line(sheet, row))]
    if len({one.key for _, _, one in lines}) < _LEAST_LINES:
        return
    values: dict[str, ReadValue] = {}
    for row, column, one in lines:
        place = next(
            (c for c in range(column + 1, len(sheet.rows[row])) if _at(sheet, row, c)), None
        )
        if place is None or one.key in values:
            continue
        read = _value(sheet, row, place, one, found)
        if read is not None:
            values[one.key] = read
    code, name, cell = _school_of_sheet(sheet)
    found.schools.append(ReadSchool(code, name, sheet.name, cell, tuple(values.values())))


def _line(sheet: Sheet, row: int) -> tuple[int, ContextField] | None:
    for column, value in enumerate(sheet.rows[row][:3]):
        one = field_of(value) if isinstance(value, str) else None
        if one is not None:
            return column, one
    return None


def _school_of_sheet(sheet: Sheet) -> tuple[str, str, str]:
    code, name, cell = "", "", "A1"
    for row in range(min(len(sheet.rows), _SCANNED_ROWS)):
        for column in range(min(len(sheet.rows[row]), 3)):
            role = _school_role(plain_header(_at(sheet, row, column)))
            said = next(
                (
                    text
                    for c in range(column + 1, len(sheet.rows[row]))
                    if (text := _at(sheet, row, c))
                ),
                "",
            )
            if not role or not said:
                continue
            if role == "name":
                name, cell = name or said, address(row, column)
            else:
                code, cell = code or said.casefold(), address(row, column)
    return code, name or sheet.name, cell


# What both share


def _years(sheet: Sheet) -> set[int]:
    """Academic years of «2024/25» and «на 01.09.2024» in the sheet's name or its first rows."""
    cells = [text_of(value) for row in sheet.rows[:_SCANNED_ROWS] for value in row]
    texts = (sheet.name, *cells)
    found = (match for text in texts for match in _YEAR.finditer(text))
    named = {int(match[1]) for match in found if (int(match[1]) + 1) % 100 == int(match[2])}
    days = (match for text in texts for match in _AS_OF.finditer(text))
    return named | {int(day[2]) - (int(day[1]) < academic_year.FIRST_MONTH) for day in days}


def _at(sheet: Sheet, row: int, column: int | None) -> str:
    return "" if column is None else text_of(sheet.at(row, column))


def text_of(value: CellValue) -> str:
    """The words of a cell."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _issue(severity: Severity, text: str, sheet: Sheet, row: int, column: int) -> Issue:
    return Issue(severity, text, sheet.name, address(row, column))


def draft_of(found: ContextFile) -> dict[str, object]:
    """The file as a draft keeps it: values only, nothing else of the file."""
    return {
        "schools": [
            {
                "code": one.code, "name": one.name, "sheet": one.sheet, "cell": one.cell,
                "values": [[v.field, _kept(v.value), v.sheet, v.cell] for v in one.values],
            }
            for one in found.schools
        ],
        "issues": [issue.as_dict() for issue in found.issues],
        "years": sorted(found.years),
    }  # fmt: skip


def from_draft(draft: dict[str, object]) -> ContextFile:
    """The file again from its draft."""
    data: dict[str, list] = draft  # type: ignore[assignment]
    return ContextFile(
        schools=[
            ReadSchool(
                one["code"], one["name"], one["sheet"], one["cell"],
                tuple(ReadValue(key, _given(key, said), sheet, cell)
                      for key, said, sheet, cell in one["values"] if key in BY_KEY),
            )
            for one in data["schools"]
        ],
        issues=[
            Issue(Severity(one["severity"]), one["text"], one["source"]["sheet"],
                  one["source"]["cell"])
            for one in data["issues"]
        ],
        years=set(data["years"]),
    )  # fmt: skip


def _kept(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _given(key: str, said: str) -> Value:
    return said if BY_KEY[key].kind in (Kind.TEXT, Kind.CHOICE) else Decimal(said)
