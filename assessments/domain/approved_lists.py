"""The list of ШНОР that an order approves: who entered, stayed, left, since when, and the target.

Pure and exact. A list is the set of schools in it by academic year; schools are told by any key.
DOMAIN.md 1.3 (the list), 2 (R7–R9: lists by orders, a target of reduction a year), 6.2 (statuses).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from assessments.domain.rules import Category
from core.values import academic_year as years
from core.values.wording import counted, plural

DEFAULT_TARGET = 30
"""Percent of the last list that should leave in a year where the office sets no other."""

Listed = Mapping[int, Set[Hashable]]
"""Schools in the approved list of each academic year; a year without a list is absent."""


class Status(StrEnum):
    """How a school stands in a list against the lists before it."""

    FIRST = "first"
    STAYED = "stayed"
    RETURNED = "returned"
    UNKNOWN = "unknown"
    """There is no earlier approved list: nobody can say «впервые»."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A school's standing: `since` is the first year without a break in approved lists.

    A year without an approved list breaks nothing: it says nothing of the school. `earlier` is the
    last year in which a returned school stood in a list.
    """

    status: Status
    since: int
    earlier: int | None = None

    @property
    def words(self) -> str:
        """«повторно, в перечне с 2022/23»; «—» is for the caller where nothing is known."""
        if self.status is Status.STAYED:
            return f"повторно, в перечне с {years.label(self.since)}"
        if self.status is Status.RETURNED and self.earlier is not None:
            return f"повторно, после перерыва: была в перечне за {years.label(self.earlier)}"
        if self.status is Status.FIRST:
            return "включена впервые"
        return "прежних перечней нет"


def tenure(school: Hashable, academic_year: int, earlier: Listed) -> Tenure:
    """Of a school in the list of `academic_year`, by the approved lists of years before it."""
    before = sorted((year for year in earlier if year < academic_year), reverse=True)
    if not before:
        return Tenure(Status.UNKNOWN, academic_year)
    since = academic_year
    for year in before:
        if school not in earlier[year]:
            break
        since = year
    if since < academic_year:
        return Tenure(Status.STAYED, since)
    last = next((year for year in before if school in earlier[year]), None)
    if last is None:
        return Tenure(Status.FIRST, academic_year)
    return Tenure(Status.RETURNED, academic_year, last)


class ExitKind(StrEnum):
    """Why a school of the last list is not in the new one."""

    IMPROVED = "improved"
    AT_RISK = "at_risk"
    CLOSED = "closed"
    REORGANISED = "reorganised"
    EXCLUDED = "excluded"
    NO_DATA = "no_data"
    """There are no results of the year: nobody knows, so a person must decide."""


EXIT_WORDS = {
    ExitKind.IMPROVED: "результаты больше не низкие",
    ExitKind.AT_RISK: "переведена в зону риска",
    ExitKind.CLOSED: "закрыта",
    ExitKind.REORGANISED: "реорганизована",
    ExitKind.EXCLUDED: "исключена решением управления",
    ExitKind.NO_DATA: "нет данных за год, решения нет",
}


def exit_kind(
    *, category: Category | None, is_decided: bool, is_closed: bool, has_successor: bool
) -> ExitKind:
    """Of a school that left: its `category` in the new list, None where nothing was calculated.

    `is_decided`: a person left it out against the calculation, or without one.
    """
    if has_successor:
        return ExitKind.REORGANISED
    if is_closed:
        return ExitKind.CLOSED
    if category is Category.AT_RISK:
        return ExitKind.AT_RISK
    if is_decided:
        return ExitKind.EXCLUDED
    if category in (None, Category.NO_DATA):
        return ExitKind.NO_DATA
    return ExitKind.IMPROVED


@dataclass(frozen=True, slots=True)
class Movement:
    """Schools of two lists, the earlier and the later one."""

    entered: frozenset[Hashable]
    stayed: frozenset[Hashable]
    left: frozenset[Hashable]


def movement(before: Set[Hashable], now: Set[Hashable]) -> Movement:
    """Who entered, stayed and left between two lists."""
    return Movement(frozenset(now - before), frozenset(now & before), frozenset(before - now))


@dataclass(frozen=True, slots=True)
class Reduction:
    """How the target «−T % of the list a year» was met: `left` of the `before` schools left it.

    The target is reached where 100·left ≥ T·before, which is the same as left ≥ `needed`.
    """

    before: int
    left: int
    percent: int

    @property
    def share(self) -> Fraction | None:
        """Left out of before, in percent; None where the earlier list was empty."""
        return Fraction(100 * self.left, self.before) if self.before else None

    @property
    def needed(self) -> int:
        """The smallest number of schools that meets the target."""
        return -(-self.percent * self.before // 100)

    @property
    def is_reached(self) -> bool | None:
        """None where the earlier list was empty: there was nothing to reduce."""
        return 100 * self.left >= self.percent * self.before if self.before else None

    @property
    def missing(self) -> int:
        """How many more schools would have had to leave."""
        return max(0, self.needed - self.left)

    @property
    def words(self) -> str:
        """«вышли 4 из 10, цель 3 — достигнута»."""
        if not self.before:
            return "в прежнем перечне школ не было, цель не оценивается"
        verb = plural(self.left, "вышла", "вышли", "вышли")
        if self.is_reached:
            said = "достигнута"
        else:
            said = f"не достигнута, не хватает {counted(self.missing, 'школы', 'школ', 'школ')}"
        return f"{verb} {self.left} из {self.before}, цель {self.needed} — {said}"


class Change(StrEnum):
    """What became of a school between two lists."""

    ENTERED = "entered"
    STAYED = "stayed"
    LEFT = "left"
    OTHER = "other"
    """In neither list: at risk before or now."""


CHANGE_WORDS = {
    Change.ENTERED: "вошла в перечень",
    Change.STAYED: "осталась в перечне",
    Change.LEFT: "вышла из перечня",
    Change.OTHER: "вне перечня",
}


def change_of(before: Category | None, now: Category | None) -> Change:
    """By the categories of a school in two lists; None where a list does not name it."""
    was, stands = before is Category.LOW_RESULTS, now is Category.LOW_RESULTS
    if was and stands:
        return Change.STAYED
    if stands:
        return Change.ENTERED
    return Change.LEFT if was else Change.OTHER


def sentence(statuses: Mapping[Status, int], reduction: Reduction | None) -> str:
    """«В перечне 9 школ: 3 впервые, 6 повторно; вышли 4 из 10, цель 3 — достигнута.»"""
    number = sum(statuses.values())
    said = f"В перечне {counted(number, 'школа', 'школы', 'школ')}" if number else "Перечень пуст"
    again = statuses.get(Status.STAYED, 0) + statuses.get(Status.RETURNED, 0)
    parts = [
        f"{count} {words}"
        for count, words in ((statuses.get(Status.FIRST, 0), "впервые"), (again, "повторно"))
        if count
    ]
    if parts:
        said += f": {', '.join(parts)}"
    if reduction is None:
        return f"{said}; прежнего перечня нет, цель нельзя оценить."
    return f"{said}; {reduction.words}."
