"""Typical roadmaps: kept from a plan, seen nowhere among plans, used in any years."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.web.refusals import NotPossible, Refusal
from reports.builders.roadmap_annex import choices
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.assigning import assign_school
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.next_plans import GONE, NewPlan, plan_from_template
from roadmaps.actions.plans import OF_TEMPLATE, move_plan
from roadmaps.actions.templates import (
    RENAMED_MEANWHILE,
    remove_template,
    rename_template,
    save_as_template,
)
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Assignment, Indicator, Occurrence, Roadmap
from roadmaps.queries.audience import groups_of_municipality
from roadmaps.queries.new_year.templates import template_lines
from roadmaps.queries.parties import parties_with_activities
from roadmaps.queries.plans import roadmap_lines

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


def kept(plan, by, name="Типовая", press=None):
    return save_as_template(roadmap=plan, by=by, name=name, press=press or uuid4())


@pytest.fixture
def template(world, roadmap):
    """The small plan as a typical roadmap, with a target."""
    Indicator.objects.create(
        roadmap=roadmap,
        position=1,
        name="Доля сдавших",
        targets={"2026": "60"},
        baseline_year=2025,
        baseline_value="50",
    )
    return kept(roadmap, world.coordinator)


def used(template, by, years, rows=None, press=None):
    every = template.activities.values_list("pk", flat=True)
    new = NewPlan("План по типовой", years, press or uuid4())
    chosen = every if rows is None else rows
    return plan_from_template(template=template, by=by, new=new, rows=set(chosen))


def test_it_keeps_the_text_and_gives_nobody_work(roadmap, template) -> None:
    assert template.activities.count() == roadmap.activities.count()
    assert template.activities.get(number="1.1").deadline_text == "Октябрь 2026 года"
    assert not Occurrence.objects.filter(activity__roadmap=template).exists()
    assert not Assignment.objects.filter(occurrence__activity__roadmap=template).exists()


def test_editing_it_gives_nobody_work_either(world, template) -> None:
    row = template.activities.get(number="1.1")
    edit_cell(
        activity=row, field="deadline_text", value="Ноябрь 2026 года",
        expected="Октябрь 2026 года", by=world.coordinator,
    )  # fmt: skip
    assert not Occurrence.objects.filter(activity__roadmap=template).exists()
    assign_school(school=world.other_school, by=None)
    assert not Assignment.objects.filter(occurrence__activity__roadmap=template).exists()


def test_it_is_in_no_list_of_plans(world, template, today, client) -> None:
    assert template.pk not in [one.roadmap.pk for one in roadmap_lines(world.coordinator, today)]
    assert not Roadmap.objects.visible_to(world.coordinator).filter(pk=template.pk).exists()
    assert template.pk not in [one.parameters.roadmap_id for one in choices(world.office)]
    groups = groups_of_municipality(world.office.pk)
    assert template.pk not in [one.link.activity.roadmap_id for one in groups]
    client.force_login(world.coordinator)
    for name in ("roadmaps:roadmaps", "roadmaps:undated_list", "roadmaps:all_assignments", "home"):
        assert template.title not in client.get(reverse(name)).text


def test_it_adds_nothing_to_what_parties_answer_for(world, roadmap) -> None:
    def counts() -> list:
        found = parties_with_activities([world.office])
        return [(one.pk, one.activity_count) for one in found]

    before = counts()
    kept(roadmap, world.coordinator)
    assert counts() == before


def test_nobody_but_the_office_sees_it(world, template) -> None:
    assert [one.roadmap for one in template_lines(world.coordinator)] == [template]
    assert [one.roadmap for one in template_lines(world.observer)] == [template]
    for person in (world.head, world.curator, world.stranger):
        assert not template_lines(person)
        assert not Roadmap.objects.open_to(person).filter(pk=template.pk).exists()


def test_years_move_when_it_is_used(world, template) -> None:
    plan = used(template, world.coordinator, PlanYears(2030, 2031))

    assert not plan.is_template
    assert (plan.first_year, plan.last_year, plan.status) == (2030, 2031, "draft")
    assert plan.activities.get(number="1.1").deadline_text == "Октябрь 2030 года"
    assert plan.activities.get(number="1.2").deadline_text == "Июнь 2031 года"
    indicator = plan.indicators.get()
    assert (indicator.targets, indicator.baseline_year) == ({"2030": "60"}, 2029)
    assert Occurrence.objects.filter(activity__roadmap=plan).count() == 3
    assert plan.carried_from == template
    assert not plan.activities.filter(carried_from__isnull=False).exists()


def test_years_before_its_own_are_possible(world, template) -> None:
    plan = used(template, world.coordinator, PlanYears(2025, 2026))
    assert plan.activities.get(number="1.2").deadline_text == "Июнь 2026 года"


def test_one_press_keeps_one_and_makes_one(world, roadmap) -> None:
    press = uuid4()
    template = kept(roadmap, world.coordinator, press=press)
    assert kept(roadmap, world.coordinator, press=press) == template
    years = PlanYears(2030, 2030)
    first = used(template, world.coordinator, years, press=press)
    assert used(template, world.coordinator, years, press=press) == first
    assert Roadmap.objects.count() == 3


def test_it_is_neither_approved_nor_amended_nor_kept_again(world, template) -> None:
    with pytest.raises(NotPossible, match=OF_TEMPLATE[:20]):
        move_plan(roadmap=template, by=world.coordinator, move=PlanMove.ENTER_FORCE)
    with pytest.raises(NotPossible):
        open_amendment(roadmap=template, by=world.coordinator)
    with pytest.raises(NotPossible):
        kept(template, world.coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Roadmap.objects.filter(pk=template.pk).update(status="in_force")


def test_its_name_is_changed_and_the_second_person_sees_the_first(world, template) -> None:
    rename_template(template=template, by=world.coordinator, name="Основная", seen="Типовая")
    with pytest.raises(NotPossible, match=RENAMED_MEANWHILE[:30]):
        rename_template(template=template, by=world.coordinator, name="Другая", seen="Типовая")
    template.refresh_from_db()
    assert template.title == "Основная"


def test_plans_stay_when_it_is_removed(world, template) -> None:
    plan = used(template, world.coordinator, PlanYears(2030, 2031))
    remove_template(template=template, by=world.coordinator)
    remove_template(template=template, by=world.coordinator)

    plan.refresh_from_db()
    assert plan.carried_from is None
    assert plan.activities.count() == 3
    template.pk = -1
    with pytest.raises(NotPossible, match=GONE[:20]):
        used(template, world.coordinator, PlanYears(2030, 2031), rows=[1])


def test_removing_touches_no_plan(world, roadmap) -> None:
    assert not Roadmap.objects.templates(world.coordinator).filter(pk=roadmap.pk).exists()
    remove_template(template=roadmap, by=world.coordinator)
    assert Roadmap.objects.filter(pk=roadmap.pk).exists()


def test_only_the_offices_editors_keep_and_use_it(world, roadmap, template) -> None:
    for person in (world.head, world.observer, world.stranger):
        with pytest.raises(Refusal):
            kept(roadmap, person)
        with pytest.raises(Refusal):
            used(template, person, PlanYears(2030, 2031))
        with pytest.raises(Refusal):
            remove_template(template=template, by=person)


def test_from_plan_to_template_to_plan_in_the_browser(world, roadmap, client) -> None:
    client.force_login(world.coordinator)
    address = reverse("roadmaps:template_save", args=[roadmap.pk])
    page = client.get(address)
    form = page.context["form"]
    assert form["title"].value() == "Дорожная карта поддержки школ Приозёрного округа"
    sent = {"title": form["title"].value(), "press": form["press"].value()}
    assert client.post(address, sent).url == reverse("roadmaps:templates")
    template = Roadmap.objects.get(is_template=True)

    page = client.get(reverse("roadmaps:template", args=[template.pk]))
    preview, years = page.context["preview"], page.context["years"]
    assert preview.ticked == 3
    assert "Чем закончилось" not in page.text
    sent = {
        "first_year": years.first, "last_year": years.last, "calendar": "calendar",
        "title": page.context["title_form"]["title"].value(),
        "press": page.context["title_form"]["press"].value(),
        "row": [row.activity.pk for row in preview.rows],
    }  # fmt: skip
    made = client.post(reverse("roadmaps:template", args=[template.pk]), sent)
    plan = Roadmap.objects.get(carried_from=template)
    assert made.url == reverse("roadmaps:roadmap", args=[plan.pk])
    assert plan.title.startswith("Дорожная карта поддержки школ Приозёрного округа на")
    assert "Составлена по типовой" in client.get(made.url).text
    assert "Составлено планов" in client.get(reverse("roadmaps:templates")).text
    assert (
        "составлен 1\u00a0план"
        in client.get(reverse("roadmaps:template_remove", args=[template.pk])).text
    )


def test_page_of_the_typical_roadmap_offers_a_plan_and_no_approval(world, template, client) -> None:
    client.force_login(world.coordinator)
    page = client.get(reverse("roadmaps:roadmap", args=[template.pk])).text
    assert "Составить план" in page
    assert "Состояние плана" not in page
    assert "Ждёт даты" not in page
    state = client.get(reverse("roadmaps:state", args=[template.pk]))
    assert state.url == reverse("roadmaps:roadmap", args=[template.pk])
