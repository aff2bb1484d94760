"""Reading single cells: numbers, dates, years and grades as offices write them."""

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from core.office.workbooks import CellValue

_NOTHING = {"", "-", "–", "—", "н/д", "нд", "нет", "нет данных", "x", "х"}
_NUMBER = re.compile(r"^[+-]?\d+(?:[.,]\d+)?$")
_YEARS = re.compile(r"^(20\d\d)\s*[/\-–—\\]\s*(?:20)?(\d\d)\b")
_YEAR = re.compile(r"^(20\d\d)(?:\s*г(?:од|\.)?)?\.?$")
_GRADE = re.compile(
    r"^(\d{1,2})(?:[-\s]*(?:й|ый|е|ые|ая))?\.?(?:\s*(?:кл\.?|класс\w*|параллель))?$", re.I
)
_CODE = re.compile(r"\(\s*([A-Za-z]{2,4}\d[\w-]*|\d{4,6})\s*\)\s*$")
_DATE_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%Y.%m.%d", "%d.%m.%y", "%d/%m/%Y")


class CellError(Exception):
    """A cell that does not hold what its column promises; the message is Russian."""


def text_of(value: CellValue) -> str:
    """The cell as text; whole numbers without a fraction, nothing as an empty string."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _spaced(value)
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)


@lru_cache(maxsize=8192)
def _spaced(text: str) -> str:
    """Columns repeat their texts: the same school stands in dozens of rows."""
    return " ".join(text.split())


def number_of(value: CellValue) -> Decimal | None:
    """The number in a cell; None for an empty one, a dash or «нет данных».

    Raises CellError for anything else that is not a number.
    """
    if isinstance(value, str):
        return _number_in(text_of(value))
    if value is None or isinstance(value, Decimal):
        return value
    if isinstance(value, (bool, date)):
        raise CellError(f"«{text_of(value)}» — не число")
    return Decimal(value)


@lru_cache(maxsize=8192)
def _number_in(shown: str) -> Decimal | None:
    if shown.lower() in _NOTHING:
        return None
    plain = re.sub(r"[\s\u00a0\u202f]", "", shown).rstrip("%")
    try:
        if not _NUMBER.match(plain):
            raise InvalidOperation
        return Decimal(plain.replace(",", "."))
    except InvalidOperation as error:
        raise CellError(f"«{shown}» — не число") from error


def count_of(value: CellValue) -> int | None:
    """A number of people: whole and not negative; None for nothing. Raises CellError."""
    number = number_of(value)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise CellError(f"«{text_of(value)}» — не целое число")
    if number < 0:
        raise CellError(f"«{text_of(value)}» — отрицательное число")
    if number > 10_000_000:
        raise CellError(f"«{text_of(value)}» — слишком большое число")
    return int(number)


def date_of(value: CellValue) -> date | None:
    """The date in a cell, however it is written; None where there is none."""
    if isinstance(value, date):
        return value
    shown = text_of(value).split(" ")[0]
    for form in _DATE_FORMATS:
        try:
            return datetime.strptime(shown, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def academic_year_of(value: CellValue, *, names_first_year: bool) -> int | None:
    """The first calendar year of an academic year.

    «2024/25» says it itself. A single year is the first one in a column «Учебный год» and the
    year of the spring in a column «Год», as ФИС ОКО counts («ВПР 2025» is 2024/25).
    """
    return _academic_year_in(text_of(value), names_first_year=names_first_year)


@lru_cache(maxsize=1024)
def _academic_year_in(shown: str, *, names_first_year: bool) -> int | None:
    pair = _YEARS.match(shown)
    if pair:
        first = int(pair.group(1))
        return first if (first + 1) % 100 == int(pair.group(2)) else None
    single = _YEAR.match(shown)
    if not single:
        return None
    return int(single.group(1)) - (0 if names_first_year else 1)


def grade_of(value: CellValue) -> int | None:
    """The grade 1–12 in «5», «5 класс»; None for anything else, a class letter included."""
    return _grade_in(text_of(value))


@lru_cache(maxsize=1024)
def _grade_in(shown: str) -> int | None:
    found = _GRADE.match(shown)
    grade = int(found.group(1)) if found else 0
    return grade if 1 <= grade <= 12 else None


@lru_cache(maxsize=8192)
def name_and_code(text: str) -> tuple[str, str]:
    """«СОШ № 7(edu990007)» as its name and its code in lower case; no code is empty."""
    found = _CODE.search(text)
    return (text[: found.start()].strip(), found.group(1).lower()) if found else (text, "")
