"""A row that a school took over from the office's plan is reported once."""

from __future__ import annotations

import pytest
from django.utils import timezone

from core.web.refusals import Refusal
from roadmaps.actions import work
from roadmaps.actions.activities import delete_activity, edit_activity
from roadmaps.actions.editing.taking_over import take_over_rows
from roadmaps.actions.editing.writing import values_of
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import start_school_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Activity, Assignment, Roadmap
from roadmaps.queries.activities import occurrences_of
from roadmaps.queries.past import work_on
from roadmaps.queries.plans import plan_page, sections_with_depth, work_by_activity, work_of
from roadmaps.queries.school_plans import lines_of_school
from roadmaps.queries.shared_work import sharing_of_row
from roadmaps.queries.taking_over import rows_to_take
from roadmaps.queries.work import own_assignments
from roadmaps.queries.year_calendar import year_page
from tests.integration.plans.conftest import TODAY
from tests.integration.plans.of_schools.conftest import VALUES

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


@pytest.fixture
def plan(world, roadmap, today) -> Roadmap:
    """A project of the school at home with everything it could take from the office's plan."""
    made = start_school_plan(school=world.school, by=world.head, **VALUES)
    ids = {one.pk for one in rows_to_take(made)}
    take_over_rows(roadmap=made, rows=ids, by=world.head)
    return made


def row_of(plan: Roadmap) -> Activity:
    rows = plan.activities.select_related("roadmap__municipality", "taken_from")
    return rows.order_by("position").first()


def own_work(row: Activity) -> list[Assignment]:
    return list(Assignment.objects.filter(occurrence__activity=row))


def office_work(world, row: Activity) -> list[Assignment]:
    related = "occurrence__activity__roadmap__municipality"
    found = Assignment.objects.filter(occurrence__activity=row.taken_from, school=world.school)
    return list(found.select_related(related, "school", "party").order_by("pk"))


def rewrite(world, row: Activity, by, **values) -> Activity:
    edit_activity(activity=row, by=by, expected=values_of(row), **{**values_of(row), **values})
    return Activity.objects.select_related("roadmap__municipality", "taken_from").get(pk=row.pk)


def now():
    return timezone.now()


def test_taken_row_gives_no_work_of_its_own_and_shows_that_of_the_office(world, plan):
    row = row_of(plan)
    assert sharing_of_row(row).is_shared
    assert own_work(row) == []
    owed = office_work(world, row)
    assert owed
    assert work_of(world.head, row, TODAY).total == len(owed)
    lines = [line.pk for one in occurrences_of(world.head, row, TODAY) for line in one.lines]
    assert sorted(lines) == [one.pk for one in owed]


def test_done_by_the_offices_row_is_done_in_the_schools_plan(world, plan):
    row = row_of(plan)
    for one in office_work(world, row):
        work.submit(assignment=one, note="Проведено", by=world.head, at=now())
        work.accept(assignment=one, by=world.coordinator, at=now())
    counts = work_by_activity(world.head, plan, TODAY)[row.pk]
    assert counts.is_accepted
    page = plan_page(world.head, plan, TODAY, sections_with_depth(plan), is_office=True)
    states = {one.activity.pk: one.standing.sign for part in page.parts for one in part.rows}
    assert states[row.pk] == "done"
    (line,) = lines_of_school(world.head, world.school, TODAY)
    assert page.accepted == counts.accepted
    assert line.accepted == 0, "a project is not counted among plans yet"
    Roadmap.objects.filter(pk=plan.pk).update(status="in_force")
    (line,) = lines_of_school(world.head, world.school, TODAY)
    assert (line.accepted, line.total) == (page.accepted, page.owed)


def test_work_is_listed_once_among_ones_own_and_in_the_year(world, plan):
    Roadmap.objects.filter(pk=plan.pk).update(status="in_force")
    row = row_of(plan)
    mine = [
        one.occurrence.activity_id
        for one in own_assignments(world.head)
        if one.school == world.school
    ]
    assert row.pk not in mine
    assert mine.count(row.taken_from_id) == len(office_work(world, row))
    plan.refresh_from_db()
    dated = {one.occurrence.due_on.year for one in office_work(world, row) if one.occurrence.due_on}
    page = year_page(world.head, plan, min(dated), TODAY)
    cells = {one.activity.pk: one.cells for part in page.parts for one in part.rows}
    assert any(cells[row.pk])
    assert work_on(world.head, plan, TODAY)[row.pk].total == len(office_work(world, row))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"deadline_text": "25 декабря 2026 года"}, "срок"),
        ({"title": "Самодиагностика кадров"}, "мероприятие"),
        ({"deliverable": "Протокол педсовета"}, "итоговый документ"),
    ],
)
def test_row_of_other_words_is_work_of_its_own_until_it_says_the_same_again(
    world, plan, values, said
):
    row = row_of(plan)
    before = values_of(row)
    row = rewrite(world, row, world.head, **values)
    assert sharing_of_row(row).said == f"своя редакция ({said}): школа отчитывается отдельно"
    assert len(own_work(row)) == row.occurrences.count() > 0
    row = rewrite(world, row, world.head, **before)
    assert sharing_of_row(row).is_shared
    assert own_work(row) == []


def test_work_that_was_begun_stays_when_the_row_is_shared_again(world, plan):
    row = row_of(plan)
    before = values_of(row)
    row = rewrite(world, row, world.head, title="Самодиагностика кадров")
    Roadmap.objects.filter(pk=plan.pk).update(status="in_force")
    (begun, *_) = own_work(row)
    work.start(assignment=begun, by=world.head, at=now())
    row.roadmap.refresh_from_db()
    row = rewrite(world, row, world.head, **before)
    assert own_work(row) == [begun]
    assert work_of(world.head, row, TODAY).total == len(office_work(world, row)) + 1


def test_other_people_and_numbers_part_nothing(world, plan):
    row = rewrite(world, row_of(plan), world.head, number="7", responsible_text="Завуч")
    assert sharing_of_row(row).is_shared
    assert own_work(row) == []


def test_what_the_office_cancels_becomes_the_schools_own_and_comes_back(world, plan):
    row = row_of(plan)
    owed = office_work(world, row)
    for one in owed:
        work.cancel(assignment=one, reason="Не касается", by=world.coordinator, at=now())
    assert "управление больше не поручает" in sharing_of_row(row).said
    assert own_work(row)
    work.restore(assignment=owed[0], by=world.coordinator, at=now())
    assert sharing_of_row(row).is_shared
    assert own_work(row) == []


def test_row_without_the_offices_groups_is_the_schools_own(world, plan):
    row = row_of(plan)
    office = Activity.objects.select_related("roadmap__municipality").get(pk=row.taken_from_id)
    rewrite(world, office, world.coordinator, responsible_text="Методист управления")
    assert office_work(world, row) == []
    assert not sharing_of_row(row).is_shared
    assert own_work(row)


def test_row_that_the_office_deletes_is_the_schools_own(world, plan):
    row = row_of(plan)
    office = Activity.objects.select_related("roadmap__municipality").get(pk=row.taken_from_id)
    delete_activity(activity=office, by=world.coordinator)
    row = row_of(plan)
    assert row.taken_from is None
    assert "управление больше не поручает" in sharing_of_row(row).said
    assert own_work(row)


def test_closed_plan_of_the_office_leaves_what_is_not_done_to_the_school(world, roadmap, plan):
    row, other = plan.activities.order_by("position")[:2]
    for one in office_work(world, row):
        work.submit(assignment=one, note="Проведено", by=world.head, at=now())
        work.accept(assignment=one, by=world.coordinator, at=now())
    move_plan(roadmap=roadmap, by=world.coordinator, move=PlanMove.CLOSE)
    assert own_work(row) == []
    assert own_work(other)
    move_plan(roadmap=roadmap, by=world.coordinator, move=PlanMove.REOPEN)
    assert own_work(other) == []


def test_change_of_the_office_parts_nothing_and_is_told(world, plan):
    row = row_of(plan)
    office = Activity.objects.select_related("roadmap__municipality").get(pk=row.taken_from_id)
    rewrite(world, office, world.coordinator, deliverable="Аналитическая справка")
    assert sharing_of_row(row_of(plan)).said == (
        "выполнение общее; управление с тех пор изменило: итоговый документ"
    )
    assert own_work(row) == []


def test_pages_of_the_row_say_whose_work_it_is_and_lead_to_the_one_assignment(client, world, plan):
    row = row_of(plan)
    client.force_login(world.head)
    table = client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "выполнение общее" in table
    page = client.get(f"/roadmaps/{plan.pk}/activities/{row.pk}/").content.decode()
    (one, *_) = office_work(world, row)
    assert f"/assignments/{one.pk}/" in page
    assert client.get(f"/roadmaps/{plan.pk}/", {"state": "accepted"}).status_code == 200


def test_other_school_reads_nothing_of_it(world, plan):
    row = row_of(plan)
    assert work_of(world.other_head, row, TODAY).total == 0
    with pytest.raises(Refusal):
        rewrite(world, row, world.other_head, title="Чужое")
