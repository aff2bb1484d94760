"""Who changes plans: the office's editors, as long as the plan is not closed.

The words of an approved edition are frozen (`require_edit`); how the office carries them out, such
as the reading of a deadline, events, parties and audience, is work and stays free
(`require_arrange`).
"""

from __future__ import annotations

from typing import Any

from core.web.refusals import Refusal, reason_against
from roadmaps.models import Roadmap, RoadmapStatus
from schools import permissions
from schools.domain.roles import Right
from schools.models import Municipality
from schools.permissions import require

OFFICE_ONLY = "Откуда взяты значения и кто их менял, видит управление образования."
CLOSED = "Дорожная карта завершена. Чтобы изменить её, сначала верните её в действие."
EXCLUDED = "Мероприятие исключено из плана приказом: его больше не меняют."
FROZEN = (
    "Текст плана утверждён приказом. Чтобы изменить его, откройте «Редакции» и нажмите "
    "«Внести изменение»."
)


def require_editor(user: Any, municipality: Municipality) -> None:
    """Pass for those who import plans and change their state."""
    require(user, Right.EDIT_ROADMAPS, municipality=municipality)


def require_arrange(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who may change now how the plan is carried out, not its words."""
    require_editor(user, roadmap.municipality)
    if roadmap.status == RoadmapStatus.CLOSED:
        raise Refusal(CLOSED)


def require_edit(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who may change the plan's words now: no approved edition holds them."""
    require_arrange(user, roadmap)
    if roadmap.is_frozen:
        raise Refusal(FROZEN)


def refusal_to_arrange(user: Any, roadmap: Roadmap) -> str:
    """Why the person may not change how the plan is carried out; empty where they may."""
    return reason_against(require_arrange, user, roadmap)


def refusal_to_edit(user: Any, roadmap: Roadmap) -> str:
    """The sentence for the disabled button; empty where the person may edit."""
    return reason_against(require_edit, user, roadmap)


def is_of_office(user: Any, roadmap: Roadmap) -> bool:
    """Whether the person sees the plan as a member of the office or observes its region.

    They also see who changed what; schools see the plan and their own work.
    """
    return permissions.is_of_office(user, roadmap.municipality)


def require_office(user: Any, roadmap: Roadmap) -> None:
    """Pass for those who see the documents behind the plan and who changed what."""
    if not is_of_office(user, roadmap):
        raise Refusal(OFFICE_ONLY)
