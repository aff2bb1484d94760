"""Which column holds what: headers are recognised by meaning, not by place."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assessments.parsing.cells import text_of
from core.office.workbooks import CellValue, Sheet, address, column_letters

MARK_FIELDS = ("2", "3", "4", "5")
_SCANNED_ROWS = 60
_LEAST_OWN_FIELDS = 3

_MARK_WORD = re.compile(
    r"^(?:отмет\w+|оцен\w+|получи\w+|на|кол|во|количество|число|дол\w|процент\w*|проц|чел\w*|"
    r"участн\w*|в|mark|%)$"
)
# The order matters: «Доля участников, не преодолевших порог» is not the number of participants.
_FIELDS = {
    "groups": r"^группы участников",
    "schools": r"^кол(?:-во|ичество)\.? (?:оо|школ|организаций)",
    "below_entry_minimum": r"(?:ниже|менее|меньше|<|не набрали|до) ?36\b|below_36",
    "below_minimum": (
        r"(?:ниже|менее|меньше|<) ?(?:миним|порог|24)|не (?:преодолел|сдал|набрал|прошл|достиг)"
        r"|below_minimum"
    ),
    "high_scorers": (
        r"высокобал|81 ?[-–—] ?(?:100|99)|свыше 80|(?:от|более|>=?|≥) ?8[01]|81 и (?:более|выше)"
        r"|81\+|high_scorers"
    ),
    "mean_score": r"^(?:средн\w*|ср\.?) ?(?:тест\w*|перв\w*)? ?балл|mean_score",
    "procedure": (
        r"процедур|^вид(?: экзамена| работы)?$|^экзамен$|^форма(?: экзамена)?$|^procedure$"
    ),
    "academic_year": r"уч(?:ебный|\.|ебн\.)? ?год|^academic_year$",
    "year": r"^год(?: проведения)?$|^year$",
    "date": r"^дата",
    "grade": r"^класс(?:ы)?$|^параллель$|^grade$",
    "subject": r"предмет|^дисциплина|^subject$",
    "municipality": r"^муниципал|^мо$|^район$|^мсу$|^municipality$",
    "code": r"логин|^код (?:оо|оу|школы|организации)|^login$|^code$|^school$",
    "participants": (
        r"участник|участвовал|писал[ио]|^сдавал|^кол(?:-во|ичество) (?:сдава|писав)|выполнял"
        r"|^participants$|^всего$"
    ),
    "name": (
        r"^о[оу]$|^школа$|^(?:краткое |полное )?на(?:именование|звание)\b"
        r"|образовательн\w+ (?:организаци|учрежд)|^организация$|^name$"
    ),
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}
_PERSON = re.compile(
    r"^(?:фамилия|имя|отчество|ф\.? ?и\.? ?о\.?\b.*|фамилия,? имя.*|код участника|снилс|"
    r"дата рождения|серия|номер документа|серия документа)$"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header row found on a sheet: fields by column, and where the rows below begin."""

    row: int
    columns: dict[str, int]
    percent_fields: frozenset[str]
    count_fields: frozenset[str]

    def cell(self, field: str, row: int) -> str:
        """The A1 address of `field` in `row`; the row's first cell for an absent field."""
        return address(row, self.columns.get(field, 0))

    def letters(self) -> dict[str, str]:
        """Column letters by field."""
        return {field: column_letters(column) for field, column in self.columns.items()}

    def has_marks(self) -> bool:
        """Whether all four mark columns are there."""
        return all(mark in self.columns for mark in MARK_FIELDS)


def find_headers(sheet: Sheet) -> list[Header]:
    """Header rows of all tables on the sheet, from the top."""
    found = (
        _header_at(sheet, index)
        for index, row in enumerate(sheet.rows)
        if sum(value is not None for value in row) >= _LEAST_OWN_FIELDS
        and any(isinstance(value, str) for value in row)
    )
    return [header for header in found if header is not None]


def personal_column(sheet: Sheet) -> str | None:
    """The first header that speaks of single pupils, as written; None where there is none."""
    for row in sheet.rows[:_SCANNED_ROWS]:
        filled = [text_of(value) for value in row if value is not None]
        if len(filled) < 3:
            continue
        for shown in filled:
            if _PERSON.match(plain(shown)):
                return shown
    return None


def plain(text: str) -> str:
    """A header in lower case with single blanks and without «ё»."""
    return " ".join(text.lower().replace("ё", "е").split()).strip(" :*")


@lru_cache(maxsize=4096)
def field_of(header: str) -> str | None:
    """The field that a header names; None for a column that is not needed."""
    mark = _mark_of(header)
    if mark:
        return mark
    shown = plain(header)
    if not shown or len(shown) > 120:
        return None
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(shown)), None)


def _mark_of(header: str) -> str | None:
    tokens = re.findall(r"\d+|[a-zа-я]+|%", plain(header))
    digits = [token for token in tokens if token.isdecimal()]
    if len(digits) != 1 or digits[0] not in MARK_FIELDS:
        return None
    words = (token for token in tokens if not token.isdecimal())
    return digits[0] if all(map(_MARK_WORD.match, words)) else None


def _header_at(sheet: Sheet, index: int) -> Header | None:
    columns: dict[str, int] = {}
    percents: set[str] = set()
    counts: set[str] = set()
    own_fields = 0
    for column, (own, above) in enumerate(_header_texts(sheet, index)):
        field = field_of(own or above)
        if field is None or (field in MARK_FIELDS and not own):
            continue
        own_fields += bool(own)
        says_percent, says_count = _unit_of(f"{above} {own}" if field in MARK_FIELDS else own)
        if field in columns and not (field in percents and not says_percent):
            continue  # the first column of a field wins, but counts win over percentages
        columns[field] = column
        (percents.add if says_percent else percents.discard)(field)
        if says_count:
            counts.add(field)
    if own_fields < _LEAST_OWN_FIELDS:
        return None
    return _accepted(Header(index, columns, frozenset(percents), frozenset(counts)), sheet)


def _accepted(header: Header, sheet: Sheet) -> Header | None:
    columns = header.columns
    names_school = {"groups", "code", "name"} & columns.keys()
    has_figures = header.has_marks() or {"below_minimum", "mean_score"} & columns.keys()
    if not names_school or not has_figures:
        return None
    return header


def _header_texts(sheet: Sheet, index: int) -> list[tuple[str, str]]:
    """For each column the text of the row and the text above it, as a merged header has them."""
    row: Sequence[CellValue] = sheet.rows[index]
    above: Sequence[CellValue] = sheet.rows[index - 1] if index else ()
    width = max(len(row), len(above))
    return [
        (
            text_of(row[column]) if column < len(row) else "",
            text_of(above[column]) if column < len(above) else "",
        )
        for column in range(width)
    ]


def _unit_of(text: str) -> tuple[bool, bool]:
    shown = plain(text)
    says_percent = "%" in shown or "доля" in shown or "процент" in shown
    says_count = not says_percent and bool(re.search(r"кол|чел|число", shown))
    return says_percent, says_count
