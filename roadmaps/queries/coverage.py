"""The map of what a plan covers: risks of schools, indicators, activities without a purpose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from roadmaps.domain.indicators.suggesting import Row, Suggestion, suggest_indicators, suggest_risks
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
from schools.queries import this_year
from schools.querysets import SchoolRiskQuerySet

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


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal that an activity may answer to; `is_real`: schools have this risk."""

    goal: Indicator | RiskFactor
    name: str
    is_linked: bool
    reason: str
    is_risk: bool
    is_real: bool = True

    @property
    def value(self) -> str:
        """As its box sends it."""
        return self.goal.value if isinstance(self.goal, RiskFactor) else str(self.goal.pk)


def coverage_of(roadmap: Roadmap, academic_year: int | None = None) -> Coverage:
    """The map of the plan with the risks of a year, the current one where none is named."""
    year = this_year() if academic_year is None else academic_year
    rows = list(_rows(roadmap))
    by_indicator = Counter(
        ActivityIndicator.objects.of_plan(roadmap.pk).values_list("indicator", flat=True)
    )
    risk_links = list(ActivityRisk.objects.of_plan(roadmap.pk).values_list("activity", "factor"))
    by_risk = Counter(factor for _, factor in risk_links)
    busy = {activity for activity, _ in risk_links}
    busy |= set(ActivityIndicator.objects.of_plan(roadmap.pk).values_list("activity", flat=True))
    return Coverage(
        risks=_risks(roadmap, by_risk, year),
        indicators=tuple(
            IndicatorCover(one, by_indicator[one.pk])
            for one in roadmap.indicators.order_by("position", "pk")
        ),
        idle=tuple(row for row in rows if row.pk not in busy),
        activities=len(rows),
    )


def goals_of(activity: Activity) -> tuple[list[str], list[Indicator]]:
    """What the activity answers to: risk factors by name, and indicators of its plan."""
    factors = set(activity.risk_links.values_list("factor", flat=True))
    indicators = Indicator.objects.filter(activity_links__activity=activity)
    return (
        [RISK_NAMES[one] for one in FACTORS if one.value in factors],
        list(indicators.order_by("position", "pk")),
    )


def goal_choices(activity: Activity) -> list[GoalChoice]:
    """Every risk factor and indicator that the activity may answer to: linked, suggested, others.

    Risks that no school of the municipality has stand last.
    """
    row = _words(activity)
    indicators = list(activity.roadmap.indicators.order_by("position", "pk"))
    names = {str(one.pk): one.name for one in indicators}
    said = {one.goal: one for one in suggest_indicators([row], names)}
    said |= {one.goal: one for one in suggest_risks([row])}
    linked_risks = set(activity.risk_links.values_list("factor", flat=True))
    linked = set(activity.indicator_links.values_list("indicator", flat=True))
    real = set(risks_in(activity.roadmap, this_year()).values_list("factor", flat=True))
    choices = [
        GoalChoice(one, one.name, one.pk in linked, _reason(said, str(one.pk)), is_risk=False)
        for one in indicators
    ]
    choices += [
        GoalChoice(
            one, RISK_NAMES[one], one.value in linked_risks, _reason(said, one.value),
            is_risk=True, is_real=one.value in real,
        )
        for one in FACTORS
    ]  # fmt: skip
    return sorted(choices, key=lambda one: (not one.is_linked, not one.reason, not one.is_real))


def _reason(said: Mapping[str, Suggestion], goal: str) -> str:
    return said[goal].reason if goal in said else ""


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


def risks_in(roadmap: Roadmap, academic_year: int) -> QuerySet[SchoolRisk]:
    """What weighs in the schools that the plan is for in a year."""
    return _risks_of_plan(roadmap).filter(school__closed_on__isnull=True).of_year(academic_year)


def years_of_risks(roadmap: Roadmap) -> list[int]:
    """Academic years for which any school that the plan is for has a profile, the latest first."""
    years = _risks_of_plan(roadmap).order_by("-academic_year")
    return list(years.values_list("academic_year", flat=True).distinct())


def _risks_of_plan(roadmap: Roadmap) -> SchoolRiskQuerySet:
    found = SchoolRisk.objects.filter(school__municipality=roadmap.municipality_id)
    return found.filter(school=roadmap.school_id) if roadmap.school_id is not None else found


def _risks(roadmap: Roadmap, linked: Counter[str], academic_year: int) -> tuple[RiskLine, ...]:
    """Factors that any school that the plan is for has, or that activities answer to."""
    weights = Counter(risks_in(roadmap, academic_year).values_list("factor", "significance"))
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
