"""The map of what a plan covers: risks of schools, indicators, activities without a purpose."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roadmaps.domain.indicators.suggesting import Row, suggest_indicators, suggest_risks
from roadmaps.models import (
    Activity,
    ActivityIndicator,
    ActivityKind,
    ActivityRisk,
    Indicator,
    Roadmap,
)
from schools.domain.risks import RISK_NAMES, RiskFactor, Significance
from schools.models import SchoolRisk

FACTORS = tuple(RiskFactor)


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A risk factor, in how many schools it weighs how much, how many activities answer to it."""

    number: int
    name: str
    high: int
    middle: int
    low: int
    activities: int


@dataclass(frozen=True, slots=True)
class IndicatorCover:
    """An indicator and how many activities work on it."""

    indicator: Indicator
    activities: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole map; risks that weigh in most schools first."""

    risks: tuple[RiskLine, ...]
    indicators: tuple[IndicatorCover, ...]
    idle: tuple[Activity, ...]
    activities: int

    @property
    def open_risks(self) -> int:
        """Risks of schools that no activity answers to."""
        return sum(not one.activities for one in self.risks)

    @property
    def open_indicators(self) -> int:
        """Indicators that nobody works on."""
        return sum(not one.activities for one in self.indicators)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An activity that may answer to a goal; `score` 0 where nothing in its words says so."""

    activity: Activity
    is_linked: bool
    score: int
    reason: str


def coverage_of(roadmap: Roadmap) -> Coverage:
    """The map of the plan, in a fixed number of queries."""
    rows = list(_rows(roadmap))
    by_indicator = Counter(
        ActivityIndicator.objects.of_plan(roadmap.pk).values_list("indicator", flat=True)
    )
    risk_links = list(ActivityRisk.objects.of_plan(roadmap.pk).values_list("activity", "factor"))
    by_risk = Counter(factor for _, factor in risk_links)
    busy = {activity for activity, _ in risk_links}
    busy |= set(ActivityIndicator.objects.of_plan(roadmap.pk).values_list("activity", flat=True))
    return Coverage(
        risks=_risks(roadmap, by_risk),
        indicators=tuple(
            IndicatorCover(one, by_indicator[one.pk])
            for one in roadmap.indicators.order_by("position", "pk")
        ),
        idle=tuple(row for row in rows if row.pk not in busy),
        activities=len(rows),
    )


def candidates_for(roadmap: Roadmap, goal: Indicator | RiskFactor) -> list[Candidate]:
    """All activities of the plan: linked ones, then those whose words say so, then the rest."""
    rows = list(_rows(roadmap))
    if isinstance(goal, Indicator):
        found = suggest_indicators([_words(row) for row in rows], {"goal": goal.name})
        links = ActivityIndicator.objects.filter(indicator=goal)
    else:
        found = [one for one in suggest_risks(map(_words, rows)) if one.goal == goal.value]
        links = ActivityRisk.objects.of_plan(roadmap.pk).filter(factor=goal.value)
    linked = set(links.values_list("activity", flat=True))
    said = {one.row: one for one in found}
    candidates = [
        Candidate(
            row,
            row.pk in linked,
            said[row.pk].score if row.pk in said else 0,
            said[row.pk].reason if row.pk in said else "",
        )
        for row in rows
    ]
    return sorted(candidates, key=lambda one: (not one.is_linked, -one.score))


def _rows(roadmap: Roadmap) -> list[Activity]:
    rows = roadmap.activities.filter(kind=ActivityKind.ACTIVITY).select_related("section")
    return list(rows.order_by("position", "pk"))


def _words(activity: Activity) -> Row:
    return Row(
        id=activity.pk,
        title=activity.title,
        indicator_text=activity.indicator_text,
        sections=activity.section.title if activity.section else "",
        outcome=activity.expected_outcome,
    )


def _risks(roadmap: Roadmap, linked: Counter[str]) -> tuple[RiskLine, ...]:
    """Factors that any school that the plan is for has, or that activities answer to."""
    risks = SchoolRisk.objects.filter(
        school__municipality=roadmap.municipality_id, school__closed_on__isnull=True
    )
    if roadmap.school_id is not None:
        risks = risks.filter(school=roadmap.school_id)
    weights = Counter(risks.values_list("factor", "significance"))
    lines = [
        RiskLine(
            number=number,
            name=RISK_NAMES[factor],
            high=weights[factor.value, Significance.HIGH.value],
            middle=weights[factor.value, Significance.MIDDLE.value],
            low=weights[factor.value, Significance.LOW.value],
            activities=linked[factor.value],
        )
        for number, factor in enumerate(FACTORS, 1)
    ]
    known = [one for one in lines if one.high or one.middle or one.low or one.activities]
    return tuple(sorted(known, key=lambda one: (-one.high, -one.middle, -one.low, one.number)))
