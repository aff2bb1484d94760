"""The reading in a narrow cell: whole dates or a number, never a part of a date."""

from __future__ import annotations

from datetime import date

from roadmaps.domain.deadlines.reading import PlanPeriod
from roadmaps.queries.readings import BRIEF_LENGTH, ReadingView, reading_view

LONG = (
    "с 12 января по 6 февраля, с 13 апреля по 8 мая, с 7 сентября по 2 октября, "
    "с 6 ноября по 30 декабря"
)
PERIOD = PlanPeriod(2026, 2027)


def long_reading() -> ReadingView:
    found = reading_view(LONG, "", PERIOD)
    assert len(found.words) > BRIEF_LENGTH
    return found


def test_long_reading_says_how_many_dates_and_the_nearest() -> None:
    assert long_reading().brief_on(date(2026, 9, 1)) == "8\u00a0дат, ближайшая\u00a002.10.2026"
    assert long_reading().brief_on(date(2028, 1, 1)) == "8\u00a0дат, последняя\u00a030.12.2027"
    assert long_reading().brief == "8\u00a0дат"


def test_short_reading_stands_whole_with_its_number() -> None:
    found = reading_view("январь и июль", "", PERIOD)
    assert found.brief == found.brief_on(date(2026, 9, 1)) == f"{found.words} · 4\u00a0даты"
    assert reading_view("май 2026", "", PERIOD).brief == "май 2026"


def test_a_deadline_without_dates_is_not_said_twice() -> None:
    view = reading_view("По графику центра.", "", PlanPeriod(2026, 2027))
    assert view.words == "дата не назначена"
    assert reading_view("май", "", PlanPeriod(2026, 2027)).words.startswith("май")
