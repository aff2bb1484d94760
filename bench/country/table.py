"""The answer in words: a block for each size, then how time and memory grow."""

from __future__ import annotations

import math
import os
import sys
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from bench.measuring import Measured

_FLAT = 1.25
"""Memory that grows by less than a quarter while schools grow tenfold is called flat."""
_LEAST = 0.0001


@dataclass(frozen=True, slots=True)
class Answer:
    """One question of one size: what each part took, and how many schools differ from SQL."""

    title: str
    reads: int
    listed: int
    results: int
    sql: Measured
    parts: list[tuple[str, Measured]]
    differ: int

    @property
    def lines(self) -> list[tuple[str, Measured]]:
        """The lines of the table; the whole run is the last one."""
        return [("один оператор SQL", self.sql), *self.parts]


@dataclass(frozen=True, slots=True)
class Size:
    """All measures of one country.

    `by_clock` where the work of the database server cannot be seen: then ratios and growth come
    from the clock, else from the processor, which a busy machine does not distort.
    """

    schools: int
    municipalities: int
    rows: int
    made: Measured
    by_clock: bool
    answers: list[Answer]

    def work(self, part: Measured) -> float:
        """Seconds by which parts are compared."""
        return part.seconds if self.by_clock else part.processor

    def plain(self) -> dict[str, Any]:
        """As JSON carries it from one process to another."""
        return asdict(self)

    @classmethod
    def of_plain(cls, data: dict[str, Any]) -> Size:
        """Back from `plain`."""
        answers = [
            Answer(**{
                **one, "sql": Measured(**one["sql"]),
                "parts": [(title, Measured(**part)) for title, part in one["parts"]],
            })
            for one in data["answers"]
        ]  # fmt: skip
        return cls(**{**data, "made": Measured(**data["made"]), "answers": answers})


def heading(database: str) -> None:
    """Which database, and on what machine."""
    load = _number(os.getloadavg()[0], 1)
    _line(f"{database}; ядер {os.cpu_count()}, загрузка до начала {load}")
    _line("Отношение к SQL и рост – по процессору, вместе с процессом сервера базы данных.")


def country(one: Size) -> None:
    """What was made."""
    _line()
    _line(
        f"Школ {_whole(one.schools)}, муниципалитетов {_whole(one.municipalities)}, "
        f"строк результатов {_whole(one.rows)}; созданы за {_seconds(one.made.seconds)} с"
    )


def answer(of: Size, found: Answer) -> None:
    """A block of lines for one question."""
    _line()
    _line(
        f"{found.title}: в перечне {_whole(found.listed)}, "
        f"прочитано лет {found.reads}, строк {_whole(found.results)}"
    )
    _line(f"  {'':<28}{'секунд':>10}{'процессор':>12}{'память, МБ':>13}{'к SQL':>9}")
    for title, part in found.lines:
        ratio = of.work(part) / max(of.work(found.sql), _LEAST)
        _line(
            f"  {title:<28}{_seconds(part.seconds):>10}{_seconds(part.processor):>12}"
            f"{part.megabytes:>13}{_number(ratio, 1):>9}"
        )
    _, whole = found.parts[-1]
    speed = found.results / max(of.work(whole), _LEAST)
    _line(f"  расчёт: строк в секунду {_whole(round(speed))}, {_agreement(found)}")


def _agreement(found: Answer) -> str:
    if found.differ:
        return f"РАСХОЖДЕНИЕ С SQL: школ {_whole(found.differ)}"
    return "школы те же, что у SQL"


def growth(sizes: list[Size]) -> None:
    """How time and memory grow from each size to the next; nothing for one size.

    The power is 1 where ten times as many schools take ten times as long.
    """
    for before, after in pairwise(sizes):
        _line()
        _line(f"Рост от {_whole(before.schools)} до {_whole(after.schools)} школ")
        for one, other in zip(before.answers, after.answers, strict=True):
            _line(f"  {one.title}")
            for (title, small), (_, large) in zip(one.lines, other.lines, strict=True):
                _line(f"    {title:<28}{_grown(before, after, small, large)}")
    _line()


def _grown(before: Size, after: Size, small: Measured, large: Measured) -> str:
    times = after.work(large) / max(before.work(small), _LEAST)
    power = math.log(max(times, _LEAST)) / math.log(after.schools / before.schools)
    memory = large.megabytes / small.megabytes
    flat = ", ровная" if memory < _FLAT else ""
    return f"показатель степени {_number(power, 2)}; память ×{_number(memory, 2)}{flat}"


def _whole(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _seconds(number: float) -> str:
    return _number(number, 3 if number < 1 else 1)


def _number(number: float, digits: int) -> str:
    return f"{number:.{digits}f}".replace(".", ",")


def _line(text: str = "") -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
