"""Amendments: a working copy, its order, and the plan and its work after it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import add_activity, delete_activity
from roadmaps.actions.amending.opening import discard_amendment, open_amendment
from roadmaps.actions.editions import Order
from roadmaps.actions.indicators.texts import delete_indicator
from roadmaps.actions.indicators.values import set_actual
from roadmaps.actions.reimport import apply_difference
from roadmaps.models import Activity, Assignment, Edition, Occurrence, Roadmap
from roadmaps.queries import progress
from roadmaps.queries.dates import marks_of
from roadmaps.queries.difference_lines import compared
from roadmaps.queries.edition_content import content_of
from roadmaps.queries.matrix import matrix_of
from roadmaps.queries.parties import parties_with_activities
from roadmaps.queries.plans import plan_page, roadmap_lines, sections_with_depth
from tests.integration.plans.amending.conftest import (
    approve,
    begin,
    rewrite,
    row,
)
from tests.integration.plans.conftest import ROWS, plan_document

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


def test_working_copy_says_what_the_plan_says_and_gives_nobody_work(world, plan, copy):
    assert content_of(copy) == content_of(plan)
    assert not Occurrence.objects.filter(activity__roadmap=copy).exists()
    rewrite(row(copy, "1.1"), world.coordinator, deadline_text="Ноябрь 2026 года")
    add_activity(roadmap=copy, by=world.coordinator, section=None, title="Новое",
                 deadline_text="май 2027", responsible_text="Руководители ОО")  # fmt: skip
    assert not Occurrence.objects.filter(activity__roadmap=copy).exists()
    assert row(plan, "1.1").deadline_text == "Октябрь 2026 года"


def test_one_amendment_is_open_at_a_time(world, plan, copy):
    assert open_amendment(roadmap=plan, by=world.administrator) == copy
    assert Roadmap.objects.filter(amends=plan).count() == 1
    with pytest.raises(NotPossible, match="изменение к плану"):
        open_amendment(roadmap=copy, by=world.coordinator)


def test_plan_that_no_order_approved_needs_no_amendment(world, roadmap):
    with pytest.raises(NotPossible, match="править сразу"):
        open_amendment(roadmap=roadmap, by=world.coordinator)


@pytest.mark.parametrize("who", ["curator", "executor", "head", "observer", "stranger"])
def test_only_editors_amend(world, plan, copy, who):
    person = world.people[who]
    with pytest.raises(Refusal):
        open_amendment(roadmap=plan, by=person)
    with pytest.raises(Refusal):
        discard_amendment(roadmap=plan, amendment_id=copy.pk, by=person)
    with pytest.raises(Refusal):
        approve(world, plan, copy, by=person)


@pytest.mark.parametrize("who", ["coordinator", "head", "observer"])
def test_lists_and_counts_know_no_working_copies(client, world, plan, copy, who):
    person = world.people[who]
    assert list(Roadmap.objects.visible_to(person)) == [plan]
    client.force_login(person)
    assert client.get("/roadmaps/").text.count(plan.title) == 1
    expected = 404 if who == "head" else 200
    assert client.get(f"/roadmaps/{copy.pk}/").status_code == expected
    assert client.get("/").status_code == 200


def test_approved_amendment_changes_words_dates_and_assignments(world, plan, copy):
    first, second = begin(world, row(plan, "1.1"))
    rewrite(row(copy, "1.1"), world.coordinator, title="Самодиагностика и анализ",
            deadline_text="Ноябрь 2026 года")  # fmt: skip
    added = add_activity(
        roadmap=copy, by=world.coordinator, section=row(copy, "2.1").section, number="2.2",
        title="Неделя открытых уроков", deadline_text="Март 2027 года",
        responsible_text="Руководители ОО",
    )  # fmt: skip
    delete_activity(activity=row(copy, "1.2"), by=world.coordinator)
    wanted = content_of(copy)
    edition = approve(world, plan, copy)

    plan.refresh_from_db()
    assert (edition.number, plan.edition_number, plan.order_number) == (2, 2, "420")
    changed = row(plan, "1.1")
    assert changed.title == "Самодиагностика и анализ"
    assert changed.pk == first.occurrence.activity_id
    assert {one.due_on for one in changed.occurrences.all()} == {date(2026, 11, 30)}
    new = row(plan, "2.2")
    assert new.pk == added.pk
    assert new.section == row(plan, "2.1").section
    assert Assignment.objects.filter(occurrence__activity=new).count() == 3
    assert not plan.activities.filter(number="1.2").exists()
    assert [one["title"] for one in edition.content["activities"]] == [
        one["title"] for one in wanted["activities"]
    ]
    assert edition.is_intact
    assert not Roadmap.objects.filter(pk=copy.pk).exists()
    for assignment in (first, second):
        assignment.refresh_from_db()
    assert (first.status, second.status) == ("accepted", "in_progress")


def test_approving_twice_makes_one_edition(world, plan, copy):
    rewrite(row(copy, "1.1"), world.coordinator, title="Другое")
    edition = approve(world, plan, copy)
    before = content_of(plan)
    assert approve(world, plan, copy, by=world.administrator) == edition
    assert content_of(plan) == before
    assert Edition.objects.count() == 2
    assert AuditEvent.objects.filter(action="approve amendment").count() == 1


def test_row_with_work_leaves_the_plan_and_its_work_stays(client, world, plan, copy):
    activity = row(plan, "1.1")
    first, second = begin(world, activity)
    delete_activity(activity=row(copy, "1.1"), by=world.coordinator)
    edition = approve(world, plan, copy)

    assert not plan.activities.filter(pk=activity.pk).exists()
    kept = Activity.with_excluded.get(pk=activity.pk)
    assert kept.excluded_by == edition
    assert activity.pk not in [one["id"] for one in edition.content["activities"]]
    for assignment in (first, second):
        assignment.refresh_from_db()
    assert (first.status, second.status) == ("accepted", "cancelled")
    untouched = Assignment.objects.filter(occurrence__activity=activity)
    assert untouched.count() == 2
    client.force_login(world.coordinator)
    page = client.get(f"/roadmaps/{plan.pk}/activities/{activity.pk}/")
    assert page.status_code == 200
    assert "исключено из плана" in page.text
    assert activity.title not in client.get(f"/roadmaps/{plan.pk}/").text
    client.force_login(world.head)
    assert client.get(f"/assignments/{first.pk}/").status_code == 200


def test_work_of_an_excluded_row_is_in_no_count_of_the_plan(world, plan, copy):
    activity = row(plan, "1.1")
    first, _ = begin(world, activity)
    delete_activity(activity=row(copy, "1.1"), by=world.coordinator)
    approve(world, plan, copy)
    plan.refresh_from_db()

    today = date(2026, 10, 22)
    left = Assignment.objects.filter(occurrence__activity__in=plan.activities.all())
    page = plan_page(world.coordinator, plan, today, sections_with_depth(plan), is_office=True)
    line = next(one for one in roadmap_lines(world.coordinator, today) if one.roadmap == plan)
    assert line.activities == page.total == plan.activities.count()
    assert (line.total, line.accepted) == (page.owed, page.accepted) == (left.count(), 0)
    everything = Assignment.objects.filter(occurrence__activity__roadmap=plan)
    assert progress.of_all(everything, today).total == left.count() < everything.count()
    matrix = matrix_of(everything, plan, today)
    assert matrix.edge.total == sum(column.edge.total for column in matrix.columns)
    days = marks_of(everything, date(2026, 1, 1), date(2027, 12, 31), today, {})
    assert activity.pk not in {mark.activity_id for mark in days}
    party = activity.party_links.get().party
    counted = parties_with_activities([world.office]).get(pk=party.pk).activity_count
    assert counted == party.activity_links.filter(activity__in=plan.activities.all()).count()
    assert first in everything


def test_working_copy_adds_nothing_to_the_activities_of_a_party(world, plan, copy):
    for party in parties_with_activities([world.office]):
        living = party.activity_links.filter(activity__roadmap=plan).count()
        assert party.activity_count == living


def test_sections_indicators_and_objectives_follow(world, plan):
    plan.objectives.create(position=1, text="Поддержать школы")
    plan.indicators.create(position=1, name="Охват школ", targets={"2027": "80"})
    plan.indicators.create(position=2, name="Доля двоек", targets={"2027": "5"})
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    section = copy.sections.order_by("position").first()
    section.title = "Диагностика и мониторинг"
    section.save()
    copy.sections.create(position=9, number="3.", title="Итоги")
    copy.indicators.filter(name="Охват школ").update(targets={"2027": "90"}, position=5)
    copy.indicators.filter(name="Доля двоек").delete()
    copy.indicators.create(position=1, name="Новый показатель")
    copy.objectives.all().delete()
    covered = plan.indicators.get(name="Охват школ")
    approve(world, plan, copy)
    assert list(plan.sections.order_by("position").values_list("title", flat=True)) == [
        "Диагностика и мониторинг", "Методическая помощь", "Итоги",
    ]  # fmt: skip
    assert list(plan.indicators.order_by("position").values_list("name", flat=True)) == [
        "Новый показатель",
        "Охват школ",
    ]
    covered.refresh_from_db()
    assert covered.targets == {"2027": "90"}
    assert not plan.objectives.exists()


def test_document_is_applied_to_the_open_amendment(world, plan, draft, today):
    changed = draft(plan_document([*ROWS, ("2.2", "Совет", "май 2027", "Методист", "Акт")]))
    assert changed.updates == plan
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    changed.refresh_from_db()
    assert changed.updates == copy
    difference = compared(changed, copy).difference
    apply_difference(
        plan_import=changed, by=world.coordinator,
        keys=[line.key for line in difference.changes], shown=difference.digests,
    )  # fmt: skip
    assert row(copy, "2.2").title == "Совет"
    assert not plan.activities.filter(number="2.2").exists()
    approve(world, plan, copy)
    changed.refresh_from_db()
    assert row(plan, "2.2").source["import"] == changed.pk
    assert changed.roadmap == plan


def test_discarded_amendment_leaves_the_plan_as_it_was(world, plan, copy):
    before = content_of(plan)
    rewrite(row(copy, "1.1"), world.coordinator, title="Другое")
    for _ in range(2):
        discard_amendment(roadmap=plan, amendment_id=copy.pk, by=world.coordinator)
    assert content_of(plan) == before
    assert not Roadmap.objects.filter(amends=plan).exists()
    with pytest.raises(NotPossible, match="отменили"):
        approve(world, plan, copy)


def test_amendment_without_a_change_is_not_approved(world, plan, copy):
    with pytest.raises(NotPossible, match="нет отличий"):
        approve(world, plan, copy)
    rewrite(row(copy, "1.1"), world.coordinator, title="Другое")
    with pytest.raises(NotPossible, match="в день"):
        approve(world, plan, copy, Order("15", date(2026, 10, 20), date(2030, 1, 1)))
    assert Edition.objects.count() == 1


def test_reading_chosen_meanwhile_is_not_taken_back(world, plan, copy):
    rewrite(row(plan, "2.1"), world.coordinator, deadline_choice="до 15 марта 2027 года")
    rewrite(row(copy, "1.1"), world.coordinator, title="Другое")
    approve(world, plan, copy)
    kept = row(plan, "2.1")
    assert kept.deadline_choice == "до 15 марта 2027 года"
    assert kept.occurrences.get().due_on == date(2027, 3, 15)


def test_nothing_is_applied_where_the_trail_cannot_be_written(world, plan, copy, monkeypatch):
    rewrite(row(copy, "1.1"), world.coordinator, title="Другое", deadline_text="май 2027")
    before, dates = content_of(plan), list(Occurrence.objects.order_by("pk").values())

    def broken(**_):
        raise RuntimeError("no trail")

    monkeypatch.setattr("roadmaps.actions.amending.approving.record", broken)
    with pytest.raises(RuntimeError):
        approve(world, plan, copy)
    assert content_of(plan) == before
    assert list(Occurrence.objects.order_by("pk").values()) == dates
    assert Edition.objects.count() == 1
    assert Roadmap.objects.filter(pk=copy.pk).exists()


def entered(world, plan, name: str = "Охват школ"):
    """An indicator with a fact."""
    indicator = plan.indicators.create(position=7, name=name, targets={"2027": "80"})
    set_actual(indicator=indicator, year=2027, by=world.coordinator, actual=Decimal(70),
               source="Отчёт", seen="")  # fmt: skip
    return indicator


def test_amendment_does_not_delete_an_indicator_with_a_fact(world, plan):
    indicator = entered(world, plan)
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    with pytest.raises(NotPossible, match="факт"):
        delete_indicator(indicator=copy.indicators.get(), by=world.coordinator)
    assert indicator.values.exists()


def test_fact_entered_after_the_copy_lost_its_indicator_is_not_lost(world, plan):
    plan.indicators.create(position=6, name="Доля двоек", targets={"2027": "5"})
    copy = open_amendment(roadmap=plan, by=world.coordinator)
    delete_indicator(indicator=copy.indicators.get(), by=world.coordinator)
    indicator = plan.indicators.get()
    set_actual(indicator=indicator, year=2027, by=world.coordinator, actual=Decimal(7),
               source="Отчёт", seen="")  # fmt: skip
    with pytest.raises(NotPossible, match="«Доля двоек»: по показателю внесён факт"):
        approve(world, plan, copy)
    assert indicator.values.exists()
