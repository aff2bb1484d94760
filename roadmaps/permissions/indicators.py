"""Who enters actual values of indicators and changes their targets.

The plan's words are changed as its other words are (`permissions.plans.require_edit`).
"""

from __future__ import annotations

from typing import Any

from core.web.refusals import Refusal, reason_against
from roadmaps.models import Roadmap
from roadmaps.permissions.plans import require_arrange, require_keeper

IN_THE_PLAN = "Это изменение к плану: факт вносят на странице самого плана."
NO_FACTS = "У типовой дорожной карты фактов не бывает: их вносят в план, составленный по ней."
LINKS_IN_THE_PLAN = "Это изменение к плану: связи ставят на странице самого плана."
IN_THE_TEXT = "План пока проект: цель правят в самом показателе."


def require_actuals(user: Any, roadmap: Roadmap) -> None:
    """Pass for who may enter actuals; those of a closed plan's last year come when it is over."""
    require_keeper(user, roadmap)
    if roadmap.is_amendment:
        raise Refusal(IN_THE_PLAN)
    if roadmap.is_template:
        raise Refusal(NO_FACTS)


def require_target_change(user: Any, roadmap: Roadmap) -> None:
    """Pass for who may set another target where people already work by the plan."""
    require_arrange(user, roadmap)
    if roadmap.is_project:
        raise Refusal(IN_THE_TEXT)


def require_links(user: Any, roadmap: Roadmap) -> None:
    """Pass for who may say what activities answer to; a copy would lose it when it is approved."""
    require_arrange(user, roadmap)
    if roadmap.is_amendment:
        raise Refusal(LINKS_IN_THE_PLAN)


def refusal_to_link(user: Any, roadmap: Roadmap) -> str:
    """Why the person may not say what activities answer to; empty where they may."""
    return reason_against(require_links, user, roadmap)


def refusal_of_actuals(user: Any, roadmap: Roadmap) -> str:
    """Why the person may not enter actuals; empty where they may."""
    return reason_against(require_actuals, user, roadmap)


def refusal_of_target_change(user: Any, roadmap: Roadmap) -> str:
    """Why the person may not set another target; empty where they may."""
    return reason_against(require_target_change, user, roadmap)
