"""Lists by orders: drafted from a calculation, changed with reasons, frozen, replaced, ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import AuditEvent
from assessments.actions.lists import (
    approve_list,
    cancel_list,
    discard_list,
    draft_list,
    set_details,
    set_entry,
)
from assessments.domain.rules import Category
from assessments.models import ApprovedList, ListEntry
from assessments.queries.current_list import (
    categories_by_login,
    categories_of,
    current_list,
    current_lists,
    listed_logins,
)
from assessments.queries.lists import compare, overview_of, standing_of
from core.web.refusals import NotPossible, Refusal
from schools.models import School
from tests.integration.assessments.list_cast import approved, calculated, run_of

pytestmark = pytest.mark.django_db

ORDER = {"order_number": "12", "order_date": date(2025, 10, 5)}


@pytest.fixture
def run(world):
    return calculated(world, 2024, school="low_results", other_school="at_risk", branch="none")


def decided(world, approved_list, school, category, reason=""):
    set_entry(
        approved_list=approved_list, school=school, category=category, reason=reason,
        by=world.coordinator,
    )  # fmt: skip


def lines(approved_list):
    return {one.school_name: one.status_words for one in approved_list.entries.all()}


def test_a_draft_names_the_schools_of_the_calculation_with_their_grounds(world, run):
    made = draft_list(run=run, by=world.coordinator)

    assert lines(made) == {"Школа № 1": "прежних перечней нет", "Школа № 2": "зона риска"}
    entry = made.entries.get(school=world.school)
    assert entry.grounds == "ВПР, математика, 5\u00a0класс, 2024/25: 3 из 10 (30,0\u00a0%)"
    assert entry.curator == "curator"
    assert (made.target, made.method) == (30, "«федеральные 30/2», версия 1")
    assert draft_list(run=run, by=world.coordinator) == made


def test_a_second_draft_of_the_year_is_refused_with_a_way_out(world, run):
    draft_list(run=run, by=world.coordinator)
    other = calculated(world, 2024, school="none")

    with pytest.raises(NotPossible, match="уже готовится"):
        draft_list(run=other, by=world.coordinator)


def test_a_decision_against_the_calculation_needs_a_reason(world, run):
    made = draft_list(run=run, by=world.coordinator)

    with pytest.raises(NotPossible, match="почему управление решило иначе"):
        decided(world, made, world.school, Category.NONE)
    decided(world, made, world.school, Category.NONE, "Единственный класс был на карантине")
    decided(world, made, world.branch, Category.LOW_RESULTS, "По письму региона")

    left_out = made.entries.get(school=world.school)
    assert (left_out.category_words, left_out.verdict) == ("не включена", "low_results")
    assert made.entries.get(school=world.branch).decision == "По письму региона"
    event = AuditEvent.objects.filter(action="change list entry").latest("pk")
    assert event.changes == [
        {"field": "Филиал школы № 1", "before": "не включена", "after": "в перечне"}
    ]


def test_going_back_to_the_calculation_needs_none(world, run):
    made = draft_list(run=run, by=world.coordinator)
    decided(world, made, world.school, Category.NONE, "Ошибка")
    decided(world, made, world.branch, Category.LOW_RESULTS, "Ошибка")
    decided(world, made, world.school, Category.LOW_RESULTS)
    decided(world, made, world.branch, Category.NONE)

    assert lines(made) == {"Школа № 1": "прежних перечней нет", "Школа № 2": "зона риска"}
    assert not made.entries.exclude(decision="").exists()


def test_a_school_of_another_municipality_is_not_taken(world, run):
    made = draft_list(run=run, by=world.coordinator)
    with pytest.raises(NotPossible, match="в муниципалитете нет"):
        decided(world, made, world.foreign_school, Category.LOW_RESULTS, "Просят")


def test_an_approved_list_cannot_change(world, run):
    made = approved(world, run)
    before = list(made.entries.order_by("pk").values())

    for change in (
        lambda: decided(world, made, world.branch, Category.LOW_RESULTS, "Поздно"),
        lambda: set_details(
            approved_list=made, target=10, letter_number="", letter_date=None, by=world.coordinator
        ),
        lambda: discard_list(approved_list=made, by=world.coordinator),
        lambda: approve_list(
            approved_list=made, order_number="13", order_date=date(2025, 11, 1),
            by=world.coordinator,
        ),
    ):  # fmt: skip
        with pytest.raises(Refusal, match="его не меняют"):
            change()
    made.refresh_from_db()
    assert (made.order_number, made.target) == ("12", 30)
    assert list(made.entries.order_by("pk").values()) == before


def test_words_of_an_approved_list_stay_when_a_school_is_renamed(world, run):
    made = approved(world, run)
    School.objects.filter(pk=world.school.pk).update(name="Лицей")

    assert made.entries.get(school=world.school).school_name == "Школа № 1"


def test_the_same_order_again_changes_nothing(world, run):
    made = approved(world, run)
    events = AuditEvent.objects.count()
    approve_list(approved_list=made, by=world.coordinator, **ORDER)
    assert AuditEvent.objects.count() == events


def test_an_order_of_tomorrow_or_without_a_number_is_refused(world, run):
    made = draft_list(run=run, by=world.coordinator)
    ahead = timezone.localdate() + timedelta(days=1)

    for order, words in (
        ({"order_number": "12", "order_date": ahead}, "ещё не наступила"),
        ({"order_number": "  ", "order_date": date(2025, 10, 5)}, "Впишите номер"),
    ):
        with pytest.raises(NotPossible, match=words):
            approve_list(approved_list=made, by=world.coordinator, **order)


def town(world, number):
    return [
        School.objects.create(
            municipality=world.office, login=f"edu9801{index:02}", name=f"Школа № {index}"
        )
        for index in range(10, 10 + number)
    ]


def test_ten_schools_of_last_year_of_which_four_left_and_three_entered(world):
    schools = town(world, 13)
    low, none = "low_results", "none"
    approved(world, run_of(world, 2023, {
        school: low if index < 10 else none for index, school in enumerate(schools)
    }), "1", date(2024, 10, 1))  # fmt: skip
    now = {
        school: low if index < 6 or index >= 10 else none for index, school in enumerate(schools)
    }
    made = approved(world, run_of(world, 2024, now), "2")

    found = overview_of(world.coordinator, made)
    assert found.sentence == (
        "В перечне 9\u00a0школ: 3 впервые, 6 повторно; вышли 4 из 10, цель 3 — достигнута."
    )
    assert {one.get_kind_display() for one in found.exits} == {"результаты больше не низкие"}
    assert {one.status_words for one in found.listed} == {
        "включена впервые", "повторно, в перечне с 2023/24"
    }  # fmt: skip
    rows = compare(world.coordinator, made.previous, made)
    assert [one.change.value for one in rows] == ["entered"] * 3 + ["stayed"] * 6 + ["left"] * 4


def test_a_school_without_data_has_not_left_until_a_person_says_so(world, run):
    approved(world, run)
    later = calculated(world, 2025, school="no_data", other_school="none", branch="none")
    made = draft_list(run=later, by=world.coordinator)

    assert [one.kind for one in made.exits.all()] == ["no_data"]
    assert overview_of(world.coordinator, made).reduction.left == 0
    with pytest.raises(NotPossible, match="нет данных: Школа № 1"):
        approve_list(approved_list=made, by=world.coordinator, **ORDER)
    with pytest.raises(NotPossible, match="почему"):
        decided(world, made, world.school, Category.NONE)
    decided(world, made, world.school, Category.LOW_RESULTS, "Школа не писала ВПР: ремонт")
    approve_list(approved_list=made, by=world.coordinator, **ORDER)

    assert lines(made) == {"Школа № 1": "повторно, в перечне с 2024/25"}
    assert not made.exits.exists()


def test_a_closed_school_leaves_as_closed_and_a_merged_one_as_reorganised(world):
    run = calculated(world, 2024, school="low_results", other_school="low_results")
    approved(world, run)
    day = date(2025, 8, 1)
    School.objects.filter(pk=world.school.pk).update(closed_on=day)
    School.objects.filter(pk=world.other_school.pk).update(closed_on=day, successor=world.branch)
    made = draft_list(run=calculated(world, 2025, branch="none"), by=world.coordinator)

    said = {one.school_name: one.get_kind_display() for one in made.exits.all()}
    assert said == {"Школа № 1": "закрыта", "Школа № 2": "реорганизована"}


def test_a_later_list_of_the_year_replaces_the_first_and_keeps_its_decisions(world, run):
    first = draft_list(run=run, by=world.coordinator)
    decided(world, first, world.branch, Category.LOW_RESULTS, "По письму региона")
    approve_list(approved_list=first, by=world.coordinator, **ORDER)
    again = calculated(world, 2024, school="none", other_school="low_results", branch="none")
    second = draft_list(run=again, by=world.coordinator)

    assert second.replaces == first
    assert {one.school_name for one in second.entries.filter(category="low_results")} == {
        "Школа № 2", "Филиал школы № 1"
    }  # fmt: skip
    with pytest.raises(NotPossible, match="раньше того, который он заменяет"):
        approve_list(
            approved_list=second, by=world.coordinator, order_number="3",
            order_date=date(2025, 1, 1),
        )  # fmt: skip
    approve_list(
        approved_list=second, by=world.coordinator, order_number="30", order_date=date(2026, 1, 20)
    )
    first.refresh_from_db()
    assert (first.state, first.ended_at is not None) == ("replaced", True)
    assert current_list(world.office).approved == second
    rows = {one.name: one.change.value for one in compare(world.coordinator, first, second)}
    assert rows == {"Школа № 2": "entered", "Филиал школы № 1": "stayed", "Школа № 1": "left"}


def test_a_draft_against_a_list_that_ended_meanwhile_is_not_approved(world, run):
    first = approved(world, run)
    later = calculated(world, 2025, school="none", other_school="low_results")
    made = draft_list(run=later, by=world.coordinator)
    cancel_list(approved_list=first, reason="Приказ № 15", by=world.coordinator)

    with pytest.raises(NotPossible, match="составьте его снова"):
        approve_list(approved_list=made, by=world.coordinator, **ORDER)


def test_a_cancelled_list_counts_no_more_and_says_why(world, run):
    first = approved(world, run)
    with pytest.raises(NotPossible, match="почему"):
        cancel_list(approved_list=first, reason=" ", by=world.coordinator)
    cancel_list(approved_list=first, reason="Приказ № 15", by=world.coordinator)
    first.refresh_from_db()

    assert (first.state, first.end_reason) == ("cancelled", "Приказ № 15")
    assert current_list(world.office).approved is None
    with pytest.raises(Refusal, match="только действующий"):
        cancel_list(approved_list=first, reason="Ещё раз", by=world.coordinator)


def test_the_approved_list_counts_before_the_calculation_and_before_a_newer_one(world, run):
    assert current_list(world.office).run == run
    made = draft_list(run=run, by=world.coordinator)
    decided(world, made, world.school, Category.NONE, "Карантин")
    decided(world, made, world.branch, Category.LOW_RESULTS, "По письму")
    assert listed_logins(current_list(world.office)) == {"edu980001"}
    approve_list(approved_list=made, by=world.coordinator, **ORDER)
    newer = calculated(world, 2025, school="low_results")

    found = current_list(world.office)
    assert found.approved == made
    assert listed_logins(found) == {"edu980003"}
    assert categories_of(found)[world.other_school.pk] == "at_risk"
    lists = current_lists(world.office.pk, [2024, 2025])
    assert (lists[2024].approved, lists[2025].run) == (made, newer)
    said = categories_by_login(lists.values())
    assert said[lists[2024]]["edu980001"] is Category.NONE
    assert said[lists[2025]] == {"edu980001": Category.LOW_RESULTS}


def test_a_school_is_told_since_when_and_by_which_order(world, run):
    approved(world, calculated(world, 2023, school="low_results"), "7", date(2024, 10, 2))
    approved(world, run)

    said = standing_of(world.head, world.school)
    assert said.words == "В перечне с 2023/24, приказ №\u00a012 от 05.10.2025"
    assert standing_of(world.head, world.school, 2023).words == (
        "В перечне с 2023/24, приказ №\u00a07 от 02.10.2024"
    )
    assert standing_of(world.other_head, world.other_school).words.startswith("В зоне риска")
    assert standing_of(world.stranger, world.foreign_school) is None


@pytest.mark.parametrize("person", ["head", "curator", "executor", "observer", "stranger"])
def test_only_coordinators_and_administrators_make_lists(world, run, person):
    made = draft_list(run=run, by=world.coordinator)
    by = world.people[person]

    for change in (
        lambda: draft_list(run=run, by=by),
        lambda: decided_by(made, world.school, by),
        lambda: approve_list(approved_list=made, by=by, **ORDER),
        lambda: discard_list(approved_list=made, by=by),
    ):
        with pytest.raises(Refusal):
            change()


def decided_by(approved_list, school, by):
    set_entry(
        approved_list=approved_list, school=school, category=Category.NONE, reason="Так", by=by
    )


@pytest.mark.parametrize(
    ("person", "lists", "entries"),
    [
        ("coordinator", 2, 4), ("executor", 2, 4), ("observer", 2, 4), ("head", 1, 1),
        ("curator", 1, 1), ("other_head", 1, 1), ("stranger", 0, 0), ("nobody", 0, 0),
    ],
)  # fmt: skip
def test_who_sees_lists_and_their_schools(world, run, person, lists, entries):
    first = approved(world, run)
    draft_list(run=first.run, by=world.coordinator)
    user = world.people[person]

    assert ApprovedList.objects.visible_to(user).count() == lists
    assert ListEntry.objects.visible_to(user).count() == entries


def test_the_database_keeps_what_orders_mean(world, run):
    made = approved(world, run)
    lists, entries = ApprovedList.objects.filter(pk=made.pk), made.entries.all()
    for change in (
        lambda: lists.update(order_number=""),
        lambda: lists.update(state="cancelled"),
        lambda: entries.update(decision="Вписано"),
        lambda: entries.update(since=None, status=""),
        lambda: ApprovedList.objects.create(
            municipality=world.office, academic_year=2024, run=run, method="x", state="approved",
            order_number="9", order_date=date(2025, 1, 1), approved_at=timezone.now(),
        ),
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
