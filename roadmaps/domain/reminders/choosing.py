"""What belongs into one person's digest of one day.

A date is reminded of on set days ahead. A reminder that falls between two rounds (a weekend, a
holiday, a quiet period, a day on which the portal did not run) comes with the next one; the last
before the date comes with the last round before it. What is overdue is told with the first round
after its date, then weekly. Nothing to tell: no digest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from roadmaps.domain.reminders.days import Round
from roadmaps.domain.reminders.values import (
    DateWish,
    Digest,
    Facts,
    Kind,
    LateSchool,
    News,
    Submission,
    Task,
)


def digest_of(
    facts: Facts, *, kinds: frozenset[Kind], days_before: Sequence[int], round_: Round
) -> Digest | None:
    """The digest, or None where nothing new is to be told in this round."""
    returned = _news(facts.news, is_return=True) if Kind.RETURNED in kinds else ()
    decided = _news(facts.news, is_return=False) if Kind.DECIDED in kinds else ()
    told = {one.id for one in returned}
    tasks = sorted(
        (task for task in facts.tasks if task.id not in told),
        key=lambda task: (task.due_on, task.doer, task.id),
    )
    late = [task for task in tasks if task.due_on < round_.today]
    overdue = tuple(late) if Kind.OVERDUE in kinds else ()
    ahead = _reminded(tasks, days_before, round_) if Kind.AHEAD in kinds else ()
    submissions = facts.submissions if Kind.REVIEW in kinds else ()
    wishes = facts.date_wishes if Kind.REVIEW in kinds else ()
    schools = facts.late_schools if Kind.CURATED in kinds else ()
    is_due = (
        ahead
        or returned
        or decided
        or _is_due(overdue, round_)
        or _is_review_due(submissions, round_)
        or _is_review_due(wishes, round_)
        or _are_schools_due(schools, round_)
    )
    if not is_due:
        return None
    return Digest(
        today=round_.today,
        overdue=overdue,
        due_today=tuple(task for task in ahead if task.due_on == round_.today),
        ahead=tuple(task for task in ahead if task.due_on > round_.today),
        returned=returned,
        decided=decided,
        submissions=tuple(sorted(submissions, key=lambda one: (one.since, one.doer, one.id))),
        date_wishes=tuple(sorted(wishes, key=lambda one: (one.asked_at, one.id))),
        late_schools=tuple(sorted(schools, key=lambda one: (one.oldest, one.name, one.id))),
    )


def is_reminded(task: Task, days_before: Sequence[int], round_: Round) -> bool:
    """Whether a date not yet behind us is reminded of in this round."""
    if task.due_on < round_.today:
        return False
    if task.due_on == round_.today:
        return 0 in days_before
    reminders = [task.due_on - timedelta(days=days) for days in days_before if days > 0]
    # What would come with no round before the date comes with the last of them: a date on Monday
    # is reminded of on Friday.
    if task.due_on <= round_.following and any(day >= round_.today for day in reminders):
        return True
    return any(round_.previous < day <= round_.today for day in reminders)


def _reminded(tasks: Iterable[Task], days_before: Sequence[int], round_: Round) -> tuple[Task, ...]:
    return tuple(task for task in tasks if is_reminded(task, days_before, round_))


def _news(news: Iterable[News], *, is_return: bool) -> tuple[News, ...]:
    return tuple(one for one in news if one.is_return == is_return)


def _is_due(overdue: Sequence[Task], round_: Round) -> bool:
    """Weekly, and at once what was not yet overdue in the round before."""
    return bool(overdue) and (round_.is_weekly or overdue[-1].due_on >= round_.previous)


def _is_review_due(waiting: Sequence[Submission | DateWish], round_: Round) -> bool:
    return bool(waiting) and (round_.is_weekly or any(one.is_new for one in waiting))


def _are_schools_due(schools: Sequence[LateSchool], round_: Round) -> bool:
    return bool(schools) and (
        round_.is_weekly or any(one.newest >= round_.previous for one in schools)
    )
