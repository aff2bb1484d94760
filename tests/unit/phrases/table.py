"""Reads `deadlines.txt`, the table of phrases with the readings expected of them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roadmaps.domain.deadlines.reading import PlanPeriod

PLANS = {
    "A": PlanPeriod(2024, 2024),
    "B": PlanPeriod(2023, 2025),
    "S": PlanPeriod(2023, 2024, school_year=True),
    "T": PlanPeriod(2023, 2025, school_year=True),
    "N": None,
}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    phrase: str
    plan: str
    kind: str
    flags: tuple[str, ...]
    occurrences: str


def rows() -> list[Row]:
    """All rows in order."""
    lines = Path(__file__).with_name("deadlines.txt").read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line.strip() and not line.startswith("#")]


def _row(line: str) -> Row:
    phrase, plan, kind, flags, occurrences = (part.strip() for part in line.rsplit("|", 4))
    return Row(phrase.replace("⏎", "\n"), plan, kind, tuple(flags.split()), occurrences)


def expected_days(text: str) -> tuple[date | None, date] | None:
    """«2024-03», «2024-03..2024-05», «..2024-03-01»; None for «?»."""
    if text == "?":
        return None
    first, dots, last = text.partition("..")
    start = _edge(first, last=False) if first else None
    return start, _edge(last if dots else first, last=True)


def _edge(text: str, *, last: bool) -> date:
    numbers = [int(number) for number in text.split("-")]
    if not last:
        return date(*[*numbers, 1, 1][:3])
    if len(numbers) == 1:
        return date(numbers[0], 12, 31)
    if len(numbers) == 2:
        return date(numbers[0], numbers[1], monthrange(*numbers)[1])
    return date(*numbers)


def occurrences_match(expected: str, found: list[tuple[date | None, date]]) -> bool:
    """Whether the spans are those that the row names."""
    if expected == "?":
        return True
    if expected == "-":
        return not found
    if counted := re.fullmatch(r"(\d+)x (\S+) (\S+)", expected):
        ends = [expected_days(counted[2]), expected_days(counted[3])]
        if len(found) != int(counted[1]):
            return False
        return all(
            want in (None, got) for want, got in zip(ends, (found[0], found[-1]), strict=True)
        )
    return found == [expected_days(text) for text in expected.split()]
