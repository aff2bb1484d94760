"""Indicators by years: facts with their source, changed targets, frozen words, who sees what."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.indicators.recording import value_mark
from roadmaps.actions.indicators.texts import (
    IndicatorWords,
    add_indicator,
    delete_indicator,
    edit_indicator,
)
from roadmaps.actions.indicators.values import (
    change_target,
    choose_reading,
    remove_actual,
    set_actual,
)
from roadmaps.domain.indicators.judging import Outcome
from roadmaps.models import Indicator, IndicatorValue, TargetChange
from roadmaps.queries.edition_content import content_of
from roadmaps.queries.indicators import indicator_view, indicator_views

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene):
    scene.indicator.delete()
    AuditEvent.objects.filter(action="set actual").delete()
    return scene


@pytest.fixture
def by(scene):
    return scene.world.coordinator


def words(year: int, target: str = "60", **more: object) -> IndicatorWords:
    said = {"name": "Доля сдавших", "unit": "%", "comparator": ">=", "targets": {str(year): target}}
    return IndicatorWords(**{**said, **more})


@pytest.fixture
def indicator(scene, by) -> Indicator:
    return add_indicator(roadmap=scene.roadmap, by=by, words=words(scene.roadmap.first_year))


@pytest.fixture
def frozen(scene) -> Indicator:
    """An indicator of an approved plan."""
    return Indicator.objects.create(
        roadmap=scene.act, position=1, name="Доля сдавших", unit="%", comparator=">=",
        targets={str(scene.act.first_year): "60"},
    )  # fmt: skip


def fact(indicator: Indicator, by, value: str, year: int | None = None, **more: object):
    year = year or indicator.roadmap.first_year
    said = {"source": "Протокол", "seen": "", **more}
    return set_actual(indicator=indicator, year=year, by=by, actual=Decimal(value), **said)


def test_fact_is_kept_with_source_and_person_and_judged(indicator, by) -> None:
    fact(indicator, by, "62.5", note="Основной период")
    year = indicator_view(indicator).of_year(indicator.roadmap.first_year)
    assert year.judgement.outcome is Outcome.REACHED
    assert (year.value.source, year.value.entered_by_name) == ("Протокол", str(by))
    event = AuditEvent.objects.get(action="set actual")
    assert event.changes[0] == {"field": "факт", "before": "", "after": "62,5"}


def test_fact_without_source_is_refused(indicator, by) -> None:
    with pytest.raises(NotPossible, match="откуда"):
        fact(indicator, by, "62.5", source=" ")
    assert not IndicatorValue.objects.exists()


def test_second_editor_sees_the_fact_of_the_first(indicator, by) -> None:
    first = fact(indicator, by, "62.5")
    with pytest.raises(NotPossible, match="62,5"):
        fact(indicator, by, "70")
    fact(indicator, by, "70", seen=value_mark(first))
    assert IndicatorValue.objects.get().actual == 70


def test_same_fact_twice_is_one_event(indicator, by) -> None:
    fact(indicator, by, "62.5")
    fact(indicator, by, "62.5")
    assert AuditEvent.objects.filter(action="set actual").count() == 1


def test_removed_fact_is_no_data_not_zero(indicator, by) -> None:
    seen = value_mark(fact(indicator, by, "62.5"))
    for _ in range(2):
        remove_actual(indicator=indicator, year=indicator.roadmap.first_year, by=by, seen=seen)
    year = indicator_view(indicator).of_year(indicator.roadmap.first_year)
    assert (year.judgement.outcome, year.fact) == (Outcome.NO_DATA, "нет данных")
    assert AuditEvent.objects.filter(action="remove actual").count() == 1


def test_fact_entered_a_moment_ago_is_not_removed_unseen(client, scene, indicator, by) -> None:
    fact(indicator, by, "62.5")
    year = indicator.roadmap.first_year
    args = [indicator.roadmap_id, indicator.pk, year]
    page = reverse("roadmaps:indicator_actual", args=args)
    client.force_login(by)
    seen = client.get(page).context["mark"]
    assert f'name="seen" value="{seen}"' in client.get(page).text
    fact(indicator, scene.world.administrator, "70", seen=seen)
    remove = reverse("roadmaps:indicator_actual_remove", args=args)
    answer = client.post(remove, {"seen": seen}, follow=True)
    assert "сейчас стоит 70. Факт не удалён" in answer.text
    assert IndicatorValue.objects.get().actual == 70
    client.post(remove, {"seen": answer.context["mark"]})
    assert not IndicatorValue.objects.exists()


def test_zero_is_a_fact(indicator, by) -> None:
    fact(indicator, by, "0")
    year = indicator_view(indicator).of_year(indicator.roadmap.first_year)
    assert (year.judgement.outcome, year.fact) == (Outcome.NOT_REACHED, "0")


def test_words_of_an_approved_plan_are_frozen_and_facts_are_not(frozen, by) -> None:
    seen = IndicatorWords.of(frozen).mark
    year = frozen.roadmap.first_year
    with pytest.raises(Refusal):
        edit_indicator(indicator=frozen, by=by, words=words(year, "50"), seen=seen)
    with pytest.raises(Refusal):
        add_indicator(roadmap=frozen.roadmap, by=by, words=words(year, name="Новый"))
    with pytest.raises(Refusal):
        delete_indicator(indicator=frozen, by=by)
    before = content_of(frozen.roadmap)
    fact(frozen, by, "62.5")
    assert content_of(frozen.roadmap) == before


def test_changed_target_of_an_approved_plan_needs_an_order_and_keeps_the_words(frozen, by) -> None:
    year, day = frozen.roadmap.first_year, date(2026, 3, 1)
    before = content_of(frozen.roadmap)
    asked = {"indicator": frozen, "year": year, "by": by, "target": "65", "reason": "Выросли"}
    with pytest.raises(NotPossible, match="приказ"):
        change_target(**asked)
    for _ in range(2):
        change_target(**asked, order_number="12", order_date=day)
    change = TargetChange.objects.get()
    assert (change.before, change.after, change.reason) == ("60", "65", "Выросли")
    assert content_of(frozen.roadmap) == before
    fact(frozen, by, "62.5")
    assert indicator_view(frozen).of_year(year).judgement.outcome is Outcome.NOT_REACHED


def test_target_of_an_amended_text_stands_in_place_of_an_earlier_change(frozen, by) -> None:
    year = frozen.roadmap.first_year
    change_target(
        indicator=frozen, year=year, by=by, target="65", reason="Выросли",
        order_number="12", order_date=date(2026, 3, 1),
    )  # fmt: skip
    frozen.targets = {str(year): "70"}
    frozen.save()
    assert indicator_view(frozen).of_year(year).target_text == "70"


def test_target_of_a_project_is_corrected_in_its_words(scene, by) -> None:
    made = add_indicator(roadmap=scene.plan_in_draft, by=by, words=words(2026))
    with pytest.raises(Refusal, match="проект"):
        change_target(indicator=made, year=2026, by=by, target="65", reason="Так")


def test_chosen_reading_changes_the_verdict_and_not_the_words(indicator, by) -> None:
    year = indicator.roadmap.first_year
    indicator.targets = {str(year): "+5 % к прошлому году"}
    indicator.save()
    fact(indicator, by, "60", year - 1)
    fact(indicator, by, "64")
    assert indicator_view(indicator).is_doubtful
    assert indicator_view(indicator).of_year(year).judgement.outcome is Outcome.NOT_REACHED
    choose_reading(indicator=indicator, by=by, key="rise-percent")
    view = indicator_view(indicator)
    assert view.of_year(year).judgement.outcome is Outcome.REACHED
    assert not view.is_doubtful
    assert view.of_year(year).target_text == "+5 % к прошлому году"
    with pytest.raises(NotPossible):
        choose_reading(indicator=indicator, by=by, key="fall-times")


def test_second_editor_of_the_words_is_told(indicator, by) -> None:
    year, seen = indicator.roadmap.first_year, IndicatorWords.of(indicator).mark
    edit_indicator(indicator=indicator, by=by, words=words(year, "65"), seen=seen)
    with pytest.raises(NotPossible, match="другой человек"):
        edit_indicator(indicator=indicator, by=by, words=words(year, "70"), seen=seen)
    indicator.refresh_from_db()
    assert indicator.targets == {str(year): "65"}


def test_form_of_the_second_editor_keeps_what_was_typed(client, indicator, by) -> None:
    client.force_login(by)
    address = reverse("roadmaps:indicator_edit", args=[indicator.roadmap_id, indicator.pk])
    year = indicator.roadmap.first_year
    form = client.get(address).context["form"].initial
    edit_indicator(
        indicator=indicator, by=by, words=words(year, "65"), seen=IndicatorWords.of(indicator).mark
    )
    form = {name: value for name, value in form.items() if value is not None}
    answer = client.post(address, {**form, "targets": f"{year} — 70"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert f"{year} — 70" in page
    assert f"{year} — 65" in page
    again = answer.context["form"].data
    assert client.post(address, {**again, "baseline_year": ""}).status_code == 302
    indicator.refresh_from_db()
    assert indicator.targets == {str(year): "70"}


def test_indicator_with_facts_is_not_deleted(indicator, by) -> None:
    seen = value_mark(fact(indicator, by, "62.5"))
    with pytest.raises(NotPossible, match="факт"):
        delete_indicator(indicator=indicator, by=by)
    remove_actual(indicator=indicator, year=indicator.roadmap.first_year, by=by, seen=seen)
    delete_indicator(indicator=indicator, by=by)
    assert not Indicator.objects.filter(pk=indicator.pk).exists()


def test_schools_read_facts_and_enter_none(client, scene, indicator, by) -> None:
    fact(indicator, by, "62.5")
    client.force_login(scene.world.head)
    args = [indicator.roadmap_id, indicator.pk]
    page = client.get(reverse("roadmaps:indicator", args=args)).content.decode()
    assert "62,5" in page
    assert "Внести факт" not in page
    assert str(by) not in page
    year = indicator.roadmap.first_year
    address = reverse("roadmaps:indicator_actual", args=[*args, year])
    assert client.post(address, {"actual": "1", "source": "x"}).status_code == 403
    assert IndicatorValue.objects.visible_to(scene.world.head).count() == 1
    assert not IndicatorValue.objects.visible_to(scene.world.stranger).exists()


def test_values_of_a_project_are_the_offices(scene, by) -> None:
    made = add_indicator(roadmap=scene.plan_in_draft, by=by, words=words(2026))
    fact(made, by, "5", 2026)
    assert not IndicatorValue.objects.visible_to(scene.world.head).exists()
    assert IndicatorValue.objects.visible_to(scene.world.observer).exists()


def test_bad_number_is_explained_and_nothing_is_lost(client, indicator, by) -> None:
    client.force_login(by)
    year = indicator.roadmap.first_year
    address = reverse("roadmaps:indicator_actual", args=[indicator.roadmap_id, indicator.pk, year])
    answer = client.post(address, {"actual": "много", "source": "Протокол ОГЭ"})
    assert answer.status_code == 422
    assert "«много» — не число" in answer.content.decode()
    assert "Протокол ОГЭ" in answer.content.decode()


def test_table_costs_the_same_for_any_number_of_indicators(
    scene, indicator, by, count_queries
) -> None:
    fact(indicator, by, "62.5")
    few = count_queries(lambda: indicator_views(scene.roadmap))
    for number in range(10):
        made = add_indicator(
            roadmap=scene.roadmap, by=by,
            words=words(scene.roadmap.first_year, name=f"Показатель {number}"),
        )  # fmt: skip
        fact(made, by, str(number))
    assert count_queries(lambda: indicator_views(scene.roadmap)) == few


def test_chart_draws_plan_and_fact(client, indicator, by) -> None:
    year = indicator.roadmap.first_year
    for back, value in enumerate(("62.5", "60", "58")):
        fact(indicator, by, value, year - back)
    client.force_login(by)
    page = client.get(reverse("roadmaps:indicator", args=[indicator.roadmap_id, indicator.pk]))
    assert "<svg" in page.content.decode()
    assert "факт, %" in page.content.decode()
