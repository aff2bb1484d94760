"""Groups of the list go by the list that an order approved."""

from datetime import date

import pytest

from assessments.actions.lists import approve_list, draft_list, set_entry
from assessments.domain.named_measures import MeasureChoice
from assessments.domain.rules import Category
from assessments.queries.current_list import CurrentList
from assessments.queries.named_measures import measured
from core.web.refusals import NotPossible
from roadmaps.actions.assigning import sync_assignments
from roadmaps.actions.audience import decline_list, take_list
from roadmaps.models import Assignment
from roadmaps.queries.audience import (
    list_offer,
)
from tests.integration.work.audience.conftest import AHEAD, a_run, doers

pytestmark = pytest.mark.django_db


def an_order(world, run, number, *decisions) -> CurrentList:
    """The list of a calculation with (school, category) decided otherwise, approved."""
    made = draft_list(run=run, by=world.coordinator)
    for school, category in decisions:
        set_entry(
            approved_list=made, school=school, category=Category(category), reason="Решено",
            by=world.coordinator,
        )  # fmt: skip
    approve_list(
        approved_list=made, order_number=number, order_date=date(2026, 10, 1), by=world.coordinator
    )
    made.refresh_from_db()
    return CurrentList(run, made)


def test_the_approved_list_is_what_a_plan_is_offered_not_the_calculation(
    world, roadmap, make_activity, listed_heads, first_list, today, now
):
    activity = make_activity(parties=[listed_heads], dates=(AHEAD,))
    sync_assignments(activity=activity, by=world.coordinator, today=today)
    current = an_order(
        world, first_list, "5", (world.school, "none"), (world.branch, "low_results")
    )
    a_run(world, now, other_school="low_results")

    offer = list_offer(roadmap)
    assert offer.current == current
    assert offer.words == "Перечень утверждён приказом: 1\u00a0школу добавить, 1\u00a0школу убрать"
    take_list(roadmap=roadmap, current=current, by=world.coordinator, today=today)
    assert doers(activity) == {(AHEAD, "Филиал школы № 1")}
    assert list_offer(roadmap) is None


def test_an_order_that_means_the_same_schools_is_not_offered(
    world, roadmap, make_activity, listed_heads, first_list
):
    make_activity(parties=[listed_heads])
    an_order(world, first_list, "5")
    assert list_offer(roadmap) is None


def test_a_second_order_of_the_year_is_offered_though_the_calculation_is_the_same(
    world, roadmap, make_activity, listed_heads, first_list, today
):
    activity = make_activity(parties=[listed_heads], dates=(AHEAD,))
    first = an_order(world, first_list, "5", (world.branch, "low_results"))
    take_list(roadmap=roadmap, current=first, by=world.coordinator, today=today)
    second = an_order(world, first_list, "6", (world.branch, "none"))

    assert doers(activity) == {(AHEAD, "Школа № 1"), (AHEAD, "Филиал школы № 1")}
    assert list_offer(roadmap).current == second
    decline_list(roadmap=roadmap, current=second, by=world.coordinator)
    assert list_offer(roadmap) is None
    with pytest.raises(NotPossible):
        take_list(roadmap=roadmap, current=CurrentList(first_list), by=world.coordinator)


def test_a_plan_that_begins_goes_by_the_approved_list(world, now):
    from roadmaps.actions.imports import confirm_import
    from tests.scene.documents import draft_plan, plan_document

    run = a_run(world, now, school="low_results", other_school="none")
    an_order(world, run, "5", (world.school, "none"), (world.other_school, "low_results"))
    rows = [("1", "Самодиагностика", "октябрь", "Руководители ШНОР", "Карта")]
    confirm_import(plan_import=draft_plan(world, plan_document(rows)), by=world.coordinator)
    assert {one.school for one in Assignment.objects.all()} == {world.other_school}


def test_measures_of_the_list_count_the_approved_one(world, now):
    run = a_run(world, now, school="low_results", other_school="none")
    current = an_order(world, run, "5", (world.other_school, "low_results"))
    found = measured(world.office.pk, MeasureChoice("listed_schools"), [2025])[2025]
    assert (found.figure.part, found.figure.whole) == (2, 2)
    assert (found.run, found.approved) == (run.pk, current.approved.pk)
