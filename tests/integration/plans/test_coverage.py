"""Risks of schools, links of activities, and the map of what a plan leaves open."""

from __future__ import annotations

import pytest

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.links import link_activities
from roadmaps.models import ActivityRisk
from roadmaps.queries.coverage import candidates_for, coverage_of
from schools.actions.risks import profile_mark, set_risk_profile
from schools.domain.risks import RiskFactor, Significance
from schools.models import SchoolRisk

pytestmark = pytest.mark.django_db
HIGH = {RiskFactor.MOTIVATION: Significance.HIGH}


def test_risk_without_an_activity_is_open_until_one_is_linked(scene) -> None:
    by = scene.world.coordinator
    set_risk_profile(school=scene.world.school, by=by, profile=HIGH, seen="")
    before = coverage_of(scene.roadmap)
    assert [(one.high, one.activities) for one in before.risks] == [(1, 0)]
    assert before.open_risks == 1
    for _ in range(2):
        link_activities(
            roadmap=scene.roadmap, goal=RiskFactor.MOTIVATION, by=by, link=[scene.activity.pk]
        )
    after = coverage_of(scene.roadmap)
    assert (after.open_risks, ActivityRisk.objects.count()) == (0, 1)
    assert scene.activity in before.idle
    assert scene.activity not in after.idle


def test_link_is_taken_away_and_foreign_rows_are_left_alone(scene) -> None:
    by, goal = scene.world.coordinator, scene.indicator
    foreign = scene.plan_in_draft.activities.get()
    link = [scene.activity.pk, foreign.pk]
    assert link_activities(roadmap=scene.roadmap, goal=goal, by=by, link=link) == 1
    assert coverage_of(scene.roadmap).open_indicators == 0
    assert candidates_for(scene.roadmap, goal)[0].is_linked
    link_activities(roadmap=scene.roadmap, goal=goal, by=by, unlink=[scene.activity.pk])
    assert coverage_of(scene.roadmap).open_indicators == 1


def test_only_the_office_links_and_weighs(scene) -> None:
    world = scene.world
    with pytest.raises(Refusal):
        link_activities(roadmap=scene.roadmap, goal=RiskFactor.STAFF, by=world.head)
    with pytest.raises(Refusal):
        set_risk_profile(school=world.school, by=world.head, profile=HIGH, seen="")


def test_profile_is_seen_by_its_school_alone(scene) -> None:
    world = scene.world
    set_risk_profile(school=world.school, by=world.coordinator, profile=HIGH, seen="")
    assert SchoolRisk.objects.visible_to(world.head).count() == 1
    assert not SchoolRisk.objects.visible_to(world.other_head).exists()
    assert not SchoolRisk.objects.visible_to(world.stranger).exists()


def test_second_editor_of_a_profile_is_told(scene) -> None:
    school, by = scene.world.school, scene.world.coordinator
    set_risk_profile(school=school, by=by, profile=HIGH, seen="")
    with pytest.raises(NotPossible, match="другой человек"):
        set_risk_profile(school=school, by=by, profile={}, seen="")
    set_risk_profile(school=school, by=by, profile={}, seen=profile_mark(HIGH))
    assert not SchoolRisk.objects.exists()
