"""Words of a plan moved to other years: years and dates in them change, no other character does.

«до 15 октября 2025 г.» becomes «до 15 октября 2026 г.», «2025/26» becomes «2026/27»; words without
a year («ежегодно, январь») stay. What counts as a year is what `domain.deadlines` reads as one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from roadmaps.domain.deadlines.years import FIRST_KNOWN_YEAR, LAST_KNOWN_YEAR

_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_LONGEST_RUN = 60
_SHORT_YEARS = range(10, 61)
# A plan looks back to what was measured before it and ahead to what follows from it.
_YEARS_AROUND = 2
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
# «15.10.25»: only here two figures alone are a year.
_SHORT_DATE = rf"(?<![\d.]){_DAY}\.{_MONTH}\.(?P<short>\d\d)(?![\d.]?\d)"
_MONTH_NAMES = r"янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
# «2025/26», «2025–26»; no «2025-26.05» and no «2025 – 26 мая».
_TAIL = (
    rf"(?P<mark>\s*[/\\{_DASHES}]\s*)(?P<tail>\d\d)"
    rf"(?!\d|[.{_DASHES}]\d|\s*(?:{_MONTH_NAMES}))"
)
# «№ 2025» is a number, «2000 руб.» a sum, «2024 обучающихся» a count.
_COUNTED = (
    r"\s*(?:%|руб|тыс|млн|млрд|₽|чел|шт|экз|уч(?:ащ|ен|еб\w*\s+час)|обуч|педаг|школ|час|балл|кл)"
)
_YEAR = rf"(?<!\d)(?<!№)(?<!№\s)(?P<year>\d{{4}})(?:{_TAIL})?(?!\d)(?!{_COUNTED})"
_TOKENS = re.compile(f"{_SHORT_DATE}|{_YEAR}", re.IGNORECASE)
_A_DATE = (
    rf"(?:{_DAY}\.{_MONTH}\.(?:\d{{4}}|\d\d)|[«\"]?{_DAY}[»\"]?\s+[а-яё]+\s+\d{{4}})"
    r"(?:\s*г(?:ода|\.)?)?"
)
# «приказ от 21.11.2022 № 420», «№ 420 от 21 ноября 2022 г.»: the same document in any year.
_DOCUMENTS = re.compile(rf"\bот\s+{_A_DATE}\s*№|№\s*[^\s,;]+\s+от\s+{_A_DATE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class YearShift:
    """How many years a plan moves; `first` and `last` are the years it moves from."""

    by: int
    first: int
    last: int

    @property
    def back(self) -> "YearShift":
        """The move that undoes this one."""
        return YearShift(-self.by, self.first + self.by, self.last + self.by)

    def deadline(self, words: str) -> str:
        """The words of a deadline with every year moved."""
        return shifted(words, self.by)

    def text(self, words: str) -> str:
        """Any other text: years about the plan's own move.

        Years far from them («ФГОС 2021», «к 2036 году») belong to what the plan speaks of, and so
        do the dates of the documents that it names.
        """
        return shifted(words, self.by, self.first - _YEARS_AROUND, self.last + _YEARS_AROUND)

    def year(self, year: int) -> int:
        """One year."""
        return year + self.by


def shifted(words: str, by: int, first: int = FIRST_KNOWN_YEAR, last: int = LAST_KNOWN_YEAR) -> str:
    """The words with the years from `first` to `last` moved by `by`; typography is kept.

    Moving back by as much gives the same words again.
    """
    kept = [found.span() for found in _DOCUMENTS.finditer(words)]
    pieces, end = [], 0
    for start, stop, text in _moved(words, by, first, last):
        if any(begin <= start < close for begin, close in kept):
            continue
        pieces += [words[end:start], text]
        end = stop
    return "".join([*pieces, words[end:]])


def _moved(words: str, by: int, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """Each year to replace: where it begins, where it ends, what stands there instead."""
    for found in _TOKENS.finditer(words):
        if short := found["short"]:
            if int(short) in _SHORT_YEARS and first <= 2000 + int(short) <= last:
                yield *found.span("short"), f"{(int(short) + by) % 100:02d}"
            continue
        year = int(found["year"])
        if not first <= year <= last:
            continue
        yield *found.span("year"), str(year + by)
        if (tail := found["tail"]) and 0 < (int(tail) - year) % 100 <= _LONGEST_RUN:
            yield *found.span("tail"), f"{(int(tail) + by) % 100:02d}"
