"""Rules over the findings of one school: small predicates and the ways to join them.

A criteria set is a list of (category, rule); the first rule that holds gives the category. New
predicates of DOMAIN.md 2.3 join here without touching those that exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from assessments.domain.criteria import Criteria
from assessments.domain.findings import Finding


class Category(StrEnum):
    """Standing of a school after a classification."""

    LOW_RESULTS = "low_results"
    AT_RISK = "at_risk"
    NONE = "none"
    NO_DATA = "no_data"


class Rule(Protocol):
    """A statement about a school that its findings make true or false."""

    def holds(self, findings: Sequence[Finding]) -> bool:
        """Whether the statement is true of `findings`."""


@dataclass(frozen=True, slots=True)
class LowProcedures:
    """Low results in at least `at_least` procedures."""

    at_least: int

    def holds(self, findings: Sequence[Finding]) -> bool:
        """Whether enough procedures are low."""
        return sum(finding.met for finding in findings) >= self.at_least


@dataclass(frozen=True, slots=True)
class NearThreshold:
    """Some share is under the threshold but not far from it."""

    def holds(self, findings: Sequence[Finding]) -> bool:
        """Whether any share is near the threshold."""
        return any(finding.near for finding in findings)


@dataclass(frozen=True, slots=True)
class Grown:
    """Some share has grown notably against the year before."""

    def holds(self, findings: Sequence[Finding]) -> bool:
        """Whether any share has grown."""
        return any(finding.grown for finding in findings)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of several rules holds."""

    rules: tuple[Rule, ...]

    def holds(self, findings: Sequence[Finding]) -> bool:
        """Whether one of the rules holds."""
        return any(rule.holds(findings) for rule in self.rules)


def categories(criteria: Criteria) -> tuple[tuple[Category, Rule], ...]:
    """The categories of `criteria` from the heaviest on; a school gets the first that holds."""
    parameters = criteria.parameters
    return (
        (Category.LOW_RESULTS, LowProcedures(parameters.k)),
        (
            Category.AT_RISK,
            AnyOf((LowProcedures(parameters.at_risk_procedures), NearThreshold(), Grown())),
        ),
    )
