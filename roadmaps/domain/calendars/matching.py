"""Which series of events an activity waits for, how surely, and where beside the event it lies.

Suggestions only: a person confirms each of them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadmaps.domain.calendars.offsets import MOST_DAYS, Anchor, DayCount, Offset
from roadmaps.domain.calendars.series import SERIES_NAMES, SeriesKind, named, plain

SURE_FROM = 80
USUAL_DAYS_AFTER = Offset(Anchor.END, 10, DayCount.WORKING)
"""What is offered where the words say «по итогам» and not how soon."""

_BY_DEADLINE, _BY_OWN_NAME, _BY_TITLE = 95, 85, 60
_SHORTEST_WORD = 3
_ENDING = 2


@dataclass(frozen=True, slots=True)
class KnownSeries:
    """A series of the office; `id` is None for one that is only usual and not yet entered."""

    id: int | None
    kind: SeriesKind
    name: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One series that the activity may hang on; `score` in hundredths, `reason` for people.

    `is_offset_said` tells an offset that the words name from one that is only offered.
    """

    series: KnownSeries
    offset: Offset
    score: int
    reason: str
    is_offset_said: bool

    @property
    def is_sure(self) -> bool:
        """Whether it may be ticked beforehand."""
        return self.score >= SURE_FROM


def suggestions(deadline: str, title: str, known: Iterable[KnownSeries]) -> tuple[Suggestion, ...]:
    """The series that fit, likeliest first.

    Usual series that the office has not entered are offered where the words name them. What the
    title names counts only where the deadline itself names nothing.
    """
    every = [*known]
    entered = {one.kind for one in every}
    every += [
        KnownSeries(None, kind, SERIES_NAMES[kind])
        for kind in SeriesKind
        if kind is not SeriesKind.OWN and kind not in entered
    ]
    offset, is_said = offset_of(deadline)
    by_deadline = [
        Suggestion(one, offset, score, f"в сроке сказано «{words}»", is_said)
        for one in every
        for score, words in [_named(deadline, one)]
        if words
    ]
    if by_deadline:
        return _in_order(by_deadline)
    return _in_order(
        Suggestion(one, offset, _BY_TITLE, f"в мероприятии сказано «{words}»", is_said)
        for one in every
        for _, words in [_named(title, one)]
        if words
    )


def _in_order(found: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    return tuple(sorted(found, key=lambda one: (-one.score, one.series.id is None)))


def _named(text: str, series: KnownSeries) -> tuple[int, str]:
    """How surely `text` speaks of the series, and by which words."""
    if words := named(text, series.kind):
        return _BY_DEADLINE, _as_written(text, words)
    said = plain(text)
    stems = [_stem(word) for word in re.findall(r"\w+", plain(series.name))]
    stems = [stem for stem in stems if len(stem) >= _SHORTEST_WORD]
    if stems and all(re.search(rf"\b{re.escape(stem)}", said) for stem in stems):
        return _BY_OWN_NAME, series.name
    return 0, ""


def _stem(word: str) -> str:
    """The word without its ending, so that «совета» is «совет»."""
    return word[: max(_SHORTEST_WORD, len(word) - _ENDING)] if len(word) > _SHORTEST_WORD else word


def _as_written(text: str, words: str) -> str:
    """The words with the capitals that the text has."""
    flat = " ".join(text.split())
    at = flat.lower().replace("ё", "е").find(words)
    return flat[at : at + len(words)] if at >= 0 else words


# How far from the event, and on which side.

_NUMBERS = {
    "одного": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9, "десяти": 10, "четырнадцати": 14, "пятнадцати": 15, "двадцати": 20,
    "тридцати": 30, "две": 2, "два": 2, "три": 3, "четыре": 4, "пять": 5, "семь": 7, "десять": 10,
}  # fmt: skip
_DAYS_IN = {"д": 1, "н": 7, "м": 30}
_NUMBER = rf"(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_LENGTH = re.compile(
    rf"{_NUMBER}(?:-?х|-?ти|-?и)?(?: \(\w+\))? (?P<sort>рабочих |календарных |учебных )?"
    r"(?P<unit>д(?:н|ень)|недел|месяц)"
)
_IN_ONE = re.compile(r"в течение (?P<unit>недел|месяц)|через (?P<unit2>недел|месяц)")
_TERM = re.compile(r"(?P<number>двух|трех|пяти|десяти|одно)?(?P<unit>недельн|дневн|месячн)\w* срок")
_BEFORE = re.compile(r"\bза \S+(?: \(\w+\))? (?:\w+ )?(?:дн|недел|месяц)\w* до\b|\bдо (?!\d)")
_AFTER = re.compile(
    r"\bпо (?:завершени|окончани|итогам|результатам|заверш|факту)|\bпосле\b|со дня|\bс момента"
    r"|\bпо проведени"
)


def offset_of(deadline: str) -> tuple[Offset, bool]:
    """Where the deadline lies beside its event, and whether the words say so themselves."""
    said = plain(deadline)
    before = _BEFORE.search(said)
    length = _length(said)
    if before:
        days, count = length or (1, DayCount.CALENDAR)
        return Offset(Anchor.START, -days, count), True
    if length:
        days, count = length
        anchor = Anchor.START if re.search(r"(?:после|со дня|с) начал", said) else Anchor.END
        return Offset(anchor, days, count), True
    if _AFTER.search(said):
        return USUAL_DAYS_AFTER, False
    return Offset(), True


def _length(said: str) -> tuple[int, DayCount] | None:
    if found := _LENGTH.search(said):
        number = found["number"]
        value = int(number) if number.isdigit() else _NUMBERS[number]
        days = min(value * _DAYS_IN[found["unit"][0]], MOST_DAYS)
        working = (found["sort"] or "").startswith(("рабоч", "учеб"))
        return (days, DayCount.WORKING if working else DayCount.CALENDAR) if days else None
    if found := _IN_ONE.search(said):
        return _DAYS_IN[(found["unit"] or found["unit2"])[0]], DayCount.CALENDAR
    if found := _TERM.search(said):
        value = _NUMBERS.get(found["number"] or "", 1)
        return value * _DAYS_IN[found["unit"][0]], DayCount.CALENDAR
    return None
