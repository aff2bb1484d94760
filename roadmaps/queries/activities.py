"""One activity shaped for its page: dates with their work, source, history."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from accounts.models import AuditEvent
from accounts.queries import EventLine, latest_lines
from core.values.wording import short_date
from roadmaps.domain.standing import Standing, standing
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Occurrence, Party, PlanImport
from roadmaps.queries.audience import FANS_OUT_TO_SCHOOLS, addressed_of
from roadmaps.queries.places import place_in_words
from roadmaps.queries.shared_work import sharing_of_row, work_shown_under

LATEST = 10


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """What one school or party owes for an occurrence."""

    pk: int
    doer: str
    due_on: date | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class OccurrenceLines:
    """One dated occurrence with its assignments."""

    words: str
    label: str
    lines: tuple[AssignmentLine, ...]
    accepted: int
    total: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class ResponsibleLine:
    """A party of the activity: its kind, or which schools it means and why."""

    party: Party
    words: str
    reason: str
    is_schools: bool


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where the activity came from, for those who may not open the file."""

    place: str
    file_name: str


def occurrences_of(user: Any, activity: Activity, today: date) -> tuple[OccurrenceLines, ...]:
    """The activity's dates in order, each with the assignments that the person sees.

    A row that shares the work of the office's plan has the dates of that work.
    """
    assignments: dict[int, list[AssignmentLine]] = {}
    statuses: dict[int, list[str]] = {}
    found = (
        work_shown_under(Assignment.objects.visible_to(user), activity)
        .with_due()
        .select_related("school", "party", "occurrence__activity__roadmap")
        .order_by("school__name", "party__name", "pk")
    )
    for assignment in found:
        line = AssignmentLine(
            assignment.pk,
            str(assignment.school or assignment.party),
            assignment.due_on,
            standing(
                Status(assignment.status),
                assignment.due_on,
                today,
                has_begun=assignment.occurrence.activity.roadmap.has_begun,
            ),
        )
        assignments.setdefault(assignment.occurrence_id, []).append(line)
        statuses.setdefault(assignment.occurrence_id, []).append(assignment.status)
    occurrences = _dates_of(activity, assignments)
    ahead = [one.pk for one in occurrences if one.due_on is None or one.due_on >= today]
    current = next(iter(ahead + [one.pk for one in reversed(occurrences)]), None)
    return tuple(
        OccurrenceLines(
            words=_when(occurrence),
            label=occurrence.label,
            lines=tuple(assignments.get(occurrence.pk, ())),
            accepted=statuses.get(occurrence.pk, []).count(Status.ACCEPTED),
            total=len([s for s in statuses.get(occurrence.pk, ()) if s != Status.CANCELLED]),
            is_current=occurrence.pk == current,
        )
        for occurrence in occurrences
    )


def _dates_of(activity: Activity, with_work: Collection[int]) -> list[Occurrence]:
    """Its own dates; where the work is shared, those with work alone: they are the ones owed."""
    dates = activity.occurrences.all()
    if sharing_of_row(activity).is_shared:
        dates = Occurrence.objects.filter(pk__in=with_work)
    return list(dates.order_by("due_on", "label", "pk"))


def responsible_lines(activity: Activity) -> list[ResponsibleLine]:
    """Who answers for the activity, in the order of its cell."""
    lines = []
    for link in activity.party_links.select_related("party").order_by("position"):
        is_schools = link.party.fans_out == FANS_OUT_TO_SCHOOLS
        words, reason = str(link.party.get_kind_display()), ""
        if is_schools:
            group = addressed_of(link)
            words, reason = group.words, group.reason
        lines.append(ResponsibleLine(link.party, words, reason, is_schools))
    return lines


def source_of(activity: Activity) -> SourceLine | None:
    """The place in the document that the activity was read from; None for one added by hand."""
    import_pk = activity.source.get("import")
    if import_pk is None:
        return None
    file_name = PlanImport.objects.filter(pk=import_pk).values_list("file_name", flat=True).first()
    return SourceLine(place_in_words(activity.source).capitalize(), file_name or "")


def history_of(activity: Activity) -> list[EventLine]:
    """What was done to the activity last, newest first; the work on it has a page of its own."""
    about = AuditEvent.objects.about(Activity._meta.label_lower, activity.pk)
    return latest_lines(about, LATEST)


def _when(occurrence: Occurrence) -> str:
    if occurrence.due_on is None:
        return "Ждёт даты"
    if occurrence.starts_on is None:
        return f"До {short_date(occurrence.due_on)}"
    if occurrence.starts_on == occurrence.due_on:
        return short_date(occurrence.due_on)
    return f"{short_date(occurrence.starts_on)}–{short_date(occurrence.due_on)}"
