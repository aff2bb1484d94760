"""Words of a plan moved to other years: only years change, and moving back gives the same words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline
from roadmaps.domain.deadlines.values import Span
from roadmaps.domain.new_year.shifting import YearShift, shifted
from tests.unit.phrases.table import PLANS, Row, rows

YEARS = st.integers(2015, 2045)
MONTHS = ("января", "марта", "мая", "октября", "декабря")
DAYS = st.integers(1, 28)


@pytest.mark.parametrize(
    ("words", "moved"),
    [
        ("до 15 октября 2025 г.", "до 15 октября 2026 г."),
        ("2025/2026 учебный год", "2026/2027 учебный год"),
        ("2025/26 уч. год", "2026/27 уч. год"),
        ("2025–2027 гг.", "2026–2028 гг."),
        ("сентябрь\u00a02025", "сентябрь\u00a02026"),
        ("15.10.25", "15.10.26"),
        ("с 01.09.2025 по 31.10.2025", "с 01.09.2026 по 31.10.2026"),
        ("09.2025", "09.2026"),
        ("2025-10-15", "2026-10-15"),
        ("2023, 2024 и 2025 годы", "2024, 2025 и 2026 годы"),
        ("2025 – 26 мая", "2026 – 26 мая"),
        ("ЕГЭ-2025", "ЕГЭ-2026"),
        ("1999/00 учебный год", "2000/01 учебный год"),
        ("29 февраля 2024 г.", "29 февраля 2025 г."),
    ],
)
def test_years_move_and_the_rest_stays(words: str, moved: str) -> None:
    assert shifted(words, 1) == moved
    assert shifted(moved, -1) == words


@pytest.mark.parametrize(
    "words",
    [
        "ежегодно, январь",
        "до 15 октября",
        "п. 1.3, 10.09",
        "№ 2025",
        "2000 руб.",
        "2024 обучающихся",
        "в 2025 классах",
        "п. 12.10.2",
        "12025",
        "приказ от 21.11.2022 № 420",
        "приказ № 420 от «21» ноября 2022 г.",
    ],
)
def test_what_is_no_year_of_the_plan_stays(words: str) -> None:
    assert shifted(words, 1) == words


def test_document_keeps_its_date_beside_a_year_that_moves() -> None:
    words = "По приказу от 21.11.2024 № 420, до 1 мая 2025 г."
    assert shifted(words, 1) == "По приказу от 21.11.2024 № 420, до 1 мая 2026 г."


def test_text_moves_years_about_the_plan_alone() -> None:
    shift = YearShift(1, 2025, 2026)
    words = "К 2026 году против 2024 года; ФГОС 2021 года и цели до 2036 года"
    assert shift.text(words) == "К 2027 году против 2025 года; ФГОС 2021 года и цели до 2036 года"
    assert shift.back.text(shift.text(words)) == words


@st.composite
def year_words(draw: st.DrawFn) -> str:
    """Years and dates as plans write them."""
    year, day = draw(YEARS), draw(DAYS)
    month = draw(st.integers(1, 12))
    return draw(
        st.sampled_from(
            [
                f"до {day} {draw(st.sampled_from(MONTHS))} {year} г.",
                f"{day:02d}.{month:02d}.{year}",
                f"{day:02d}.{month:02d}.{year % 100:02d}",
                f"{year}/{(year + 1) % 100:02d} учебный год",
                f"{year}/{year + 1} учебный год",
                f"{year}–{year + draw(st.integers(1, 3))} годы",
                f"сентябрь\u00a0{year}",
                f"{year}-{month:02d}-{day:02d}",
                f"I квартал {year} года",
            ]
        )
    )


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Several of them with other words between."""
    glue = st.sampled_from([", ", "; ", "\n", " и ", " — ", ", ежегодно, ", " (по графику), "])
    parts = draw(st.lists(year_words(), min_size=1, max_size=4))
    return "".join(part + draw(glue) for part in parts)


@given(texts(), st.integers(-5, 5))
def test_moving_there_and_back_gives_the_same_words(words: str, by: int) -> None:
    assert shifted(shifted(words, by), -by) == words


@given(st.sampled_from(rows()), st.integers(-5, 5))
def test_words_of_real_plans_come_back_to_the_letter(row: Row, by: int) -> None:
    assert shifted(shifted(row.phrase, by), -by) == row.phrase


@given(st.text(alphabet="0123456789./-–№ мая,год", max_size=40), st.integers(1, 5))
def test_no_character_but_figures_changes(words: str, by: int) -> None:
    moved = shifted(words, by)
    assert len(moved) == len(words)
    assert all(a == b or (a.isdigit() and b.isdigit()) for a, b in zip(words, moved, strict=True))


@given(year_words(), st.integers(1, 4))
def test_reading_of_moved_words_is_the_reading_moved(words: str, by: int) -> None:
    period = PlanPeriod(2015, 2049)
    before = read_deadline(words, period)
    after = read_deadline(shifted(words, by), _later(period, by))
    assert after.kind is before.kind
    assert _months_and_days(after.occurrences) == _moved(before.occurrences, by)


@given(st.sampled_from(rows()), st.integers(1, 4))
def test_real_deadlines_keep_their_kind_in_other_years(row: Row, by: int) -> None:
    period = PLANS[row.plan]
    assume(period is not None and "29" not in row.phrase)
    before = read_deadline(row.phrase, period)
    after = read_deadline(shifted(row.phrase, by), _later(period, by))
    assert after.kind is before.kind
    assert len(after.occurrences) == len(before.occurrences) or _counts_weeks(before.reading)


def _later(period: PlanPeriod, by: int) -> PlanPeriod:
    return replace(period, first_year=period.first_year + by, last_year=period.last_year + by)


def _moved(spans: Iterable[Span], by: int) -> list[tuple]:
    return [(_later_day(span.start, by), _later_day(span.end, by), span.label) for span in spans]


def _later_day(day: date | None, by: int) -> tuple[int, int, int] | None:
    if day is None:
        return None
    return day.year + by, day.month, 28 if (day.month, day.day) == (2, 29) else day.day


def _months_and_days(spans: Iterable[Span]) -> list[tuple]:
    return _moved(spans, 0)


def _counts_weeks(reading: str) -> bool:
    """The weeks of a year are not as many in another."""
    return "недел" in reading
