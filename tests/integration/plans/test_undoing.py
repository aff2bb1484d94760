"""Cells, moves and sections of a plan, and taking each change back."""

from __future__ import annotations

from datetime import date

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import add_activity, delete_activity
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editing.pasting import paste_rows
from roadmaps.actions.editing.rows import move_row
from roadmaps.actions.editing.sections import (
    add_section,
    delete_section,
    edit_section,
    move_section,
)
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import OUTSIDE, Side, Target
from roadmaps.models import Activity, Assignment, PlanChange
from tests.integration.plans.test_editing_plans import begin
from tests.scene.documents import draft_plan, plan_document

pytestmark = pytest.mark.django_db

ROWS = (
    ("1. Диагностика",),
    ("1.1", "Самодиагностика", "Октябрь 2026 года", "Руководители ОО", "Карта"),
    ("1.2", "Анализ уроков", "до 20 декабря 2026 года", "Методист", "Справка"),
    ("2. Помощь",),
    ("2.1", "Семинар", "Ноябрь 2026 года", "Методист", "Программа"),
)


@pytest.fixture
def plan(world):
    """Two sections with two rows and one."""
    from roadmaps.actions.imports import confirm_import

    draft = draft_plan(world, plan_document(ROWS))
    return confirm_import(plan_import=draft, by=world.coordinator)


def row(plan, number: str) -> Activity:
    return plan.activities.get(number=number)


def order(plan) -> list[tuple[str, str]]:
    rows = plan.activities.order_by("position", "pk").select_related("section")
    return [(one.number, one.section.number if one.section else "") for one in rows]


def everything(plan) -> object:
    """All that editing may change, ids left out where they are given anew."""
    return (
        list(plan.activities.order_by("position").values_list("pk", "section", "title", "number")),
        list(plan.sections.order_by("position").values_list("pk", "parent", "title", "number")),
        sorted(
            Assignment.objects.values_list(
                "occurrence__activity", "occurrence__due_on", "school", "party"
            ),
            key=str,
        ),
    )


def cell(plan, by, number: str, field: str, value: str, expected: str | None = None):
    one = row(plan, number)
    was = getattr(one, field) if expected is None else expected
    return edit_cell(activity=one, field=field, value=value, expected=was, by=by)


def test_cell_is_written_dates_follow_and_history_knows(world, plan) -> None:
    cell(plan, world.coordinator, "1.2", "deadline_text", "до 15 декабря 2026 года")
    assert row(plan, "1.2").occurrences.get().due_on == date(2026, 12, 15)
    event = AuditEvent.objects.filter(action="edit activity").get()
    assert event.changes[0]["after"] == "до 15 декабря 2026 года"


def test_cell_asks_only_where_that_very_field_was_changed(world, plan) -> None:
    cell(plan, world.administrator, "1.2", "title", "Разбор уроков", "Анализ уроков")
    cell(plan, world.coordinator, "1.2", "deliverable", "Отчёт", "Справка")
    with pytest.raises(ChangedMeanwhile) as caught:
        cell(plan, world.coordinator, "1.2", "title", "Посещение уроков", "Анализ уроков")
    assert caught.value.fields == {"title"}
    assert caught.value.current["title"] == "Разбор уроков"
    assert row(plan, "1.2").deliverable == "Отчёт"


def test_same_change_sent_twice_is_one(world, plan) -> None:
    first = cell(plan, world.coordinator, "1.2", "title", "Разбор", "Анализ уроков")
    assert first is not None
    assert cell(plan, world.coordinator, "1.2", "title", "Разбор", "Анализ уроков") is None
    assert PlanChange.objects.count() == 1


def test_day_that_does_not_exist_is_not_written(world, plan) -> None:
    with pytest.raises(NotPossible, match="31"):
        cell(plan, world.coordinator, "1.2", "deadline_text", "до 31 июня 2026 года")
    assert PlanChange.objects.count() == 0


def test_reading_chosen_for_other_words_is_dropped_with_them(world, plan) -> None:
    Activity.objects.filter(number="1.2").update(deadline_choice="май 2026 года")
    change = cell(plan, world.coordinator, "1.2", "deadline_text", "до 15 декабря 2026 года")
    assert row(plan, "1.2").deadline_choice == ""
    undo_change(change=change, by=world.coordinator)
    assert row(plan, "1.2").deadline_choice == "май 2026 года"


def test_others_may_not_edit(world, plan) -> None:
    for person in (world.head, world.curator, world.stranger):
        with pytest.raises(Refusal):
            cell(plan, person, "1.2", "title", "Разбор")


def test_row_is_added_between_others_with_their_section(world, plan) -> None:
    target = Target(Side.BEFORE, row(plan, "1.2").pk)
    add_activity(roadmap=plan, by=world.coordinator, target=target, title="Опрос", number="н")
    assert order(plan) == [("1.1", "1."), ("н", "1."), ("1.2", "1."), ("2.1", "2.")]


def test_first_row_of_an_empty_section_stands_in_it(world, plan) -> None:
    empty = add_section(
        roadmap=plan, number="1а.", title="Опросы", kind="section", by=world.coordinator,
        target=Target(Side.AFTER, plan.sections.get(number="1.").pk),
    )  # fmt: skip
    add_activity(roadmap=plan, by=world.coordinator, section=empty, title="Опрос", number="н")
    assert order(plan)[2] == ("н", "1а.")


def test_row_moves_and_keeps_its_number(world, plan) -> None:
    move_row(activity=row(plan, "2.1"), target=Target(Side.BEFORE, row(plan, "1.1").pk),
             by=world.coordinator)  # fmt: skip
    assert order(plan) == [("2.1", "1."), ("1.1", "1."), ("1.2", "1.")]


def test_move_to_a_row_that_is_gone_is_refused(world, plan) -> None:
    gone = row(plan, "1.1")
    delete_activity(activity=gone, by=world.coordinator)
    with pytest.raises(NotPossible):
        move_row(
            activity=row(plan, "2.1"), target=Target(Side.AFTER, gone.pk), by=world.coordinator
        )


def test_section_moves_with_its_rows(world, plan) -> None:
    first, second = plan.sections.order_by("position")
    move_section(section=first, target=Target(Side.AFTER, second.pk), by=world.coordinator)
    assert order(plan) == [("2.1", "2."), ("1.1", "1."), ("1.2", "1.")]


def test_section_with_rows_asks_where_they_go(world, plan) -> None:
    first, second = plan.sections.order_by("position")
    with pytest.raises(NotPossible, match="куда"):
        delete_section(section=first, rows_to=None, by=world.coordinator)
    delete_section(section=first, rows_to=second.pk, by=world.coordinator)
    assert order(plan) == [("2.1", "2."), ("1.1", "2."), ("1.2", "2.")]
    assert plan.sections.count() == 1


def test_parts_of_a_deleted_section_come_one_level_up(world, plan) -> None:
    first, second = plan.sections.order_by("position")
    move_section(section=second, target=Target(Side.END, first.pk), by=world.coordinator)
    delete_section(section=first, rows_to=OUTSIDE, by=world.coordinator)
    second.refresh_from_db()
    assert second.parent is None
    assert sorted(order(plan)) == [("1.1", ""), ("1.2", ""), ("2.1", "2.")]


def test_renamed_section_moves_the_dates_under_it(world, plan) -> None:
    first = plan.sections.order_by("position").first()
    cell(plan, world.coordinator, "1.1", "deadline_text", "октябрь")
    changes = {"number": "1.", "kind": "section"}
    edit_section(
        section=first, title="2027 год", **changes,
        expected={"title": first.title, **changes}, by=world.coordinator,
    )  # fmt: skip
    due = row(plan, "1.1").occurrences.values_list("due_on", flat=True)
    assert list(due) == [date(2027, 10, 31)]


def _cell(plan, by):
    return cell(plan, by, "1.2", "responsible_text", "Руководители ОО")


def _added(plan, by):
    add_activity(roadmap=plan, by=by, target=Target(Side.AFTER, row(plan, "1.1").pk), title="Сбор")
    return PlanChange.objects.latest("pk")


def _deleted(plan, by):
    delete_activity(activity=row(plan, "1.2"), by=by)
    return PlanChange.objects.latest("pk")


def _moved(plan, by):
    target = Target(Side.BEFORE, row(plan, "1.1").pk)
    return move_row(activity=row(plan, "2.1"), target=target, by=by)


def _section_moved(plan, by):
    first, second = plan.sections.order_by("position")
    return move_section(section=second, target=Target(Side.START, first.pk), by=by)


def _section_added(plan, by):
    add_section(roadmap=plan, number="3.", title="Итоги", kind="stage",
                target=Target(Side.END, OUTSIDE), by=by)  # fmt: skip
    return PlanChange.objects.latest("pk")


CHANGES = [_cell, _added, _deleted, _moved, _section_moved, _section_added]


@pytest.mark.parametrize("make", CHANGES)
def test_change_is_taken_back_and_brought_again(world, plan, make) -> None:
    before = everything(plan)
    change = make(plan, world.coordinator)
    after = everything(plan)
    assert after != before
    back = undo_change(change=change, by=world.administrator)
    assert everything(plan) == before
    assert back.summary == f"Отменено: {change.summary}"
    undo_change(change=back, by=world.coordinator)
    assert everything(plan) == after


def test_deleted_section_comes_back_with_rows_and_parts(world, plan) -> None:
    first, second = plan.sections.order_by("position")
    move_section(section=second, target=Target(Side.START, first.pk), by=world.coordinator)
    before = everything(plan)
    change = delete_section(section=first, rows_to=second.pk, by=world.coordinator)
    undo_change(change=change, by=world.coordinator)
    assert everything(plan) == before


def test_change_is_taken_back_once(world, plan) -> None:
    change = _moved(plan, world.coordinator)
    undo_change(change=change, by=world.coordinator)
    with pytest.raises(NotPossible, match="уже отменено"):
        undo_change(change=change, by=world.coordinator)


def test_value_changed_since_is_not_overwritten_by_undo(world, plan) -> None:
    change = cell(plan, world.coordinator, "1.2", "title", "Разбор")
    cell(plan, world.administrator, "1.2", "title", "Посещение")
    with pytest.raises(NotPossible, match=r"1\.2.*мероприятие"):
        undo_change(change=change, by=world.coordinator)
    assert row(plan, "1.2").title == "Посещение"


def test_other_values_changed_since_stay_as_they_are(world, plan) -> None:
    change = cell(plan, world.coordinator, "1.2", "title", "Разбор")
    cell(plan, world.administrator, "1.2", "deliverable", "Акт")
    undo_change(change=change, by=world.coordinator)
    assert (row(plan, "1.2").title, row(plan, "1.2").deliverable) == ("Анализ уроков", "Акт")


def test_added_row_with_work_is_not_taken_out(world, plan) -> None:
    add_activity(
        roadmap=plan, by=world.coordinator, target=Target(Side.AFTER, row(plan, "1.1").pk),
        title="Сбор", responsible_text="Руководители ОО", deadline_text="май 2026 года",
    )  # fmt: skip
    begin(Assignment.objects.filter(occurrence__activity__title="Сбор").first())
    with pytest.raises(NotPossible, match="работа"):
        undo_change(change=PlanChange.objects.latest("pk"), by=world.coordinator)


def test_row_moved_again_is_not_moved_back_to_before(world, plan) -> None:
    change = _moved(plan, world.coordinator)
    again = move_row(
        activity=row(plan, "2.1"), target=Target(Side.AFTER, row(plan, "1.1").pk),
        by=world.coordinator,
    )  # fmt: skip
    with pytest.raises(NotPossible, match="позднее"):
        undo_change(change=change, by=world.coordinator)
    undo_change(change=again, by=world.coordinator)
    undo_change(change=change, by=world.coordinator)
    assert order(plan)[-1] == ("2.1", "2.")


def test_half_of_a_change_is_never_taken_back(world, plan) -> None:
    first, second = plan.sections.order_by("position")
    change = delete_section(section=first, rows_to=second.pk, by=world.coordinator)
    move_row(activity=row(plan, "1.1"), target=Target(Side.START, OUTSIDE), by=world.coordinator)
    before = everything(plan)
    with pytest.raises(NotPossible):
        undo_change(change=change, by=world.coordinator)
    assert everything(plan) == before


def test_page_lists_changes_and_takes_one_back(world, plan, client) -> None:
    client.force_login(world.coordinator)
    change = cell(plan, world.coordinator, "1.2", "title", "Разбор")
    page = client.get(f"/roadmaps/{plan.pk}/changes/").content.decode()
    assert "Изменена строка 1.2: мероприятие" in page
    assert "Анализ уроков</del> → Разбор" in page
    answer = client.post(f"/roadmaps/{plan.pk}/changes/{change.pk}/undo/", follow=True)
    assert "Отменено: Изменена строка 1.2" in answer.content.decode()
    assert row(plan, "1.2").title == "Анализ уроков"


def test_move_brought_back_counts_as_the_later_one(world, plan) -> None:
    first = _moved(plan, world.coordinator)
    again = move_row(
        activity=row(plan, "2.1"), target=Target(Side.AFTER, row(plan, "1.1").pk),
        by=world.coordinator,
    )  # fmt: skip
    undone = undo_change(change=again, by=world.coordinator)
    brought = undo_change(change=undone, by=world.coordinator)
    with pytest.raises(NotPossible, match="позднее"):
        undo_change(change=first, by=world.coordinator)
    undo_change(change=brought, by=world.coordinator)
    undo_change(change=first, by=world.coordinator)
    assert order(plan)[-1] == ("2.1", "2.")


def test_same_rows_pasted_at_another_place_are_no_second_click(world, plan) -> None:
    rows = [{"title": "Опрос"}, {"title": "Сбор"}]

    def paste(number: str):
        target = Target(Side.AFTER, row(plan, number).pk)
        return paste_rows(roadmap=plan, target=target, rows=rows, by=world.coordinator)

    first = paste("1.1")
    assert paste("1.1") == first
    assert paste("2.1") != first
    assert [one for one, _ in order(plan)] == ["1.1", "", "", "1.2", "2.1", "", ""]


def test_moving_a_row_costs_the_same_in_a_long_plan(world, plan, count_queries) -> None:
    section = plan.sections.get(number="2.")

    def move(target: Target) -> int:
        activity = row(plan, "2.1")
        return count_queries(
            lambda: move_row(activity=activity, target=target, by=world.coordinator)
        )

    first = Target(Side.BEFORE, row(plan, "1.1").pk)
    short = move(first)
    move(Target(Side.START, section.pk))
    Activity.objects.bulk_create(
        Activity(roadmap=plan, section=section, position=number, title="Сбор")
        for number in range(10, 40)
    )
    assert move(first) == short
