"""A plan whose work is owed, and the letters that people got."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from accounts.models import OutgoingLetter
from roadmaps.models import (
    Activity,
    Assignment,
    Occurrence,
    Roadmap,
)
from tests.conftest import World

# Wednesday, 25 November 2026, nine in the morning in Moscow.
TODAY = date(2026, 11, 25)
MORNING = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def plan(world: World) -> Roadmap:
    return make_plan(world.office)


def make_plan(office: Any, **values: Any) -> Roadmap:
    values = {"status": "in_force", "title": "План", **values}
    return Roadmap.objects.create(municipality=office, first_year=2026, last_year=2027, **values)


def owed(plan: Roadmap, due_on: date | None = None, **values: Any) -> Assignment:
    activity = Activity.objects.create(
        roadmap=plan, position=plan.activities.count(), number="1.1", title="Анализ уроков"
    )
    occurrence = Occurrence.objects.create(activity=activity, due_on=due_on or TODAY - DAY)
    return Assignment.objects.create(occurrence=occurrence, **values)


def sent_to(person: Any) -> list[OutgoingLetter]:
    return list(OutgoingLetter.objects.filter(to=person).order_by("pk"))


def the_letter(person: Any) -> OutgoingLetter:
    (letter,) = sent_to(person)
    return letter
