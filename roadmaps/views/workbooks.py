"""«Скачать Excel»: all rows of the filter of a plan's table and of the table of assignments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from core.web.excel import excel_response
from roadmaps.domain.clocks import Clocks
from roadmaps.domain.moved import moved
from roadmaps.domain.standing import standing
from roadmaps.domain.work import Status
from roadmaps.queries.plans import PlanPage, PlanRow
from roadmaps.renderers.assignments_workbook import AssignmentRow, render_assignments
from roadmaps.renderers.plan_workbook import PlanLine, render_plan
from roadmaps.views.plans import filtered_plan, visible_roadmap
from roadmaps.views.work import filtered_assignments


@require_safe
def plan_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan's table: words as approved, reading, parties, document, state."""
    plan = visible_roadmap(request, pk)
    chosen, page = filtered_plan(request, plan, timezone.localdate())
    heading = [plan.title, f"{page.sentence}. Показаны: {', '.join(chosen.words()) or 'все'}"]
    return excel_response(render_plan(_plan_lines(page), heading=heading), "Дорожная карта.xlsx")


@require_safe
def assignments_workbook(request: HttpRequest) -> HttpResponse:
    """Every assignment of the filter, in the order of the page."""
    today = timezone.localdate()
    chosen, table = filtered_assignments(request, today, rows_a_page=None)
    rows = (_assignment_row(row.record, table.clocks, today) for row in table.rows)
    said = ", ".join(chosen.words()) or "все"
    return excel_response(render_assignments(rows, heading=f"Поручения: {said}"), "Поручения.xlsx")


def _plan_lines(page: PlanPage) -> Iterator[PlanLine]:
    for part in page.parts:
        section = str(part.section or "")
        yield from (_plan_line(section, row) for row in part.rows)


def _plan_line(section: str, row: PlanRow) -> PlanLine:
    activity, reading = row.activity, row.reading
    has_words = bool(activity.deadline_text)
    details = [words for words in (row.standing.detail, row.schools) if words]
    return PlanLine(
        section=section,
        number=activity.number,
        title=activity.title,
        deadline=activity.deadline_text,
        reading=reading.words if has_words else "",
        dates=reading.count or None,
        parties=activity.responsible_text,
        deliverable=activity.deliverable or activity.expected_outcome,
        state=row.standing.word,
        detail="; ".join(details),
    )


def _assignment_row(assignment: Any, clocks: Mapping[int, Clocks], today: date) -> AssignmentRow:
    activity = assignment.occurrence.activity
    change = moved(assignment.moves, assignment.occurrence.due_on, assignment.due_on)
    waited = clocks[assignment.pk]
    shown = standing(Status(assignment.status), assignment.due_on, today)
    return AssignmentRow(
        number=activity.number,
        activity=activity.title,
        roadmap=activity.roadmap.title,
        municipality=str(activity.roadmap.municipality),
        doer=str(assignment.school or assignment.party),
        due_on=assignment.due_on,
        state=shown.word,
        detail=shown.detail,
        submitted_on=_day(assignment.submitted_at),
        accepted_on=_day(assignment.accepted_at),
        deliverable=activity.deliverable,
        planned_on=assignment.occurrence.due_on if change.times else None,
        moved_times=change.times or None,
        moved_days=change.days or None,
        returned_times=assignment.returns or None,
        waited_for_doer=waited.doer or None,
        waited_for_office=waited.office or None,
    )


def _day(moment: Any) -> date | None:
    return moment and timezone.localdate(moment)
