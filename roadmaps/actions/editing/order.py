"""The order of a living plan: read as it stands, written back where something moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db.models import F

from accounts.models import User
from core.web.refusals import NotPossible
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.outline import (
    NoSuchPlace,
    Part,
    RowInPlan,
    SectionInPlan,
    Target,
    laid_out,
    rows_of,
    with_row_at,
)
from roadmaps.models import Activity, Roadmap
from roadmaps.queries.periods import periods_of

_FEW_SHIFTS = 4
NO_PLACE = "Этого места в плане уже нет: его переместил или удалил другой человек."


def sections_in_order(roadmap: Roadmap) -> list[SectionInPlan]:
    """Ids and parents of the sections."""
    return list(roadmap.sections.order_by("position", "pk").values_list("pk", "parent_id"))


def rows_in_order(roadmap: Roadmap) -> list[RowInPlan]:
    """Ids and sections of the rows."""
    return list(roadmap.activities.order_by("position", "pk").values_list("pk", "section_id"))


def parts_of(roadmap: Roadmap) -> list[Part[int]]:
    """The rows under their headings, empty sections included."""
    return laid_out(sections_in_order(roadmap), rows_in_order(roadmap))


def rows_with(roadmap: Roadmap, row: int, target: Target) -> list[RowInPlan]:
    """The rows with one, known or new, at the target; NotPossible where that is gone."""
    try:
        return rows_of(with_row_at(parts_of(roadmap), row, target))
    except NoSuchPlace:
        raise NotPossible(NO_PLACE) from None


def write_order(manager: Any, ordered: Sequence[int]) -> None:
    """Give rows or sections of a plan the order of their ids; what keeps its place is not written.

    `manager` holds all of them. Positions may have gaps; those that stand twice are given anew.
    """
    found = dict(manager.values_list("pk", "position"))
    places = sorted(found.values())
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    shifted: dict[int, list[int]] = {}
    for pk, position in zip(ordered, places, strict=True):
        shifted.setdefault(position - found[pk], []).append(pk)
        found[pk] = position
    shifted.pop(0, None)
    # One row that moves pushes all between by one: two updates instead of a value for each.
    if len(shifted) <= _FEW_SHIFTS:
        for step, pks in shifted.items():
            manager.filter(pk__in=pks).update(position=F("position") + step)
        return
    changed = [manager.model(pk=pk, position=found[pk]) for pks in shifted.values() for pk in pks]
    manager.bulk_update(changed, ["position"])


@contextmanager
def deadlines_follow(roadmap: Roadmap, by: User) -> Iterator[None]:
    """Dates follow where the section around a row stands for another time afterwards."""
    before = _periods(roadmap)
    yield
    after = _periods(roadmap)
    changed = [pk for pk, period in after.items() if pk in before and period != before[pk]]
    for activity in Activity.objects.filter(pk__in=changed).select_related("roadmap__municipality"):
        sync_occurrences(activity=activity, by=by)


def _periods(roadmap: Roadmap) -> dict[int, PlanPeriod | None]:
    periods = periods_of(roadmap)
    return {pk: periods.within(section) for pk, section in rows_in_order(roadmap)}
