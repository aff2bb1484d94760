"""Plans of schools as a list with the schools that have none, and what waits for a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from core.ordering import NaturalKey
from core.web.signs import Sign
from roadmaps.domain.plan_states import PLAN_STATUS_NAMES, SCHOOL_PATH, PlanStatus
from roadmaps.domain.work import OPEN_STATUSES, Status
from roadmaps.models import Assignment, PlanCheck, Roadmap
from roadmaps.queries.plan_people import checked_by
from roadmaps.queries.shared_work import shared_rows
from schools.domain.roles import Right, Role
from schools.models import School
from schools.permissions import has_right, memberships_of

NO_PLAN = "нет карты"
NONE = "none"
STATES = {NONE: NO_PLAN, **{one.value: PLAN_STATUS_NAMES[one] for one in SCHOOL_PATH}}
_SIGNS = {
    NONE: Sign.OFF,
    PlanStatus.DRAFT: Sign.ACTIVE,
    PlanStatus.ON_REVIEW: Sign.REVIEW,
    PlanStatus.RETURNED: Sign.RETURNED,
    PlanStatus.AGREED: Sign.AHEAD,
    PlanStatus.APPROVED: Sign.AHEAD,
    PlanStatus.IN_FORCE: Sign.DONE,
    PlanStatus.CLOSED: Sign.OFF,
}


@dataclass(frozen=True, slots=True)
class SchoolPlanLine:
    """A school with one plan of its own, or without any; counts of the plan's work."""

    school: School
    roadmap: Roadmap | None
    is_own: bool
    """The person keeps this school's plan."""
    activities: int = 0
    accepted: int = 0
    total: int = 0
    overdue: int = 0

    @property
    def state(self) -> str:
        """The plan's state, or NONE."""
        return self.roadmap.status if self.roadmap else NONE

    @property
    def state_words(self) -> str:
        """«на проверке у куратора», «нет карты»."""
        return STATES[self.state]

    @property
    def sign(self) -> str:
        """The sign of the state."""
        return _SIGNS[self.state].value


def school_plan_lines(user: Any, today: date) -> list[SchoolPlanLine]:
    """Every open school that the person sees with each of its plans, by name."""
    return _lines(user, School.objects.visible_to(user).open().exclude(login=""), today)


def lines_of_school(user: Any, school: School, today: date) -> list[SchoolPlanLine]:
    """The same for one school."""
    return _lines(user, School.objects.visible_to(user).filter(pk=school.pk), today)


def _lines(user: Any, schools: Any, today: date) -> list[SchoolPlanLine]:
    plans: dict[int, list[Roadmap]] = {}
    found = Roadmap.objects.visible_to(user).of_schools().select_related("school", "municipality")
    found = found.filter(school__in=schools)
    for one in found.annotate(activity_count=Count("activities")).order_by("-last_year", "-pk"):
        plans.setdefault(one.school_id or 0, []).append(one)
    work = _work_by_plan(user, [one for every in plans.values() for one in every], today)
    ordered = schools.select_related("municipality__region").order_by(NaturalKey("name"), "pk")
    return [
        _line(user, school, plan, work)
        for school in ordered
        for plan in plans.get(school.pk, [None])
    ]


def plans_in_words(lines: Iterable[SchoolPlanLine]) -> str:
    """«нет карты — 25, на проверке у куратора — 3» in the order of a plan's life."""
    numbers = Counter(line.state for line in lines)
    return ", ".join(
        f"{words} — {numbers[state]}" for state, words in STATES.items() if numbers[state]
    )


def checks_waiting_for(user: Any) -> QuerySet[PlanCheck]:
    """Plans of schools that wait for the person's decision, oldest first; not one's own."""
    heads = [one.school_id for one in memberships_of(user) if one.role == Role.SCHOOL_HEAD]
    own = Q(roadmap__school__in=heads) | Q(roadmap__school__parent__in=heads)
    judged = Roadmap.objects.filter(checked_by(user))
    waiting: Any = PlanCheck.objects.visible_to(user).filter(result="", roadmap__in=judged)
    return (
        waiting.exclude(own)
        .exclude(submitted_by=user.pk)
        .select_related("roadmap__school", "roadmap__municipality")
        .annotate(activity_count=Count("roadmap__activities"))
        .order_by("submitted_at", "pk")
    )


def last_check_of(roadmap: Roadmap) -> PlanCheck | None:
    """The present round, or the last one."""
    return roadmap.checks.order_by("-round").first()


def _work_by_plan(user: Any, plans: list[Roadmap], today: date) -> dict[int, Counter[str]]:
    """Counts of each plan's own work and of what its rows share with the office's plan."""
    seen: Any = Assignment.objects.visible_to(user)
    own = seen.of_school_plans().values(plan=F("occurrence__activity__roadmap"))
    found = {row.pop("plan"): Counter(row) for row in _counted(own, today)}
    shared = shared_rows(plans)
    of_schools = seen.filter(
        occurrence__activity__in={one.taken_from_id for one in shared},
        school__in={one.roadmap.school_id for one in shared},
    ).values("school", source=F("occurrence__activity"))
    work = {
        (row.pop("source"), row.pop("school")): Counter(row) for row in _counted(of_schools, today)
    }
    for one in shared:
        of_row = work.get((one.taken_from_id, one.roadmap.school_id), Counter())
        found[one.roadmap_id] = found.get(one.roadmap_id, Counter()) + of_row
    return found


def _counted(grouped: Any, today: date) -> Any:
    is_open = Q(status__in=[status.value for status in OPEN_STATUSES])
    due = Coalesce(F("own_due_on"), F("occurrence__due_on"))
    return (
        grouped.order_by()
        .alias(due=due)
        .annotate(
            total=Count("pk", filter=~Q(status=Status.CANCELLED.value)),
            accepted=Count("pk", filter=Q(status=Status.ACCEPTED.value)),
            overdue=Count("pk", filter=is_open & Q(due__lt=today)),
        )
    )


def _line(user: Any, school: School, plan: Any, work: dict[int, Counter[str]]) -> SchoolPlanLine:
    is_own = has_right(
        user, Right.EDIT_SCHOOL_PLAN, municipality=school.municipality, school=school
    )
    if plan is None:
        return SchoolPlanLine(school, None, is_own)
    counts = {} if plan.is_project else dict(work.get(plan.pk, {}))
    return SchoolPlanLine(school, plan, is_own, plan.activity_count, **counts)
