"""How the bench measures and says figures."""

from __future__ import annotations

import pytest

from bench.country import table
from bench.country.table import Answer, Size
from bench.measuring import Measured, in_child


def test_a_call_is_measured_in_a_process_of_its_own() -> None:
    kept = []
    found = in_child(lambda: kept.append(1) or {"schools": 3})
    assert found.answer == {"schools": 3}
    assert found.megabytes > 1
    assert kept == []


def test_work_of_another_process_counts() -> None:
    spent = iter((1.0, 3.5))
    assert 2.5 <= in_child(lambda: None, elsewhere=lambda: next(spent)).processor < 3


def test_a_failed_call_is_an_error_with_its_trace(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="a measured call has failed"):
        in_child(lambda: 1 // 0)
    assert "ZeroDivisionError" in capfd.readouterr().err


def _size(schools: int, seconds: float, megabytes: int, *, differ: int = 0) -> Size:
    sql = Measured(seconds / 10, seconds / 20, 70, None)
    parts = [("расчёт целиком", Measured(seconds, seconds, megabytes, None))]
    answer = Answer("30/2", 2, 5, 1_000, sql, parts, differ)
    return Size(schools, 7, 28_800, sql, by_clock=False, answers=[answer])


def test_a_size_travels_as_plain_data() -> None:
    size = _size(400, 2.0, 90)
    assert Size.of_plain(size.plain()) == size


def test_ratios_are_those_of_the_processor_and_differences_are_loud(
    capsys: pytest.CaptureFixture[str],
) -> None:
    size = _size(400, 2.0, 90)
    table.answer(size, size.answers[0])
    said = capsys.readouterr().out
    assert "20,0\n" in said
    assert "строк в секунду 500, школы те же, что у SQL" in said
    size = _size(400, 2.0, 90, differ=3)
    table.answer(size, size.answers[0])
    assert "РАСХОЖДЕНИЕ С SQL: школ 3" in capsys.readouterr().out


def test_growth_says_the_power_and_whether_memory_is_flat(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table.growth([_size(400, 1.0, 90), _size(4_000, 10.0, 99), _size(40_000, 1_000.0, 200)])
    said = capsys.readouterr().out
    assert "показатель степени 1,00; память ×1,10, ровная" in said
    assert "показатель степени 2,00; память ×2,02\n" in said
