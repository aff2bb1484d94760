"""Risk profiles by academic years: carried forward, earlier ones kept, the map by year."""

from __future__ import annotations

import pytest
from django.urls import reverse

from roadmaps.queries.coverage import coverage_of, years_of_risks
from schools.actions.risks import profile_mark, profile_of, set_risk_profile
from schools.domain.risks import RiskFactor, Significance
from schools.models import SchoolRisk
from schools.queries import this_year

pytestmark = pytest.mark.django_db
BEFORE = {RiskFactor.STAFF: Significance.HIGH, RiskFactor.PARENTS: Significance.LOW}
NOW = {RiskFactor.PARENTS: Significance.HIGH}


@pytest.fixture
def world(scene):
    return scene.world


def write(world, profile, year, seen=None):
    seen = profile_mark(profile_of(world.school, year)) if seen is None else seen
    set_risk_profile(
        school=world.school, by=world.coordinator, profile=profile, seen=seen, academic_year=year
    )


def test_profile_holds_in_the_years_after_it_until_there_is_another(world) -> None:
    year = this_year()
    write(world, BEFORE, year - 2)
    assert profile_of(world.school, year) == BEFORE
    assert profile_of(world.school, year - 3) == {}
    write(world, NOW, year)
    assert profile_of(world.school, year) == NOW
    assert profile_of(world.school, year - 1) == BEFORE


def test_school_that_lost_all_its_risks_does_not_get_the_old_ones_back(world) -> None:
    year = this_year()
    write(world, BEFORE, year - 1)
    write(world, {}, year)
    assert profile_of(world.school, year) == {}
    assert profile_of(world.school, year - 1) == BEFORE


def test_carried_profile_is_kept_as_the_years_own_when_it_is_saved(world) -> None:
    year = this_year()
    write(world, BEFORE, year - 1)
    write(world, BEFORE, year)
    write(world, {}, year - 1)
    assert profile_of(world.school, year) == BEFORE


def test_two_factors_of_one_year_changed_twice_leave_no_trace_of_the_first(world) -> None:
    year = this_year()
    write(world, BEFORE, year)
    write(world, {}, year)
    assert not SchoolRisk.objects.exists()


def test_map_shows_the_risks_of_the_year_it_is_asked_for(world, client) -> None:
    year, plan = this_year(), world.office.roadmaps.filter(amends=None).order_by("pk").first()
    write(world, BEFORE, year - 1)
    write(world, NOW, year)
    assert years_of_risks(plan) == [year, year - 1]
    assert [one.high for one in coverage_of(plan).risks] == [1]
    assert [(one.high, one.low) for one in coverage_of(plan, year - 1).risks] == [(1, 0), (0, 1)]
    client.force_login(world.coordinator)
    address = reverse("roadmaps:coverage", args=[plan.pk])
    assert "Дефицит педагогических кадров" in client.get(address, {"year": year - 1}).text
    assert "Дефицит педагогических кадров" not in client.get(address).text


def test_form_of_a_new_year_begins_with_the_last_profile_and_says_so(world, client) -> None:
    year = this_year()
    write(world, BEFORE, year - 1)
    client.force_login(world.coordinator)
    address = reverse("risk_profile", args=[world.school.login])
    page = client.get(address)
    assert page.context["form"].initial["staff"] == "high"
    assert "Профиля на этот год ещё нет" in page.text
    client.post(address, {"staff": "low", "seen": page.context["form"].initial["seen"]})
    assert profile_of(world.school, year) == {RiskFactor.STAFF: Significance.LOW}
    assert profile_of(world.school, year - 1) == BEFORE
    assert "Профиля на этот год ещё нет" not in client.get(address).text
