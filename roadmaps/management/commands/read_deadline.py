"""`manage.py read_deadline`: a deadline phrase as JSON (DESIGN.md 6); touches no database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from roadmaps.domain.deadlines.reading import PlanPeriod, read_deadline, reading_as_json
from roadmaps.management.text_command import TextCommand, text_of

SCHOOL_CALENDAR = "school-year"
_CALENDARS = ("calendar-year", SCHOOL_CALENDAR)


class Command(TextCommand):
    """Reads one phrase, or one request per line of a file."""

    help = "Читает срок из плана: вид, даты, уверенность и другие прочтения."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """TEXT with the plan's years and its calendar."""
        super().add_arguments(parser)
        parser.add_argument("--years", nargs="+", type=int, metavar="ГОД", help="годы плана")
        parser.add_argument("--calendar", choices=_CALENDARS)

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """The reading of the request's text within its years."""
        return reading_as_json(read_deadline(text_of(request), _period(request)))


def _period(request: dict[str, Any]) -> PlanPeriod | None:
    years, calendar = request.get("years"), request.get("calendar")
    if calendar not in (None, *_CALENDARS):
        raise CommandError(f"Календарь плана — {_CALENDARS[0]} или {SCHOOL_CALENDAR}.")
    if not years:
        return None
    whole = isinstance(years, list) and all(type(year) is int for year in years)
    if not whole or len(years) > 2:
        raise CommandError("Годы плана — одно или два целых числа, например: --years 2023 2025.")
    period = PlanPeriod(years[0], years[-1], school_year=calendar == SCHOOL_CALENDAR)
    if not period.is_usable:
        raise CommandError("Годы плана указаны неверно: первый год не позже последнего, 1900–2200.")
    return period
