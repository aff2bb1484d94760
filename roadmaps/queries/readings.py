"""Deadline words with their reading, as pages show them; readings are computed, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from textwrap import shorten

from core.values.wording import NBSP, counted, short_date
from roadmaps.domain.deadlines.reading import (
    DeadlineKind,
    DeadlineReading,
    PlanPeriod,
    Span,
    read_deadline,
)
from roadmaps.models import Activity, PlanImportRow

UNDATED = "без даты"
"""What people choose for words that no date can stand for."""
_OR_UNDATED = f"Или оставьте его «{UNDATED}»: слова плана сохранятся."
SURE_FROM = 80
DATES_SHOWN = 3
BRIEF_LENGTH = 110
MARKS = {
    "sure": ("✓", "прочитано"),
    "unsure": ("?", "прочитано неуверенно"),
    "waiting": ("◷", "ждёт даты"),
    "empty": ("—", "срок"),
}


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """Another reading that a person may choose instead; `phrase` is what the choice is kept as."""

    phrase: str
    words: str
    dates: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading as people see it under the words of the plan.

    `chosen` is the alternative that stands instead of the likeliest reading, empty where none does.
    `refusal` says why a deadline that names no real day cannot be kept as verified, and what to do.
    """

    words: str
    dates: str
    days: tuple[date, ...]
    is_sure: bool
    is_specified: bool
    choices: tuple[ReadingChoice, ...]
    doubts: tuple[str, ...]
    chosen: str
    sign: str
    refusal: str = ""

    @property
    def count(self) -> int:
        """How many dates there are."""
        return len(self.days)

    @property
    def count_words(self) -> str:
        """«6 дат»."""
        return counted(self.count, "дата", "даты", "дат")

    @property
    def brief(self) -> str:
        """«январь и июль · 6 дат»; the number alone where a table has no room for the words."""
        if self._is_long and self.count:
            return self.count_words
        words = shorten(self.words, BRIEF_LENGTH, placeholder="…") if self._is_long else self.words
        return f"{words} · {self.count_words}" if self.count > 1 else words

    def brief_on(self, today: date) -> str:
        """The same; «8 дат, ближайшая 30.12.2026» where there is no room for the words."""
        if not self._is_long or not self.count:
            return self.brief
        ahead = [day for day in self.days if day >= today]
        if ahead:
            return f"{self.count_words}, ближайшая{NBSP}{short_date(min(ahead))}"
        return f"{self.count_words}, последняя{NBSP}{short_date(max(self.days))}"

    @property
    def _is_long(self) -> bool:
        return len(self.words) > BRIEF_LENGTH

    @property
    def mark(self) -> str:
        """The small sign before the reading."""
        return MARKS[self.sign][0]

    @property
    def mark_words(self) -> str:
        """The sign in words, for those who hear the page."""
        return MARKS[self.sign][1]


def reading_of(text: str, choice: str, period: PlanPeriod | None) -> DeadlineReading:
    """The reading of `text`, or of what people chose for it: one of its alternatives by the
    alternative's words, no date at all, else a phrase of their own."""
    if not choice:
        return read_deadline(text, period)
    if _is_undated(choice):
        return _undated(read_deadline(text, period))
    return _alternative(text, choice, period) or read_deadline(choice, period)


def spans_of(text: str, choice: str, period: PlanPeriod | None) -> tuple[Span, ...]:
    """The dated spans of a deadline."""
    return reading_of(text, choice, period).occurrences


def is_offered(text: str, choice: str, period: PlanPeriod | None) -> bool:
    """Whether `choice` is one of the other readings that the words offer."""
    if _is_undated(choice):
        return bool(read_deadline(text, period).errors)
    return _alternative(text, choice, period) is not None


@lru_cache(maxsize=8192)
def reading_view(text: str, choice: str, period: PlanPeriod | None) -> ReadingView:
    """What stands under the words `text` on a page."""
    reading = reading_of(text, choice, period)
    chosen = choice if is_offered(text, choice, period) else ""
    is_sure = bool(chosen) or reading.confidence * 100 >= SURE_FROM
    return ReadingView(
        words=reading.reading if reading.occurrences else _besides(text, reading.reading),
        dates=dates_in_words(reading.occurrences),
        days=tuple(span.end for span in reading.occurrences),
        is_sure=is_sure,
        is_specified=reading.kind != DeadlineKind.UNSPECIFIED or _is_undated(choice),
        choices=_choices(text, chosen, period),
        doubts=_doubts(reading),
        chosen=chosen,
        sign="empty" if _is_undated(choice) else _sign(text or choice, reading, is_sure=is_sure),
        refusal=_refusal(reading),
    )


def view_of(item: Activity | PlanImportRow, period: PlanPeriod | None) -> ReadingView:
    """The reading of an activity's or an imported row's deadline."""
    return reading_view(item.deadline_text, item.deadline_choice, period)


def span_in_words(span: Span) -> str:
    """«01.09.2026–31.10.2026», «до 15.10.2026», «15.10.2026»."""
    label = f"{span.label}: " if span.label else ""
    if span.start is None:
        return f"{label}до {short_date(span.end)}"
    if span.start == span.end:
        return f"{label}{short_date(span.end)}"
    return f"{label}{short_date(span.start)}–{short_date(span.end)}"


def dates_in_words(spans: tuple[Span, ...]) -> str:
    """The first dates of a reading, and how many more there are."""
    shown = ", ".join(span_in_words(span) for span in spans[:DATES_SHOWN])
    more = len(spans) - DATES_SHOWN
    return f"{shown} и ещё {more}" if more > 0 else shown


def _besides(text: str, words: str) -> str:
    """What a reading without dates says besides the deadline's words, which stand above it."""
    said = " ".join(text.split()).rstrip(" .,;")
    rest = words[len(said) :].lstrip(" ,:;")
    return rest if said and rest and words.casefold().startswith(said.casefold()) else words


def _alternative(text: str, choice: str, period: PlanPeriod | None) -> DeadlineReading | None:
    others = read_deadline(text, period).alternatives if choice else ()
    return next((other for other in others if other.reading == choice), None)


def _choices(text: str, chosen: str, period: PlanPeriod | None) -> tuple[ReadingChoice, ...]:
    """The readings that do not stand; the likeliest one is kept as no choice at all."""
    likeliest = read_deadline(text, period)
    every = [("", likeliest), *((other.reading, other) for other in likeliest.alternatives)]
    if likeliest.errors:
        every.append((UNDATED, _undated(likeliest)))
    return tuple(
        ReadingChoice(phrase, reading.reading, dates_in_words(reading.occurrences))
        for phrase, reading in every
        if phrase != chosen
    )


def _sign(words: str, reading: DeadlineReading, *, is_sure: bool) -> str:
    if not words.strip():
        return "empty"
    if reading.kind == "unspecified" or reading.errors or (reading.occurrences and not is_sure):
        return "unsure"
    return "sure" if reading.occurrences else "waiting"


def _is_undated(choice: str) -> bool:
    return choice.strip(" .").casefold() == UNDATED


def _undated(reading: DeadlineReading) -> DeadlineReading:
    """The same words, left without a date by a person who looked at them."""
    return DeadlineReading(
        text=reading.text,
        kind=DeadlineKind.UNSPECIFIED,
        by=False,
        recurrence=None,
        occurrences=(),
        confidence=Decimal(1),
        reading=UNDATED,
    )


def _refusal(reading: DeadlineReading) -> str:
    return " ".join((*reading.errors, _OR_UNDATED)) if reading.errors else ""


def _doubts(reading: DeadlineReading) -> tuple[str, ...]:
    """What cannot be kept first, said with the way out of it."""
    others = tuple(issue for issue in reading.issues if issue not in reading.errors)
    refusal = _refusal(reading)
    return (*((refusal,) if refusal else ()), *others, *_unread_words(reading))


def _unread_words(reading: DeadlineReading) -> tuple[str, ...]:
    if not reading.unread:
        return ()
    return ("Не понято: " + ", ".join(f"«{word}»" for word in reading.unread),)
