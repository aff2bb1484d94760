"""A rule as an outline with the answer of each condition, for the page «Почему».

Answers are kept as one sign per condition in the order of a walk from the top (`SIGNS`), so that
a stored verdict shows them without its figures being judged again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessments.domain.rules.cases import Case
from assessments.domain.rules.expressions import (
    All,
    AnyOf,
    AtLeast,
    InYears,
    Not,
    Predicate,
    Rule,
    Truth,
)
from core.values import academic_year as years
from core.values.wording import counted

SIGNS: dict[Truth, str] = {True: "+", False: "-", None: "?"}
_TRUTHS = {sign: truth for truth, sign in SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition with its answer; `decides` where it is one of those that made the rule true."""

    words: str
    truth: Truth
    decides: bool
    parts: tuple[Condition, ...] = ()


def conditions_of(rules: Iterable[Rule]) -> tuple[tuple[Rule, int], ...]:
    """All conditions of the rules from the top, each with how many years back it is asked about."""
    return tuple((one, -year) for rule in rules for one, year in _walk(rule, 0))


def signs_of(conditions: Iterable[tuple[Rule, int]], case: Case) -> str:
    """The answers of the conditions, one sign each."""
    return "".join(SIGNS[one.truth(case, case.year - back)] for one, back in conditions)


def outline(rule: Rule, signs: Iterator[str], year: int, *, decides: bool) -> Condition:
    """The rule with the answers that `signs_of` wrote; takes its signs from the front.

    `decides` says whether the rule gave the category. Raises StopIteration where signs run out.
    """
    return _outlined(rule, signs, year, year, decides=decides)


def _outlined(
    rule: Rule, signs: Iterator[str], year: int, accounting: int, *, decides: bool
) -> Condition:
    truth = _TRUTHS[next(signs)]
    is_decisive = decides and truth is True
    below = is_decisive and not isinstance(rule, Not)
    parts = tuple(
        _outlined(part, signs, when, accounting, decides=below)
        for part, when in rule.parts_in(year)
    )
    return Condition(_words(rule, year, accounting), truth, is_decisive, parts)


def _walk(rule: Rule, year: int) -> Iterator[tuple[Rule, int]]:
    yield rule, year
    for part, when in rule.parts_in(year):
        yield from _walk(part, when)


def _words(rule: Rule, year: int, accounting: int) -> str:
    words = _own_words(rule)
    return words if year == accounting else f"{years.label(year)}: {words}"


def _own_words(rule: Rule) -> str:
    match rule:
        case Predicate():
            return rule.describe()
        case All():
            return "выполнены все условия"
        case AnyOf():
            return "выполнено хотя бы одно из условий"
        case AtLeast():
            return f"выполнено не меньше {rule.number} из {len(rule.rules)} условий"
        case InYears():
            span = counted(rule.of, "последнего года", "последних лет", "последних лет")
            return f"выполнено не меньше чем в {rule.at_least} из {span}"
        case _:
            return "условие не выполнено"
