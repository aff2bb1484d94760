"""Schools of each date of the activities that have a rule of their own; one query for any plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Q

from roadmaps.domain.rollup import (
    EVERY_SCHOOL,
    DateCounts,
    Enough,
    RollUp,
    are_met,
    beyond_words,
)
from roadmaps.domain.work import Status
from roadmaps.models import Activity, Assignment, Roadmap
from roadmaps.queries.audience import FANS_OUT_TO_SCHOOLS
from schools.querysets import Scope

_ACTIVITY = "occurrence__activity"


@dataclass(slots=True)
class RuleAndDates:
    """The rule of an activity, and the schools of its dates by occurrence and by day."""

    rule: RollUp = EVERY_SCHOOL
    by_occurrence: dict[int, DateCounts] = field(default_factory=dict)
    by_day: dict[date | None, list[DateCounts]] = field(default_factory=dict)

    @property
    def dates(self) -> tuple[DateCounts, ...]:
        """The schools of each date."""
        return tuple(self.by_occurrence.values())

    def on(self, day: date) -> tuple[DateCounts, ...]:
        """The schools of one day; empty where only a school's own date falls on it."""
        return tuple(self.by_day.get(day, ()))

    def is_met_on(self, day: date) -> bool:
        """Whether enough schools are accepted on a day; never so by the usual rule."""
        return self.rule.enough is not Enough.ALL and are_met(self.rule, self.on(day))


def rules_with_dates(user: Any, assignments: Any) -> dict[int, RuleAndDates]:
    """By activity, for those whose rule is not «все школы»; `assignments` are all of their work.

    The rule is the office's: who sees only the work of schools of their own reads nothing of it.
    """
    office = Scope.of(user).office(f"{_ACTIVITY}__roadmap__municipality")
    return read_rules(assignments.filter(office))


def read_rules(assignments: Any) -> dict[int, RuleAndDates]:
    """The same, whoever asks: for documents of the office."""
    rows = (
        assignments.filter(school__isnull=False)
        .exclude(**{f"{_ACTIVITY}__done_when": Enough.ALL.value})
        .exclude(status=Status.CANCELLED.value)
        .order_by()
        .values_list(
            _ACTIVITY,
            "occurrence",
            "occurrence__due_on",
            f"{_ACTIVITY}__done_when",
            f"{_ACTIVITY}__done_number",
        )
        .annotate(
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            total=Count("pk"),
        )
        .order_by(F("occurrence__due_on").asc(nulls_last=True), "occurrence")
    )
    found: defaultdict[int, RuleAndDates] = defaultdict(RuleAndDates)
    for activity, occurrence, day, enough, number, accepted, total in rows:
        one = found[activity]
        one.rule = RollUp(Enough(enough), number)
        counts = one.by_occurrence[occurrence] = DateCounts(accepted, total)
        one.by_day.setdefault(day, []).append(counts)
    return dict(found)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A row of the page where rules are decided: `schools` are those of its fullest date."""

    activity: Activity
    rule: RollUp
    schools: int

    @property
    def warning(self) -> str:
        """Said where the rule can never be met; empty else."""
        is_beyond = self.rule.is_beyond(self.schools)
        return beyond_words(self.rule, self.schools) if is_beyond else ""


def rule_lines(roadmap: Roadmap, chosen: Collection[int] | None) -> list[RuleLine]:
    """The rows that schools carry out; only those with ids in `chosen` where it is given."""
    rows = roadmap.activities.filter(party_links__party__fans_out=FANS_OUT_TO_SCHOOLS)
    if chosen is not None:
        rows = rows.filter(pk__in=chosen)
    owed = (
        Assignment.objects.filter(occurrence__activity__in=rows, school__isnull=False)
        .exclude(status=Status.CANCELLED.value)
        .order_by()
        .values_list(_ACTIVITY, "occurrence")
        .annotate(schools=Count("pk"))
    )
    most: dict[int, int] = {}
    for activity, _, schools in owed:
        most[activity] = max(schools, most.get(activity, 0))
    found = rows.distinct().order_by("position", "pk")
    return [RuleLine(row, row.roll_up, most.get(row.pk, 0)) for row in found]
