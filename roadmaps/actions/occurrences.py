"""Keeping an activity's dated occurrences in step with the reading of its deadline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from accounts.actions.audit import record
from accounts.models import User
from core.values.wording import short_date
from roadmaps.actions.assigning import drop_occurrences, is_without_work, sync_assignments
from roadmaps.domain.rescheduling import DatedSpan, Existing, reschedule
from roadmaps.models import Activity, Occurrence
from roadmaps.queries.calendars.book import CalendarBook
from roadmaps.queries.occurrences import existing_of, wanted_spans
from roadmaps.queries.periods import PlanPeriods, period_around


def new_occurrences(activity: Activity, spans: Iterable[DatedSpan]) -> list[Occurrence]:
    """Unsaved occurrences of the activity for these spans."""
    return [
        Occurrence(
            activity=activity,
            starts_on=span.starts_on,
            due_on=span.due_on,
            label=span.label,
            event_id=span.event,
        )
        for span in spans
    ]


def give_first_work(
    activities: Sequence[Activity],
    periods: PlanPeriods,
    by: User | None,
    book: CalendarBook | None = None,
) -> None:
    """The dates and assignments of rows that have none yet: those of a plan just made."""
    Occurrence.objects.bulk_create(
        occurrence
        for activity in activities
        for occurrence in new_occurrences(
            activity, wanted_spans(activity, periods.within(activity.section_id), book)
        )
    )
    for activity in activities:
        sync_assignments(activity=activity, by=by)


@transaction.atomic
def sync_occurrences(*, activity: Activity, by: User | None) -> None:
    """Bring the activity's occurrences and then its assignments up to its deadline or calendar.

    Repeating it changes nothing. What happens to occurrences with work: `domain.rescheduling`.
    The caller records the change of the deadline that led here, here stands which dates moved.
    Rows without work get no dates.
    """
    if is_without_work(activity):
        return
    wanted = wanted_spans(activity, period_around(activity), CalendarBook.of([activity]))
    existing = existing_of([activity])[activity.pk]
    changes = reschedule(existing, wanted)
    drop_occurrences(occurrence_ids=changes.removed)
    _move(changes.moved)
    _record_moved(activity, by, existing, changes.moved)
    Occurrence.objects.bulk_create(new_occurrences(activity, changes.added))
    sync_assignments(activity=activity, by=by)


def _move(moved: Sequence[tuple[int, DatedSpan]]) -> None:
    """Write new dates; on the way each has a label of its own, so that none meets another's."""
    ids = [occurrence_id for occurrence_id, _ in moved]
    if len(ids) > 1:
        Occurrence.objects.filter(pk__in=ids).update(
            label=Concat(Value("~"), Cast("pk", CharField()))
        )
    for occurrence_id, span in moved:
        Occurrence.objects.filter(pk=occurrence_id).update(
            starts_on=span.starts_on, due_on=span.due_on, label=span.label, event=span.event
        )


def _record_moved(
    activity: Activity,
    by: User | None,
    existing: Iterable[Existing],
    moved: Sequence[tuple[int, DatedSpan]],
) -> None:
    """One event for all dates that moved; a date that only got another label is none."""
    before = {one.id: one.span for one in existing}
    pairs = [
        (before[pk].due_on, span.due_on) for pk, span in moved if before[pk].due_on != span.due_on
    ]
    if not pairs:
        return
    record(
        by=by,
        action="move dates",
        subject=activity,
        summary="Перенесены контрольные даты",
        changes={"срок": (_days(old for old, _ in pairs), _days(new for _, new in pairs))},
        municipality_id=activity.roadmap.municipality_id,
    )


def _days(days: Iterable[date | None]) -> str:
    return ", ".join(short_date(day) if day else "ждёт даты" for day in days)
