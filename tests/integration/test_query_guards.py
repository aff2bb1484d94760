"""A longer list asks the database no more questions: every page that shows rows, at 3 and at 30."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from roadmaps.models import (
    Assignment,
)
from tests.conftest import World
from tests.drafts_aside import drafts_aside
from tests.routes.asking import ROUTES
from tests.scene.town import Town

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 30

# Who opens which list; addresses of one object show lists of its parts.
LISTS = [
    ("coordinator", "home"),
    ("head", "home"),
    ("curator", "home"),
    ("executor", "home"),
    ("observer", "home"),
    ("coordinator", "school_list"),
    ("observer", "school_list"),
    ("coordinator", "schools_workbook"),
    ("coordinator", "school"),
    ("head", "school"),
    ("administrator", "people"),
    ("administrator", "person"),
    ("administrator", "person_add"),
    ("administrator", "roadmaps:hand_over"),
    ("administrator", "roadmaps:hand_overs"),
    ("administrator", "letters"),
    ("administrator", "letters_workbook"),
    ("administrator", "journal"),
    ("administrator", "journal_workbook"),
    ("administrator", "person_history"),
    ("head", "school_history"),
    ("coordinator", "roadmaps:roadmap_history"),
    ("coordinator", "roadmaps:activity_history"),
    ("head", "roadmaps:activity_history"),
    ("coordinator", "roadmaps:activity_history_workbook"),
    ("head", "roadmaps:assignment_history"),
    ("coordinator", "roadmaps:calendar_history"),
    ("coordinator", "roadmaps:series_history"),
    ("coordinator", "roadmaps:import_history"),
    ("coordinator", "assessments:run_history"),
    ("administrator", "register"),
    ("coordinator", "context"),
    ("coordinator", "context_files"),
    ("coordinator", "context_index"),
    ("coordinator", "context_index_workbook"),
    ("administrator", "context_weights"),
    ("coordinator", "context_template"),
    ("head", "school_context"),
    ("administrator", "register_review"),
    ("coordinator", "roadmaps:my_calendars"),
    ("coordinator", "roadmaps:month_calendar"),
    ("head", "roadmaps:month_calendar"),
    ("coordinator", "roadmaps:year_calendar"),
    ("coordinator", "roadmaps:roadmaps"),
    ("head", "roadmaps:roadmaps"),
    ("coordinator", "roadmaps:roadmap"),
    ("head", "roadmaps:roadmap"),
    ("coordinator", "roadmaps:new_year"),
    ("coordinator", "roadmaps:templates"),
    ("coordinator", "roadmaps:template"),
    ("head", "roadmaps:templates"),
    ("head", "roadmaps:school_template"),
    ("coordinator", "roadmaps:plan_workbook"),
    ("coordinator", "roadmaps:indicators"),
    ("head", "roadmaps:indicators"),
    ("coordinator", "roadmaps:coverage"),
    ("coordinator", "roadmaps:matrix"),
    ("head", "roadmaps:matrix"),
    ("coordinator", "roadmaps:done_when"),
    ("coordinator", "roadmaps:completeness"),
    ("coordinator", "roadmaps:activity_goals"),
    ("coordinator", "reports:plan_docx"),
    ("coordinator", "reports:plan_xlsx"),
    ("coordinator", "roadmaps:activity"),
    ("coordinator", "roadmaps:activity_row"),
    ("coordinator", "roadmaps:changes"),
    ("coordinator", "roadmaps:numbers"),
    ("coordinator", "roadmaps:texts"),
    ("coordinator", "roadmaps:partners"),
    ("coordinator", "roadmaps:parties"),
    ("coordinator", "roadmaps:import"),
    ("coordinator", "roadmaps:import_review"),
    ("coordinator", "roadmaps:headings"),
    ("coordinator", "roadmaps:import_comparison"),
    ("coordinator", "roadmaps:activity_origin"),
    ("coordinator", "roadmaps:calendar"),
    ("head", "roadmaps:calendar"),
    ("coordinator", "roadmaps:series"),
    ("coordinator", "roadmaps:undated"),
    ("coordinator", "roadmaps:undated_list"),
    ("coordinator", "roadmaps:activity_calendar"),
    ("coordinator", "roadmaps:assignments"),
    ("head", "roadmaps:assignments"),
    ("executor", "roadmaps:assignments"),
    ("coordinator", "roadmaps:all_assignments"),
    ("head", "roadmaps:all_assignments"),
    ("coordinator", "roadmaps:assignments_workbook"),
    ("head", "roadmaps:assignment"),
    ("coordinator", "roadmaps:review"),
    ("curator", "roadmaps:review"),
    ("coordinator", "roadmaps:school_plans"),
    ("head", "roadmaps:school_plans"),
    ("head", "roadmaps:take_rows"),
    ("coordinator", "roadmaps:plan_checks"),
    ("curator", "roadmaps:plan_checks"),
    ("coordinator", "roadmaps:date_requests"),
    ("curator", "roadmaps:date_requests"),
    ("coordinator", "roadmaps:accept_many"),
    ("coordinator", "roadmaps:return_many"),
    ("coordinator", "roadmaps:review_phrases"),
    ("coordinator", "assessments:results"),
    ("head", "assessments:results"),
    ("coordinator", "assessments:results_workbook"),
    ("coordinator", "assessments:measures"),
    ("coordinator", "assessments:measures_workbook"),
    ("coordinator", "assessments:distribution"),
    ("coordinator", "assessments:distribution_workbook"),
    ("coordinator", "assessments:dynamics"),
    ("coordinator", "assessments:dynamics_workbook"),
    ("coordinator", "assessments:against_journal"),
    ("coordinator", "assessments:against_journal_workbook"),
    ("coordinator", "assessments:against_oge"),
    ("coordinator", "assessments:against_oge_workbook"),
    ("coordinator", "assessments:ranking"),
    ("coordinator", "assessments:ranking_workbook"),
    ("coordinator", "assessments:tasks"),
    ("coordinator", "assessments:tasks_workbook"),
    ("coordinator", "assessments:school_results"),
    ("head", "assessments:measures"),
    ("head", "assessments:dynamics"),
    ("coordinator", "assessments:imports"),
    ("coordinator", "assessments:runs"),
    ("coordinator", "assessments:run"),
    ("coordinator", "assessments:run_workbook"),
    ("coordinator", "assessments:entry"),
    ("coordinator", "assessments:template"),
    ("coordinator", "assessments:scales"),
    ("administrator", "assessments:criteria"),
    ("coordinator", "assessments:criteria_shipped_history"),
    ("coordinator", "assessments:scales_workbook"),
    ("administrator", "assessments:scale_uploads"),
    ("coordinator", "assessments:objectivity"),
    ("coordinator", "assessments:objectivity_workbook"),
    ("coordinator", "assessments:objectivity_entry"),
    ("coordinator", "assessments:what_if"),
    ("coordinator", "assessments:what_if_workbook"),
    ("coordinator", "partnerships"),
    ("head", "partnerships"),
    ("coordinator", "partnerships_workbook"),
    ("coordinator", "partnership_new"),
    ("coordinator", "partners:choice"),
    ("coordinator", "assessments:lists"),
    ("coordinator", "assessments:lists_workbook"),
    ("coordinator", "reports:list"),
    ("coordinator", "reports:new"),
    ("observer", "reports:list"),
]
NO_LISTS = {
    "me",
    "roadmaps:my_letters",
    "roadmaps:import_paste",
    "roadmaps:reading",
    "roadmaps:responsible",
    "roadmaps:office_day",
    "roadmaps:series_add",
    "set_display",
    "partnership_rules",
    "assessments:objectivity_rules",
    "assessments:scale_new",
    "assessments:scale_template",
    "assessments:run_nights",
    "assessments:run_settings",
    "assessments:what_if_run",
    "assessments:what_if_save",
    "assessments:criteria_copy",
}


# Without a work these pages only ask for one.
OF_A_WORK = {
    "assessments:entry": "grade=5&attempt=first",
    "assessments:template": "grades=5",
}


def address_of(town: Town, route: str) -> str:
    """The page of `route` for the town's own objects."""
    arguments: dict[str, list[Any]] = {
        "school": [town.world.school.login],
        "school_context": [town.world.school.login],
        "person": [town.world.curator.pk],
        "person_history": [town.world.curator.pk],
        "assessments:school_results": [town.world.school.login],
        "school_history": [town.world.school.login],
        "roadmaps:roadmap_history": [town.plan.pk],
        "roadmaps:activity_history": [town.plan.pk, town.activity.pk],
        "roadmaps:activity_history_workbook": [town.plan.pk, town.activity.pk],
        "roadmaps:assignment_history": [town.assignment.pk],
        "roadmaps:calendar_history": [town.world.office.pk],
        "roadmaps:series_history": [town.series.pk],
        "roadmaps:import_history": [town.plan_import.pk],
        "assessments:run_history": [town.run.pk],
        "assessments:criteria_shipped_history": ["federal-30-2"],
        "roadmaps:hand_over": [town.world.executor.pk],
        "register_review": [town.register.pk],
        "roadmaps:roadmap": [town.plan.pk],
        "roadmaps:take_rows": [town.school_plan.pk],
        "roadmaps:new_year": [town.plan.pk],
        "roadmaps:template": [town.template.pk],
        "roadmaps:school_template": [town.world.school.pk, town.template.pk],
        "roadmaps:indicators": [town.plan.pk],
        "roadmaps:coverage": [town.plan.pk],
        "roadmaps:matrix": [town.plan.pk],
        "roadmaps:done_when": [town.plan.pk],
        "roadmaps:completeness": [town.plan.pk],
        "roadmaps:activity_goals": [town.plan.pk, town.activity.pk],
        "roadmaps:plan_workbook": [town.plan.pk],
        "roadmaps:year_calendar": [town.plan.pk],
        "reports:plan_docx": [town.plan.pk],
        "reports:plan_xlsx": [town.plan.pk],
        "roadmaps:activity": [town.plan.pk, town.activity.pk],
        "roadmaps:activity_row": [town.plan.pk, town.activity.pk],
        "roadmaps:changes": [town.plan.pk],
        "roadmaps:numbers": [town.plan.pk],
        "roadmaps:texts": [town.plan.pk],
        "roadmaps:partners": [town.plan.pk],
        "roadmaps:series": [town.series.pk],
        "roadmaps:undated": [town.plan.pk],
        "roadmaps:activity_calendar": [town.plan.pk, town.activity.pk],
        "roadmaps:import_review": [town.plan_import.pk],
        "roadmaps:import_comparison": [town.plan_import.pk],
        "roadmaps:activity_origin": [town.plan.pk, town.activity.pk],
        "roadmaps:assignment": [town.assignment.pk],
        "assessments:run": [town.run.pk],
        "assessments:run_workbook": [town.run.pk],
        "reports:new": ["roadmap_progress"],
    }
    address = reverse(route, args=arguments.get(route, []))
    if route == "assessments:objectivity_entry":
        place = town.world.office.pk
        return f"{address}?municipality={place}&academic_year=2024&layout=sign:listed"
    if route in OF_A_WORK:
        work = "procedure=vpr&subject=Математика&academic_year=2024"
        return f"{address}?municipality={town.world.office.pk}&{work}&{OF_A_WORK[route]}"
    if route in ("roadmaps:accept_many", "roadmaps:return_many"):
        waiting = Assignment.objects.filter(status="submitted").values_list("pk", flat=True)
        return f"{address}?{'&'.join(f'assignment={pk}' for pk in waiting)}"
    return address


def answers(town: Town, person: str, route: str) -> Callable[[], None]:
    """A call that opens the list and finds it there."""
    client, address = Client(), address_of(town, route)
    client.force_login(town.world.people[person])

    def open_it() -> None:
        with drafts_aside():
            answer = client.get(address)
        assert answer.status_code == 200, (person, route)

    return open_it


def costs(town: Town, count_queries: Callable[..., int]) -> dict[tuple[str, str], int]:
    """How many queries each list makes now."""
    return {one: count_queries(answers(town, *one)) for one in LISTS}


def test_thirty_rows_cost_as_many_queries_as_three(
    world: World, count_queries: Callable[..., int]
) -> None:
    town = Town(world, most=MANY)
    town.grow(FEW)
    # What a process asks but once must not stand in for what a longer list asks more.
    for one in LISTS:
        answers(town, *one)()
    few = costs(town, count_queries)
    town.grow(MANY - FEW)
    many = costs(town, count_queries)
    grown = {key: (few[key], cost) for key, cost in many.items() if cost > few[key]}
    assert not grown


def test_every_list_is_guarded() -> None:
    guarded = {route for _, route in LISTS}
    lists = {name for name, has_object in ROUTES.items() if not has_object}
    assert {name for name in lists - guarded - NO_LISTS if not name.startswith("account_")} == set()
