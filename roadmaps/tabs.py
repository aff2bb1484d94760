"""Pages shown as tabs: those of one plan in the order of `PAGES`, and those of a reviewer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from roadmaps.models import Roadmap
from roadmaps.permissions.plans import is_of_office
from roadmaps.queries.date_requests import requests_waiting_for
from roadmaps.queries.school_plans import checks_waiting_for


@dataclass(frozen=True, slots=True)
class PlanPlace:
    """One page of a plan: its words, its route (which takes the plan's id), who finds it.

    `is_of_school`: the plan of one school has this page too; `is_of_amendment`: so have the working
    copy of an amendment and a typical roadmap.
    """

    label: str
    route: str
    is_for_office: bool = False
    is_of_school: bool = True
    is_of_amendment: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab as the template `parts/tabs.html` draws it."""

    label: str
    url: str
    is_current: bool


PAGES = (
    PlanPlace("План", "roadmaps:roadmap", is_of_amendment=True),
    PlanPlace("Матрица", "roadmaps:matrix", is_of_school=False),
    PlanPlace("Календарь", "roadmaps:year_calendar"),
    PlanPlace("Показатели", "roadmaps:indicators", is_of_amendment=True),
    PlanPlace("Карта рисков", "roadmaps:coverage", is_for_office=True),
    PlanPlace("Изменения", "roadmaps:changes", is_for_office=True, is_of_amendment=True),
    PlanPlace("Редакции", "roadmaps:editions"),
    PlanPlace("Ждёт даты", "roadmaps:undated", is_for_office=True),
)


def tabs_of(user: Any, roadmap: Roadmap, here: str) -> tuple[Tab, ...]:
    """The tabs that the person finds on the pages of `roadmap`; `here` is the route of the page."""
    is_office = is_of_office(user, roadmap)
    return tuple(
        Tab(place.label, reverse(place.route, args=[roadmap.pk]), place.route == here)
        for place in PAGES
        if (is_office or not place.is_for_office)
        and (place.is_of_school or not roadmap.is_of_school)
        and (place.is_of_amendment or not roadmap.is_without_work)
    )


def review_tabs(here: str, user: Any) -> tuple[Tab, ...]:
    """What waits for a reviewer: work that was handed in, other dates asked for, schools' plans."""
    asked, plans = requests_waiting_for(user).count(), checks_waiting_for(user).count()
    return (
        Tab("Сданная работа", reverse("roadmaps:review"), here == "roadmaps:review"),
        Tab(
            f"Просят другой срок: {asked}" if asked else "Просят другой срок",
            reverse("roadmaps:date_requests"),
            here == "roadmaps:date_requests",
        ),
        Tab(
            f"Дорожные карты школ: {plans}" if plans else "Дорожные карты школ",
            reverse("roadmaps:plan_checks"),
            here == "roadmaps:plan_checks",
        ),
    )
