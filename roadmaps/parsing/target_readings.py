"""The words of a target of one year as what they demand: the likeliest reading first.

The plan's words stay as they are; people may choose another of the readings.
"""

from __future__ import annotations

import re
from decimal import Decimal

from roadmaps.domain.indicators.numbers import exact_number
from roadmaps.domain.indicators.targets import (
    Base,
    BaseKind,
    Change,
    Comparator,
    Comparison,
    Direction,
    Level,
    Range,
    Scale,
    Target,
)
from roadmaps.parsing.figure_cells import figure_cell
from roadmaps.parsing.improving import falls
from roadmaps.parsing.quantities import quantities
from roadmaps.parsing.wording import one_line

_YEAR = re.compile(r"(?P<year>20\d\d)\s*(?:г\.?|год\w*)?", re.IGNORECASE)
_LAST_YEAR = re.compile(r"прошл|предыдущ|предшеству", re.IGNORECASE)
_BASELINE = re.compile(r"исходн|базов|стартов|начал", re.IGNORECASE)
_RISE = re.compile(r"увелич|рост\b|роста\b|прирост|повы[сш]|вырас|возраст|\bвыше\b|больше", re.I)
_FALL = re.compile(r"сниж|сниз|сокра[щт]|уменьш|\bниже\b|меньше", re.IGNORECASE)
_TO = re.compile(
    r"(?:по сравнению с(?:о)?|по отношению к|относительно|\bк(?:о)?\s+(?:уровню\s+)?)\s*"
    r"(?P<what>(?:прошл|предыдущ|исходн|базов|20\d\d)[^,;()]*)",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"ежегодн|каждый год|в год\b", re.IGNORECASE)
_NOT_MORE = re.compile(r"не (?:более|больше|выше)", re.IGNORECASE)
_COMPARATORS = {one.value: one for one in Comparator}
_STRICT = (
    (re.compile(r"^(?:более|больше|свыше|выше|>)\s*(?:чем\s*)?\d", re.I), Comparator.ABOVE),
    (re.compile(r"^(?:менее|меньше|ниже|<)\s*(?:чем\s*)?\d", re.I), Comparator.BELOW),
    (re.compile(r"^(?:ровно|=)\s*\d", re.I), Comparator.EQUAL),
    (re.compile(r"^(?:[≥]|>=)", re.I), Comparator.AT_LEAST),
    (re.compile(r"^(?:[≤]|<=)", re.I), Comparator.AT_MOST),
)
_RANGE = re.compile(r"^(?:от\s*)?(?P<lower>[\d.,]+)\s*%?\s*(?:[-–—]|до)\s*(?P<upper>[\d.,]+)\b")
_MOVES = re.compile(r"(?:рост|прирост|увелич|повы[сш]ение|сниж|сокращ|уменьш)", re.IGNORECASE)
_SHARE = re.compile(r"дол[яиюе]\b|процент|удельн|охват|качеств|успеваем", re.IGNORECASE)
_COUNT = re.compile(r"\b(?:количеств|числ)\w*", re.IGNORECASE)
_TIMES = re.compile(r"\bв\s+(?P<amount>\d+(?:[.,]\d+)?)\s+раз", re.IGNORECASE)


def target_readings(
    text: str, *, name: str, unit: str, comparator: str, relative_to: str
) -> tuple[Target, ...]:
    """What a target's words may demand, the likeliest first; nothing where no fact can meet them.

    `name`, `unit`, `comparator` and `relative_to` are those of the indicator: a bare figure is
    read by them.
    """
    words = one_line(text).strip(" .;")
    if not words:
        return ()
    spoken = figure_cell(words)
    base = _base(words, spoken.relative_to or "", relative_to)
    value = spoken.value
    if _TIMES.search(words):
        found = exact_number(_TIMES.search(words).group("amount"))  # type: ignore[union-attr]
        return _changes(words, name, "раза", found, base or _before(words), comparator)
    amount = exact_number(value)
    span = _RANGE.match(words) if amount is None else None
    if span:
        return _ranges(span)
    amount = amount if amount is not None else _told_figure(words)
    if amount is None:
        return _comparisons(words, base, comparator, name)
    if _is_change(words, spoken.relative_to, base):
        read_unit = spoken.unit or _unit_said(words) or unit
        changes = _changes(words, name, read_unit, amount, base or _before(words), comparator)
        return (*changes, Level(_level_comparator(words, comparator, name), abs(amount)))
    return (Level(_level_comparator(words, comparator, name), amount),)


def _is_change(words: str, said: str | None, base: Base | None) -> bool:
    """Whether the figure says by how much, not how much."""
    if said or words[:1] in "+-−–":
        return True
    by = any(one.by for one in quantities(words))
    moves = bool(_RISE.match(words) or _FALL.match(words))
    return (
        by
        or moves
        or bool(_LAST_YEAR.search(words))
        or (base is not None and base.kind is not BaseKind.NAMED)
    )


def _base(words: str, said: str, of_indicator: str) -> Base | None:
    """What the words, else the indicator, compare with."""
    compared = _TO.search(words)
    before = _LAST_YEAR.search(words)
    named = compared.group("what") if compared else before.group() if before else ""
    for told in (named, said, of_indicator):
        if not told:
            continue
        if said == told and of_indicator and _BASELINE.search(told):
            # A bare sign means the baseline only where the indicator names nothing else.
            return _named_base(of_indicator)
        return _named_base(told)
    return None


def _named_base(told: str) -> Base:
    if _LAST_YEAR.search(told):
        return Base(BaseKind.YEAR_BEFORE)
    year = _YEAR.search(told)
    if year:
        return Base(BaseKind.YEAR, int(year.group("year")))
    if _BASELINE.search(told):
        return Base(BaseKind.BASELINE)
    return Base(BaseKind.NAMED, name=told.strip())


def _before(words: str) -> Base:
    return Base(BaseKind.YEAR_BEFORE if _YEARLY.search(words) else BaseKind.BASELINE)


def _changes(
    words: str, name: str, unit: str, amount: Decimal | None, base: Base, comparator: str
) -> tuple[Target, ...]:
    if amount is None:
        return ()
    is_fall = words[:1] in "-−–" or bool(_FALL.search(words))
    is_rise = words[:1] == "+" or bool(_RISE.search(words))
    if not is_fall and not is_rise:
        is_fall = falls(name)
    direction = Direction.FALL if is_fall else Direction.RISE
    limit = Comparator.AT_MOST if _NOT_MORE.search(words) else Comparator.AT_LEAST
    return tuple(
        Change(direction, limit, abs(amount), scale, base) for scale in _scales(unit, name)
    )


def _scales(unit: str, name: str) -> tuple[Scale, ...]:
    """What a change may be counted in, the likeliest first.

    «5 %» of something that is itself a share means points as a rule, of a number of schools it
    means per cent.
    """
    if unit.startswith("раз"):
        return (Scale.TIMES,)
    if unit in ("п. п.", "п.п."):
        return (Scale.POINTS,)
    if unit == "%":
        if _SHARE.search(name):
            return (Scale.POINTS, Scale.PERCENT)
        return (Scale.PERCENT,) if _COUNT.search(name) else (Scale.PERCENT, Scale.POINTS)
    return (Scale.UNITS,)


def _level_comparator(words: str, comparator: str, name: str) -> Comparator:
    for pattern, strict in _STRICT:
        if pattern.match(words):
            return strict
    spoken = figure_cell(words).comparator or comparator
    if spoken in _COMPARATORS:
        return _COMPARATORS[spoken]
    return Comparator.AT_MOST if falls(name) else Comparator.AT_LEAST


def _comparisons(words: str, base: Base | None, comparator: str, name: str) -> tuple[Target, ...]:
    moves = _MOVES.match(words)
    if moves:
        direction = Direction.FALL if _FALL.match(words) else Direction.RISE
        base = base or Base(BaseKind.YEAR_BEFORE)
        return (Change(direction, Comparator.ABOVE, Decimal(0), Scale.UNITS, base),)
    if base is None:
        return ()
    is_most = bool(re.search(r"не (?:выше|более|больше)", words, re.IGNORECASE))
    is_least = bool(re.search(r"не (?:ниже|менее|меньше|хуже)", words, re.IGNORECASE))
    if is_most or is_least:
        wanted = Comparator.AT_MOST if is_most else Comparator.AT_LEAST
    elif re.match(r"выше|больше", words, re.IGNORECASE):
        wanted = Comparator.ABOVE
    elif re.match(r"ниже|меньше", words, re.IGNORECASE):
        wanted = Comparator.BELOW
    else:
        wanted = _level_comparator(words, comparator, name)
    return (Comparison(wanted, base),)


def _ranges(span: re.Match[str]) -> tuple[Target, ...]:
    lower, upper = exact_number(span.group("lower")), exact_number(span.group("upper"))
    if lower is None or upper is None:
        return ()
    return (Range(min(lower, upper), max(lower, upper)),)


def _told_figure(words: str) -> Decimal | None:
    """The one figure of a sentence; None where there are several or none."""
    told = [one for one in quantities(words) if one.unit or one.sign or one.by]
    told = told or list(quantities(words))
    return exact_number(told[0].value) if len(told) == 1 else None


def _unit_said(words: str) -> str:
    told = quantities(words)
    return told[0].unit if len(told) == 1 else ""
