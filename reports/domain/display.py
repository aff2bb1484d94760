"""How the values of a document read in Russian: decimal comma, dates, words for what is absent."""

import re
from datetime import date
from decimal import Decimal

from core.values import wording
from reports.domain.document import Absent, Number, Value

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_AFTER_SIGN = re.compile(r"(?<=[№§]) (?=\S)")
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=%|п\. ?п\.|чел\.|год\w{0,3}\b|гг?\.)")


def clean(text: str) -> str:
    """`text` without the control characters that XML formats refuse."""
    return _CONTROL.sub("", text)


def typeset(text: str) -> str:
    """`text` for paper: cleaned, with spaces that may not end a line after № and before units."""
    return _BEFORE_UNIT.sub(wording.NBSP, _AFTER_SIGN.sub(wording.NBSP, clean(text)))


def cell_text(cell: Value) -> str:
    """What a cell says on paper: «46,8», «+3,2», «05.06.2026», «нет данных»."""
    match cell:
        case str():
            return typeset(cell)
        case Number():
            return number_text(cell)
        case Absent():
            return cell.word
        case date():
            return wording.short_date(cell)


def number_text(number: Number) -> str:
    """The number as people read it, rounded half up."""
    text = wording.decimal(Decimal(number.value), number.places)
    if text.strip("−0,") == "":
        text = text.lstrip("−")
    elif number.signed and not text.startswith("−"):
        text = f"+{text}"
    return f"{text}{number.mark}"
