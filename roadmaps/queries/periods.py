"""The years that deadlines are read in: of the plan, narrowed by the sections around a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from roadmaps.domain.deadlines.sections import period_within
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.models import Activity, PlanCalendar, PlanImport, Roadmap, Section
from roadmaps.queries.calendars.school_years import SchoolCalendars, school_calendars


@dataclass(frozen=True, slots=True)
class PlanPeriods:
    """The period of a plan as a whole and of each of its sections that stands for a time.

    Sections are named by their ids: in the database, or in the draft of an imported plan.
    """

    plan: PlanPeriod | None
    sections: Mapping[int, PlanPeriod | None]

    def within(self, section_id: int | None) -> PlanPeriod | None:
        """The period of rows in a section; of rows outside sections, the plan's."""
        return self.sections.get(section_id or 0, self.plan)


def period_of(
    plan: Roadmap | PlanImport, calendars: SchoolCalendars | None = None
) -> PlanPeriod | None:
    """The plan's own years with its municipality's school calendar; None where it names none.

    One query, none where `calendars` are at hand.
    """
    if plan.first_year is None or plan.last_year is None:
        return None
    is_school_year = plan.calendar == PlanCalendar.SCHOOL_YEAR
    place = plan.municipality_id
    known = school_calendars([place]) if calendars is None else calendars
    return PlanPeriod(
        plan.first_year, plan.last_year, school_year=is_school_year, calendar=known.get(place)
    )


def periods_of(roadmap: Roadmap, sections: Iterable[Section] | None = None) -> PlanPeriods:
    """The periods of a living plan; one query where its sections are not at hand."""
    known = roadmap.sections.all() if sections is None else sections
    return _periods(period_of(roadmap), ((one.pk, one.parent_id, one.title) for one in known))


def periods_of_draft(
    plan_import: PlanImport,
    sections: Iterable[Mapping[str, Any]] | None = None,
    calendars: SchoolCalendars | None = None,
) -> PlanPeriods:
    """The periods of an imported plan, by the ids of sections in its draft.

    `sections` are those of the draft where the draft itself was not loaded; `calendars` save a
    query where many drafts are listed.
    """
    known = plan_import.draft["sections"] if sections is None else sections
    triples = ((one["id"], one["parent"], one["title"]) for one in known)
    return _periods(period_of(plan_import, calendars), triples)


def period_around(activity: Activity) -> PlanPeriod | None:
    """The period that one activity's deadline is read in."""
    if activity.section_id is None:
        return period_of(activity.roadmap)
    return periods_of(activity.roadmap).within(activity.section_id)


def _periods(
    plan: PlanPeriod | None, sections: Iterable[tuple[int, int | None, str]]
) -> PlanPeriods:
    known = {pk: (parent, title) for pk, parent, title in sections}
    return PlanPeriods(plan, {pk: period_within(plan, _titles(pk, known)) for pk in known})


def _titles(pk: int, known: Mapping[int, tuple[int | None, str]]) -> list[str]:
    titles = []
    place: int | None = pk
    while place is not None and place in known:
        place, title = known[place]
        titles.append(title)
    return titles
