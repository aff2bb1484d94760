"""The time that a section of a plan stands for: «Ноябрь», «2025 год», «2024/25 учебный год».

The deadlines beneath such a heading are meant in it: «2 неделя» under «Ноябрь» is a week of
November. What follows from a heading is computed anew each time, so a renamed section moves its
activities.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE
from roadmaps.domain.deadlines.values import PlanPeriod

_WORDS = re.compile(r"20\d\d(?:\s*[-–—/]\s*(?:20)?\d\d\b)?|[^\W\d_]+|\d+")
_NUMBERING = re.compile(r"^\s*\d+[.)]\s")
_SCHOOL = frozenset(["уч", "учебный", "учебного", "учебном", "учебные"])
_IDLE = _SCHOOL | frozenset(
    ["на", "в", "за", "год", "года", "году", "годы", "г", "гг", "месяц", "план", "плана", "работы",
     "работа", "мероприятия", "мероприятий", "мероприятие"]
)  # fmt: skip
_SHORTEST_MONTH = 3


@dataclass(frozen=True, slots=True)
class SectionTime:
    """A section's month (1–12) and its years; what its title does not name is None."""

    month: int | None = None
    years: tuple[int, int] | None = None
    is_school_year: bool = False


def section_time(title: str) -> SectionTime:
    """What a title that names a time and nothing else stands for; any other title, nothing."""
    months: list[int] = []
    years: list[tuple[int, int]] = []
    bare = _NUMBERING.sub("", title.lower().replace("ё", "е"))
    words: list[str] = _WORDS.findall(bare)
    for word in words:
        if word.startswith("20") and len(word) >= 4:
            years.append(_span(word))
        elif month := _month(word):
            months.append(month)
        elif word not in _IDLE:
            return SectionTime()
    if len(months) > 1 or len(years) > 1:
        return SectionTime()
    is_school = bool(_SCHOOL.intersection(words)) or any("/" in word for word in words)
    return SectionTime(months[0] if months else None, years[0] if years else None, is_school)


def names_month(title: str) -> bool:
    """Whether a section of this title stands for a month."""
    return section_time(title).month is not None


def stands_for_time(title: str) -> bool:
    """Whether a line is the name of a month or of years; «на 2026 год» goes on with a title."""
    time = section_time(title)
    return bool(time.month or time.years) and not title.lower().startswith("на ")


def period_within(period: PlanPeriod | None, titles: Iterable[str]) -> PlanPeriod | None:
    """The plan's period as narrowed by the sections around an activity, innermost first.

    Without a period of the plan, the years that a section names are known all the same.
    """
    times = [section_time(title) for title in titles]
    month = next((time.month for time in times if time.month), None)
    dated = next((time for time in times if time.years), None)
    if dated is not None and dated.years is not None:
        period = _of_years(dated.years, dated, period)
    if period is None or month == period.month:
        return period
    return replace(period, month=month)


def _of_years(years: tuple[int, int], time: SectionTime, period: PlanPeriod | None) -> PlanPeriod:
    first, last = years
    calendar = period.calendar if period else None
    if time.is_school_year:
        return PlanPeriod(first, max(last, first + 1), school_year=True, calendar=calendar)
    by_school_year = first < last and bool(period and period.school_year)
    return PlanPeriod(first, last, school_year=by_school_year, calendar=calendar)


def _span(word: str) -> tuple[int, int]:
    numbers = [int(number) for number in re.findall(r"\d+", word)]
    first, last = numbers[0], numbers[-1]
    if last < 100:
        last += first // 100 * 100
    return (first, last) if first <= last else (first, first)


def _month(word: str) -> int | None:
    if len(word) < _SHORTEST_MONTH:
        return None
    for names in (MONTHS_NOMINATIVE, MONTHS_GENITIVE):
        for number, name in enumerate(names, 1):
            if name.startswith(word):
                return number
    return None
