"""Changing a plan in the browser: dates and work follow, nobody's change is lost."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime

import pytest

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.activities import (
    ChangedMeanwhile,
    add_activity,
    delete_activity,
    edit_activity,
)
from roadmaps.actions.editing.writing import values_of
from roadmaps.actions.occurrences import sync_occurrences
from roadmaps.actions.plans import move_plan
from roadmaps.domain.plan_states import PlanMove
from roadmaps.models import Activity, Assignment, AssignmentEvent, Occurrence, RoadmapStatus

pytestmark = pytest.mark.django_db
STANDING_PLAN = True


def edit(activity, by, *, expected=None, **changes: str):
    """Writes a form in which only `changes` differ from the plan."""
    opened = values_of(activity)
    return edit_activity(
        activity=activity, by=by, expected=expected or opened, **{**opened, **changes}
    )


def begin(assignment) -> None:
    """Somebody has worked on it."""
    AssignmentEvent.objects.create(
        assignment=assignment, move="start", at=datetime(2026, 10, 1, tzinfo=UTC), by_name="x"
    )
    Assignment.objects.filter(pk=assignment.pk).update(status="in_progress")


def test_new_deadline_moves_dates_and_keeps_work(world, activity) -> None:
    started = Assignment.objects.filter(occurrence__activity=activity).first()
    begin(started)
    edit(activity, world.coordinator, deadline_text="Ноябрь 2026 года")
    assert activity.occurrences.get().due_on == date(2026, 11, 30)
    started.refresh_from_db()
    assert started.status == "in_progress"
    assert Assignment.objects.filter(occurrence__activity=activity).count() == 3


def test_more_dates_give_more_work(world, activity) -> None:
    edit(activity, world.coordinator, deadline_text="Октябрь, декабрь 2026 года")
    assert activity.occurrences.count() == 2
    assert Assignment.objects.filter(occurrence__activity=activity).count() == 6


def test_repeating_the_sync_changes_nothing(world, activity) -> None:
    before = list(Occurrence.objects.order_by("pk").values())
    sync_occurrences(activity=activity, by=world.coordinator)
    assert list(Occurrence.objects.order_by("pk").values()) == before


def test_unreadable_deadline_waits_for_a_date(world, activity) -> None:
    edit(activity, world.coordinator, deadline_text="по согласованию")
    assert [one.due_on for one in activity.occurrences.all()] == [None]


def test_new_responsible_changes_who_owes(world, activity) -> None:
    edit(activity, world.coordinator, responsible_text="Методист округа")
    left = Assignment.objects.get(occurrence__activity=activity)
    assert left.party.name == "Методист округа"


def test_change_is_recorded_as_it_was_and_is(world, activity) -> None:
    edit(activity, world.coordinator, title="Самодиагностика")
    event = AuditEvent.objects.get(action="edit activity")
    assert event.changes == [
        {
            "field": "мероприятие",
            "before": "Самодиагностика ресурсов школы",
            "after": "Самодиагностика",
        }
    ]
    assert event.municipality_id == world.office.pk


def test_second_editor_does_not_overwrite_the_first(world, activity) -> None:
    opened = values_of(activity)
    edit(activity, world.coordinator, title="Самодиагностика школ")
    with pytest.raises(ChangedMeanwhile) as caught:
        edit(activity, world.administrator, expected=opened, deliverable="Карта школы")
    assert caught.value.fields == {"title"}
    assert caught.value.current["title"] == "Самодиагностика школ"
    activity.refresh_from_db()
    assert activity.deliverable == "Карта"


def test_second_editor_sees_both_versions_and_decides(client, world, roadmap, activity) -> None:
    url = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    client.force_login(world.administrator)
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    edit(activity, world.coordinator, title="Самодиагностика школ", number="1.1.1")
    mine = {**fields, "title": "Оценка ресурсов", "deliverable": "Карта ресурсов"}
    answer = client.post(url, mine)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Самодиагностика школ" in page
    assert "Оценка ресурсов" in page
    merged = answer.context["form"]
    assert merged["number"].value() == "1.1.1"
    assert merged["deliverable"].value() == "Карта ресурсов"
    again = {name: merged[name].value() or "" for name in merged.fields}
    assert client.post(url, again).status_code == 302
    activity.refresh_from_db()
    assert (activity.number, activity.title) == ("1.1.1", "Оценка ресурсов")


def test_added_activity_stands_at_the_end_of_its_section(world, roadmap) -> None:
    section = roadmap.sections.get(title="Диагностика")
    added = add_activity(
        roadmap=roadmap,
        by=world.coordinator,
        section=section,
        title="Опрос родителей",
        deadline_text="Март 2027 года",
        responsible_text="Руководители ОО",
    )
    titles = [one.title for one in roadmap.activities.order_by("position")]
    assert titles[2] == "Опрос родителей"
    assert Assignment.objects.filter(occurrence__activity=added).count() == 3


def test_activity_without_work_may_be_deleted(world, activity) -> None:
    delete_activity(activity=activity, by=world.coordinator)
    assert not Activity.objects.filter(pk=activity.pk).exists()
    assert not Assignment.objects.filter(occurrence__activity=activity.pk).exists()


def test_activity_with_work_is_not_deleted(world, activity) -> None:
    begin(Assignment.objects.filter(occurrence__activity=activity).first())
    with pytest.raises(NotPossible, match="уже есть работа"):
        delete_activity(activity=activity, by=world.coordinator)
    assert Assignment.objects.filter(occurrence__activity=activity).count() == 3


def test_closed_plan_is_not_changed(world, roadmap, activity) -> None:
    move_plan(roadmap=roadmap, by=world.coordinator, move=PlanMove.CLOSE)
    activity.roadmap.refresh_from_db()
    with pytest.raises(Refusal, match="завершена"):
        edit(activity, world.coordinator, title="Другое")


def test_draft_cannot_be_closed(world, roadmap) -> None:
    roadmap.status = RoadmapStatus.DRAFT
    roadmap.save()
    with pytest.raises(NotPossible, match="ещё не действует"):
        move_plan(roadmap=roadmap, by=world.coordinator, move=PlanMove.CLOSE)


def test_reading_chosen_for_other_words_counts_no_more(client, world, roadmap, activity) -> None:
    url = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    client.force_login(world.coordinator)
    words = "до 01.02.2027 / В течение всего периода"
    page = client.get("/roadmaps/reading/", {"roadmap": roadmap.pk, "text": words})
    choice = re.findall(r'name="deadline_choice" value="([^"]+)"', page.content.decode())[0]
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    client.post(url, {**fields, "deadline_text": words, "deadline_choice": choice})
    activity.refresh_from_db()
    assert activity.deadline_choice == choice
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    client.post(url, {**fields, "deadline_text": "Ноябрь 2026 года"})
    activity.refresh_from_db()
    assert activity.deadline_choice == ""
    assert activity.occurrences.get().due_on == date(2026, 11, 30)


def test_own_words_of_a_deadline_come_back_into_the_form(client, world, roadmap, activity) -> None:
    edit(activity, world.coordinator, deadline_text="по графику", deadline_choice="май 2027")
    client.force_login(world.coordinator)
    form = client.get(f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/").context["form"]
    assert form["deadline_own"].value() == "май 2027"
    assert form.reading.count == 1


def test_show_reading_without_script_writes_nothing(client, world, roadmap, activity) -> None:
    url = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    client.force_login(world.coordinator)
    form = client.get(url).context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    answer = client.post(
        url, {**fields, "title": "", "deadline_text": "до 15 мая 2027", "show_reading": "1"}
    )
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "15.05.2027" in page
    assert "error-summary" not in page
    activity.refresh_from_db()
    assert activity.deadline_text == "Октябрь 2026 года"


def test_row_is_edited_in_its_place_with_htmx(client, world, roadmap, activity) -> None:
    url = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    client.force_login(world.coordinator)
    answer = client.get(url, headers={"HX-Request": "true"})
    assert answer.content.decode().strip().startswith('<tr class="row-form"')
    form = answer.context["form"]
    fields = {name: form[name].value() or "" for name in form.fields}
    wrong = client.post(url, {**fields, "title": ""}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "Впишите название мероприятия." in wrong.content.decode()
    right = client.post(url, {**fields, "title": "Другое"}, headers={"HX-Request": "true"})
    assert (right.status_code, right.headers["HX-Refresh"]) == (204, "true")
    late = client.post(url, {**fields, "title": "Третье"}, headers={"HX-Request": "true"})
    assert late.status_code == 422
    assert "Другое" in late.content.decode()


def test_form_that_lost_what_it_was_opened_with_writes_nothing(
    client, world, roadmap, activity
) -> None:
    url = f"/roadmaps/{roadmap.pk}/activities/{activity.pk}/edit/"
    client.force_login(world.coordinator)
    for opened in ("", "{", "[]", '"x"'):
        answer = client.post(url, {"title": "Другое", "opened": opened})
        assert answer.status_code == 422
    answer = client.post(url, {"title": "Другое", "opened": "{}"})
    assert answer.status_code == 409
    activity.refresh_from_db()
    assert activity.title == "Самодиагностика ресурсов школы"


def test_responsible_parties_are_told_while_typing(client, world, roadmap) -> None:
    client.force_login(world.coordinator)
    query = {"roadmap": roadmap.pk, "responsible_text": "Руководители ОО, Озёрная М. И."}
    page = client.get("/roadmaps/responsible/", query).content.decode()
    assert "3\u00a0школы" in page
    assert "в списке впервые" in page
    client.force_login(world.head)
    assert client.get("/roadmaps/responsible/", query).status_code == 403


def test_form_of_a_row_deleted_meanwhile_keeps_what_was_typed(
    client, world, activity, monkeypatch
) -> None:
    from roadmaps.views import activities

    def delete_first(*_: object) -> None:
        delete_activity(activity=Activity.objects.get(pk=activity.pk), by=world.administrator)

    monkeypatch.setattr(activities, "_learn_same_party", delete_first)
    client.force_login(world.coordinator)
    opened = values_of(activity)
    answer = client.post(
        f"/roadmaps/{activity.roadmap_id}/activities/{activity.pk}/edit/",
        {**opened, "title": "Разбор уроков вместе", "opened": json.dumps(opened)},
    )
    assert answer.status_code == 422
    assert "уже удалено" in answer.text
    assert "Разбор уроков вместе</textarea>" in answer.text
