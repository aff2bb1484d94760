"""Which column holds what: headers are recognised by meaning, not by place."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assessments.parsing.cells import text_of
from core.office.workbooks import CellValue, Sheet, address, column_letters

MARK_FIELDS = ("2", "3", "4", "5")
LEAST_OWN_FIELDS = 3
_LEAST_FILLED = 2
_TITLE_CELLS = 3

_ANCHOR = re.compile(
    r"^\W*(?:№|n\b|групп|логин|код|год|уч|дата|предмет|дисципл|класс|паралл|муниц|район|мо\b|мсу|"
    r"о[оу]\b|школ|наимен|назван|кратк|полн|образов|организ|кол|числ|участ|всего|блок|процед|"
    r"экзам|вид\b|форма|отмет|балл|пользов|регион|user|login|code|school|subject|groups|name|year|"
    r"procedure|academic)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:задани[ея]|балл(?: за)?|№)?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*([КK]\d{1,2})?"
    r"(?:\s*\(\s*(\d{1,2})\s*б\w*\.?\s*\))?$",
    re.IGNORECASE,
)
_REPORTS = tuple(
    (re.compile(pattern, re.IGNORECASE), report)
    for pattern, report in (
        (r"статистик\w* по отм", "marks"),
        (r"сравнение отм", "journal"),
        (r"распределение перв", "scores"),
        (r"выполнение заданий гр", "task_groups"),
        (r"выполнение зад", "tasks"),
        (r"достижение план", "outcomes"),
        (r"индивидуальн\w* рез", "singles"),
    )
)

_MARK_WORD = re.compile(
    r"^(?:отмет\w+|оцен\w+|получи\w+|на|кол|во|количество|число|дол\w|процент\w*|проц|чел\w*|"
    r"участн\w*|в|mark|%)$"
)
# The order matters: «Доля участников, не преодолевших порог» is not the number of participants.
_FIELDS = {
    "groups": r"^группы участников",
    "max_score": r"^макс\w*\.? (?:первичн\w* )?балл",
    "schools": r"^кол(?:-во|ичество)\.? (?:оо|школ|организаций)",
    "below_entry_minimum": (
        r"(?:ниже|менее|меньше|<|не набрали|до) ?36\b|below_36|below_entry_minimum"
        r"|(?:ниже|менее|меньше|не набрали) (?:миним\w+ )?балл\w* для (?:вуза|поступления)"
    ),
    "below_minimum": (
        r"(?:ниже|менее|меньше|<) ?(?:миним|порог|24)|below_minimum"
        r"|не (?:преодоле[лв]|сда[лв]|набра[лв]|про(?:шл|шедш)|достиг)"
    ),
    "high_scorers": (
        r"высокобал|81 ?[-–—] ?(?:100|99)|(?:свыше|выше) 80|(?:от|более|>=?|≥) ?8[01]"
        r"|81 и (?:более|выше)|81\+|high_scorers"
    ),
    "mean_score": r"^(?:средн\w*|ср\.?) ?(?:тест\w*|перв\w*)? ?балл|mean_score",
    "procedure": (
        r"процедур|^вид(?: экзамена| работы)?$|^экзамен$|^форма(?: экзамена)?$|^procedure$"
    ),
    "academic_year": r"уч(?:ебный|\.|ебн\.)? ?год|^academic_year$",
    "year": r"^год(?: проведения)?$|^year$",
    "date": r"^дата",
    "attempt": r"^попытка$|^attempt$",
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
        r"|^(?:обще)?образовательн\w+ (?:организаци|учреждени)\w?$|^организация$|^name$"
    ),
}
_PATTERNS = {name: re.compile(pattern) for name, pattern in _FIELDS.items()}


@dataclass(frozen=True, slots=True)
class Header:
    """A header row found on a sheet: fields by column, and where the rows below begin.

    `own_fields` says how many of its columns have a meaning by their own text.
    """

    row: int
    columns: dict[str, int]
    percent_fields: frozenset[str]
    count_fields: frozenset[str]
    own_fields: int = 0

    def cell(self, field: str, row: int) -> str:
        """The A1 address of `field` in `row`; the row's first cell for an absent field."""
        return address(row, self.columns.get(field, 0))

    def letters(self) -> dict[str, str]:
        """Column letters by field."""
        return {field: column_letters(column) for field, column in self.columns.items()}

    @property
    def names_school(self) -> bool:
        """Whether a column says whose the rows are."""
        return bool({"groups", "code", "name"} & self.columns.keys())

    def has_marks(self) -> bool:
        """Whether all four mark columns are there."""
        return all(mark in self.columns for mark in MARK_FIELDS)


@dataclass(frozen=True, slots=True)
class Label:
    """A numbered column: a mark, a primary score or a task with its maximum."""

    text: str
    column: int
    max_score: int | None


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A row that may head a table: its own texts, those above, and the report that it stands in.

    `labels` are its numbered columns («2», «0», «4К1 (2б)») from the left, each label once.
    """

    sheet: Sheet
    index: int
    own: tuple[str, ...]
    above: tuple[str, ...]
    labels: tuple[Label, ...]
    report: str

    @property
    def label_texts(self) -> frozenset[str]:
        """The labels alone."""
        return frozenset(label.text for label in self.labels)

    def header(self, *, without: Container[int] = ()) -> Header:
        """The columns by meaning, those of `without` left out."""
        columns: dict[str, int] = {}
        percents: set[str] = set()
        counts: set[str] = set()
        own_fields = 0
        for column, (own, above) in enumerate(zip(self.own, self.above, strict=True)):
            field = None if column in without else field_of(own or above)
            if field is None or (field in MARK_FIELDS and not own):
                continue
            own_fields += bool(own)
            says_percent, says_count = unit_of(f"{above} {own}" if field in MARK_FIELDS else own)
            if field in columns and not (field in percents and not says_percent):
                continue  # the first column of a field wins, but counts win over percentages
            columns[field] = column
            (percents.add if says_percent else percents.discard)(field)
            if says_count:
                counts.add(field)
        return Header(self.index, columns, frozenset(percents), frozenset(counts), own_fields)

    def labelled(self, header: Header) -> Header:
        """`header` with a field for every numbered column; the fields of marks fall away."""
        columns = {name: at for name, at in header.columns.items() if name not in MARK_FIELDS}
        columns.update({label.text: label.column for label in self.labels})
        return replace(header, columns=columns)


def header_rows(sheet: Sheet) -> Iterator[HeaderRow]:
    """Rows that may be headers of tables, from the top, each with the report named above it."""
    report = report_of(sheet.name)
    above_is_anchored = False
    for index, row in enumerate(sheet.rows):
        filled = sum(value is not None for value in row)
        if filled <= _TITLE_CELLS:
            report = _report_in(row) or report
        is_anchored = any(isinstance(value, str) and _is_anchor(value) for value in row)
        if (is_anchored or above_is_anchored) and filled >= _LEAST_FILLED:
            found = _header_row(sheet, index, report)
            if found is not None:
                yield found
        above_is_anchored = is_anchored


@lru_cache(maxsize=4096)
def _is_anchor(text: str) -> bool:
    return _ANCHOR.match(text) is not None


def report_of(text: str) -> str:
    """Which report of ФИС ОКО `text` names; empty for none."""
    return next((report for pattern, report in _REPORTS if pattern.search(text)), "")


def _report_in(row: Sequence[CellValue]) -> str:
    texts = (report_of(value) for value in row if isinstance(value, str))
    return next((report for report in texts if report), "")


def label_of(text: str) -> tuple[str, int | None] | None:
    """A mark, score or task that a header numbers, and the maximum in brackets after it."""
    found = _LABEL.match(text)
    if not found:
        return None
    number = found.group(1).replace(",", ".") + (found.group(2) or "").upper().replace("K", "К")
    return number, int(found.group(3)) if found.group(3) else None


def _header_row(sheet: Sheet, index: int, report: str) -> HeaderRow | None:
    texts = _header_texts(sheet, index)
    own = tuple(text for text, _ in texts)
    above = tuple(text for _, text in texts)
    if _is_data_under_header(own, above):
        return None
    labels: dict[str, Label] = {}
    for column, text in enumerate(own):
        found = label_of(text) if text else None
        if found:
            labels.setdefault(found[0], Label(found[0], column, found[1]))
    return HeaderRow(sheet, index, own, above, tuple(labels.values()), report)


def _is_data_under_header(own: Sequence[str], above: Sequence[str]) -> bool:
    """Whether words without a meaning stand under headers with one: the first row of a table."""
    strange = (
        field_of(top) is not None and field_of(text) is None
        for text, top in zip(own, above, strict=True)
        if text and top and not label_of(top)
    )
    return sum(strange) >= _LEAST_FILLED


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


def unit_of(text: str) -> tuple[bool, bool]:
    """Whether a header says percentages, and whether it says numbers of people."""
    shown = plain(text)
    says_percent = "%" in shown or "доля" in shown or "процент" in shown
    says_count = not says_percent and bool(re.search(r"кол|чел|число", shown))
    return says_percent, says_count
