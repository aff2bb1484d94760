"""The office's calendar in the demonstration: exams by year and the activities that follow."""

from datetime import date

from accounts.models import User
from roadmaps.actions.calendars.events import add_events, add_series
from roadmaps.actions.calendars.links import LinkValues, confirm_links, preview_of_values
from roadmaps.domain.calendars.matching import offset_of
from roadmaps.domain.calendars.offsets import EventValues
from roadmaps.domain.calendars.series import SeriesKind
from roadmaps.models import Roadmap
from roadmaps.queries.calendars.changes import preview_of_events

TITLES = {SeriesKind.VPR: "ВПР 4–8 классы", SeriesKind.OGE: "ОГЭ, основной период"}
DAYS = {SeriesKind.VPR: ((4, 10), (5, 15)), SeriesKind.OGE: ((6, 2), (6, 25))}
ASSUMED = "предварительно, до расписания"
ACTIVITIES = {
    SeriesKind.VPR: "Анализ результатов ВПР по русскому языку и математике",
    SeriesKind.OGE: "Разбор результатов ОГЭ с учителями девятых классов",
}


def keep_calendar(roadmap: Roadmap, *, by: User) -> None:
    """Enter ВПР and ОГЭ of the plan's years and hang the activities on them that name them."""
    for kind, title in ACTIVITIES.items():
        series = add_series(municipality=roadmap.municipality, by=by, kind=kind, name="")
        activity = roadmap.activities.get(title=title)
        offset, _ = offset_of(activity.deadline_text)
        hung = LinkValues(activity, offset, series=series)
        confirm_links(roadmap=roadmap, by=by, values=[hung], seen=preview_of_values([hung]).seal)
        years = range(roadmap.first_year, roadmap.last_year + 1)
        values = [_event(kind, year, is_settled=year == roadmap.first_year) for year in years]
        added = [one.days(-place) for place, one in enumerate(values, 1)]
        seen = preview_of_events(series, added=added).seal
        add_events(series=series, by=by, values=values, seen=seen)


def _event(kind: SeriesKind, year: int, *, is_settled: bool) -> EventValues:
    first, last = (date(year, *day) for day in DAYS[kind])
    source = f"приказ управления образования от 20.01.{year} № 21" if is_settled else ASSUMED
    return EventValues(first, last, TITLES[kind], source)
