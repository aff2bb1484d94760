"""The demonstration's plan: what the executor's account finds to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from assessments.models import ApprovedList, ResultsImport
from roadmaps.actions.imports import confirm_import, draft_import
from roadmaps.models import Assignment
from roadmaps.queries.edition_comparison import compared_lines
from roadmaps.queries.editions import amendment_of
from roadmaps.queries.work import own_assignments
from schools.domain.requisites import doubt_about
from schools.domain.roles import Role
from schools.models import School
from schools.parsing.register import read_register
from schools.queries.distances import distance_km
from shnor_portal.demo import exam_plan, plan
from shnor_portal.demo.lists import approve_lists
from shnor_portal.demo.places import MUNICIPALITY
from shnor_portal.demo.register import register_file
from shnor_portal.demo.story import give_to_executor, take_results
from shnor_portal.demo.work import Workers
from tests.conftest import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def workers(world: World) -> Workers:
    """The people of the office, with the demonstration's plan in force."""
    draft = draft_import(
        municipality=world.office, by=world.coordinator, file_name=plan.FILE_NAME,
        content=plan.plan_document(2026, 2027),
    )  # fmt: skip
    confirm_import(plan_import=draft, by=world.coordinator)
    staff = {Role.COORDINATOR: world.coordinator, Role.EXECUTOR: world.executor}
    give_to_executor(world.office, staff)
    return Workers({}, world.coordinator, world.administrator)


def test_executor_owes_what_the_methodists_and_their_centre_owe(
    world: World, workers: Workers
) -> None:
    own = own_assignments(world.executor)
    assert {one.party.name for one in own} == {"Методический центр", "Методисты"}
    assert len(own) > 4


def test_nobody_judges_their_own_work(world: World, workers: Workers) -> None:
    for one in Assignment.objects.filter(school=None).select_related("party__user"):
        assert workers.doer(one) == (one.party.user or world.coordinator)
        assert workers.reviewer(one) != workers.doer(one)


@pytest.mark.parametrize("today", [date(2027, 2, 10), date(2027, 2, 16), date(2026, 11, 26)])
def test_second_plan_was_approved_amended_and_is_being_amended(world: World, today: date) -> None:
    roadmap = exam_plan.take_exam_plan(world.office, world.coordinator, today)
    exam_plan.amend(roadmap, world.coordinator, today)
    first, second = roadmap.editions.order_by("number")
    assert first.in_force_from < second.in_force_from <= today
    assert len(second.reasons) == 3
    assert first.scan.size > 0
    lines = compared_lines(first.content, second.content, second.reasons)
    assert [line.change_word for line in lines] == ["изменено", "добавлено", "исключено"]
    assert all(line.reason for line in lines)
    assert amendment_of(roadmap) is not None


def test_schools_have_requisites_without_doubt_and_lie_apart() -> None:
    read = read_register(register_file(MUNICIPALITY))
    assert read.issues == []
    rows = {row.login: row.requisites for row in read.rows}
    assert not any(
        doubt_about(key, str(given[key])) for given in rows.values() for key in ("inn", "ogrn")
    )
    branch = next(school for school in MUNICIPALITY.schools if school.parent)
    assert rows[branch.login]["inn"] == rows[branch.parent or ""]["inn"]
    assert len({given["inn"] for given in rows.values()}) == len(rows) - 1
    schools = [School(login=login, **given) for login, given in rows.items()]
    distances = [distance_km(schools[0], other) or 0 for other in schools[1:]]
    assert max(distances[:2]) < 5
    assert min(distances[2:]) > 10


@pytest.mark.parametrize(
    "today", [date(2026, 9, 1), date(2026, 9, 2), date(2026, 11, 26), date(2027, 1, 15)]
)
def test_files_come_before_the_calculation_and_that_before_the_order(
    world: World, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    morning = timezone.make_aware(datetime.combine(today, time(8)))
    monkeypatch.setattr(timezone, "now", lambda: morning)
    schools = tuple(one for one in MUNICIPALITY.schools if School.objects.filter(login=one.login))
    demo = replace(MUNICIPALITY, code=world.office.code, schools=schools)

    take_results(demo, world.office, by=world.coordinator, today=today, seed=1)
    approve_lists(world.office, [2024, 2025], by=world.coordinator, today=today)

    lists = ApprovedList.objects.order_by("academic_year").select_related("run")
    assert [one.academic_year for one in lists] == [2024, 2025]
    assert lists[0].order_date == date(2025, 10, 7)
    for one in lists:
        calculated = timezone.localdate(one.run.finished_at)
        files = ResultsImport.objects.filter(
            file_name__contains=str(one.academic_year + 1), decided_at__lte=one.run.requested_at
        )
        assert files.count() == (2 if one.academic_year == 2024 else 5)
        assert calculated <= one.letter_date <= one.order_date <= today
        assert timezone.localdate(one.approved_at) == one.order_date
    assert timezone.now() == morning
