"""What would happen to dates if a plan had other years: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import count
from typing import Any

from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan, Existing, Work
from roadmaps.models import Activity, Roadmap
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.calendars.moves import Preview, preview_of
from roadmaps.queries.occurrences import wanted_spans
from roadmaps.queries.periods import periods_of

YEARS = ("first_year", "last_year", "calendar")


def preview_of_years(roadmap: Roadmap, facts: Mapping[str, Any]) -> Preview:
    """How dates follow where the plan has the years of `facts`; empty where these stay.

    Of a working copy, which has no dates, it tells how deadlines would be read otherwise.
    """
    changed = copy(roadmap)
    for name in YEARS:
        setattr(changed, name, facts[name])
    if all(getattr(roadmap, name) == facts[name] for name in YEARS):
        return Preview(())
    sections = list(roadmap.sections.all())
    before, after = periods_of(roadmap, sections), periods_of(changed, sections)
    activities = [
        one
        for one in roadmap.activities.select_related("section").order_by("position", "pk")
        if before.within(one.section_id) != after.within(one.section_id)
    ]
    for one in activities:
        one.roadmap = changed
    book = CalendarBook.of(activities)

    def wanted(activity: Activity, period: PlanPeriod | None) -> list[DatedSpan]:
        return wanted_spans(activity, period, book)

    existing = None
    if roadmap.is_without_work:
        numbers = count(-1, -1)
        existing = {
            one.pk: list(_as_read(wanted(one, before.within(one.section_id)), numbers))
            for one in activities
        }
    return preview_of(activities, wanted, existing)


def _as_read(spans: Sequence[DatedSpan], numbers: Iterator[int]) -> Iterator[Existing]:
    """Dates that nobody works on; their ids name nothing."""
    for span in spans:
        yield Existing(next(numbers), span, Work.NONE)
