"""What a cell of a table of indicators says: value, unit, sign, what it is compared with."""

import re
from dataclasses import dataclass

from roadmaps.parsing.quantities import unit_of
from roadmaps.parsing.sentences import read_sentence
from roadmaps.parsing.wording import is_nothing, one_line

_VALUE = re.compile(
    r"^(?P<sign>не менее|не ниже|не меньше|не более|не выше|не больше|более|свыше|менее|от|до|"
    r"[≥≤<>=]+|[+−–-](?=\s?\d))?\s*(?P<value>\d[\d \u00a0]*(?:[.,]\d+)?)"
    r"(?:\s?%?\s?[-–—]\s?(?P<upper>\d+(?:[.,]\d+)?))?\s*(?P<unit>%|[а-яё.]+(?: [а-яё.]+)?)?\s*$",
    re.IGNORECASE,
)
_NOT_KNOWN = frozenset({"х", "x", "н/д", "нд", "нет данных", "не определено", "не установлено"})
_YES_OR_NO = re.compile(r"^(?:да|нет|есть|имеется|\+)$", re.IGNORECASE)
_AT_MOST = frozenset({"не более", "не выше", "не больше", "менее", "<", "<=", "=<", "≤"})
_AT_LEAST = frozenset({"не менее", "не ниже", "не меньше", "более", "свыше", ">", ">=", "=>", "≥"})
_BASELINE = "исходное значение"


@dataclass(frozen=True, slots=True)
class FigureCell:
    """The value of a cell as it is written but for the decimal point and the unit.

    `comparator` is what its own sign says, «» where it says nothing. `is_measured` is False for
    words that no fact can be compared with («рост»).
    """

    value: str
    unit: str = ""
    comparator: str = ""
    relative_to: str | None = None
    is_measured: bool = True


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return is_nothing(text) or one_line(text).lower() in _NOT_KNOWN


def figure_cell(text: str) -> FigureCell:
    """The meaning of a filled cell; other words than a figure stay as its value."""
    words = one_line(text)
    match = _VALUE.match(words)
    if match is None:
        return _of_words(words)
    sign = (match.group("sign") or "").lower()
    value = _plain(match.group("value"))
    if match.group("upper"):
        value = f"{value}–{_plain(match.group('upper'))}"
    change = sign if sign in ("+", "-", "−", "–") else ""
    if change:
        value = f"{'+' if change == '+' else '-'}{value}"
    return FigureCell(
        value=value,
        unit=unit_of(match.group("unit") or ""),
        comparator=_comparator(sign),
        relative_to=_BASELINE if change else None,
    )


def _of_words(words: str) -> FigureCell:
    """Cells that speak: «снижение на 10 %», «не ниже среднего по району», «рост»."""
    read = read_sentence(words, None)
    if read.relative_to and read.targets:
        return FigureCell(read.targets[0].value, read.unit, ">=", read.relative_to)
    if read.relative_to:
        return FigureCell(words, "", read.comparator, read.relative_to)
    has_figure = any(letter.isdigit() for letter in words)
    return FigureCell(words, is_measured=has_figure or bool(_YES_OR_NO.match(words)))


def _comparator(sign: str) -> str:
    if sign in _AT_MOST:
        return "<="
    if sign in _AT_LEAST:
        return ">="
    return "=" if sign == "=" else ""


def _plain(figure: str) -> str:
    return re.sub(r"[ \u00a0]", "", figure).replace(",", ".")
