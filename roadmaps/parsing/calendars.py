"""Spans of the calendar that headings name: of columns («IX», «I квартал») and of rows («Май»)."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE
from roadmaps.parsing.wording import heading_key, tells_time

_YEAR = r"(?:\s*(?P<year>20\d\d)(?:\s*[-/–]\s*(?:20)?\d\d)?\s*(?:г\.?|год[ау]?|уч\w*\.?|\s)*)?"
_MONTH = re.compile(
    rf"^(?:месяц\W*|(?:в|на|за) )?(?P<word>[а-я]{{3,9}})\.?(?:\s+месяц\w*)?{_YEAR}$"
)
_ORDINAL = (
    r"(?P<number>[1-4]|[iv]{1,3}|перв\w+|втор\w+|треть\w+|четв[её]рт\w+)(?:\s?-?\s?[йяое]{1,2})?"
)
_PART = re.compile(
    rf"^(?:(?:в|на|за) )?{_ORDINAL}\s*(?P<unit>квартал|кв\.?|полугоди\w+|четверть?|четв\.|триместр)"
    rf"\w*\.?{_YEAR}$"
)
_UNITS = (("кв", "квартал"), ("полуг", "полугодие"), ("четв", "четверть"), ("трим", "триместр"))
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDINALS = (("перв", 1), ("втор", 2), ("трет", 3), ("четв", 4))
_RANGE = re.compile(
    r"^(?P<first>[а-я]{3,9})\.?(?:\s*20\d\d)?\s*[-–—]\s*(?P<last>[а-я]{3,9})\.?" + _YEAR + "$"
)
_WEEK = re.compile(
    r"^(?P<number>[1-5]|[iv]{1,3})(?:\s?-?\s?я)?\s*(?:нед\w*\.?)?$|^нед\w*\.? (?P<after>[1-5])$"
)
_BRACKETS = re.compile(r"\(([^()]{3,80})\)")
_AFTER_DASH = re.compile(r"\s[-–—]\s*([^–—]{3,60})$")
# «1», «III», «первая»; what stands between two of them is asked for, so that a row of signs can be
# cut in one way only.
_ORDINAL = r"(?:\d{1,2}|[ivx]+|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|последн\w+)(?:-?[йяе])?"
_DAY_ONLY = re.compile(
    r"^(?:(?:до|с|по|не позднее|к)\s+)?\d{1,2}(?:-?(?:го|е|ого))?"
    r"(?:\s*[-–—,]\s*\d{1,2}|\s+(?:и|по)\s+\d{1,2})*(?:-?(?:го|е|ого))?(?:\s+числ[оа])?$|"
    rf"^{_ORDINAL}(?:(?:\s*[,и-]\s*|\s+){_ORDINAL})*"
    r"\s+(?:недел\w+|нед\.?|декад\w+)$|^(?:в )?(?:начал[оеа]|середин[аеу]|кон(?:ец|це|ца))$",
    re.IGNORECASE,
)
_WHOLE_MONTH = re.compile(
    r"^(?:в течени[еи] |весь |вся )?(?:всего )?(?:этого |данного )?месяц[а]?$", re.IGNORECASE
)
_FEWEST = 3
_QUARTERS = 4
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class CalendarSpan:
    """A span of time by name: `words` read as a deadline («сентябрь 2025», «I квартал»).

    `genitive` follows a day or a week («15 сентября 2025»), «» where nothing can follow.
    """

    words: str
    genitive: str = ""
    year: int | None = None


def calendar_span(heading: str) -> CalendarSpan | None:
    """The span that a heading names, None for other headings."""
    key = heading_key(heading)
    return _month(key) or _part(key) or _month_range(key)


def month_of(heading: str) -> str:
    """The month that a heading names, in the nominative without its year; «» for others."""
    span = _month(heading_key(heading))
    return span.words.split(" ")[0] if span else ""


def _month(key: str) -> CalendarSpan | None:
    match = _MONTH.match(key)
    place = _month_place(match.group("word")) if match else None
    if match is None or place is None:
        return None
    return _of_month(place, _year(match))


def _of_month(place: int, year: int | None) -> CalendarSpan:
    tail = f" {year}" if year else ""
    words = MONTHS_NOMINATIVE[place % _MONTHS] + tail
    return CalendarSpan(words, MONTHS_GENITIVE[place % _MONTHS] + tail, year)


def _month_place(word: str) -> int | None:
    """The month's place from 0: in the nominative, genitive or prepositional, or cut short."""
    stem = "сен" if word == "сент" else word
    for place, (name, genitive) in enumerate(zip(MONTHS_NOMINATIVE, MONTHS_GENITIVE, strict=True)):
        prepositional = f"{name.rstrip('ьй')}е"
        if name.startswith(stem) or word in (genitive, prepositional):
            return place
    return None


def _year(match: re.Match[str]) -> int | None:
    return int(match.group("year")) if match.group("year") else None


def _part(key: str) -> CalendarSpan | None:
    match = _PART.match(key)
    if match is None:
        return None
    if "уч" in key:
        return CalendarSpan(key, year=_year(match))
    unit = next(name for stem, name in _UNITS if match.group("unit").startswith(stem))
    return _of_part(_number(match.group("number")), unit, _year(match))


def _of_part(number: int, unit: str, year: int | None) -> CalendarSpan:
    tail = f" {year} года" if year and unit in ("квартал", "полугодие") else ""
    return CalendarSpan(f"{_ROMAN[number - 1].upper()} {unit}{tail}", year=year)


def _number(text: str) -> int:
    if text in _ROMAN:
        return _ROMAN.index(text) + 1
    return next((n for stem, n in _ORDINALS if text.startswith(stem)), 0) or int(text)


def _month_range(key: str) -> CalendarSpan | None:
    match = _RANGE.match(key)
    if match is None:
        return None
    known = all(_month_place(match.group(side)) is not None for side in ("first", "last"))
    return CalendarSpan(key, year=_year(match)) if known else None


def time_inside(title: str) -> str:
    """The time that a title gives beside its name: «I этап (январь – март 2025)»; «» for none."""
    if calendar_span(title) is not None:
        return title
    found = _BRACKETS.findall(title) + _AFTER_DASH.findall(title)
    return next((text.strip() for text in found if tells_time(text)), "")


def spans_of(headings: Sequence[Sequence[str]]) -> dict[int, CalendarSpan]:
    """Spans by the column's place; `headings` are those over each column, its own last.

    Figures are months only where they run as a calendar does, or stand under «Месяцы».
    """
    found: dict[int, CalendarSpan] = {}
    for place, path in enumerate(headings):
        if not path:
            continue
        above = " ".join(path[:-1])
        span = calendar_span(path[-1]) or _week(path)
        if span is not None:
            found[place] = span if span.year else _with_year(span, above)
    return found | _numerals(headings, found)


def _with_year(span: CalendarSpan, above: str) -> CalendarSpan:
    years = re.findall(r"\b20\d\d\b", above)
    if len(set(years)) != 1:
        return span
    tail = f" {years[0]}" if span.genitive else f" {years[0]} года"
    genitive = f"{span.genitive}{tail}" if span.genitive else ""
    return replace(span, words=span.words + tail, genitive=genitive, year=int(years[0]))


def _week(path: Sequence[str]) -> CalendarSpan | None:
    """A week under its month."""
    if len(path) < 2:
        return None
    match, month = _WEEK.match(heading_key(path[-1])), _month(heading_key(path[-2]))
    if match is None or month is None:
        return None
    number = _number(match.group("number") or match.group("after"))
    return CalendarSpan(f"{number}-я неделя {month.genitive}", year=month.year)


def _numerals(
    headings: Sequence[Sequence[str]], found: dict[int, CalendarSpan]
) -> dict[int, CalendarSpan]:
    """Months or quarters written as bare numerals, Roman or Arabic."""
    marked = {
        place: number
        for place, path in enumerate(headings)
        if path and place not in found and (number := _numeral(path[-1]))
    }
    above = heading_key(" ".join(word for place in marked for word in headings[place][:-1]))
    unit = next((name for stem, name in _UNITS if re.search(rf"\b{stem}", above)), "")
    if unit and len(marked) > 1 and max(marked.values()) <= _QUARTERS:
        return {place: _of_part(number, unit, None) for place, number in marked.items()}
    if len(marked) < _FEWEST or not _runs_as_months(headings, marked, above):
        return {}
    return {place: _of_month(number - 1, None) for place, number in marked.items()}


def _numeral(heading: str) -> int:
    key = heading_key(heading).replace("х", "x")
    if key in _ROMAN:
        return _ROMAN.index(key) + 1
    return int(key) if key.isdecimal() and len(key) <= 2 and 1 <= int(key) <= _MONTHS else 0


def _runs_as_months(headings: Sequence[Sequence[str]], marked: dict[int, int], above: str) -> bool:
    numbers = list(marked.values())
    steps = [later - earlier for earlier, later in itertools.pairwise(numbers)]
    if not all(step == 1 or step == 1 - _MONTHS for step in steps):
        return False
    roman = all(not headings[place][-1].strip(" .").isdecimal() for place in marked)
    return "месяц" in above or (roman and max(numbers) > _QUARTERS) or 1 - _MONTHS in steps


def names_days(text: str) -> bool:
    """Whether words name only days or weeks and need a month: «до 15», «2 неделя»."""
    return bool(_DAY_ONLY.match(text))


def within_month(text: str, span: CalendarSpan) -> str:
    """Words of a cell completed by the month that its row or column stands for."""
    if not text.strip(" -–—") or _WHOLE_MONTH.match(text):
        return span.words
    return f"{text} {span.genitive}" if span.genitive and names_days(text) else text
