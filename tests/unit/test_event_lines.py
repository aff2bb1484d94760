"""Lists of events that people paste."""

from __future__ import annotations

from datetime import date

import pytest

from roadmaps.parsing.event_lines import NO_DATE, OUT_OF_ORDER, UNREAL, read_event_lines

SPRING = (date(2027, 3, 15), date(2027, 5, 19))


@pytest.mark.parametrize(
    ("line", "days", "title"),
    [
        ("15.03.2027 – 19.05.2027 ВПР 4–8 классы", SPRING, "ВПР 4–8 классы"),
        ("15.03.2027-19.05.2027\tВПР 4–8 классы", SPRING, "ВПР 4–8 классы"),
        ("ВПР 4–8 классы: 15.03.2027 – 19.05.2027", SPRING, "ВПР 4–8 классы"),
        ("ВПР 4–8 классы — с 15 марта по 19 мая 2027 г.", SPRING, "ВПР 4–8 классы"),
        ("15 марта – 19 мая ВПР", SPRING, "ВПР"),
        ("1.\t15.03.27–19.05.27\tВПР", SPRING, "ВПР"),
        ("2) Педсовет «Итоги четверти», 30.10.2026", (date(2026, 10, 30),) * 2,
         "Педсовет «Итоги четверти»"),
        ("10–12 ноября КПК для учителей физики", (date(2026, 11, 10), date(2026, 11, 12)),
         "КПК для учителей физики"),
        ("3 декабря", (date(2026, 12, 3),) * 2, ""),
        ("Семинар, март 2027 года", (date(2027, 3, 1), date(2027, 3, 31)), "Семинар"),
        ("12.02 Собеседование", (date(2027, 2, 12),) * 2, "Собеседование"),
    ],
)  # fmt: skip
def test_days_and_name_are_taken_apart(line: str, days: tuple[date, date], title: str) -> None:
    (found,) = read_event_lines(line, 2026)
    assert (found.starts_on, found.ends_on, found.title) == (*days, title)
    assert not found.problem


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("ВПР весной", NO_DATE),
        ("31.06.2027 ВПР", UNREAL),
        ("19.05.2027 – 15.03.2027 ВПР", OUT_OF_ORDER),
    ],
)
def test_a_line_without_a_real_day_says_what_is_wrong(line: str, problem: str) -> None:
    (found,) = read_event_lines(line, 2026)
    assert (found.problem, found.text) == (problem, line)


def test_lines_keep_their_numbers_and_empty_ones_count_for_nothing() -> None:
    found = read_event_lines("\n01.09.2026 День знаний\n\n\n05.10.2026 День учителя\n", 2026)
    assert [(one.number, one.title) for one in found] == [(2, "День знаний"), (5, "День учителя")]
