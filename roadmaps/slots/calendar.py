"""What one's own page says of the calendar in the phone; `apps.py` registers it."""

from typing import Any

from core.web.panels import Panel
from roadmaps.permissions.feeds import has_dates
from roadmaps.queries.feeds import feeds_of


def my_calendar(user: Any) -> list[Panel]:
    """For who has dates: whether the phone knows them, and where to change it."""
    if not has_dates(user):
        return []
    is_on = bool(feeds_of(user))
    words = "Сроки видны в вашем календаре." if is_on else "Сроки можно видеть в календаре."
    return [Panel("Календарь", "roadmaps/calendar/panel.html", {"words": words})]
