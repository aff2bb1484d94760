"""Calendars of the year and month, and addresses for calendar programs."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:my_calendars              ok    ok    ok    ok    ok    ok    403   ok    403   in
POST roadmaps:my_calendars              ok    ok    ok    ok    idle  ok    403   ok    403   in
POST roadmaps:calendar_renew            404   404   404   404   ok    404   404   404   404   in
POST roadmaps:calendar_withdraw         404   404   404   404   ok    404   404   404   404   in
GET  roadmaps:month_calendar            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:year_calendar             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:year_workbook             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:calendar_feed             ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
"""


def calendar_token(scene: Scene) -> str:
    """Of the head's calendar."""
    from roadmaps.links.feeds import feed_path

    return feed_path(scene.calendar_feed).split("/")[-1].removesuffix(".ics")


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    return {
        "roadmaps:year_calendar": [plan],
        "roadmaps:year_workbook": [plan],
        "roadmaps:calendar_renew": [scene.calendar_feed.pk],
        "roadmaps:calendar_withdraw": [scene.calendar_feed.pk],
        "roadmaps:calendar_feed": [calendar_token(scene)],
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE, arguments=arguments, without_object=frozenset({"roadmaps:calendar_feed"})
)
