"""«Скачать Excel»: all rows of the filter, and only what the person sees."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.actions.classifying import carry_out_run, start_run
from assessments.domain.criteria import shipped
from roadmaps.models import Activity, Assignment, Occurrence, Party, Roadmap
from schools.models import School
from tests.conftest import World

pytestmark = pytest.mark.django_db


def rows_of(world: World, person: str, route: str, *args: Any, **query: str) -> list[tuple]:
    """The rows under the header of the workbook, as the person gets it."""
    client = Client()
    client.force_login(world.people[person])
    answer = client.get(reverse(route, args=args), query)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    first = int(sheet.auto_filter.ref.split(":")[0][1:])
    return list(sheet.iter_rows(min_row=first + 1, values_only=True))


@pytest.fixture
def plan(world: World) -> Roadmap:
    """A plan in force: one activity of schools with a title like a formula, one of the office."""
    year = timezone.localdate().year
    plan = Roadmap.objects.create(
        municipality=world.office, title="План поддержки", first_year=year, last_year=year + 1,
        status="in_force",
    )  # fmt: skip
    own = Activity.objects.create(
        roadmap=plan, position=1, number="1.1", title="=1+1", deadline_text="май",
        responsible_text="Руководители ОО", deliverable="Акт",
    )  # fmt: skip
    Activity.objects.create(roadmap=plan, position=2, number="1.2", title="Совет")
    occurrence = Occurrence.objects.create(activity=own, due_on=timezone.localdate())
    Assignment.objects.create(occurrence=occurrence, school=world.school)
    party = Party.objects.create(municipality=world.office, name="Методист", kind="post")
    Assignment.objects.create(occurrence=occurrence, party=party)
    return plan


def test_all_assignments_of_the_filter_are_in_the_workbook(world: World, plan: Roadmap) -> None:
    occurrence = Occurrence.objects.get()
    School.objects.bulk_create(
        School(municipality=world.office, login=f"edu97{n:04}", name=f"Школа {n}")
        for n in range(70)
    )
    Assignment.objects.bulk_create(
        Assignment(occurrence=occurrence, school=school)
        for school in School.objects.filter(login__startswith="edu97")
    )
    rows = rows_of(world, "coordinator", "roadmaps:assignments_workbook")
    assert len(rows) == 72
    assert rows[0][1] == "=1+1"
    due_on = rows[0][5]
    assert due_on.date() == timezone.localdate()
    one = str(world.school.pk)
    assert len(rows_of(world, "coordinator", "roadmaps:assignments_workbook", school=one)) == 1
    assert len(rows_of(world, "head", "roadmaps:assignments_workbook")) == 1


def test_the_plan_is_in_the_workbook_with_words_reading_and_state(
    world: World, plan: Roadmap
) -> None:
    rows = rows_of(world, "coordinator", "roadmaps:plan_workbook", plan.pk)
    assert [row[1] for row in rows] == ["1.1", "1.2"]
    assert rows[0][3] == "май"
    assert rows[0][4].startswith("ма")
    assert rows[0][6:9] == ("Руководители ОО", "Акт", "сегодня")
    late = rows_of(world, "coordinator", "roadmaps:plan_workbook", plan.pk, state="overdue")
    assert late == []


def test_schools_are_in_the_workbook_as_filtered(world: World) -> None:
    every = rows_of(world, "coordinator", "schools_workbook")
    assert world.school.login in [row[2] for row in every]
    one = rows_of(world, "coordinator", "schools_workbook", search=world.school.login)
    assert [row[0] for row in one] == [world.school.name]
    assert world.other_school.login not in str(rows_of(world, "head", "schools_workbook"))


def test_the_list_of_a_run_is_in_the_workbook(world: World) -> None:
    run = start_run(
        municipality=world.office, academic_year=2024, criteria=shipped("federal-30-2"),
        by=world.coordinator,
    )  # fmt: skip
    carry_out_run(run.pk)
    every = rows_of(world, "coordinator", "assessments:run_workbook", run.pk)
    assert {row[2] for row in every} == {"нет данных"}
    assert not rows_of(
        world, "coordinator", "assessments:run_workbook", run.pk, category="low_results"
    )


def test_pages_link_to_their_workbooks_with_the_filter(world: World, plan: Roadmap) -> None:
    client = Client()
    client.force_login(world.coordinator)
    page = client.get(reverse("roadmaps:all_assignments"), {"state": "open", "page": "1"})
    address = reverse("roadmaps:assignments_workbook")
    assert f'<a href="{address}?state=open">Скачать Excel</a>' in page.text
    page = client.get(reverse("roadmaps:roadmap", args=[plan.pk]))
    assert reverse("roadmaps:plan_workbook", args=[plan.pk]) in page.text
    assert reverse("schools_workbook") in client.get(reverse("school_list")).text
