"""Deadlines and responsible parties of activities, read with what the plan says around them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from roadmaps.domain.deadlines.reading import read_deadline
from roadmaps.domain.deadlines.values import DeadlineReading, PlanPeriod
from roadmaps.domain.responsible import read_responsible
from roadmaps.parsing.draft import ActivityDraft, Issue, Severity
from roadmaps.parsing.sections import SectionTree
from roadmaps.parsing.surroundings import Years
from roadmaps.parsing.values import month_genitive
from roadmaps.parsing.wording import is_nothing, one_line

_DAY_ONLY = re.compile(
    r"^(?:(?:до|с|не позднее|к)\s+)?\d{1,2}(?:\s*[-–—,]\s*\d{1,2})*(?:-?(?:го|е))?"
    r"(?:\s+числ[оа])?$|"
    r"^(?:\d|[ivx]+|перв\w+|втор\w+|треть\w+|четв[её]рт\w+|последн\w+)(?:-?[йяея])?\s+"
    r"(?:недел\w+|декад\w+)$|^(?:начало|середина|конец)$",
    re.IGNORECASE,
)


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
        issues += [Issue(Severity.WARNING, text, source) for text in reading.issues]
        parties = read_responsible(activity.responsible_text, abbreviations)
        found.append(replace(activity, deadline=reading, responsible=parties))
    return found, issues


def _deadline(activity: ActivityDraft, tree: SectionTree, years: Years | None) -> DeadlineReading:
    text = activity.deadline_text
    month = tree.month(activity.section)
    if month and is_nothing(text):
        text = month
    elif month and _DAY_ONLY.match(one_line(text)):
        # Months as sections: the cells beneath hold only days and weeks.
        text = f"{one_line(text)} {month_genitive(month)}"
    return read_deadline(text, period_of(activity.section, tree, years))


def period_of(section: int | None, tree: SectionTree, years: Years | None) -> PlanPeriod | None:
    """The years an activity may fall in: of its section («2020 год»), else of the plan."""
    year = tree.year(section)
    if year is not None:
        return PlanPeriod(year, year)
    if years is None:
        return None
    return PlanPeriod(years.first, years.last, years.school_years)
