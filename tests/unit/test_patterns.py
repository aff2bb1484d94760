"""No pattern of the portal takes long, whatever the text: a row of one sign has one way through it.

A pattern that can cut a row of signs in countless ways hangs on a broken PDF whose letters are
each drawn thirty times, and on anybody who means ill.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterable, Iterator

import pytest

ROOMS = ("core", "accounts", "schools", "assessments", "roadmaps", "reports")
TIMES = 32
SECONDS = 2.0
ROWS = (
    *"aяЯivXх1- .,;:№()«»\"/\n–•*",
    "1 ", "1. ", "1) ", "а ", "Аб ", "АБ ", "I. ", ", ", "а-", "1-", "а.", "- ", "1  ", "Яи",
    "1.1", "1 и ", "мая ", "2 раза ", "г. ", "№ 1, ", "1 кл ", "план ", "отдел ", "<a",
)  # fmt: skip
ENDS = ("!", "ъ1ъ")


def modules() -> Iterator[str]:
    for room in ROOMS:
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if "migrations" not in found.name and not found.name.endswith(".admin"):
                yield found.name


def patterns_in(value: object) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from patterns_in(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from patterns_in(one)


def patterns() -> dict[str, re.Pattern]:
    found = {}
    for name in modules():
        for word, value in vars(importlib.import_module(name)).items():
            for number, pattern in enumerate(patterns_in(value)):
                found[f"{name}.{word}[{number}]"] = pattern
    return found


def hostile(pattern: re.Pattern) -> Iterable[str | bytes]:
    for row in ROWS:
        for end in ENDS:
            text = row * TIMES + end
            yield text if isinstance(pattern.pattern, str) else text.encode()


@pytest.fixture
def alarm() -> Iterator[None]:
    """Breaks a search off after so much time of the processor."""

    def ring(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def test_no_pattern_takes_long_on_a_row_of_signs(alarm: None) -> None:
    slow = []
    for name, pattern in patterns().items():
        signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        try:
            for text in hostile(pattern):
                pattern.search(text)
                pattern.fullmatch(text)
        except TimeoutError:
            slow.append(f"{name}: {pattern.pattern!r}")
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    assert slow == []


def test_the_alarm_finds_a_pattern_that_can_be_cut_in_countless_ways(alarm: None) -> None:
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)
    with pytest.raises(TimeoutError):
        re.compile("(?:a+)+b").search("a" * 60)
