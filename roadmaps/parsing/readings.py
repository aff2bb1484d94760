"""Deadlines and responsible parties of activities, read with what the plan says around them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roadmaps.domain.deadlines.reading import read_deadline
from roadmaps.domain.deadlines.sections import period_within
from roadmaps.domain.deadlines.values import DeadlineReading, PlanPeriod
from roadmaps.domain.responsible import read_responsible
from roadmaps.parsing.draft import ActivityDraft, Issue, Severity
from roadmaps.parsing.plan_years import Years
from roadmaps.parsing.sections import SectionTree


def with_readings(
    activities: Iterable[ActivityDraft],
    tree: SectionTree,
    years: Years | None,
    abbreviations: Mapping[str, str],
) -> tuple[list[ActivityDraft], list[Issue]]:
    """The activities with both readings, and what the readings complain of."""
    found: list[ActivityDraft] = []
    issues: list[Issue] = []
    for activity in activities:
        reading = _deadline(activity, tree, years)
        source = activity.cells.get("deadline_text", activity.source)
        issues += [Issue(_severity(text, reading), text, source) for text in reading.issues]
        parties = read_responsible(activity.responsible_text, abbreviations)
        found.append(replace(activity, deadline=reading, responsible=parties))
    return found, issues


def _severity(issue: str, reading: DeadlineReading) -> Severity:
    return Severity.ERROR if issue in reading.errors else Severity.WARNING


def _deadline(activity: ActivityDraft, tree: SectionTree, years: Years | None) -> DeadlineReading:
    plan = PlanPeriod(years.first, years.last, years.school_years) if years else None
    period = period_within(plan, tree.titles(activity.section))
    return read_deadline(activity.deadline_text, period)
