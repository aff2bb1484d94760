"""Indicators computed from the results: offered, taken by a person, never written over silently."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actions.jobs import run as run_job
from accounts.models import AuditEvent, Job
from assessments.actions.importing import confirm_import, draft_import
from assessments.domain.named_measures import MeasureChoice, SchoolGroup
from assessments.domain.procedures import Procedure
from assessments.models import Result
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.indicators.computing import (
    choose_measure,
    compute_actual,
    decline_offer,
    drop_measure,
    measure_mark,
    refresh_offers,
)
from roadmaps.actions.indicators.recording import value_mark
from roadmaps.actions.indicators.values import set_actual
from roadmaps.models import IndicatorMeasure, IndicatorOffer, IndicatorValue
from roadmaps.queries.indicator_figures import open_offers
from roadmaps.queries.indicators import indicator_view
from tests.scene.figures import RESULTS_HEADER

pytestmark = pytest.mark.django_db
LOW_IN_MATHEMATICS = MeasureChoice("low_share", Procedure.VPR, "Математика", 5)
IN_BOTH = Fraction(1100, 30)
"""Of the scene: 9 of 20 and 2 of 10 pupils of grade 5 in 2024/25."""


@pytest.fixture
def scene(scene):
    scene.tied_indicator.delete()
    AuditEvent.objects.filter(action="choose measure").delete()
    Job.objects.filter(kind="indicator figures").delete()
    return scene


@pytest.fixture
def by(scene):
    return scene.world.coordinator


@pytest.fixture
def indicator(scene):
    scene.indicator.values.all().delete()
    scene.indicator.roadmap = scene.roadmap
    return scene.indicator


@pytest.fixture
def tied(indicator, by):
    """An indicator tied to the share of «2»; 2025 is offered."""
    choose_measure(indicator=indicator, by=by, choice=LOW_IN_MATHEMATICS, seen="")
    return indicator


def offer_of(indicator, year: int = 2025) -> IndicatorOffer:
    return indicator.offers.get(year=year)


def take(indicator, by, year: int = 2025, seen: str = ""):
    digest = offer_of(indicator, year).digest
    return compute_actual(indicator=indicator, year=year, by=by, digest=digest, seen=seen)


def load(scene, rows: str) -> None:
    """Another file of results, as the office uploads it."""
    content = (RESULTS_HEADER + rows).encode()
    draft = draft_import(
        municipality=scene.world.office, content=content, file_name="Новые.csv",
        by=scene.world.coordinator,
    )  # fmt: skip
    confirm_import(results_import=draft, by=scene.world.coordinator)


def test_scene_has_the_rows_that_the_figures_rest_on(scene) -> None:
    rows = Result.objects.filter(subject="Математика", academic_year=2024)
    assert sorted(rows.values_list("twos", "participants")) == [(2, 10), (9, 20)]


def test_choosing_a_measure_offers_at_once_and_writes_no_fact(tied) -> None:
    assert offer_of(tied).exact == IN_BOTH
    assert not IndicatorValue.objects.filter(indicator=tied).exists()


def test_year_without_results_gets_no_offer_rather_than_zero(tied) -> None:
    assert list(tied.offers.values_list("year", flat=True)) == [2025]


def test_taken_figure_is_exact_and_says_what_it_came_from(tied, by, scene) -> None:
    value = take(tied, by)
    assert value.exact == IN_BOTH
    assert (value.actual, value.entered_by_name) == (Decimal("36.666667"), str(by))
    origin = indicator_view(tied).of_year(2025).origin
    assert "11 из 30\u00a0участников не преодолели порог" in origin.division
    assert [pk for pk, _ in origin.files] == [scene.confirmed_results.pk]
    assert not tied.offers.exists()
    assert AuditEvent.objects.filter(action="take computed actual").count() == 1


def test_taking_twice_is_one_event(tied, by) -> None:
    digest = offer_of(tied).digest
    for _ in range(2):
        compute_actual(indicator=tied, year=2025, by=by, digest=digest, seen="")
    assert AuditEvent.objects.filter(action="take computed actual").count() == 1


def test_figure_that_a_person_entered_stays_until_a_person_takes_the_other(tied, by) -> None:
    entered = set_actual(
        indicator=tied, year=2025, by=by, actual=Decimal("30"), source="Отчёты школ", seen=""
    )
    refresh_offers(indicator=tied, by=by)
    entered.refresh_from_db()
    assert (entered.actual, entered.source) == (30, "Отчёты школ")
    with pytest.raises(NotPossible, match="факт внёс другой"):
        take(tied, by)
    assert take(tied, by, seen=value_mark(entered)).exact == IN_BOTH


def test_same_figure_with_fewer_digits_is_no_news(indicator, by) -> None:
    set_actual(
        indicator=indicator, year=2025, by=by, actual=Decimal("36.7"), source="Отчёт", seen=""
    )
    choose_measure(indicator=indicator, by=by, choice=LOW_IN_MATHEMATICS, seen="")
    assert not indicator.offers.exists()


def test_results_that_changed_meanwhile_are_not_taken_unseen(tied, by, scene) -> None:
    digest = offer_of(tied).digest
    load(scene, "2024/25;5;Математика;edu980002;10;4;3;1;2\n")
    with pytest.raises(NotPossible, match="43,33"):
        compute_actual(indicator=tied, year=2025, by=by, digest=digest, seen="")


def test_new_results_bring_a_new_offer_in_the_background(tied, by, scene) -> None:
    decline_offer(indicator=tied, year=2025, by=by, digest=offer_of(tied).digest)
    refresh_offers(indicator=tied, by=by)
    assert open_offers([tied]) == {}
    load(scene, "2024/25;5;Математика;edu980002;10;4;3;1;2\n")
    run_job(Job.objects.get(kind="indicator figures").pk)
    assert offer_of(tied).exact == Fraction(1300, 30)
    assert not offer_of(tied).is_declined


def test_offices_without_computed_indicators_get_no_background_work(scene) -> None:
    load(scene, "2024/25;5;Математика;edu980002;10;4;3;1;2\n")
    assert not Job.objects.filter(kind="indicator figures").exists()


def test_listed_schools_are_those_of_the_plans_list(indicator, by, scene) -> None:
    choice = MeasureChoice(
        "low_share", Procedure.VPR, "Математика", 5, SchoolGroup.LISTED
    )  # fmt: skip
    choose_measure(indicator=indicator, by=by, choice=choice, seen="")
    assert offer_of(indicator).exact == 45


def test_list_is_counted_by_the_newest_calculation(indicator, by, scene) -> None:
    choose_measure(indicator=indicator, by=by, choice=MeasureChoice("listed_schools"), seen="")
    offer = offer_of(indicator)
    assert (offer.exact, offer.computed["run"]) == (1, scene.run.pk)


def test_second_person_who_chooses_a_measure_sees_the_choice_of_the_first(tied, by) -> None:
    other = MeasureChoice("pass_rate", Procedure.OGE, "Математика")
    with pytest.raises(NotPossible, match="не преодолевших"):
        choose_measure(indicator=tied, by=by, choice=other, seen="")
    held = IndicatorMeasure.objects.get()
    choose_measure(indicator=tied, by=by, choice=other, seen=measure_mark(held))
    assert IndicatorMeasure.objects.get().measure_choice == other


def test_dropped_measure_takes_its_offers_and_leaves_the_facts(tied, by) -> None:
    take(tied, by)
    drop_measure(indicator=tied, by=by)
    drop_measure(indicator=tied, by=by)
    assert not IndicatorMeasure.objects.exists()
    assert IndicatorValue.objects.get(indicator=tied).exact == IN_BOTH
    assert AuditEvent.objects.filter(action="drop measure").count() == 1


def test_head_neither_chooses_nor_takes(tied, scene) -> None:
    head = scene.world.head
    with pytest.raises(Refusal):
        choose_measure(indicator=tied, by=head, choice=LOW_IN_MATHEMATICS, seen="")
    with pytest.raises(Refusal):
        take(tied, head)
    assert not IndicatorOffer.objects.visible_to(scene.world.stranger).exists()


def test_page_proposes_a_measure_by_the_indicators_words(indicator, client, scene) -> None:
    indicator.name = "Доля участников ВПР по математике, получивших «2»"
    indicator.save()
    client.force_login(scene.world.coordinator)
    page = client.get(reverse("roadmaps:indicator_measure", args=[scene.roadmap.pk, indicator.pk]))
    assert "«2», «математике»" in page.content.decode()
    form = page.context["form"]
    assert (form.initial["measure"], form.initial["procedure"]) == ("low_share", "vpr")


def test_unit_that_does_not_fit_is_told(indicator, client, scene) -> None:
    client.force_login(scene.world.coordinator)
    address = reverse("roadmaps:indicator_measure", args=[scene.roadmap.pk, indicator.pk])
    page = client.post(address, {"measure": "listed_schools", "schools": "all"})
    assert page.status_code == 422
    assert not IndicatorMeasure.objects.exists()


def test_offer_is_taken_on_the_page(tied, client, scene) -> None:
    client.force_login(scene.world.coordinator)
    page = client.get(reverse("roadmaps:indicator", args=[scene.roadmap.pk, tied.pk]))
    assert "36,67" in page.content.decode()
    address = reverse("roadmaps:indicator_offer_take", args=[scene.roadmap.pk, tied.pk, 2025])
    client.post(address, {"digest": offer_of(tied).digest, "seen": ""})
    assert IndicatorValue.objects.get(indicator=tied, year=2025).exact == IN_BOTH
    listed = client.get(reverse("roadmaps:indicators", args=[scene.roadmap.pk]))
    assert "36,67" in listed.content.decode()


def test_plan_of_the_scene_covers_the_year_of_the_results(scene) -> None:
    assert scene.roadmap.first_year - 3 <= 2025 <= timezone.localdate().year
