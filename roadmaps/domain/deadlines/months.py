"""Deadlines in a section that is a month: «2 неделя», «до 15», «еженедельно» under «Ноябрь»."""

import re
from collections.abc import Callable

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE
from roadmaps.domain.deadlines.values import DeadlineKind, DeadlineReading

_DATED = (DeadlineKind.POINT, DeadlineKind.PERIOD)
_THE_MONTH = re.compile(r"\bмесяца\b", re.IGNORECASE)


def read_in_month(text: str, month: int, read: Callable[[str], DeadlineReading]) -> DeadlineReading:
    """The reading of `text` where a section stands for `month` (1–12).

    Words that name dates of their own stay what they are. Days and weeks are taken in the month,
    what comes round is narrowed to it; an empty cell, or what lasts, means the month itself.
    `read` reads words in the plan's years.
    """
    plain = read(text)
    if plain.kind in _DATED and plain.occurrences:
        return plain
    says_nothing = not any(character.isalnum() for character in text)
    if says_nothing or plain.kind is DeadlineKind.CONTINUOUS:
        return _of_text(read(MONTHS_NOMINATIVE[month - 1]), text)
    dated = read(_with_month(text, month))
    if dated.kind in _DATED and dated.occurrences:
        return _of_text(dated, text)
    return _narrowed(plain, month) if plain.kind is DeadlineKind.RECURRING else plain


def _with_month(text: str, month: int) -> str:
    name = MONTHS_GENITIVE[month - 1]
    if _THE_MONTH.search(text):
        return _THE_MONTH.sub(name, text)
    return f"{text.rstrip(' .,;')} {name}"


def _narrowed(reading: DeadlineReading, month: int) -> DeadlineReading:
    """What comes round, in the month only."""
    name = MONTHS_NOMINATIVE[month - 1]
    kept = tuple(span for span in reading.occurrences if span.end.month == month)
    words = f"{name}: {reading.reading}"
    return reading._replace(occurrences=kept, reading=words, alternatives=())


def _of_text(reading: DeadlineReading, text: str) -> DeadlineReading:
    others = tuple(other._replace(text=text) for other in reading.alternatives)
    return reading._replace(text=text, alternatives=others)
