"""The history of criteria: versions, who and why, what changed, what was calculated by them."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from assessments.actions.classifying import carry_out_run, create_run
from assessments.actions.criteria import (
    Details,
    change_details,
    change_rules,
    draft_criteria,
    publish_criteria,
)
from assessments.domain.criteria import shipped
from assessments.domain.criteria.editing import removed
from assessments.queries.criteria_history import versions_of
from core.values.wording import NBSP
from tests.integration.assessments.list_cast import approved

pytestmark = pytest.mark.django_db


def draft(world, criteria, **changes):
    made = draft_criteria(
        municipality=world.office, key="ours", name="Наши", criteria=criteria,
        by=world.administrator,
    )  # fmt: skip
    return change_rules(stored=made, rules=changes, by=world.administrator) if changes else made


def publish(world, stored):
    return publish_criteria(stored=stored, by=world.administrator)


def run(world, criteria):
    made = create_run(
        municipality=world.office, academic_year=2024, criteria=criteria, by=world.coordinator
    )
    return carry_out_run(made.pk)


@pytest.fixture
def two_versions(world):
    first = publish(world, draft(world, shipped("federal-30-2")))
    rules = first.rules
    second = draft(
        world, first.criteria, parameters={**rules["parameters"], "k": 3},
        categories=removed(rules["categories"], "1.2"),
    )  # fmt: skip
    details = Details("Наши", "12-д", date(2025, 9, 1), 2024)
    change_details(stored=second, details=details, by=world.administrator)
    return first, publish(world, second)


def page(client, person, stored):
    client.force_login(person)
    return client.get(reverse("assessments:criteria_history", args=[stored.pk])).content.decode()


def test_versions_say_who_when_why_and_what_they_change(world, client, two_versions):
    first, second = two_versions
    shown = page(client, world.coordinator, first)
    newest, oldest = shown.index("Версия 2"), shown.index("Версия 1")
    assert newest < oldest
    assert f"Приказ №{NBSP}12-д от 01.09.2025" in shown[newest:oldest]
    assert "Приказ не указан" in shown[oldest:]
    assert str(world.administrator) in shown or world.administrator.full_name in shown
    assert "введены в действие" in shown
    assert "Сколько низких процедур включает школу в перечень" in shown[newest:oldest]
    versions = versions_of(world.coordinator, second)
    found = {one.what: (one.before, one.after) for one in versions[0].differences}
    assert found["сколько низких процедур включает школу в перечень"] == ("2", "3")
    grown = "В зоне риска, прежняя строка 4"
    assert found[grown][0].startswith("рост доли низких результатов за год")
    assert found[grown][1] == "—"
    assert found["учебные годы"] == ("с 2019/20", "с 2024/25")
    assert versions[1].differences[0].what == "название"


def test_calculations_and_lists_stand_with_their_version(world, client, two_versions):
    first, second = two_versions
    by_first, by_second = run(world, first.criteria), run(world, second.criteria)
    changed = run(world, second.criteria.with_setting("threshold=25"))
    newest, oldest = versions_of(world.coordinator, first)
    assert [use.run.pk for use in oldest.uses] == [by_first.pk]
    assert [(use.run.pk, use.is_changed) for use in newest.uses] == [
        (changed.pk, True), (by_second.pk, False),
    ]  # fmt: skip
    shown = page(client, world.coordinator, second)
    for one in (by_first, by_second, changed):
        assert reverse("assessments:run", args=[one.pk]) in shown
    assert "изменены для расчёта" in shown


def test_an_approved_list_is_named_with_its_order(world, client, two_versions):
    first, _ = two_versions
    made = approved(world, run(world, first.criteria))
    shown = page(client, world.coordinator, first)
    assert reverse("assessments:list", args=[made.pk]) in shown
    assert f"№{NBSP}{made.order_number} от" in shown


def test_runs_of_others_under_the_same_key_are_not_counted(world, two_versions):
    first, _ = two_versions
    other = first.criteria
    run(world, other)
    from assessments.models import ClassificationRun

    ClassificationRun.objects.update(municipality=world.other_office)
    assert [one.runs for one in versions_of(world.coordinator, first)] == [0, 0]


def test_what_ships_has_a_history_of_calculations(world, client):
    made = run(world, shipped("federal-30-2"))
    client.force_login(world.coordinator)
    address = reverse("assessments:criteria_shipped_history", args=["federal-30-2"])
    assert reverse("assessments:run", args=[made.pk]) in client.get(address).content.decode()
    missing = reverse("assessments:criteria_shipped_history", args=["nothing"])
    assert client.get(missing).status_code == 404


def test_more_versions_and_calculations_ask_no_more_of_the_database(
    world, client, two_versions, count_queries
):
    _, second = two_versions
    run(world, second.criteria)
    page(client, world.coordinator, second)
    few = count_queries(lambda: page(client, world.coordinator, second))
    for number in range(4):
        third = publish(world, draft(world, second.criteria, parameters={
            **second.rules["parameters"], "k": number + 4,
        }))  # fmt: skip
        run(world, third.criteria)
    assert count_queries(lambda: page(client, world.coordinator, second)) == few
