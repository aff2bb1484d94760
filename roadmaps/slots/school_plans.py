"""What the home page and a school's page say of plans of schools; `apps.py` registers it."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.web.panels import Panel
from roadmaps.domain.plan_states import PlanStatus
from roadmaps.models import Roadmap
from roadmaps.queries.school_plans import checks_waiting_for, lines_of_school
from schools.domain.roles import Role
from schools.models import School
from schools.permissions import memberships_of, roles_of

FOLDER = "roadmaps/school_plans"
PLANS_SHOWN = 4
_SCHOOLS_TURN = (PlanStatus.RETURNED.value, PlanStatus.AGREED.value)


def plans_on_their_way(user: Any, today: date) -> list[Panel]:
    """Plans of schools whose next step is this person's: to decide, to correct, to approve."""
    if Role.SCHOOL_HEAD in roles_of(user):
        heads = [one.school_id for one in memberships_of(user) if one.role == Role.SCHOOL_HEAD]
        # An amendment of the school's plan is on its way as the plan was.
        own = Roadmap.objects.open_to(user).filter(school__in=heads, status__in=_SCHOOLS_TURN)
        plans = list(own.order_by("-pk"))
        return [Panel("", f"{FOLDER}/_turn.html", {"plans": plans})] if plans else []
    waiting = checks_waiting_for(user)
    checks = list(waiting[:PLANS_SHOWN])
    if not checks:
        return []
    context = {"checks": checks, "total": waiting.count()}
    return [Panel("Дорожные карты школ на проверке", f"{FOLDER}/_waiting_panel.html", context)]


def plans_of_school(user: Any, school: School, today: date) -> list[Panel]:
    """For the page of a school: its plans, or that it has none."""
    lines = lines_of_school(user, school, today)
    return [Panel("Дорожная карта школы", f"{FOLDER}/_of_school.html", {"lines": lines})]
