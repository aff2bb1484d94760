"""Rows of schools' plans that show work of the office's plan instead of giving their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from roadmaps.domain.shared_work import OF_ITS_OWN, WORDS, OfficeRow, Sharing, sharing, words_of
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Roadmap, RoadmapStatus

_ACTIVITY = "occurrence__activity"


def sharing_of(rows: Iterable[Activity]) -> dict[int, Sharing]:
    """Whose work each row of schools' plans is, by its id; two queries, none where none was taken.

    Rows must come with their `roadmap`.
    """
    taken = [one for one in rows if one.taken_words and one.roadmap.is_of_school]
    if not taken:
        return {}
    sources = _sources(taken)
    work = _work_of(taken)
    found = {}
    for one in taken:
        source = sources.get(one.taken_from_id or 0)
        office = None
        if source is not None:
            live, accepted = work.get((source.pk, one.roadmap.school_id), (0, 0))
            office = OfficeRow(words_of(source), _is_carried_out(source), live, accepted)
        found[one.pk] = sharing(words_of(one), one.taken_words, office)
    return found


def sharing_of_row(row: Activity) -> Sharing:
    """The same for one row."""
    return sharing_of([row]).get(row.pk, OF_ITS_OWN)


def rows_that_took(activity_ids: Iterable[int]) -> list[Activity]:
    """Rows of schools' plans, not of their amendments, that were taken from these."""
    found = Activity.objects.filter(taken_from__in=list(activity_ids), roadmap__amends__isnull=True)
    return list(found.select_related("roadmap__municipality").order_by("pk"))


def work_shown_in(assignments: Any, roadmap: Roadmap) -> Any:
    """Those of `assignments` that the rows of the plan show, with `row`: the id of that row.

    Its own work, and in the plan of a school what its rows share with the office's plan.
    """
    own = Q(**{f"{_ACTIVITY}__roadmap": roadmap.pk})
    shared = {one.taken_from_id: one.pk for one in shared_rows([roadmap])}
    if not shared:
        return assignments.filter(own).annotate(row=F(_ACTIVITY))
    by_reference = Q(**{f"{_ACTIVITY}__in": list(shared)}, school=roadmap.school_id)
    row = Case(
        *(When(**{_ACTIVITY: source}, then=Value(pk)) for source, pk in shared.items()),
        default=F(_ACTIVITY),
        output_field=IntegerField(),
    )
    return assignments.filter(own | by_reference).annotate(row=row)


def work_shown_under(assignments: Any, row: Activity) -> Any:
    """The same for one row, excluded ones too."""
    shown = Q(**{_ACTIVITY: row.pk})
    if sharing_of_row(row).is_shared:
        shown |= Q(**{_ACTIVITY: row.taken_from_id}, school=row.roadmap.school_id)
    return assignments.filter(shown).annotate(row=Value(row.pk, output_field=IntegerField()))


def shared_rows(roadmaps: Iterable[Roadmap]) -> list[Activity]:
    """Rows of the plans, those of schools among them, that show the office's work."""
    of_schools = [one.pk for one in roadmaps if one.is_of_school]
    if not of_schools:
        return []
    rows = Activity.objects.filter(roadmap__in=of_schools, taken_from__isnull=False)
    found = list(rows.select_related("roadmap").order_by("pk"))
    states = sharing_of(found)
    return [one for one in found if states.get(one.pk, OF_ITS_OWN).is_shared]


def _sources(taken: list[Activity]) -> dict[int, Activity]:
    rows = Activity.with_excluded.filter(pk__in={one.taken_from_id for one in taken})
    return {one.pk: one for one in rows.select_related("roadmap").only(
        *WORDS, "excluded_by", "roadmap__status"
    )}  # fmt: skip


def _work_of(taken: list[Activity]) -> dict[tuple[int, int | None], tuple[int, int]]:
    """Live and accepted assignments by the office's row and the school."""
    rows = (
        Assignment.objects.filter(
            **{f"{_ACTIVITY}__in": {one.taken_from_id for one in taken}},
            school__in={one.roadmap.school_id for one in taken},
        )
        .exclude(status=Status.CANCELLED.value)
        .order_by()
        .values_list(_ACTIVITY, "school")
        .annotate(live=Count("pk"), accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)))
    )
    return {(activity, school): (live, accepted) for activity, school, live, accepted in rows}


def _is_carried_out(source: Activity) -> bool:
    return source.excluded_by_id is None and source.roadmap.status != RoadmapStatus.CLOSED
