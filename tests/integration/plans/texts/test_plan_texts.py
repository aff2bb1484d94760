"""Title, years, goal and the lists beside a plan's rows: changed, taken back, frozen, compared."""

from __future__ import annotations

import json
from datetime import date

import pytest

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.editing.facts import edit_facts, facts_of
from roadmaps.actions.editing.texts import delete_text, edit_text, move_text
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import Side, Target
from roadmaps.models import Edition, Occurrence, PlanChange, Roadmap
from roadmaps.queries.import_texts import mark_of
from roadmaps.queries.plan_lists import PLAN_LISTS
from roadmaps.queries.plan_years import preview_of_years
from tests.integration.plans.texts.conftest import (
    KINDS,
    OTHER,
    SAMPLES,
    added,
    dates,
    last,
    page,
    said,
    with_facts,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_added_changed_and_deleted_and_all_of_it_comes_back(world, roadmap, kind) -> None:
    start = said(roadmap, kind)
    by = world.coordinator
    pk = added(roadmap, by, kind)
    edit_text(roadmap=roadmap, kind=kind, pk=pk, values=OTHER[kind], expected=SAMPLES[kind], by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind]]
    edited = last(roadmap)
    seen = mark_of(OTHER[kind])
    deleted = delete_text(roadmap=roadmap, kind=kind, pk=pk, seen=seen, by=by)
    assert said(roadmap, kind) == start
    undo_change(change=deleted, by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind]]
    undo_change(change=edited, by=by)
    assert said(roadmap, kind) == [*start, SAMPLES[kind]]
    assert PLAN_LISTS[kind].of(roadmap).filter(pk=pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_again_are_a_second_click(world, roadmap, kind) -> None:
    first = added(roadmap, world.coordinator, kind)
    assert added(roadmap, world.coordinator, kind) == first
    assert PlanChange.objects.filter(roadmap=roadmap).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_moves_and_moves_back(world, roadmap, kind) -> None:
    start, by = said(roadmap, kind), world.coordinator
    first, second = (added(roadmap, by, kind, one[kind]) for one in (SAMPLES, OTHER))
    target = Target(Side.BEFORE, first)
    change = move_text(roadmap=roadmap, kind=kind, pk=second, target=target, by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind], SAMPLES[kind]]
    again = move_text(roadmap=roadmap, kind=kind, pk=second, target=target, by=by)
    assert again is None
    undo_change(change=change, by=by)
    assert said(roadmap, kind) == [*start, SAMPLES[kind], OTHER[kind]]


def test_a_move_that_was_followed_by_another_does_not_come_back(world, roadmap) -> None:
    by = world.coordinator
    one, two, three = (added(roadmap, by, "passport", {"name": n, "text": ""}) for n in "абв")
    move = {"roadmap": roadmap, "kind": "passport", "by": by}
    change = move_text(pk=three, target=Target(Side.BEFORE, one), **move)
    move_text(pk=two, target=Target(Side.BEFORE, three), **move)
    with pytest.raises(NotPossible, match="Порядок с тех пор изменили"):
        undo_change(change=change, by=by)


def test_the_tasks_of_a_direction_stand_in_the_order_of_its_years_and_move_together(
    world, roadmap
) -> None:
    by = world.coordinator
    for direction, year in (("Кадры", 2027), ("Учёба", 2026), ("Кадры", 2026)):
        added(roadmap, by, "year_tasks", {"direction": direction, "year": year, "text": "Шаг"})
    pks = {(one.direction, one.year): one.pk for one in roadmap.year_tasks.all()}

    def order() -> list[tuple[str, int]]:
        return list(roadmap.year_tasks.order_by("position").values_list("direction", "year"))

    assert order() == [("Кадры", 2026), ("Кадры", 2027), ("Учёба", 2026)]
    target = Target(Side.AFTER, pks["Учёба", 2026])
    move_text(roadmap=roadmap, kind="year_tasks", pk=pks["Кадры", 2026], target=target, by=by)
    assert order() == [("Учёба", 2026), ("Кадры", 2026), ("Кадры", 2027)]


def test_a_task_of_another_year_goes_to_its_place_and_back(world, roadmap) -> None:
    by = world.coordinator
    values = [{"direction": "Кадры", "year": year, "text": "Шаг"} for year in (2026, 2027)]
    first, _ = (added(roadmap, by, "year_tasks", one) for one in values)
    later = {**values[0], "year": 2028}
    change = edit_text(
        roadmap=roadmap, kind="year_tasks", pk=first, values=later, expected=values[0], by=by
    )
    assert said(roadmap, "year_tasks") == [values[1], later]
    undo_change(change=change, by=by)
    assert said(roadmap, "year_tasks") == values


@pytest.mark.parametrize("whole", [True, False])
def test_a_direction_is_renamed_in_all_its_years_where_asked(world, roadmap, client, whole) -> None:
    values = [{"direction": "Кадры", "year": year, "text": "Шаг"} for year in (2026, 2027)]
    first, _ = (added(roadmap, world.coordinator, "year_tasks", one) for one in values)
    client.force_login(world.coordinator)
    sent = {**values[0], "direction": "Учителя", "opened": json.dumps(values[0])}
    client.post(
        page("text", roadmap, "year_tasks", first), sent | ({"whole": "on"} if whole else {})
    )
    order = list(roadmap.year_tasks.order_by("position").values_list("direction", "year"))
    renamed = [("Учителя", 2026), ("Учителя", 2027)]
    assert order == (renamed if whole else [("Кадры", 2027), ("Учителя", 2026)])
    undo_change(change=last(roadmap), by=world.coordinator)
    assert said(roadmap, "year_tasks") == values


def test_a_text_that_was_changed_again_is_not_taken_back_over_it(world, roadmap) -> None:
    by, kind = world.coordinator, "objectives"
    pk = added(roadmap, by, kind)
    made = last(roadmap)
    edit_text(roadmap=roadmap, kind=kind, pk=pk, values=OTHER[kind], expected=SAMPLES[kind], by=by)
    with pytest.raises(NotPossible, match="снова изменили «задача»"):
        undo_change(change=made, by=by)


def test_words_that_others_have_changed_are_neither_overwritten_nor_deleted_unseen(
    world, roadmap
) -> None:
    by, kind = world.coordinator, "passport"
    pk = added(roadmap, by, kind)
    asked = {"roadmap": roadmap, "kind": kind, "pk": pk, "by": by}
    edit_text(**asked, values={**SAMPLES[kind], "text": "Центр"}, expected=SAMPLES[kind])
    with pytest.raises(ChangedMeanwhile):
        edit_text(**asked, values={**SAMPLES[kind], "text": "Школа"}, expected=SAMPLES[kind])
    with pytest.raises(NotPossible, match="этот текст изменили"):
        delete_text(**asked, seen=mark_of(SAMPLES[kind]))
    assert said(roadmap, kind)[-1]["text"] == "Центр"


# History


def test_each_change_stands_in_the_history_of_the_plan(world, roadmap, client) -> None:
    added(roadmap, world.coordinator, "objectives")
    values = with_facts(roadmap, goal="Новая цель")
    edit_facts(roadmap=roadmap, values=values, expected=facts_of(roadmap), by=world.coordinator)
    client.force_login(world.coordinator)
    shown = client.get(page("roadmap_history", roadmap)).content.decode()
    assert "Добавлена задача «Обучить учителей»" in shown
    assert "Новая цель" in shown
    listed = client.get(page("changes", roadmap)).content.decode()
    assert "Изменены сведения о плане: цель" in listed


def test_a_frozen_plan_refuses_with_the_sentence_of_its_rows(world, roadmap) -> None:
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    approve_plan(roadmap=roadmap, by=world.coordinator, order=order)
    roadmap.refresh_from_db()
    values = {**facts_of(roadmap), "goal": "Иная"}
    with pytest.raises(Refusal, match="утверждён приказом"):
        edit_facts(roadmap=roadmap, values=values, expected=values, by=world.coordinator)
    with pytest.raises(Refusal, match="утверждён приказом"):
        added(roadmap, world.coordinator, "objectives")


def test_an_amendment_of_the_goal_and_of_an_objective_is_compared_and_applied(
    world, roadmap, client
) -> None:
    by = world.coordinator
    added(roadmap, by, "objectives")
    added(roadmap, by, "objectives", {"text": "Сохранить контингент"})
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    approve_plan(roadmap=roadmap, by=by, order=order)
    copy = open_amendment(roadmap=Roadmap.objects.get(pk=roadmap.pk), by=by)
    goal = {**facts_of(copy), "goal": "Выйти из перечня"}
    edit_facts(roadmap=copy, values=goal, expected=facts_of(copy), by=by)
    one = copy.objectives.get(text="Обучить учителей")
    edit_text(
        roadmap=copy, kind="objectives", pk=one.pk, values={"text": "Обучить всех учителей"},
        expected={"text": "Обучить учителей"}, by=by,
    )  # fmt: skip
    client.force_login(by)
    shown = client.get(page("edition_comparison", roadmap)).content.decode()
    assert "Выйти из" in shown
    assert "всех" in shown
    second = Order("15", date(2026, 10, 20), date(2026, 10, 20))
    fresh = Roadmap.objects.get(pk=roadmap.pk)
    approve_amendment(roadmap=fresh, amendment_id=copy.pk, by=by, order=second)
    roadmap.refresh_from_db()
    assert roadmap.goal == "Выйти из перечня"
    texts = [one["text"] for one in said(roadmap, "objectives")]
    assert texts[-2:] == ["Обучить всех учителей", "Сохранить контингент"]
    assert Edition.objects.filter(roadmap=roadmap).count() == 2


def test_years_of_an_amendment_are_previewed_though_it_has_no_dates(world, roadmap) -> None:
    by = world.coordinator
    approve_plan(roadmap=roadmap, by=by, order=Order("420", date(2026, 9, 1), date(2026, 9, 1)))
    copy = open_amendment(roadmap=Roadmap.objects.get(pk=roadmap.pk), by=by)
    start, values = dates(roadmap), with_facts(copy, last_year=2028)
    preview = preview_of_years(copy, values)
    assert not preview.is_empty
    edit_facts(roadmap=copy, values=values, expected=facts_of(copy), by=by, seen=preview.seal)
    assert dates(roadmap) == start
    assert not Occurrence.objects.filter(activity__roadmap=copy).exists()
