"""Work under a plan of one school: who accepts it, when it begins."""

from __future__ import annotations

from datetime import date

import pytest

from core.web.refusals import Refusal
from roadmaps.actions import work
from roadmaps.actions.activities import add_activity
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import set_acceptance
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Activity, Assignment, Roadmap
from roadmaps.queries.plans import plan_page, sections_with_depth
from roadmaps.queries.school_plans import school_plan_lines
from roadmaps.queries.work import own_assignments, waiting_for
from schools.models import Membership
from tests.integration.plans.conftest import TODAY
from tests.integration.plans.of_schools.conftest import ORDER, agreed, now, the_work

pytestmark = pytest.mark.django_db


def test_amendment_of_a_schools_plan_is_the_schools_too(world, in_force):
    copy = open_amendment(roadmap=in_force, by=world.head)
    assert copy.school == world.school
    assert not Roadmap.objects.open_to(world.other_head).contains(copy)
    assert Roadmap.objects.open_to(world.curator).contains(copy)


def test_work_under_the_plan_is_the_heads_and_waits_for_the_curator(world, in_force):
    assignment = the_work(in_force)
    assert list(own_assignments(world.head)) == [assignment]
    work.submit(assignment=assignment, note="Проведено", by=world.head, at=now())
    assert list(waiting_for(world.curator)) == [assignment]
    assert not waiting_for(world.coordinator).exists()
    Membership.objects.filter(role="curator").delete()
    assert list(waiting_for(world.coordinator)) == [assignment]


def test_school_marks_its_work_by_itself_where_the_curator_says_so(world, in_force):
    with pytest.raises(Refusal):
        set_acceptance(roadmap=in_force, by=world.head, checks_work=False)
    set_acceptance(roadmap=in_force, by=world.curator, checks_work=False)
    assignment = the_work(in_force)
    work.submit(assignment=assignment, note="Проведено", by=world.head, at=now())
    assignment.refresh_from_db()
    assert assignment.status == "accepted"
    moves = list(assignment.events.order_by("pk").values_list("move", flat=True))
    assert moves == ["submit", "accept"]


def test_by_default_the_curator_accepts(world, in_force):
    assignment = the_work(in_force)
    work.submit(assignment=assignment, note="Проведено", by=world.head, at=now())
    assert assignment.status == "submitted"
    with pytest.raises(Refusal):
        work.accept(assignment=assignment, by=world.head, at=now())


def test_table_of_all_work_begins_with_the_offices_plan_and_shows_schools_plans_when_asked(
    client, world, in_force
):
    address = "/assignments/all/"
    client.force_login(world.coordinator)
    assert "Взаимопосещение уроков" not in client.get(address).content.decode()
    asked = client.get(address, {"plans": "schools"}).content.decode()
    assert "Взаимопосещение уроков" in asked
    one = client.get(address, {"roadmap": in_force.pk}).content.decode()
    assert "Взаимопосещение уроков" in one
    client.force_login(world.curator)
    assert "Взаимопосещение уроков" in client.get(address).content.decode()


@pytest.fixture
def with_past_row(world, plan) -> Activity:
    """A row of the project whose day had passed when the plan came in force."""
    return add_activity(
        roadmap=plan, by=world.head, number="2", title="Педсовет о результатах",
        deadline_text="1 сентября 2026 года", responsible_text="Директор", deliverable="Протокол",
    )  # fmt: skip


def test_project_of_a_school_is_late_with_nothing(client, world, plan, with_past_row, today):
    client.force_login(world.head)
    table = client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "просрочено на" not in table
    assert "срок до начала плана" in table
    whole = plan_page(world.head, plan, TODAY, sections_with_depth(plan), is_office=True)
    said = "2 мероприятия: 1 впереди, 1 со сроком до начала плана"
    assert whole.sentence.replace("\u00a0", " ") == said
    page = client.get(f"/roadmaps/{plan.pk}/activities/{with_past_row.pk}/").content.decode()
    assert "просрочено на" not in page
    late = client.get(f"/roadmaps/{plan.pk}/", {"state": "overdue"}).content.decode()
    assert "Педсовет о результатах" not in late
    owed = Assignment.objects.get(occurrence__activity=with_past_row)
    assert "просрочено на" not in client.get(f"/assignments/{owed.pk}/").content.decode()
    year = client.get(f"/roadmaps/{plan.pk}/calendar/", {"year": 2026}).content.decode()
    assert "просрочено на" not in year


def test_work_of_the_plan_begins_on_its_first_day(client, world, plan, with_past_row, today):
    agreed(world, plan)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    assert the_work(plan).occurrence.activity.number == "1"
    plan.refresh_from_db()
    (line,) = [one for one in school_plan_lines(world.head, TODAY) if one.roadmap == plan]
    assert (line.total, line.overdue) == (1, 0)
    client.force_login(world.head)
    assert "срок до начала плана" in client.get(f"/roadmaps/{plan.pk}/").content.decode()


def test_plan_that_begins_earlier_than_its_order_says_asks_for_the_days_between(
    world, plan, with_past_row
):
    agreed(world, plan)
    order = Order("12-ОД", date(2026, 10, 1), date(2026, 12, 31))
    approve_plan(roadmap=plan, by=world.head, order=order, today=TODAY)
    assert not Assignment.objects.filter(occurrence__activity__roadmap=plan).exists()
    move_plan(roadmap=plan, by=world.head, move=PlanMove.ENTER_FORCE, today=TODAY)
    assert the_work(plan).occurrence.activity.number == "1"


def test_school_that_marks_its_work_reads_nothing_of_a_check(client, world, in_force):
    assignment = the_work(in_force)
    client.force_login(world.head)
    address = f"/assignments/{assignment.pk}/"
    assert "Отметить выполнение" in client.get(address).content.decode()
    set_acceptance(roadmap=in_force, by=world.curator, checks_work=False)
    page = client.get(address).content.decode()
    assert "Отметить выполненным" in page
    assert "Сохранить без отправки" not in page
    assert "Отметить выполненным" in client.get("/assignments/").content.decode()
    bare = client.post(address, {"note": "", "submit": "1"})
    assert "проверять нечего" not in bare.content.decode()
    kept = client.post(address, {"note": "Начато", "save": "1"}, follow=True).content.decode()
    assert "Выполненным пока не отмечено" in kept
    done = client.post(address, {"note": "Проведено", "submit": "1"}, follow=True)
    assert "Отмечено выполненным" in done.content.decode()
    history = client.get(address).content.decode()
    assert "отмечено выполненным без проверки" in history
    assert "отправлено на проверку" not in history
