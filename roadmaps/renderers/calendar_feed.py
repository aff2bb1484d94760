"""A calendar for programs: iCalendar (RFC 5545, RFC 7986)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from icalendar import Calendar, Event

from roadmaps.domain.feeds import Entry, Feed

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=4)
"""How often calendar programs are asked to look for changes."""
_PRODUCT = "-//SHNOR//Calendar//RU"
_HOST = "shnor"
"""Part of each entry's name. Not the portal's host: an office that moves it keeps its entries."""


def render_feed(feed: Feed, *, absolute: Callable[[str], str]) -> bytes:
    """The feed as a file; `absolute` makes a path of the portal a full address."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, feed.name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    for entry in feed.entries:
        calendar.add_component(_event(entry, absolute(entry.path)))
    return calendar.to_ical()


def _event(entry: Entry, url: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{_HOST}")
    event.add("dtstamp", entry.modified_at)
    event.add("last-modified", entry.modified_at)
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.until)
    event.add("description", "\n".join((*entry.lines, url)))
    event.add("url", url)
    event.add("categories", [entry.plan])
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    # A deadline does not make the day busy.
    event.add("transp", "TRANSPARENT")
    return event
