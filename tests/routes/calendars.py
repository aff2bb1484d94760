"""The office's calendars and what hangs on them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:calendar                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:calendar place            ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:series_add                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:series_add                ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:series_add place          ok    ok    403   403   403   403   403   404   403   in
GET  roadmaps:series                    ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:series_remove             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:event_add                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_add                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_add preview         idle  idle  403   403   403   403   403   404   404   in
GET  roadmaps:event_add usual           ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:event_paste               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_paste               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:event                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:event_remove              ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:school_year               ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:school_year               ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:office_day                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:office_day                ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:office_day_remove         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:undated_list              ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:undated                   ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:undated                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_calendar         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_calendar         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:way_to_date               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_off_calendar     ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    return {
        "roadmaps:series": [scene.series.pk],
        "roadmaps:series_remove": [scene.empty_series.pk],
        "roadmaps:event_add": [scene.series.pk],
        "roadmaps:event_add preview": [scene.series.pk],
        "roadmaps:event_add usual": [scene.series.pk],
        "roadmaps:event_paste": [scene.empty_series.pk],
        "roadmaps:event": [scene.event.pk],
        "roadmaps:event_remove": [scene.event.pk],
        "roadmaps:school_year": [scene.event.starts_on.year],
        "roadmaps:office_day_remove": [scene.office_day.pk],
        "roadmaps:undated": [plan],
        "roadmaps:activity_calendar": [plan, scene.activity.pk],
        "roadmaps:way_to_date": [plan, scene.activity.pk],
        "roadmaps:activity_off_calendar": [plan, scene.bare_activity.pk, scene.series.pk],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:calendar place": {"municipality": scene.world.office.pk},
        "roadmaps:series_add place": {"municipality": scene.world.office.pk},
        "roadmaps:event_add usual": {"year": scene.event.starts_on.year},
    }  # fmt: skip


def school_year_as_shown(year: int) -> dict[str, Any]:
    """The form of a school year with its customary dates."""
    from roadmaps.domain.calendars.school_years import usual_year
    from roadmaps.forms.calendars import SchoolYearForm

    form = SchoolYearForm(academic_year=year, shown=usual_year(year))
    return {name: form[name].value() for name in form.fields if form[name].value() is not None}


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send, with the previews that were seen."""
    from roadmaps.domain.calendars.offsets import Anchor, DayCount, EventDays, Offset
    from roadmaps.queries.calendars.book import Hanging
    from roadmaps.queries.calendars.changes import (
        preview_of_events,
        preview_of_hanging,
        preview_of_taking_off,
    )

    first, one = scene.event.starts_on, scene.event
    later, moved = first + timedelta(days=60), EventDays(one.pk, first, first, "ВПР")
    new = preview_of_events(scene.series, added=[EventDays(-1, later, later)])
    of_one, courses = {"version": one.version}, scene.empty_series.pk
    return {
        "roadmaps:series_add": {"kind": "oge"},
        "roadmaps:school_year": school_year_as_shown(first.year),
        "roadmaps:office_day": {"day": first.isoformat(), "is_working": "0"},
        "roadmaps:event_add": {"starts_on": later.isoformat(), "seen": new.seal},
        "roadmaps:event_add preview": {"starts_on": later.isoformat()},
        "roadmaps:event_paste": {"year": later.year, "text": f"{later:%d.%m.%Y} Курсы"},
        "roadmaps:event": {
            **of_one, "starts_on": first.isoformat(), "title": "ВПР",
            "seen": preview_of_events(scene.series, changed=moved).seal,
        },
        "roadmaps:event_remove": {
            **of_one, "seen": preview_of_events(scene.series, removed=one.pk).seal,
        },
        "roadmaps:undated": {
            "link": f"{scene.activity.pk}:{scene.empty_series.pk}:during:0:calendar",
            "seen": preview_of_hanging({scene.activity.pk: [Hanging(courses, "", Offset())]}).seal,
        },
        "roadmaps:activity_calendar": {
            "series": scene.empty_series.pk, "side": "after", "days": 5, "count": "working",
            "edge": "end", "seen": preview_of_hanging(
                {scene.activity.pk: [Hanging(courses, "", Offset(Anchor.END, 5, DayCount.WORKING))]}
            ).seal,
        },
        "roadmaps:activity_off_calendar": {
            "seen": preview_of_taking_off(scene.bare_activity.pk, scene.series.pk).seal,
        },
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE,
    arguments=arguments,
    query=query,
    forms=forms,
    without_object=frozenset({"roadmaps:school_year"}),
)
