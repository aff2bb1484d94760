"""The plan of one school: kept by its head, checked by others, apart from the office's plan."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import OutgoingLetter, User
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import plan_checks as checking
from roadmaps.actions import work
from roadmaps.actions.activities import add_activity
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import discard_amendment, open_amendment
from roadmaps.actions.editing.cells import edit_cell
from roadmaps.actions.editing.taking_over import take_over_rows
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.plans import move_plan
from roadmaps.actions.school_plans import set_acceptance, start_school_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Activity, Assignment, Party, PlanImport, Roadmap
from roadmaps.permissions.plans import refusal_to_edit
from roadmaps.queries.attention import concerns_of
from roadmaps.queries.plans import plan_page, roadmap_lines, sections_with_depth
from roadmaps.queries.school_plans import checks_waiting_for, plans_in_words, school_plan_lines
from roadmaps.queries.taking_over import rows_to_take
from roadmaps.queries.work import own_assignments, waiting_for
from schools.models import Membership
from tests.integration.plans.conftest import TODAY, plan_document

pytestmark = pytest.mark.django_db

ORDER = Order("12-ОД", date(2026, 10, 1), date(2026, 10, 1))
VALUES = {
    "title": "Дорожная карта школы № 1",
    "first_year": 2026,
    "last_year": 2027,
    "calendar": "calendar",
}


def now():
    return timezone.now()


@pytest.fixture
def plan(world, today) -> Roadmap:
    """A project of the school at home with one activity of its own."""
    made = start_school_plan(school=world.school, by=world.head, **VALUES)
    add_activity(
        roadmap=made,
        by=world.head,
        number="1",
        title="Взаимопосещение уроков",
        deadline_text="20 декабря 2026 года",
        responsible_text="Заместитель директора по УВР, учителя математики",
        deliverable="Справка",
    )
    return made


def submitted(world, plan) -> Roadmap:
    return checking.submit_plan(roadmap=plan, by=world.head, at=now())


def agreed(world, plan) -> Roadmap:
    submitted(world, plan)
    return checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)


@pytest.fixture
def in_force(world, plan) -> Roadmap:
    agreed(world, plan)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    plan.refresh_from_db()
    return plan


def the_work(plan) -> Assignment:
    related = Assignment.objects.select_related(
        "occurrence__activity__roadmap__municipality", "school", "party"
    )
    return related.get(occurrence__activity__roadmap=plan)


def test_no_other_school_sees_the_plan_and_those_who_support_the_school_do(world, plan):
    for name in ("head", "curator", "coordinator", "administrator", "executor", "observer"):
        assert Roadmap.objects.visible_to(getattr(world, name)).contains(plan), name
    for name in ("other_head", "stranger", "nobody"):
        assert not Roadmap.objects.open_to(getattr(world, name)).contains(plan), name
    assert not Activity.objects.visible_to(world.other_head).filter(roadmap=plan).exists()
    assert Activity.objects.visible_to(world.curator).filter(roadmap=plan).exists()


def test_approved_plan_of_a_school_stays_hidden_from_other_schools(world, in_force):
    assert not Roadmap.objects.open_to(world.other_head).contains(in_force)
    assert not Assignment.objects.visible_to(world.other_head).exists()


def test_only_the_head_starts_and_edits_the_plan(world, plan):
    assert refusal_to_edit(world.head, plan) == ""
    for name in ("coordinator", "administrator", "curator", "executor", "observer"):
        assert refusal_to_edit(getattr(world, name), plan) == (
            "Дорожную карту школы ведёт руководитель этой школы."
        )
    with pytest.raises(Refusal):
        start_school_plan(school=world.school, by=world.coordinator, **VALUES)
    with pytest.raises(Refusal):
        start_school_plan(school=world.school, by=world.other_head, **VALUES)


def test_starting_the_same_empty_plan_twice_makes_one(world, today):
    first, second = (
        start_school_plan(school=world.school, by=world.head, **VALUES) for _ in range(2)
    )
    assert first == second
    wrong = {**VALUES, "last_year": 2025}
    with pytest.raises(NotPossible):
        start_school_plan(school=world.school, by=world.head, **wrong)


def test_all_work_of_the_plan_is_the_schools_and_its_people_stay_its_own(world, plan):
    assignment = the_work(plan)
    assert (assignment.school, assignment.party) == (world.school, None)
    names = Party.objects.filter(school=world.school).values_list("name", flat=True)
    assert "Заместитель директора по УВР" in names
    assert not Party.objects.visible_to(world.coordinator).filter(school=world.school).exists()


def test_groups_in_the_plan_of_a_school_ask_nothing_of_other_schools(world, plan):
    add_activity(
        roadmap=plan, by=world.head, title="Совещание", deadline_text="1 декабря 2026 года",
        responsible_text="Руководители ОО",
    )  # fmt: skip
    schools = Assignment.objects.filter(occurrence__activity__roadmap=plan).values("school")
    assert set(schools.values_list("school", flat=True)) == {world.school.pk}


def test_check_goes_round_by_round_with_letters_to_the_other_side(world, plan):
    submitted(world, plan)
    assert list(OutgoingLetter.objects.values_list("to", flat=True)) == [world.curator.pk]
    checking.return_plan(
        roadmap=plan, by=world.curator, at=now(), seen=1, comment="Нет мероприятий для родителей."
    )
    plan.refresh_from_db()
    assert plan.status == "returned"
    letter = OutgoingLetter.objects.get(to=world.head)
    assert "Нет мероприятий для родителей." in letter.body
    submitted(world, plan)
    checking.agree_plan(roadmap=plan, by=world.coordinator, at=now(), seen=2)
    plan.refresh_from_db()
    rounds = list(plan.checks.order_by("round").values_list("result", "decided_by_name"))
    assert plan.status == "agreed"
    assert rounds == [("returned", "curator"), ("agreed", "coordinator")]


def test_coordinator_is_written_to_where_the_school_has_no_curator(world, plan):
    Membership.objects.filter(role="curator").delete()
    submitted(world, plan)
    assert list(OutgoingLetter.objects.values_list("to", flat=True)) == [world.coordinator.pk]


def test_second_click_of_each_step_changes_nothing(world, plan):
    for _ in range(2):
        submitted(world, plan)
    for _ in range(2):
        checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    assert plan.checks.count() == 1
    assert OutgoingLetter.objects.count() == 2


def test_plan_is_returned_with_words_and_handed_in_with_rows_only(world, plan):
    submitted(world, plan)
    with pytest.raises(NotPossible, match="что исправить"):
        checking.return_plan(roadmap=plan, by=world.curator, at=now(), seen=1, comment=" ")
    plan.refresh_from_db()
    assert plan.status == "on_review"
    empty = start_school_plan(school=world.school, by=world.head, **{**VALUES, "title": "Пустая"})
    with pytest.raises(NotPossible, match="нет мероприятий"):
        checking.submit_plan(roadmap=empty, by=world.head, at=now())


def test_nobody_decides_about_the_plan_of_their_own_school(world, plan):
    Membership.objects.create(user=world.head, role="coordinator", municipality=world.office)
    head = User.objects.get(pk=world.head.pk)
    checking.submit_plan(roadmap=plan, by=head, at=now())
    with pytest.raises(Refusal, match="своей школы"):
        checking.agree_plan(roadmap=plan, by=head, at=now(), seen=1)
    assert not checks_waiting_for(head).exists()


def test_who_only_looks_on_decides_nothing(world, plan):
    submitted(world, plan)
    for name in ("executor", "observer", "other_head", "stranger"):
        with pytest.raises(Refusal):
            checking.agree_plan(roadmap=plan, by=getattr(world, name), at=now(), seen=1)
    assert checks_waiting_for(world.curator).count() == 1
    assert checks_waiting_for(world.coordinator).count() == 1
    assert checks_waiting_for(world.stranger).count() == 0


def test_decision_about_an_earlier_round_is_refused(world, plan):
    submitted(world, plan)
    checking.withdraw_plan(roadmap=plan, by=world.head, at=now())
    submitted(world, plan)
    with pytest.raises(NotPossible, match="отправила план заново"):
        checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    plan.refresh_from_db()
    assert plan.status == "on_review"


def test_words_rest_while_the_plan_is_on_review_or_agreed(world, plan):
    submitted(world, plan)
    plan.refresh_from_db()
    assert "отзовите" in refusal_to_edit(world.head, plan)
    with pytest.raises(Refusal):
        add_activity(roadmap=plan, by=world.head, title="Ещё одно")
    checking.agree_plan(roadmap=plan, by=world.curator, at=now(), seen=1)
    plan.refresh_from_db()
    assert "согласуют снова" in refusal_to_edit(world.head, plan)
    move_plan(roadmap=plan, by=world.head, move=PlanMove.REVISE)
    plan.refresh_from_db()
    assert refusal_to_edit(world.head, plan) == ""


def test_plan_comes_in_force_by_the_heads_order_after_it_was_agreed(world, plan):
    with pytest.raises(NotPossible, match="ещё не согласован"):
        approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    with pytest.raises(NotPossible):
        move_plan(roadmap=plan, by=world.head, move=PlanMove.ENTER_FORCE)
    agreed(world, plan)
    with pytest.raises(Refusal):
        approve_plan(roadmap=plan, by=world.coordinator, order=ORDER, today=TODAY)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    plan.refresh_from_db()
    assert (plan.status, plan.order_number, plan.edition_number) == ("in_force", "12-ОД", 1)


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


def test_counts_of_the_offices_plan_are_not_mixed_with_plans_of_schools(world, roadmap, plan):
    before = [(line.activities, line.total) for line in roadmap_lines(world.coordinator, TODAY)]
    concerns = [(one.words, one.number) for one in concerns_of(world.coordinator, TODAY)]
    agreed(world, plan)
    approve_plan(roadmap=plan, by=world.head, order=ORDER, today=TODAY)
    lines = roadmap_lines(world.coordinator, TODAY)
    assert [(line.activities, line.total) for line in lines] == before
    assert [(one.words, one.number) for one in concerns_of(world.coordinator, TODAY)] == concerns


def test_rows_of_the_offices_plan_that_concern_the_school_are_taken_over_once(
    world, roadmap, today
):
    plan = start_school_plan(school=world.school, by=world.head, **VALUES)
    offered = rows_to_take(plan)
    assert [one.number for one in offered] == ["1.1", "2.1"]
    ids = {one.pk for one in offered}
    change = take_over_rows(roadmap=plan, rows=ids, by=world.head)
    rows = list(plan.activities.select_related("section").order_by("position"))
    assert [(one.number, one.taken_from_id in ids) for one in rows] == [
        ("1.1", True),
        ("2.1", True),
    ]
    assert [str(one.section) for one in rows] == ["1. Диагностика", "2. Методическая помощь"]
    assert {one.responsible_text for one in rows} == {"Администрация школы"}
    assert take_over_rows(roadmap=plan, rows=ids, by=world.head) is None
    undo_change(change=change, by=world.head)
    assert not plan.activities.exists()
    assert not plan.sections.exists()


def test_rows_that_do_not_concern_the_school_are_never_taken(world, roadmap, today):
    plan = start_school_plan(school=world.school, by=world.head, **VALUES)
    other = roadmap.activities.get(number="1.2")
    assert take_over_rows(roadmap=plan, rows={other.pk}, by=world.head) is None
    assert not plan.activities.exists()


def test_office_takes_no_rows_from_itself(world, roadmap, today):
    with pytest.raises(NotPossible):
        take_over_rows(roadmap=roadmap, rows=set(), by=world.coordinator)


def test_list_tells_which_schools_have_no_plan(world, plan):
    lines = school_plan_lines(world.coordinator, TODAY)
    states = {line.school.name: line.state for line in lines}
    assert states == {"Школа № 1": "draft", "Школа № 2": "none", "Филиал школы № 1": "none"}
    assert plans_in_words(lines) == "нет карты — 2, проект — 1"
    own = {line.school.name: line.is_own for line in school_plan_lines(world.head, TODAY)}
    assert own == {"Школа № 1": True, "Филиал школы № 1": True}


def test_pages_of_the_plan_open_for_the_head_and_offer_what_a_school_needs(client, world, plan):
    client.force_login(world.head)
    page = client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "Взять мероприятия из плана управления" in page
    assert "Добавить мероприятие" in page
    assert f"/roadmaps/{plan.pk}/matrix/" not in page
    assert client.get(f"/roadmaps/{plan.pk}/matrix/").status_code == 404
    for place in ("changes", "editions", "indicators", "coverage", "calendar", "undated", "bulk"):
        assert client.get(f"/roadmaps/{plan.pk}/{place}/").status_code == 200, place


def test_head_hands_in_and_curator_decides_on_one_page(client, world, plan):
    address = f"/roadmaps/{plan.pk}/state/"
    client.force_login(world.head)
    assert client.post(address, {"move": "submit", "note": "Готово"}).status_code == 302
    client.force_login(world.curator)
    assert "Готово" in client.get("/review/plans/").content.decode()
    refused = client.post(address, {"move": "return", "round": "1", "comment": ""})
    assert refused.status_code == 422
    assert "Напишите, что исправить" in refused.content.decode()
    answer = client.post(address, {"move": "return", "round": "1", "comment": "Нет сроков"})
    assert answer.status_code == 302
    client.force_login(world.head)
    assert "Нет сроков" in client.get(f"/roadmaps/{plan.pk}/").content.decode()
    assert "возвращена с замечаниями" in client.get("/").content.decode()
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_second_checker_reads_who_was_quicker_and_gets_the_remarks_back(client, world, plan):
    submitted(world, plan)
    address = f"/roadmaps/{plan.pk}/state/"
    checking.return_plan(
        roadmap=plan, by=world.curator, at=now(), seen=1, comment="Нет ответственных"
    )
    client.force_login(world.coordinator)
    mine = {"move": "return", "round": "1", "comment": "Нет сроков"}
    answer = client.post(address, mine)
    assert answer.status_code == 422
    assert str(world.curator) in answer.text
    assert "Ваши замечания школе не отправлены. Вы написали: «Нет сроков»" in answer.text
    assert plan.checks.get().comment == "Нет ответственных"
    agree = client.post(address, {**mine, "move": "agree"})
    assert agree.status_code == 422
    assert "Вы написали: «Нет сроков»" in agree.text


def test_remarks_stay_in_the_form_and_go_with_the_round_that_is_shown(client, world, plan):
    submitted(world, plan)
    checking.withdraw_plan(roadmap=plan, by=world.head, at=now())
    submitted(world, plan)
    client.force_login(world.curator)
    mine = {"move": "return", "round": "1", "comment": "Нет сроков"}
    answer = client.post(f"/roadmaps/{plan.pk}/state/", mine)
    assert "школа отправила план заново" in answer.text
    assert "Нет сроков</textarea>" in answer.text
    shown = answer.context["decision_form"]["round"].value()
    client.post(f"/roadmaps/{plan.pk}/state/", {**mine, "round": shown})
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_head_reads_why_a_plan_without_rows_is_not_handed_in(client, world, today):
    empty = start_school_plan(school=world.school, by=world.head, **VALUES)
    client.force_login(world.head)
    answer = client.post(f"/roadmaps/{empty.pk}/state/", {"move": "submit", "note": "Готово"})
    assert answer.status_code == 422
    assert checking.NO_ROWS in answer.text


def test_start_page_makes_the_plan_and_offers_the_offices_rows(client, world, roadmap, today):
    client.force_login(world.head)
    address = f"/roadmaps/schools/{world.school.pk}/start/"
    assert client.get(address).status_code == 200
    answer = client.post(address, {**VALUES, "begin": "office"})
    plan = Roadmap.objects.get(school=world.school)
    assert answer.headers["Location"] == f"/roadmaps/{plan.pk}/take/"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Самодиагностика ресурсов школы" in page
    rows = [one.pk for one in rows_to_take(plan)]
    client.post(answer.headers["Location"], {"row": rows})
    assert "пункт 1.1 плана управления" in client.get(f"/roadmaps/{plan.pk}/").content.decode()


def test_other_school_cannot_start_a_plan_there(client, world):
    client.force_login(world.other_head)
    assert client.get(f"/roadmaps/schools/{world.school.pk}/start/").status_code == 404
    client.force_login(world.coordinator)
    assert client.get(f"/roadmaps/schools/{world.school.pk}/start/").status_code == 403


def upload_as_head(client, world, address: str):
    file = SimpleUploadedFile("Карта.docx", plan_document())
    client.force_login(world.head)
    client.post(address, {"municipality": world.office.pk, "file": file})
    return PlanImport.objects.get(school=world.school)


def test_document_of_a_school_is_reviewed_by_its_head_and_becomes_a_project(client, world, today):
    draft = upload_as_head(client, world, f"/roadmaps/schools/{world.school.pk}/import/")
    page = client.get(f"/roadmaps/import/{draft.pk}/")
    assert page.status_code == 200
    assert "План утверждён" not in page.content.decode()
    assert not PlanImport.objects.visible_to(world.coordinator).filter(pk=draft.pk).exists()
    facts = {"title": "Карта", "first_year": 2026, "last_year": 2027, "calendar": "calendar"}
    client.post(f"/roadmaps/import/{draft.pk}/plan/", {**facts, "opened": "{}"})
    client.post(f"/roadmaps/import/{draft.pk}/confirm/")
    plan = Roadmap.objects.get(school=world.school)
    assert (plan.status, plan.activities.count()) == ("draft", 3)
    owed = Assignment.objects.filter(occurrence__activity__roadmap=plan)
    assert set(owed.values_list("school", "party")) == {(world.school.pk, None)}
    assert PlanImport.objects.visible_to(world.coordinator).filter(pk=draft.pk).exists()


def test_changed_document_is_compared_with_the_schools_own_plan(client, world, roadmap, plan):
    draft = upload_as_head(client, world, f"/roadmaps/{plan.pk}/import/")
    assert draft.updates == plan
    assert client.get(f"/roadmaps/import/{draft.pk}/comparison/").status_code == 200


def test_same_file_of_the_office_and_of_a_school_are_two_documents(client, world, draft, today):
    of_office = draft(plan_document())
    own = upload_as_head(client, world, f"/roadmaps/schools/{world.school.pk}/import/")
    assert own != of_office
    assert own.updates is None


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


@pytest.fixture
def amendment(world, in_force) -> Roadmap:
    """A working copy of the plan in force with another document."""
    copy = open_amendment(roadmap=in_force, by=world.head)
    row = copy.activities.select_related("roadmap__municipality").get()
    edit_cell(
        activity=row, field="deliverable", value="Протокол", expected="Справка", by=world.head
    )
    return copy


def approve_copy(world, copy):
    return approve_amendment(
        roadmap=copy.amends, amendment_id=copy.pk, by=world.head, today=TODAY,
        order=Order("13-ОД", date(2026, 10, 20), date(2026, 10, 20)),
    )  # fmt: skip


def test_amendment_is_approved_after_the_curator_has_agreed(world, in_force, amendment):
    with pytest.raises(NotPossible, match="ещё не согласовано"):
        approve_copy(world, amendment)
    submitted(world, amendment)
    with pytest.raises(NotPossible, match="на проверке"):
        approve_copy(world, amendment)
    with pytest.raises(NotPossible, match="отзовите"):
        discard_amendment(roadmap=in_force, amendment_id=amendment.pk, by=world.head)
    amendment.refresh_from_db()
    assert "на проверке" in refusal_to_edit(world.head, amendment)
    waiting = checks_waiting_for(world.curator).get()
    assert (waiting.roadmap, waiting.is_of_amendment) == (amendment, True)
    checking.return_plan(
        roadmap=amendment, by=world.curator, at=now(), seen=1, comment="Нужна справка."
    )
    assert "Изменение дорожной карты" in OutgoingLetter.objects.filter(to=world.head).last().body
    submitted(world, amendment)
    checking.agree_plan(roadmap=amendment, by=world.curator, at=now(), seen=2)
    edition = approve_copy(world, amendment)
    in_force.refresh_from_db()
    assert (edition.number, in_force.status) == (2, "in_force")
    assert in_force.activities.get().deliverable == "Протокол"
    rounds = list(in_force.checks.order_by("round").values_list("round", "result"))
    assert rounds == [(1, "agreed"), (2, "returned"), (3, "agreed")]


def test_agreed_amendment_goes_back_to_be_changed_and_is_agreed_again(world, in_force, amendment):
    agreed(world, amendment)
    move_plan(roadmap=amendment, by=world.head, move=PlanMove.REVISE)
    amendment.refresh_from_db()
    assert refusal_to_edit(world.head, amendment) == ""
    with pytest.raises(NotPossible, match="ещё не согласовано"):
        approve_copy(world, amendment)


def test_amendment_that_changes_nothing_is_not_handed_in(world, in_force):
    copy = open_amendment(roadmap=in_force, by=world.head)
    with pytest.raises(NotPossible, match="нет отличий"):
        submitted(world, copy)


def test_amendment_of_the_offices_plan_is_not_checked(world, roadmap, today):
    approve_plan(roadmap=roadmap, by=world.coordinator, order=ORDER, today=TODAY)
    copy = open_amendment(roadmap=roadmap, by=world.coordinator)
    with pytest.raises(NotPossible):
        checking.submit_plan(roadmap=copy, by=world.coordinator, at=now())
    with pytest.raises(NotPossible):
        move_plan(roadmap=copy, by=world.coordinator, move=PlanMove.REVISE)


def test_pages_lead_an_amendment_through_its_check(client, world, in_force, amendment):
    address = f"/roadmaps/{amendment.pk}/state/"
    client.force_login(world.head)
    assert "Отправить на проверку" in client.get(f"/roadmaps/{amendment.pk}/").content.decode()
    editions = client.get(f"/roadmaps/{in_force.pk}/editions/").content.decode()
    assert "Отправить на проверку" in editions
    assert "Утвердить приказом" not in editions
    assert "Кто отмечает выполнение" not in client.get(address).content.decode()
    client.post(address, {"move": "submit", "note": ""})
    client.force_login(world.curator)
    assert "Изменение карты" in client.get("/review/plans/").content.decode()
    page = client.get(address).content.decode()
    assert f"/roadmaps/{in_force.pk}/editions/comparison/" in page
    client.post(address, {"move": "agree", "round": "1", "comment": ""})
    client.force_login(world.head)
    assert "Изменение дорожной карты школы согласовано" in client.get("/").content.decode()
    page = client.get(address).content.decode()
    assert f"/roadmaps/{in_force.pk}/amendment/approve/" in page
    client.force_login(world.other_head)
    assert client.get(address).status_code == 404
