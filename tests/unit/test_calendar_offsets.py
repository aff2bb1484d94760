"""Where a deadline lies beside an event, and which events an activity waits for."""

from __future__ import annotations

from datetime import date

import pytest

from core.values.production_calendar import ProductionCalendar
from roadmaps.domain.calendars.matching import (
    USUAL_DAYS_AFTER,
    KnownSeries,
    offset_of,
    suggestions,
)
from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventDays, Offset
from roadmaps.domain.calendars.series import SeriesKind

RUSSIA = ProductionCalendar()
VPR = EventDays(1, date(2026, 4, 20), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("offset", "starts_on", "due_on"),
    [
        (Offset(), date(2026, 4, 20), date(2026, 4, 30)),
        (Offset(Anchor.END), date(2026, 4, 30), date(2026, 4, 30)),
        (Offset(Anchor.START), date(2026, 4, 20), date(2026, 4, 20)),
        (Offset(Anchor.END, 5), date(2026, 5, 1), date(2026, 5, 5)),
        # 1–3 May are days off, 4–8 are worked, 9–11 are off.
        (Offset(Anchor.END, 5, DayCount.WORKING), date(2026, 5, 4), date(2026, 5, 8)),
        (Offset(Anchor.START, -10), None, date(2026, 4, 10)),
        (Offset(Anchor.START, -1, DayCount.WORKING), None, date(2026, 4, 17)),
    ],
    ids=lambda value: getattr(value, "words", str(value)),
)
def test_days_are_counted_from_the_edge_that_is_named(offset, starts_on, due_on) -> None:
    assert offset.span(VPR, RUSSIA) == (starts_on, due_on)


def test_the_offices_own_day_off_is_not_counted() -> None:
    own = ProductionCalendar({date(2026, 5, 4): False})
    assert Offset(Anchor.END, 1, DayCount.WORKING).span(VPR, own)[1] == date(2026, 5, 5)


@pytest.mark.parametrize(
    ("words", "offset"),
    [
        ("в течение 5 рабочих дней после проведения ВПР", Offset(Anchor.END, 5, DayCount.WORKING)),
        ("в течение 5 дней со дня проведения", Offset(Anchor.END, 5)),
        ("в течение пяти рабочих дней после ВПР", Offset(Anchor.END, 5, DayCount.WORKING)),
        ("в течение 3-х дней по окончании ОГЭ", Offset(Anchor.END, 3)),
        ("через две недели после ВПР", Offset(Anchor.END, 14)),
        ("в течение месяца после ЕГЭ", Offset(Anchor.END, 30)),
        ("в двухнедельный срок после получения результатов ВПР", Offset(Anchor.END, 14)),
        ("за 10 дней до начала ОГЭ", Offset(Anchor.START, -10)),
        ("не позднее чем за 5 рабочих дней до ВПР", Offset(Anchor.START, -5, DayCount.WORKING)),
        ("до начала ВПР", Offset(Anchor.START, -1)),
        ("по графику КПК", Offset()),
        ("в период проведения ВПР", Offset()),
    ],
)
def test_an_offset_is_taken_from_the_words(words: str, offset: Offset) -> None:
    assert offset_of(words) == (offset, True)


@pytest.mark.parametrize("words", ["По завершении ВПР", "по итогам ОГЭ и ЕГЭ", "после педсовета"])
def test_where_the_words_say_no_number_one_is_only_offered(words: str) -> None:
    assert offset_of(words) == (USUAL_DAYS_AFTER, False)


def kinds(deadline: str, title: str = "", *known: KnownSeries) -> list[SeriesKind]:
    return [one.series.kind for one in suggestions(deadline, title, known)]


@pytest.mark.parametrize(
    ("deadline", "found"),
    [
        ("По завершении ВПР", [SeriesKind.VPR]),
        ("после всероссийских проверочных работ", [SeriesKind.VPR]),
        ("По итогам ОГЭ и ЕГЭ", [SeriesKind.OGE, SeriesKind.EGE]),
        ("по окончании ГИА-9", [SeriesKind.OGE]),
        ("после ГИА", [SeriesKind.OGE, SeriesKind.EGE]),
        ("по графику КПК", [SeriesKind.COURSES]),
        ("в соответствии с планом курсов повышения квалификации", [SeriesKind.COURSES]),
        ("по плану РМО", [SeriesKind.METHODISTS]),
        ("после проведения педагогического совета", [SeriesKind.COUNCIL]),
        ("по итогам муниципального этапа", [SeriesKind.OLYMPIAD]),
        ("по мере необходимости", []),
    ],
)
def test_the_words_of_a_deadline_name_its_series(deadline: str, found: list[SeriesKind]) -> None:
    assert kinds(deadline) == found


def test_a_title_counts_only_where_the_deadline_names_nothing() -> None:
    (only,) = suggestions("в течение 5 дней со дня проведения", "Анализ результатов ВПР", [])
    assert only.series.kind is SeriesKind.VPR
    assert not only.is_sure
    assert only.reason == "в мероприятии сказано «ВПР»"
    assert kinds("по плану РМО", "Анализ результатов ВПР") == [SeriesKind.METHODISTS]


def test_the_offices_own_series_is_known_by_its_name_in_any_case_form() -> None:
    own = KnownSeries(7, SeriesKind.OWN, "Совет руководителей")
    (only,) = suggestions("после совета руководителей", "", [own])
    assert only.series == own
    assert only.is_sure


def test_an_entered_series_stands_instead_of_the_usual_one() -> None:
    entered = KnownSeries(3, SeriesKind.VPR, "ВПР")
    assert [one.series for one in suggestions("после ВПР", "", [entered])] == [entered]
