"""What does not change a deadline: case, spaces, dashes, quotes, headings, order of a list."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.values.wording import MONTHS_GENITIVE, MONTHS_NOMINATIVE
from roadmaps.domain.deadlines.reading import (
    DeadlineKind,
    DeadlineReading,
    PlanPeriod,
    Span,
    is_ditto,
    read_deadline,
    reading_as_json,
)
from tests.unit.phrases.table import PLANS, Row, rows

PLAN = PlanPeriod(2023, 2025)
LATIN = str.maketrans("асеорхАВСЕНКМОРТХ", "aceopxABCEHKMOPTX")
DAYS = st.dates(date(2023, 1, 1), date(2025, 12, 31))
MEANT = [row for row in rows() if row.phrase.strip() and not is_ditto(row.phrase)]
DISGUISES: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "a capital": lambda text: text[:1].upper() + text[1:],
    "small letters": str.lower,
    "a full stop": lambda text: f"{text}.",
    "a comma": lambda text: f"{text},",
    "a semicolon": lambda text: f"{text};",
    "several marks": lambda text: f"{text};,.",
    "spaces around": lambda text: f"\t {text}\n",
    "wide spaces": lambda text: text.replace(" ", "  "),
    "fixed spaces": lambda text: text.replace(" ", "\u00a0"),
    "long dashes": lambda text: text.replace("–", "—"),
    "short dashes": lambda text: text.replace("–", "-"),
    "minus signs": lambda text: text.replace("–", "−"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "е for ё": lambda text: text.replace("ё", "е"),
    "Latin letters": lambda text: text.translate(LATIN),
    "quotes": lambda text: f"«{text}»",
    "brackets": lambda text: f"({text})",
    "a heading": lambda text: f"Срок: {text}",
    "two headings": lambda text: f"Сроки исполнения – Срок: {text}",
    "a heading in quotes": lambda text: f"«Срок: {text}»",
    "a heading with fixed spaces": lambda text: f"Сроки\u00a0исполнения\u00a0− {text}",
    "brackets and a full stop": lambda text: f"({text}).",
    "a long heading": lambda text: f"Сроки исполнения – {text}",
}


def meaning(reading: DeadlineReading) -> tuple[object, ...]:
    days = [(span.start, span.end) for span in reading.occurrences]
    return reading.kind, reading.by, reading.recurrence, days


@pytest.mark.parametrize("disguise", DISGUISES)
def test_looks_change_nothing(disguise: str) -> None:
    changed = [
        row.phrase
        for row in MEANT
        if meaning(read_deadline(DISGUISES[disguise](row.phrase), PLANS[row.plan]))
        != meaning(read_deadline(row.phrase, PLANS[row.plan]))
    ]

    assert not changed


@settings(max_examples=200)
@given(
    st.sampled_from(MEANT),
    st.lists(st.sampled_from(sorted(DISGUISES)), min_size=2, max_size=4, unique=True),
)
def test_looks_together_change_nothing(row: Row, disguises: list[str]) -> None:
    text = row.phrase
    for disguise in disguises:
        text = DISGUISES[disguise](text)

    plan = PLANS[row.plan]
    assert meaning(read_deadline(text, plan)) == meaning(read_deadline(row.phrase, plan))


def spellings(day: date) -> list[str]:
    month = MONTHS_GENITIVE[day.month - 1]
    return [
        f"{day:%d.%m.%Y}", f"{day.day}.{day.month}.{day.year}", f"{day:%d.%m.%y}",
        f"{day:%d.%m.%Y} г.", f"{day:%d.%m.%Y}г", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}",
        f"{day.day} {month} {day.year}", f"{day.day} {month} {day.year} года",
        f"{day.day} {month} {day.year}г.", f"«{day.day:02d}» {month} {day.year} г.",
        f"{day.day}-го {month} {day.year} года", f"{day.day}{month}{day.year}",
    ]  # fmt: skip


@given(DAYS)
def test_a_day_is_the_same_however_it_is_spelt(day: date) -> None:
    for text in spellings(day):
        reading = read_deadline(text, PLAN)
        assert (reading.kind, reading.occurrences) == (DeadlineKind.POINT, (Span(day, day),)), text


@given(DAYS, st.sampled_from(["до {}", "не позднее {}", "не позже чем {}", "в срок до {}"]))
def test_a_limit_is_the_same_however_its_day_is_spelt(day: date, words: str) -> None:
    for text in spellings(day):
        reading = read_deadline(words.format(text), PLAN)
        assert reading.by, text
        assert reading.occurrences == (Span(None, day),), text


@given(DAYS, st.integers(1, 400))
def test_a_range_is_the_same_however_its_ends_are_spelt(first: date, length: int) -> None:
    last = min(first + timedelta(days=length), date(2025, 12, 31))
    for opening, closing in zip(spellings(first), spellings(last), strict=True):
        for text in (f"с {opening} по {closing}", f"{opening} – {closing}"):
            if first < last:
                assert read_deadline(text, PLAN).occurrences == (Span(first, last),), text


@given(st.permutations(range(12)), st.integers(2, 6), st.booleans())
def test_months_in_any_order_are_the_same_months(
    months: list[int], count: int, school: bool
) -> None:
    plan = PlanPeriod(2023, 2025, school_year=school)
    names = [MONTHS_NOMINATIVE[month] for month in months[:count]]

    there = read_deadline(", ".join(names), plan)
    back = read_deadline(", ".join(names[::-1]), plan)
    assert meaning(there) == meaning(back)
    assert {span.end.month for span in there.occurrences} == {m + 1 for m in months[:count]}


@given(st.lists(DAYS, min_size=2, max_size=5, unique=True), st.randoms(use_true_random=False))
def test_days_in_any_order_are_the_same_days(days: list[date], chance: random.Random) -> None:
    texts = [f"{day:%d.%m.%Y}" for day in days]
    chance.shuffle(texts)

    found = read_deadline(", ".join(texts), PLAN).occurrences
    assert [span.end for span in found] == sorted(days)


@given(st.sampled_from(MEANT), st.integers(2019, 2030), st.integers(0, 3), st.booleans())
def test_no_year_comes_from_nowhere(row: Row, first: int, length: int, school: bool) -> None:
    """Years are the plan's, next to it where the text says so, or written in the text."""
    plan = PlanPeriod(first, first + length, school)
    reading = read_deadline(row.phrase, plan)
    written = {int(f"20{text[-2:]}") for text in _figures(row.phrase) if len(text) in (2, 4)}
    near = range(plan.start.year - 1, plan.end.year + 2)
    allowed = {*near, *written, *(year + 1 for year in written), *(year - 1 for year in written)}
    if written:
        allowed |= set(range(min(written), max(written) + 1))
    for span in reading.occurrences:
        assert span.end.year in allowed | {2024}
        assert (span.start or span.end).year in allowed | {2024}


def _figures(text: str) -> list[str]:
    return "".join(sign if sign.isdecimal() else " " for sign in text).split()


@settings(max_examples=200)
@given(st.sampled_from(MEANT), st.sampled_from(sorted(PLANS)))
def test_alternatives_are_readings_of_the_same_form(row: Row, plan: str) -> None:
    reading = read_deadline(row.phrase, PLANS[plan])
    document = reading_as_json(reading)
    for other, as_json in zip(reading.alternatives, document["alternatives"], strict=True):
        assert set(as_json) == set(document)
        assert meaning(other) != meaning(reading)
        assert other.confidence <= reading.confidence
        assert any("а" <= sign.lower() <= "я" for sign in other.reading)
