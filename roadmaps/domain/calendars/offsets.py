"""Where a deadline lies beside an event: in its days, or so many days before or after an edge."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from core.values.production_calendar import ProductionCalendar
from core.values.wording import counted

MOST_DAYS = 366
_ONE_DAY = timedelta(days=1)


class Anchor(StrEnum):
    """What the days are counted from."""

    DURING = "during"
    START = "start"
    END = "end"


class DayCount(StrEnum):
    """Which days are counted."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class EventDays:
    """A dated event: its days, both inclusive, and what it is called."""

    id: int
    starts_on: date
    ends_on: date
    title: str = ""


@dataclass(frozen=True, slots=True)
class EventValues:
    """What people say of an event; `source` is the order or letter with its days."""

    starts_on: date
    ends_on: date
    title: str = ""
    source: str = ""

    def days(self, pk: int) -> EventDays:
        """The event as the rules take it."""
        return EventDays(pk, self.starts_on, self.ends_on, self.title)


@dataclass(frozen=True, slots=True)
class Offset:
    """How a deadline stands to an event; negative `days` lie before the edge.

    «По графику КПК» is in the event's own days, «в течение 5 рабочих дней после проведения» five
    working days from its end, «до начала ВПР» one day before its start.
    """

    anchor: Anchor = Anchor.DURING
    days: int = 0
    count: DayCount = DayCount.CALENDAR

    def span(self, event: EventDays, calendar: ProductionCalendar) -> tuple[date | None, date]:
        """First and last day of the work; no first day for a limit before the edge."""
        if self.anchor is Anchor.DURING:
            return event.starts_on, event.ends_on
        edge = event.starts_on if self.anchor is Anchor.START else event.ends_on
        if self.days == 0:
            return edge, edge
        due = self._shifted(edge, self.days, calendar)
        return (self._shifted(edge, 1, calendar) if self.days > 0 else None), due

    def _shifted(self, day: date, days: int, calendar: ProductionCalendar) -> date:
        if self.count is DayCount.WORKING:
            return calendar.shifted(day, days)
        return day + _ONE_DAY * days

    @property
    def words(self) -> str:
        """«в дни события», «5 рабочих дней после окончания», «не позднее чем за 2 дня до…»."""
        if self.anchor is Anchor.DURING:
            return "в дни события"
        edge = "начала" if self.anchor is Anchor.START else "окончания"
        if self.days == 0:
            return f"в день {edge}"
        if self.count is DayCount.WORKING:
            number = counted(abs(self.days), "рабочий день", "рабочих дня", "рабочих дней")
        else:
            number = counted(abs(self.days), "день", "дня", "дней")
        return (
            f"{number} после {edge}" if self.days > 0 else f"не позднее чем за {number} до {edge}"
        )
