"""Values of workbook cells as people see them: decimal comma, dates with points, per cent."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from core.office.workbooks import CellValue
from core.values.wording import MONTHS_NOMINATIVE

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].')
_PLACES = re.compile(r"[0#?][0#?\s,]*(?:\.([0#?]+))?")
_TIME = re.compile(r"\d{1,2}:\d\d:00")
_MOST_PLACES = 6


def shown(value: CellValue, code: str = "") -> str:
    """The text of a cell under a number format's code; «» for an empty one.

    A date keeps its day unless the format leaves it out («март 2025»); of other formats only what
    changes the meaning is followed: per cent, decimals, words in quotes.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    section = code.split(";", 1)[0]
    if isinstance(value, date):
        return _date(value, section)
    if isinstance(value, int | Decimal):
        return _number(Decimal(value), section)
    return value.removesuffix(":00") if _TIME.fullmatch(value) else value


def _number(value: Decimal, section: str) -> str:
    bare = _LITERAL.sub("", section)
    places = _PLACES.search(bare)
    if places is None or "@" in bare or "e" in bare.lower():
        return _with_comma(value)
    percent = "%" in bare
    wanted = places.group(1) or ""
    number = _rounded(value * 100 if percent else value, wanted[:_MOST_PLACES], percent=percent)
    return f"{number}{'%' if percent else ''}{_unit(section)}"


def _rounded(value: Decimal, wanted: str, *, percent: bool) -> str:
    """Rounded where the format says how finely; a general one shows what there is."""
    if not wanted and not percent and value != value.to_integral_value():
        return _with_comma(value)
    try:
        exact = value.quantize(Decimal(1).scaleb(-len(wanted)), rounding=ROUND_HALF_UP)
    except InvalidOperation:
        return _with_comma(value)
    text = _with_comma(exact)
    for place in reversed(wanted):
        if place == "0" or not text.endswith("0"):
            break
        text = text[:-1]
    return text.rstrip(",")


def _unit(section: str) -> str:
    """Words in quotes behind the figure: 0" чел."."""
    after = re.split(r"[0#?%]", section)[-1]
    return "".join(match.group(1) or "" for match in _LITERAL.finditer(after)).rstrip()


def _with_comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")


def _date(value: date, section: str) -> str:
    letters = _LITERAL.sub("", section).lower()
    if "d" in letters or not {"m", "y"} & set(letters):
        return f"{value:%d.%m.%Y}"
    if "m" not in letters:
        return f"{value:%Y}"
    month = MONTHS_NOMINATIVE[value.month - 1]
    return f"{month} {value:%Y}" if "y" in letters else month
