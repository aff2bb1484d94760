"""Keeping an activity's dated occurrences in step with the reading of its deadline."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from roadmaps.actions.assigning import drop_occurrences, is_without_work, sync_assignments
from roadmaps.domain.deadlines.values import PlanPeriod
from roadmaps.domain.rescheduling import DatedSpan, Existing, Work, reschedule
from roadmaps.domain.work import CLOSED_STATUSES
from roadmaps.models import Activity, Assignment, Occurrence
from roadmaps.queries.periods import period_around
from roadmaps.queries.readings import spans_of

LABEL_LIMIT = 200


def wanted_spans(activity: Activity, period: PlanPeriod | None) -> list[DatedSpan]:
    """The occurrences that the activity's deadline asks for; one without a date if it has none.

    `period` is that of the plan, narrowed by the sections around the activity.
    """
    spans = spans_of(activity.deadline_text, activity.deadline_choice, period)
    dated = [DatedSpan(span.start, span.end, span.label[:LABEL_LIMIT]) for span in spans]
    return list({span.key: span for span in reversed(dated)}.values())[::-1] or [
        DatedSpan(None, None)
    ]


def new_occurrences(activity: Activity, spans: Iterable[DatedSpan]) -> list[Occurrence]:
    """Unsaved occurrences of the activity for these spans."""
    return [
        Occurrence(
            activity=activity, starts_on=span.starts_on, due_on=span.due_on, label=span.label
        )
        for span in spans
    ]


@transaction.atomic
def sync_occurrences(*, activity: Activity, by: User | None) -> None:
    """Bring the activity's occurrences and then its assignments up to its deadline.

    Repeating it changes nothing. What happens to occurrences with work: `domain.rescheduling`.
    The caller records the change of the deadline that led here. Rows without work get no dates.
    """
    if is_without_work(activity):
        return
    changes = reschedule(_existing(activity), wanted_spans(activity, period_around(activity)))
    drop_occurrences(occurrence_ids=changes.removed)
    for occurrence_id, span in changes.moved:
        Occurrence.objects.filter(pk=occurrence_id).update(
            starts_on=span.starts_on, due_on=span.due_on, label=span.label
        )
    Occurrence.objects.bulk_create(new_occurrences(activity, changes.added))
    sync_assignments(activity=activity, by=by)


def _existing(activity: Activity) -> list[Existing]:
    assignments = Assignment.objects.filter(occurrence__activity=activity)
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

    return [
        Existing(
            id=occurrence.pk,
            span=DatedSpan(occurrence.starts_on, occurrence.due_on, occurrence.label),
            work=work(occurrence.pk),
        )
        for occurrence in activity.occurrences.order_by("due_on", "pk")
    ]
