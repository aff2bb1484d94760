"""Months as bare Roman numerals: «IX», «X–XI», «IX, XII» in the cells of a school's plan."""

import re

from core.values.wording import MONTHS_NOMINATIVE

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_LOOK_ALIKES = str.maketrans({"Х": "X", "І": "I", "х": "x", "і": "i"})
_NUMERAL = r"[IVX]{1,4}"
_BARE = re.compile(
    rf"^\s*({_NUMERAL}(?:\s*(?:[-–—‑−,;/]|\bи\b)\s*{_NUMERAL})*)(\s+20\d\d(?:\s*г\.?)?)?[\s.,;]*$",
    re.IGNORECASE,
)
_QUARTERS = 4
_MAY_OPEN = re.compile(r"\s*[IVXХІхі]", re.IGNORECASE)


def spoken_months(text: str) -> str:
    """The text with months in words, where it is nothing but Roman numerals; else «»."""
    if _MAY_OPEN.match(text) is None:
        return ""
    found = _BARE.match(text.translate(_LOOK_ALIKES))
    if found is None:
        return ""
    numerals = re.findall(_NUMERAL, found.group(1).upper())
    if not all(numeral in _ROMAN for numeral in numerals):
        return ""
    words = re.sub(_NUMERAL, _month, found.group(1).upper())
    return f"{words}{found.group(2) or ''}"


def may_be_quarters(text: str) -> bool:
    """Whether bare numerals are small enough to mean quarters as well."""
    numerals = re.findall(_NUMERAL, text.translate(_LOOK_ALIKES).upper())
    return all(numeral in _ROMAN[:_QUARTERS] for numeral in numerals)


def _month(found: re.Match[str]) -> str:
    return MONTHS_NOMINATIVE[_ROMAN.index(found.group())]
