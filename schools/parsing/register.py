"""A register of schools, read from CSV or a workbook by the meaning of its columns.

Knows the file only: which schools exist already is settled by the action.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.office.errors import UnreadableFileError
from core.office.issues import Issue, Severity
from core.office.workbooks import CellValue, Sheet, address, read_workbook
from schools.domain.kinds import kind_of
from schools.domain.requisites import REQUISITE_KEYS, doubt_about
from schools.parsing.requisites import (
    NotUnderstood,
    RequisiteValue,
    read_requisite,
    requisite_of,
)

_SCANNED_ROWS = 30
# The order matters: «Прежний логин» is not the login, «Филиал школы» not the name.
_FIELDS = {
    "ignored": r"(?:есть|наличие) филиал",
    "aliases": r"прежн|старый|предыдущ|псевдоним|синоним|другие логин|alias",
    "successor": r"преемник|преемств|successor",
    "closed": r"закры|ликвид|прекращ|closed",
    "kind": r"^(?:тип|вид)\b|^(?:type|kind)$",
    "branch_of": r"филиал|головн|структурн\w+ подразд|branch|parent",
    "oge_code": r"\bогэ\b|\boge\b",
    "ege_code": r"\bегэ\b|\bege\b",
    "msu_code": r"\bмсу\b|\bmsu\b",
    "login": r"логин|\blogin\b|код (?:в )?фис",
    "municipality": (
        r"муниципалитет|муниципальн\w+ (?:образование|образования|район|округ)|^район$|^округ$"
        r"|^мо$|^ато$|municipality"
    ),
    "full_name": r"полн\w+ (?:наименован|назван)|full name",
    "name": r"наименован|назван|^школа$|^о[оу]$|организаци|^name$|short name",
}
# «Тип (коррекционная, вечерняя…)» is a type, «Учреждение закрытого типа?» no date of closing.
_IS_A_NAME = re.compile(r"(?:\w+ )?(?:наименован|назван)")
_BEFORE_REQUISITES = ("ignored", "aliases", "successor", "kind", "login")
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}
_LOGIN = re.compile(r"^(?:sch|edu|spo)?\d{6}$")
_MUNICIPALITY_CODE = re.compile(r"\breg\d{2}_m\d{3}\b", re.IGNORECASE)
_NOTHING = {"", "-", "–", "—", "нет", "no", "none", "не имеется", "0"}
_OPEN = _NOTHING | {"открыта", "действует", "действующая", "false"}
_RUSSIAN_DATE = re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?$")


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One school as the file has it; `branch_of` and `successor` are logins or names.

    A field is None where the file has no such column, so that what is known stays as it is.
    """

    login: str
    sheet: str
    cells: Mapping[str, str]
    municipality_code: str = ""
    municipality_name: str = ""
    name: str = ""
    aliases: tuple[str, ...] = ()
    full_name: str | None = None
    kind: str | None = None
    msu_code: str | None = None
    oge_code: str | None = None
    ege_code: str | None = None
    branch_of: str | None = None
    successor: str | None = None
    has_closed_on: bool = False
    closed_on: date | None = None
    requisites: Mapping[str, RequisiteValue] = field(default_factory=dict)

    def issue(self, severity: Severity, text: str, field_name: str = "login") -> Issue:
        """An issue at the cell of `field_name`, or at the login where it has none."""
        cell = self.cells.get(field_name, self.cells["login"])
        return Issue(severity, text, self.sheet, cell)


@dataclass(slots=True)
class Register:
    """All rows that were understood, and everything to know about the others."""

    rows: list[RegisterRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def read_register(content: bytes) -> Register:
    """Every school of the file.

    Raises UnreadableFileError where the file is no table or has no column of logins.
    """
    register = Register()
    workbook = read_workbook(content)
    sheets = [(sheet, header) for sheet in workbook.sheets if (header := _header(sheet))]
    if not sheets:
        raise UnreadableFileError(
            "В файле не найдена таблица школ: нужны столбцы «Логин» и «Наименование». Проверьте, "
            "тот ли файл выбран."
        )
    seen: set[str] = set()
    for sheet, (header_row, columns) in sheets:
        for row in range(header_row + 1, len(sheet.rows)):
            if any(value is not None for value in sheet.rows[row]):
                _read_row(_Line(sheet, row, columns), register, seen)
    return register


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet, its cells by meaning."""

    sheet: Sheet
    row: int
    columns: Mapping[str, tuple[int, ...]]

    def value(self, name: str) -> CellValue:
        columns = self.columns.get(name)
        return self.sheet.at(self.row, columns[0]) if columns else None

    def text(self, name: str) -> str:
        """All cells of this meaning, joined: a municipality may have its code beside its name."""
        cells = (self.sheet.at(self.row, column) for column in self.columns.get(name, ()))
        return " | ".join(filter(None, map(_text, cells)))

    def optional(self, name: str, limit: int = 500) -> str | None:
        """None where the file has no such column; empty for «нет» and «—»."""
        if name not in self.columns:
            return None
        text = self.text(name)
        return "" if text.casefold() in _NOTHING else text[:limit]

    def issue(self, severity: Severity, text: str, name: str = "login") -> Issue:
        cells = self.cells()
        return Issue(severity, text, self.sheet.name, cells.get(name, cells["login"]))

    def cells(self) -> dict[str, str]:
        return {name: address(self.row, columns[0]) for name, columns in self.columns.items()}


def _header(sheet: Sheet) -> tuple[int, dict[str, tuple[int, ...]]] | None:
    """The first row that names a login and a name column, with the columns of each meaning."""
    for row, cells in enumerate(sheet.rows[:_SCANNED_ROWS]):
        columns: dict[str, tuple[int, ...]] = {}
        for column, cell in enumerate(cells):
            meaning = _meaning(_text(cell))
            if meaning and (meaning == "municipality" or meaning not in columns):
                columns[meaning] = (*columns.get(meaning, ()), column)
        if "login" in columns and ("name" in columns or "full_name" in columns):
            return row, columns
    return None


def _meaning(header: str) -> str:
    """What a column holds, by its header; numbering such as «7. Код ОГЭ» does not matter."""
    words = re.sub(r"^\d+\.?\s*", "", header.casefold().replace("ё", "е").replace("_", " "))
    words = re.sub(r"[\s.,:;()«»\"]+", " ", words).strip()
    found = [name for name, pattern in _PATTERNS.items() if pattern.search(words)]
    first = found[0] if found else ""
    if first == "ignored":
        return ""
    if first in _BEFORE_REQUISITES or _IS_A_NAME.match(words):
        return first
    return requisite_of(words) or first


def _read_row(line: _Line, register: Register, seen: set[str]) -> None:
    login = line.text("login").casefold()
    name = line.text("name") or line.text("full_name")
    refusal = _refusal(login, name, seen)
    if refusal:
        register.issues.append(line.issue(Severity.ERROR, f"{refusal} Строка пропущена."))
        return
    seen.add(login)
    code, municipality = _municipality(line.text("municipality"))
    closed_on, closing_is_clear = _closing(line, register.issues)
    row = RegisterRow(
        login=login,
        sheet=line.sheet.name,
        cells=line.cells(),
        municipality_code=code,
        municipality_name=municipality,
        name=name[:200],
        aliases=_aliases(line, login, register.issues),
        full_name=line.optional("full_name", 500),
        kind=_kind(line, name, register.issues),
        msu_code=line.optional("msu_code", 10),
        oge_code=line.optional("oge_code", 10),
        ege_code=line.optional("ege_code", 10),
        branch_of=line.optional("branch_of"),
        successor=line.optional("successor"),
        has_closed_on="closed" in line.columns and closing_is_clear,
        closed_on=closed_on,
        requisites=_requisites(line, register.issues),
    )
    register.rows.append(row)


def _requisites(line: _Line, issues: list[Issue]) -> dict[str, RequisiteValue]:
    """The requisites that the row speaks of; a cell that is not understood changes nothing."""
    found: dict[str, RequisiteValue] = {}
    for key in (key for key in REQUISITE_KEYS if key in line.columns):
        text = line.text(key)
        try:
            found[key] = read_requisite(key, line.value(key), text)
        except NotUnderstood as error:
            issues.append(line.issue(Severity.WARNING, str(error), key))
            continue
        doubt = doubt_about(key, str(found[key] or ""))
        if doubt:
            issues.append(line.issue(Severity.WARNING, f"{doubt} Он записан как есть.", key))
    return found


def _refusal(login: str, name: str, seen: set[str]) -> str:
    """Why a row cannot be taken; empty where it can."""
    if not login:
        return "Логин не указан."
    if not _LOGIN.fullmatch(login):
        return f"«{login}» — не логин ФИС ОКО: нужны буквы sch или edu и шесть цифр."
    if login in seen:
        return f"Логин {login} уже встречался выше."
    return "" if name else f"У школы {login} нет названия."


def _text(value: CellValue) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else re.sub(r"\s+", " ", str(value)).strip()


def _municipality(text: str) -> tuple[str, str]:
    """Code and name from «reg22_m019 | Озёрный муниципальный район»; either may be missing."""
    found = _MUNICIPALITY_CODE.search(text)
    code = found.group().lower() if found else ""
    name = _MUNICIPALITY_CODE.sub(" ", text)
    name = " ".join(part for part in re.split(r"[\s|]+", name) if part).strip(" ,;–—-")
    return code, name[:200]


def _aliases(line: _Line, login: str, issues: list[Issue]) -> tuple[str, ...]:
    found: list[str] = []
    for word in re.split(r"[\s,;/|]+", line.text("aliases").casefold()):
        if word in _NOTHING or word == login or word in found:
            continue
        if _LOGIN.fullmatch(word):
            found.append(word)
        else:
            text = f"Прежний логин «{word}» не похож на логин и опущен."
            issues.append(line.issue(Severity.WARNING, text, "aliases"))
    return tuple(found)


def _kind(line: _Line, name: str, issues: list[Issue]) -> str | None:
    words = line.optional("kind")
    kind = kind_of(words) if words else None
    if words and kind is None:
        text = f"Тип «{words}» не узнан, он определён по названию школы."
        issues.append(line.issue(Severity.WARNING, text, "kind"))
    return kind or kind_of(name) or kind_of(line.text("full_name"))


def _closing(line: _Line, issues: list[Issue]) -> tuple[date | None, bool]:
    """The day of closing, and whether the cell was understood; empty means an open school."""
    value = line.value("closed")
    if isinstance(value, date):
        return value, True
    text = _text(value)
    if text.casefold() in _OPEN:
        return None, True
    russian = _RUSSIAN_DATE.match(text)
    try:
        if russian:
            day, month, year = map(int, russian.groups())
            return date(year, month, day), True
        return date.fromisoformat(text), True
    except ValueError:
        said = (
            f"Дата закрытия «{text}» не понята, отметка о закрытии не изменена. Укажите дату "
            "в виде 31.08.2025."
        )
        issues.append(line.issue(Severity.WARNING, said, "closed"))
        return None, False
