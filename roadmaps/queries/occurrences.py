"""Which dates activities have, and which they ought to have."""

from __future__ import annotations

from collections.abc import Iterable

from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan, Existing, Work
from roadmaps.domain.work import CLOSED_STATUSES
from roadmaps.models import Activity, Assignment, Occurrence
from roadmaps.queries.calendars.book import LABEL_LIMIT, CalendarBook
from roadmaps.queries.readings import spans_of

UNDATED = DatedSpan(None, None)


def wanted_spans(
    activity: Activity, period: PlanPeriod | None, book: CalendarBook | None = None
) -> list[DatedSpan]:
    """The occurrences that the activity asks for; one without a date if it has none.

    An activity that hangs on a calendar follows its events, any other the words of its deadline.
    `period` is that of the plan, narrowed by the sections around the activity; without `book`
    nothing hangs.
    """
    if book is not None and book.hangs(activity):
        return book.spans(activity, activity.roadmap.municipality_id, period) or [UNDATED]
    spans = spans_of(activity.deadline_text, activity.deadline_choice, period)
    dated = [DatedSpan(span.start, span.end, span.label[:LABEL_LIMIT]) for span in spans]
    return list({span.key: span for span in reversed(dated)}.values())[::-1] or [UNDATED]


def existing_of(activities: Iterable[Activity]) -> dict[int, list[Existing]]:
    """The occurrences of each activity with how far their work has come; three queries."""
    ids = [activity.pk for activity in activities]
    assignments = Assignment.objects.filter(occurrence__activity__in=ids)
    touched = set(
        assignments.exclude(pk__in=assignments.untouched().values("pk")).values_list(
            "occurrence_id", flat=True
        )
    )
    unfinished = set(
        assignments.exclude(status__in=CLOSED_STATUSES).values_list("occurrence_id", flat=True)
    )

    def work(occurrence_id: int) -> Work:
        if occurrence_id not in touched:
            return Work.NONE
        return Work.OPEN if occurrence_id in unfinished else Work.DONE

    found: dict[int, list[Existing]] = {pk: [] for pk in ids}
    for one in Occurrence.objects.filter(activity__in=ids).order_by("due_on", "pk"):
        span = DatedSpan(one.starts_on, one.due_on, one.label, one.event_id)
        found[one.activity_id].append(Existing(one.pk, span, work(one.pk)))
    return found
