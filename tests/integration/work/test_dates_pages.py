"""The year of a plan and the month of all plans."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.urls import reverse

from roadmaps.domain.months import Month
from roadmaps.models import Assignment, Occurrence, PlanCalendar
from roadmaps.queries.month_calendar import month_page
from roadmaps.queries.year_calendar import shown_year, year_page

pytestmark = pytest.mark.django_db


def cells(page) -> list[list[list[int]]]:
    """Days in each month of each row."""
    rows = [row for part in page.parts for row in part.rows]
    return [[[mark.day.day for mark in marks] for marks in row.cells] for row in rows]


def test_each_date_stands_in_its_month_with_its_state(
    world, roadmap, make_assignment, today
) -> None:
    make_assignment(school=world.school, due_on=date(2026, 10, 1))
    page = year_page(world.coordinator, roadmap, 2026, today)
    ((row,),) = [part.rows for part in page.parts]
    (mark,) = row.cells[9]
    assert (mark.day, mark.standing.is_overdue) == (date(2026, 10, 1), True)
    assert sum(len(marks) for marks in row.cells) == page.dates == 1


def test_school_year_begins_in_september(world, roadmap, make_assignment, today) -> None:
    roadmap.calendar = PlanCalendar.SCHOOL_YEAR
    roadmap.save()
    make_assignment(school=world.school, due_on=date(2026, 10, 30))
    page = year_page(world.coordinator, roadmap, 2026, today)
    assert cells(page)[0][1] == [30]


def test_year_outside_the_plan_is_its_nearest(roadmap, today) -> None:
    assert shown_year(roadmap, None, today) == 2026
    assert shown_year(roadmap, 1999, today) == 2026
    assert shown_year(roadmap, 2999, today) == 2027


def test_school_sees_its_own_dates_only(world, roadmap, make_activity, today) -> None:
    activity = make_activity(dates=[date(2026, 10, 30)])
    for school in (world.school, world.other_school):
        Assignment.objects.create(occurrence=activity.occurrences.get(), school=school)
    (mark,) = [
        mark
        for week in month_page(world.head, Month(2026, 10), today).weeks
        for day in week
        for mark in day.marks
    ]
    assert mark.total == 1
    assert month_page(world.stranger, Month(2026, 10), today).dates == 0


def test_own_date_of_a_school_is_a_mark_of_its_own(world, roadmap, make_activity, today) -> None:
    activity = make_activity(dates=[date(2026, 10, 30)])
    occurrence = activity.occurrences.get()
    Assignment.objects.create(occurrence=occurrence, school=world.school)
    Assignment.objects.create(
        occurrence=occurrence, school=world.other_school, own_due_on=date(2026, 11, 5)
    )
    page = year_page(world.coordinator, roadmap, 2026, today)
    assert cells(page)[0][9:11] == [[30], [5]]


def test_cancelled_and_undated_work_is_on_no_day(world, roadmap, make_assignment, today) -> None:
    make_assignment(school=world.school, due_on=date(2026, 10, 30), status="cancelled")
    make_assignment(school=world.school, due_on=None)
    page = year_page(world.coordinator, roadmap, 2026, today)
    assert page.dates == 0
    assert [row.undated for part in page.parts for row in part.rows] == [0, 1]


def test_holidays_and_transferred_days_are_marked(world, today) -> None:
    days = {
        day.day: day
        for week in month_page(world.coordinator, Month(2026, 11), today).weeks
        for day in week
    }
    assert days[date(2026, 11, 4)].is_off
    assert "единства" in days[date(2026, 11, 4)].holiday
    assert days[date(2026, 11, 7)].is_off
    assert not days[date(2026, 11, 5)].is_off


def test_month_leads_to_its_neighbours_and_keeps_the_filter(client, world, make_assignment) -> None:
    make_assignment(school=world.school)
    client.force_login(world.coordinator)
    page = client.get(
        reverse("roadmaps:month_calendar"), {"month": "2026-12", "school": world.school.pk}
    ).text
    school = f"month=2027-01&amp;school={world.school.pk}"
    assert f'href="?{school}"' in page
    assert "Показано: Школа №\u00a01." in page


@pytest.mark.parametrize("query", ["month=2026-99", "month=", "school=0", "school=x", "roadmap=9"])
def test_what_makes_no_sense_shows_a_month_nevertheless(client, world, query) -> None:
    client.force_login(world.coordinator)
    assert client.get(f"{reverse('roadmaps:month_calendar')}?{query}").status_code == 200


def test_school_of_another_office_filters_nothing(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    address = reverse("roadmaps:year_calendar", args=[roadmap.pk])
    page = client.get(f"{address}?school={world.foreign_school.pk}").text
    assert "Заречная школа" not in page


def test_workbook_has_a_column_for_each_month(client, world, roadmap, make_assignment) -> None:
    make_assignment(school=world.school, due_on=date(2026, 10, 30))
    client.force_login(world.coordinator)
    answer = client.get(reverse("roadmaps:year_workbook", args=[roadmap.pk]) + "?year=2026")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    header = next(row for row in rows if "октябрь 2026" in row)
    assert len(header) == 15
    assert rows[-1][header.index("октябрь 2026")].startswith("30.10: ")


def test_more_dates_cost_no_more_queries(
    world, roadmap, make_activity, today, count_queries
) -> None:
    def grow():
        for day in range(1, 6):
            activity = make_activity(dates=[date(2026, 10, day)])
            Assignment.objects.create(
                occurrence=Occurrence.objects.get(activity=activity), school=world.school
            )

    def cost():
        return count_queries(lambda: year_page(world.coordinator, roadmap, 2026, today))

    cost()
    grow()
    first = cost()
    grow()
    assert cost() == first
