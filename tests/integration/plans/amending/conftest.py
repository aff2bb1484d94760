"""A plan that an order approved, and its working copy."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest

from roadmaps.actions import work
from roadmaps.actions.activities import edit_activity, values_of
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.models import Assignment

FIRST = Order("420", date(2026, 9, 1), date(2026, 9, 1))
SECOND = Order("15", date(2026, 10, 20), date(2026, 10, 20))
NOW = datetime(2026, 10, 20, tzinfo=UTC)


@pytest.fixture
def plan(world, roadmap):
    """The small plan, approved."""
    approve_plan(roadmap=roadmap, by=world.coordinator, order=FIRST)
    roadmap.refresh_from_db()
    return roadmap


@pytest.fixture
def copy(world, plan):
    """Its working copy."""
    return open_amendment(roadmap=plan, by=world.coordinator)


def words_of_docx(content: bytes) -> set[str]:
    """The texts of all cells."""
    tables = docx.Document(io.BytesIO(content)).tables
    return {cell.text for table in tables for line in table.rows for cell in line.cells}


def row(roadmap, number: str):
    rows = roadmap.activities.select_related("roadmap__municipality")
    return rows.get(number=number)


def rewrite(activity, by, **changes: str):
    opened = values_of(activity)
    return edit_activity(activity=activity, by=by, expected=opened, **{**opened, **changes})


def approve(world, plan, copy, order=SECOND, by=None):
    return approve_amendment(
        roadmap=plan, amendment_id=copy.pk, by=by or world.coordinator, order=order
    )


def begin(world, activity):
    """The first school has handed its work in, the second has begun."""
    first, second = Assignment.objects.filter(
        occurrence__activity=activity, school__in=[world.school, world.other_school]
    ).order_by("school__login")
    work.submit(assignment=first, note="Проведено", by=world.head, at=NOW)
    work.accept(assignment=first, by=world.coordinator, at=NOW)
    work.start(assignment=second, by=world.other_head, at=NOW)
    return first, second
