"""Typical roadmaps for schools: made of a good plan of a school, begun with by other schools."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import add_activity
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.next_plans import (
    NOT_FOR_SCHOOLS,
    NewPlan,
    carry_plan,
    plan_from_template,
    school_plan_from_template,
)
from roadmaps.actions.school_plans import CLOSED_SCHOOL, start_school_plan
from roadmaps.actions.templates import remove_template, save_as_template, set_for_schools
from roadmaps.domain.new_year.years import PlanYears
from roadmaps.models import (
    Activity,
    ActivityIndicator,
    Assignment,
    Indicator,
    Occurrence,
    Party,
    PlanPartnership,
    PlanSchoolList,
    Roadmap,
)
from roadmaps.queries.new_year.impersonal import texts_taken_out, title_of_template
from roadmaps.queries.new_year.templates import template_lines

pytestmark = pytest.mark.django_db

NEXT = PlanYears(2028, 2029)
NOW = datetime(2026, 10, 20, tzinfo=UTC)


@pytest.fixture
def good_plan(world, today) -> Roadmap:
    """A plan of school № 1 that names the school, its people, its partner and its figures."""
    plan = start_school_plan(
        school=world.school, by=world.head, title="Дорожная карта школы № 1 на 2026–2027 годы",
        first_year=2026, last_year=2027, calendar="calendar",
    )  # fmt: skip
    row = add_activity(
        roadmap=plan, by=world.head, number="1", title="Педсовет в школе № 1",
        deadline_text="20 декабря 2026 года", deliverable="Протокол",
        responsible_text="Завуч Иванова И. И., учителя математики",
    )  # fmt: skip
    indicator = Indicator.objects.create(
        roadmap=plan, position=1, name="Доля сдавших", targets={"2026": "60"},
        baseline_year=2025, baseline_value="37",
    )  # fmt: skip
    ActivityIndicator.objects.create(
        activity=row, indicator=indicator, linked_by_name="Директор Громова", linked_at=NOW
    )
    PlanPartnership.objects.create(
        roadmap=plan, position=1, school="Школа № 1", partner="Петров П. П.",
        partner_kind="teacher",
    )  # fmt: skip
    Roadmap.objects.filter(pk=plan.pk).update(
        goal="Вывести школу № 1 из перечня", checks_work=False, abbreviations={"Ш1": "Школа № 1"}
    )
    plan.refresh_from_db()
    return plan


@pytest.fixture
def sample(world, good_plan) -> Roadmap:
    """The good plan as a typical roadmap for schools."""
    return save_as_template(
        roadmap=good_plan, by=world.coordinator, name="Карта школы", press=uuid4(),
        for_schools=True,
    )  # fmt: skip


def begun(template, school, by, *, years=NEXT, press=None, rows=None) -> Roadmap:
    every = template.activities.values_list("pk", flat=True)
    return school_plan_from_template(
        template=template, school=school, by=by,
        new=NewPlan("Карта школы на 2028–2029 годы", years, press or uuid4()),
        rows=set(every if rows is None else rows),
    )  # fmt: skip


def test_sample_keeps_neither_the_school_nor_its_people_nor_its_figures(world, sample) -> None:
    row = sample.activities.get()
    indicator = sample.indicators.get()
    assert (sample.school, sample.is_for_schools, sample.is_template) == (None, True, True)
    assert (row.title, row.responsible_text) == ("Педсовет в школе", "Завуч, учителя математики")
    assert sample.goal == "Вывести школу из перечня"
    assert (indicator.baseline_year, indicator.baseline_value) == (None, "")
    assert indicator.targets == {"2026": "60"}
    assert row.indicator_links.get().linked_by_name == str(world.coordinator)
    assert not sample.partnerships.exists()
    assert sample.abbreviations == {}
    assert not row.party_links.exists()
    assert not Occurrence.objects.filter(activity__roadmap=sample).exists()


def test_plan_of_the_school_stays_as_it_was(world, good_plan) -> None:
    def kept() -> list:
        return [
            list(model.objects.filter(roadmap=good_plan).order_by("pk").values())
            for model in (Activity, Indicator, PlanPartnership)
        ]

    before = kept()
    save_as_template(roadmap=good_plan, by=world.coordinator, name="Карта", press=uuid4())
    assert kept() == before
    good_plan.refresh_from_db()
    assert (good_plan.school, good_plan.is_template) == (world.school, False)


def test_what_is_taken_out_is_shown_before_it_is(world, good_plan, client) -> None:
    assert title_of_template(good_plan) == "Дорожная карта школы"
    assert [move.name for move in texts_taken_out(good_plan)] == [
        "цель", "мероприятие", "ответственные",
    ]  # fmt: skip
    client.force_login(world.coordinator)
    plan_page = client.get(reverse("roadmaps:roadmap", args=[good_plan.pk])).text
    assert "Сохранить как типовую" in plan_page
    assert "План на новый год" not in plan_page
    address = reverse("roadmaps:template_save", args=[good_plan.pk])
    page = client.get(address)
    form = page.context["form"]
    assert (form["title"].value(), form["for_schools"].value()) == ("Дорожная карта школы", True)
    assert "Иванова" in page.text
    sent = {"title": form["title"].value(), "press": form["press"].value(), "for_schools": "on"}
    for _ in range(2):
        assert client.post(address, sent).url == reverse("roadmaps:templates")
    assert Roadmap.objects.get(is_template=True).is_for_schools


def test_only_the_office_makes_a_sample_of_a_schools_plan(world, good_plan, client) -> None:
    with pytest.raises(Refusal):
        save_as_template(roadmap=good_plan, by=world.head, name="Карта", press=uuid4())
    client.force_login(world.head)
    page = client.get(reverse("roadmaps:roadmap", args=[good_plan.pk])).text
    assert "Сохранить как типовую" not in page
    assert "План на новый год" in page


def test_another_school_begins_with_the_sample_and_its_own_people(world, sample) -> None:
    before = set(Party.objects.of_office().values_list("pk", flat=True))
    plan = begun(sample, world.other_school, world.other_head)
    row = plan.activities.get()

    assert (plan.school, plan.status, plan.checks_work) == (world.other_school, "draft", True)
    assert (plan.is_template, plan.is_for_schools, plan.carried_from) == (False, False, sample)
    assert row.deadline_text == "20 декабря 2028 года"
    parties = {link.party for link in row.party_links.select_related("party__school")}
    assert {one.school for one in parties} == {world.other_school}
    assert {one.name for one in parties} == {"Завуч", "учителя математики"}
    assert set(Party.objects.of_office().values_list("pk", flat=True)) == before
    owed = Assignment.objects.filter(occurrence__activity__roadmap=plan)
    assert [(one.school, one.party) for one in owed] == [(world.other_school, None)]
    assert Roadmap.objects.visible_to(world.other_head).contains(plan)
    assert not Roadmap.objects.open_to(world.head).contains(plan)


def test_group_of_the_offices_sample_means_the_school_alone(world, roadmap) -> None:
    roadmap.activities.filter(number="1.1").update(done_when="at_least", done_number=2)
    template = save_as_template(
        roadmap=roadmap, by=world.coordinator, name="Типовая", press=uuid4(), for_schools=True
    )
    plan = begun(template, world.school, world.head)
    row = plan.activities.get(number="1.1")
    assert (row.done_when, row.done_number) == ("all", None)
    owed = Assignment.objects.filter(occurrence__activity__roadmap=plan)
    assert set(owed.values_list("school", "party")) == {(world.school.pk, None)}
    assert not PlanSchoolList.objects.filter(roadmap=plan).exists()


def test_same_press_makes_one_plan_for_each_school(world, sample) -> None:
    press = uuid4()
    first = begun(sample, world.school, world.head, press=press)
    assert begun(sample, world.school, world.head, press=press) == first
    other = begun(sample, world.other_school, world.other_head, press=press)
    assert other.school == world.other_school
    assert Roadmap.objects.filter(carried_from=sample).count() == 2


def test_head_alone_begins_the_plan_of_the_school(world, sample) -> None:
    for name in ("coordinator", "administrator", "curator", "other_head", "stranger"):
        with pytest.raises(Refusal):
            begun(sample, world.school, getattr(world, name))


def test_sample_that_is_closed_to_schools_or_gone_begins_no_plan(world, sample) -> None:
    set_for_schools(template=sample, by=world.coordinator, for_schools=False)
    with pytest.raises(NotPossible, match=NOT_FOR_SCHOOLS[:30]):
        begun(sample, world.school, world.head)
    pk = sample.pk
    remove_template(template=sample, by=world.coordinator)
    sample.pk = pk
    with pytest.raises(NotPossible, match="уже нет"):
        begun(sample, world.school, world.head, rows=[1])


def test_closed_school_begins_no_plan(world, sample) -> None:
    world.school.closed_on = date(2026, 1, 1)
    world.school.save()
    with pytest.raises(NotPossible, match=CLOSED_SCHOOL[:20]):
        begun(sample, world.school, world.head)


def test_schools_see_what_is_opened_to_them_and_nobody_else_does(world, sample, roadmap) -> None:
    hidden = save_as_template(
        roadmap=roadmap, by=world.coordinator, name="Для управления", press=uuid4()
    )
    for name in ("head", "other_head", "curator"):
        assert [one.roadmap for one in template_lines(getattr(world, name))] == [sample], name
    for name in ("stranger", "nobody"):
        assert not template_lines(getattr(world, name)), name
    seen = [one.roadmap for one in template_lines(world.coordinator)]
    assert set(seen) == {sample, hidden}
    assert not Roadmap.objects.open_to(world.head).filter(pk=sample.pk).exists()


def test_head_goes_from_the_list_by_the_preview_to_a_project(world, sample, client) -> None:
    client.force_login(world.other_head)
    start = reverse("roadmaps:school_plan_start", args=[world.other_school.pk])
    assert "составить по типовой" in client.get(start).text
    listed = client.get(reverse("roadmaps:templates")).text
    address = reverse("roadmaps:school_template", args=[world.other_school.pk, sample.pk])
    assert address in listed
    assert "Переименовать" not in listed
    page = client.get(address)
    assert "Завуч, учителя математики" in page.text
    assert "Доля сдавших" in page.text
    years = page.context["years"]
    sent = {
        "first_year": years.first, "last_year": years.last, "calendar": "calendar",
        "title": page.context["title_form"]["title"].value(),
        "press": page.context["title_form"]["press"].value(),
        "row": [row.activity.pk for row in page.context["preview"].rows],
    }  # fmt: skip
    first, second = (client.post(address, sent) for _ in range(2))
    plan = Roadmap.objects.get(school=world.other_school)
    assert first.url == second.url == reverse("roadmaps:roadmap", args=[plan.pk])
    assert client.get(first.url).status_code == 200
    client.force_login(world.coordinator)
    assert "карт школ: 1" in client.get(reverse("roadmaps:templates")).text


def test_curator_and_office_look_at_the_preview_without_a_button(world, sample, client) -> None:
    address = reverse("roadmaps:school_template", args=[world.school.pk, sample.pk])
    for name in ("curator", "coordinator"):
        client.force_login(getattr(world, name))
        page = client.get(address).text
        assert "Дорожную карту школы ведёт руководитель этой школы." in page, name
        assert "Составить проект" not in page, name


def test_sample_that_is_not_for_schools_has_no_preview_for_them(world, sample, client) -> None:
    set_for_schools(template=sample, by=world.coordinator, for_schools=False)
    client.force_login(world.head)
    address = reverse("roadmaps:school_template", args=[world.school.pk, sample.pk])
    assert client.get(address).status_code == 404
    start = reverse("roadmaps:school_plan_start", args=[world.school.pk])
    assert "составить по типовой" not in client.get(start).text


def test_opening_to_schools_is_told_once_in_the_trail(world, sample) -> None:
    for _ in range(2):
        set_for_schools(template=sample, by=world.coordinator, for_schools=False)
    event = AuditEvent.objects.get(action="offer template")
    assert event.subject_id == sample.pk
    for person in (world.head, world.observer, world.stranger):
        with pytest.raises(Refusal):
            set_for_schools(template=sample, by=person, for_schools=True)


def test_editing_the_sample_adds_nobody_to_the_offices_list(world, sample) -> None:
    before = Party.objects.count()
    row = sample.activities.select_related("roadmap__municipality").get()
    edit_cell(
        activity=row, field="responsible_text", value="Психолог школы",
        expected="Завуч, учителя математики", by=world.coordinator,
    )  # fmt: skip
    assert Party.objects.count() == before


def test_office_makes_its_own_plan_by_the_sample_with_parties_of_its_own(world, sample) -> None:
    new = NewPlan("План", NEXT, uuid4())
    rows = set(sample.activities.values_list("pk", flat=True))
    plan = plan_from_template(template=sample, by=world.coordinator, new=new, rows=rows)
    assert plan.school is None
    parties = {link.party for link in plan.activities.get().party_links.all()}
    assert parties
    assert {one.school for one in parties} == {None}


def test_plan_itself_is_never_for_schools(world, good_plan, roadmap) -> None:
    for plan in (good_plan, roadmap):
        with pytest.raises(IntegrityError), transaction.atomic():
            Roadmap.objects.filter(pk=plan.pk).update(is_for_schools=True)


# A school's plan on a new year


def carried(plan, by, press=None) -> Roadmap:
    rows = set(plan.activities.values_list("pk", flat=True))
    new = NewPlan("Карта школы № 1 на 2028–2029 годы", NEXT, press or uuid4())
    return carry_plan(roadmap=plan, by=by, new=new, rows=rows)


def test_head_carries_the_plan_of_the_school_with_its_people(world, good_plan) -> None:
    press = uuid4()
    new = carried(good_plan, world.head, press)
    row, old = new.activities.get(), good_plan.activities.get()

    assert carried(good_plan, world.head, press) == new
    assert (new.school, new.status, new.carried_from) == (world.school, "draft", good_plan)
    assert (row.deadline_text, row.carried_from) == ("20 декабря 2028 года", old)
    assert row.responsible_text == old.responsible_text
    old_parties = list(old.party_links.values_list("party", flat=True))
    assert list(row.party_links.values_list("party", flat=True)) == old_parties
    assert new.partnerships.count() == 1
    owed = Assignment.objects.filter(occurrence__activity=row)
    assert [(one.school, one.status) for one in owed] == [(world.school, "assigned")]
    assert not PlanSchoolList.objects.filter(roadmap=new).exists()


def test_trust_to_mark_work_does_not_pass_to_the_new_year(world, good_plan) -> None:
    assert not good_plan.checks_work
    assert carried(good_plan, world.head).checks_work


def test_nobody_else_carries_the_plan_of_a_school(world, good_plan, client) -> None:
    address = reverse("roadmaps:new_year", args=[good_plan.pk])
    for name in ("coordinator", "curator", "other_head"):
        with pytest.raises(Refusal):
            carried(good_plan, getattr(world, name))
    for name, status in (("coordinator", 403), ("other_head", 404), ("head", 200)):
        client.force_login(getattr(world, name))
        assert client.get(address).status_code == status, name
