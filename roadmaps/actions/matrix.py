"""One decision about many cells of the matrix, each made by the same action as alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.work import BulkOutcome, Left, cancel, postpone
from roadmaps.models import Assignment


@transaction.atomic
def settle_many(
    *,
    assignments: Iterable[Assignment],
    due_on: date | None,
    comment: str,
    by: User,
    at: datetime,
    seen: Mapping[int, str] | None = None,
) -> BulkOutcome:
    """Give each of the assignments another date or, without one, say that it concerns nobody.

    `seen` are the marks of the dates that were looked at, by id: what has another date by now is
    left. What cannot be settled is told with its reason; a second click finds nothing left to do.
    """
    done: list[Assignment] = []
    left: list[Left] = []
    for assignment in assignments:
        try:
            if due_on is None:
                cancel(assignment=assignment, reason=comment, by=by, at=at)
            elif assignment.own_due_on != due_on:
                postpone(
                    assignment=assignment,
                    due_on=due_on,
                    comment=comment,
                    by=by,
                    at=at,
                    seen=seen.get(assignment.pk) if seen is not None else None,
                )
            done.append(assignment)
        except (NotPossible, Refusal) as refused:
            left.append(Left(assignment, str(refused)))
    return BulkOutcome(tuple(done), tuple(left))
