"""What holds for every text: a reading, ordered spans, no exception."""

import time
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.deadlines.reading import (
    DeadlineReading,
    PlanPeriod,
    is_ditto,
    read_deadline,
    reading_as_json,
)
from tests.unit.phrases.table import Row, rows

PERIODS = st.one_of(
    st.none(),
    st.builds(PlanPeriod, st.integers(2019, 2026), st.integers(2019, 2030), st.booleans()),
    st.builds(PlanPeriod, st.integers(-5, 10000), st.integers(-5, 10000), st.booleans()),
)
PIECES = sorted({piece for row in rows() for piece in row.phrase.split()})
GLUE = st.sampled_from([" ", "", ", ", " – ", "\n", "; ", " / ", ": ", " (", ") ", ".", " и "])


@st.composite
def shuffled_phrases(draw: st.DrawFn) -> str:
    """Words of real phrases in any order with any marks between."""
    words = draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
    return "".join(word + draw(GLUE) for word in words)


def assert_sound(reading: DeadlineReading) -> None:
    assert reading.reading.strip()
    assert Decimal(0) < reading.confidence <= Decimal(1)
    keys = [(span.start or span.end, span.end) for span in reading.occurrences]
    assert keys == sorted(keys)
    assert all(start <= end for start, end in keys)
    assert len(reading.occurrences) <= 600
    for other in reading.alternatives:
        assert_sound(other)


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=200), PERIODS)
def test_any_text_has_a_sound_reading(text: str, period: PlanPeriod | None) -> None:
    reading = read_deadline(text, period)

    assert reading.text == text
    assert_sound(reading)
    assert reading_as_json(reading)["text"] == text


@settings(max_examples=600, deadline=None)
@given(shuffled_phrases(), PERIODS)
def test_any_mixture_of_deadline_words_has_a_sound_reading(
    text: str, period: PlanPeriod | None
) -> None:
    assert_sound(read_deadline(text, period))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PIECES), st.sampled_from(PIECES))
def test_a_long_cell_of_any_two_words_is_read_at_once(first: str, second: str) -> None:
    text = (f"{first} {second} " * 2500)[:5000]
    begin = time.process_time()
    read_deadline(text, PlanPeriod(2023, 2025))

    # A tenth of this is usual; readings that look ahead inside of looking ahead take hours.
    assert time.process_time() - begin < 3


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(rows()), st.sampled_from(["", " ", "\u00a0", "\n", "."]), st.booleans())
def test_spaces_and_capitals_change_nothing(row: Row, tail: str, upper: bool) -> None:
    phrase = row.phrase
    if is_ditto(phrase) or not phrase:
        return
    period = PlanPeriod(2023, 2025)
    plain = read_deadline(phrase, period)
    changed = read_deadline((phrase.capitalize() if upper else phrase) + tail, period)

    assert changed.kind == plain.kind
    assert [(s.start, s.end) for s in changed.occurrences] == [
        (s.start, s.end) for s in plain.occurrences
    ]


@settings(max_examples=100, deadline=None)
@given(st.integers(2020, 2030), st.integers(0, 5))
def test_floating_months_stay_within_the_plan(first: int, length: int) -> None:
    period = PlanPeriod(first, first + length)
    reading = read_deadline("март, октябрь", period)

    assert len(reading.occurrences) == 2 * (length + 1)
    assert all(period.start <= span.end <= period.end for span in reading.occurrences)
