"""Who changes plans: those who keep them, as long as the plan is not closed.

The office's editors keep the plans of the office, the head of a school that of the school
(`require_keeper`). Others check a school's plan (`require_checker`).

The words of an approved edition are frozen (`require_edit`); how the office carries them out, such
as the reading of a deadline, events, parties and audience, is work and stays free
(`require_arrange`).
"""

from __future__ import annotations

from typing import Any

from core.web.refusals import Refusal, reason_against
from roadmaps.domain.plan_states import RESTING_STATUSES, PlanPart, PlanStatus
from roadmaps.models import PlanImport, Roadmap, RoadmapStatus
from schools import permissions
from schools.domain.roles import REFUSALS, Right
from schools.models import Municipality, School
from schools.permissions import may_anywhere, require
from schools.querysets import Scope

OFFICE_ONLY = "Откуда взяты значения и кто их менял, видит управление образования."
TEMPLATES_OF_OFFICE = "Типовые дорожные карты ведёт управление образования."
CLOSED = "Дорожная карта завершена. Чтобы изменить её, сначала верните её в действие."
EXCLUDED = "Мероприятие исключено из плана приказом: его больше не меняют."
FROZEN = (
    "Текст плана утверждён приказом. Чтобы изменить его, откройте «Редакции» и нажмите "
    "«Внести изменение»."
)


RESTS = {
    PlanStatus.ON_REVIEW: "План на проверке, его текст не меняют. Чтобы править, отзовите план.",
    PlanStatus.AGREED: (
        "План согласован, его текст не меняют. Чтобы править, верните план в проект: "
        "тогда его согласуют снова."
    ),
}
OWN_PLAN = "Дорожную карту своей школы согласует другой сотрудник."
CHECKED_ELSEWHERE = "План управления на проверку не отправляют: его согласует само управление."


def require_editor(user: Any, municipality: Municipality) -> None:
    """Pass for those who keep the office's plans and everything that these rest on."""
    require(user, Right.EDIT_ROADMAPS, municipality=municipality)


def require_templates(user: Any) -> None:
    """Pass for those who see typical roadmaps: the office, observers, and schools some of them."""
    scope = Scope.of(user)
    if not (scope.office_ids or scope.region_ids or scope.school_ids):
        raise Refusal(TEMPLATES_OF_OFFICE)


def require_school_keeper(user: Any, school: School) -> None:
    """Pass for those who make and keep the plan of `school`."""
    require(user, Right.EDIT_SCHOOL_PLAN, municipality=school.municipality, school=school)


def refusal_to_keep(user: Any, school: School) -> str:
    """Why the person may not make a plan of `school`; empty where they may."""
    return reason_against(require_school_keeper, user, school)


def require_keeper(user: Any, plan: Roadmap | PlanImport) -> None:
    """Pass for those who keep the plan, or bring it in, and change its state."""
    if plan.school is None:
        require_editor(user, plan.municipality)
    else:
        require_school_keeper(user, plan.school)


def is_keeper(user: Any, plan: Roadmap | PlanImport) -> bool:
    """Whether the plan, or what is to become one, is theirs to keep."""
    return not reason_against(require_keeper, user, plan)


def require_checker(user: Any, roadmap: Roadmap) -> None:
    """Pass for who may agree or return the plan of a school; nobody checks their own."""
    if roadmap.school is None:
        raise Refusal(CHECKED_ELSEWHERE)
    require(
        user,
        Right.CHECK_SCHOOL_PLANS,
        municipality=roadmap.municipality,
        school=roadmap.school,
    )
    is_own = is_keeper(user, roadmap)
    if is_own or roadmap.checks.filter(result="", submitted_by=user.pk).exists():
        raise Refusal(OWN_PLAN)


def require_plan_checking(user: Any) -> None:
    """Refusal for who checks no school's plan anywhere."""
    if not may_anywhere(user, [Right.CHECK_SCHOOL_PLANS]):
        raise Refusal(REFUSALS[Right.CHECK_SCHOOL_PLANS])


def require_part(user: Any, part: PlanPart, roadmap: Roadmap) -> None:
    """Pass for who plays this part for the plan."""
    (require_checker if part is PlanPart.CHECKER else require_keeper)(user, roadmap)


def require_arrange(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who may change now how the plan is carried out, not its words."""
    require_keeper(user, roadmap)
    if roadmap.status == RoadmapStatus.CLOSED:
        raise Refusal(CLOSED)


def require_edit(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who may change the plan's words now: no approved edition holds them."""
    require_arrange(user, roadmap)
    if roadmap.is_frozen:
        raise Refusal(FROZEN)
    if roadmap.is_of_school and PlanStatus(roadmap.status) in RESTING_STATUSES:
        raise Refusal(RESTS[PlanStatus(roadmap.status)])


def refusal_to_arrange(user: Any, roadmap: Roadmap) -> str:
    """Why the person may not change how the plan is carried out; empty where they may."""
    return reason_against(require_arrange, user, roadmap)


def refusal_to_edit(user: Any, roadmap: Roadmap) -> str:
    """The sentence for the disabled button; empty where the person may edit."""
    return reason_against(require_edit, user, roadmap)


def is_of_office(user: Any, roadmap: Roadmap) -> bool:
    """Whether the person sees the plan from within: as the office, an observer of its region.

    They also see who changed what; schools see the plan and their own work. A plan of a school is
    seen from within by the school and its curator too.
    """
    if permissions.is_of_office(user, roadmap.municipality):
        return True
    school = roadmap.school
    own = Scope.of(user).school_ids
    return school is not None and bool({school.pk, school.parent_id} & own)


def require_office(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who see the documents behind the plan and who changed what."""
    if not is_of_office(user, roadmap):
        raise Refusal(OFFICE_ONLY)
