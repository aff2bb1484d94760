"""A changed document over a living roadmap: what is taken over, what stays, who is asked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import timezone

from core.web.refusals import NotPossible, Refusal
from roadmaps.actions import imports, reimport
from roadmaps.actions.import_facts import change_plan
from roadmaps.models import Assignment, ImportState, PlanImport, Roadmap
from tests.integration.plans.conftest import ROWS, plan_document
from tests.integration.plans.reimporting.conftest import CHANGED, apply, difference, edit, rows_of

pytestmark = pytest.mark.django_db


def test_changed_document_shows_what_is_added_changed_and_deleted(changed) -> None:
    found = difference(changed())
    assert found.sentence == "1 добавлено, 2 изменено, 1 исключено, 0 без изменений"
    lines = {(line.change, line.number, line.label) for line in found.lines}
    assert lines == {
        ("added", "1.1", ""),
        ("changed", "1.2", "срок"),
        ("deleted", "1.2", ""),
        ("changed", "2.1", "мероприятие"),
        ("order", "", ""),
    }
    assert all(line.is_ticked for line in found.lines)


def test_everything_ticked_makes_the_plan_say_what_the_document_says(
    world, roadmap, changed
) -> None:
    before = {one.title: one.pk for one in roadmap.activities.all()}
    plan_import = apply(changed(), world.coordinator)
    assert rows_of(roadmap) == [(row[0], row[1]) for row in CHANGED if len(row) > 1]
    assert plan_import.state == ImportState.APPLIED
    assert list(roadmap.imports.order_by("pk"))[-1] == plan_import
    kept = roadmap.activities.get(number="1.2")
    assert kept.pk == before["Самодиагностика ресурсов школы"]
    assert kept.occurrences.get().due_on == date(2026, 11, 15)
    added = Assignment.objects.filter(occurrence__activity__number="1.1", school__isnull=False)
    assert added.count() == 3


def test_file_that_was_applied_last_leads_to_what_was_applied(world, roadmap, draft) -> None:
    first, second = plan_document(), plan_document(CHANGED)
    applied = apply(draft(second), world.coordinator)
    assert draft(second) == applied
    back = draft(first)
    assert (back.state, back.updates) == (ImportState.DRAFT, roadmap)


def test_what_is_not_ticked_stays_and_is_kept_as_not_applied(world, roadmap, changed) -> None:
    draft = changed()
    keys = {line.key for line in difference(draft).lines if line.change == "added"}
    plan_import = apply(draft, world.coordinator, keys)
    assert rows_of(roadmap) == [
        ("1.1", "Опрос родителей"),
        ("1.1", "Самодиагностика ресурсов школы"),
        ("1.2", "Разбор итогов года"),
        ("2.1", "Посещение уроков"),
    ]
    left = [line["title"] for line in plan_import.difference["lines"] if not line["is_applied"]]
    assert "Посещение и анализ уроков" in left
    assert "Опрос родителей" not in left


def test_second_click_applies_nothing_again(world, roadmap, changed) -> None:
    draft = changed()
    shown = difference(draft)
    keys = {line.key for line in shown.lines}
    for person in (world.coordinator, world.administrator):
        reimport.apply_difference(
            plan_import=PlanImport.objects.get(pk=draft.pk),
            by=person,
            keys=keys,
            shown=shown.digests,
        )
    assert roadmap.activities.count() == 3


def test_plan_that_changed_meanwhile_is_shown_anew(world, roadmap, changed) -> None:
    draft = changed()
    shown = difference(draft)
    keys = {line.key for line in shown.lines if line.change != "order"}
    edit(roadmap.activities.get(number="2.1"), world.administrator, title="Взаимопосещение уроков")
    with pytest.raises(reimport.DifferenceChanged) as change:
        reimport.apply_difference(
            plan_import=draft, by=world.coordinator, keys=keys, shown=shown.digests
        )
    draft.refresh_from_db()
    assert draft.state == ImportState.DRAFT
    assert roadmap.activities.get(number="2.1").title == "Взаимопосещение уроков"
    fresh = [line for line in change.value.difference.lines if line.is_fresh]
    assert [(line.label, line.before) for line in fresh] == [
        ("мероприятие", "Взаимопосещение уроков")
    ]
    ticks = {line.change: line.is_ticked for line in change.value.difference.lines}
    assert ticks["added"]
    assert not ticks["order"]


def test_portals_wording_stays_where_the_document_has_the_old_words(
    world, roadmap, changed
) -> None:
    edit(roadmap.activities.get(number="2.1"), world.administrator, deliverable="Справка и карта")
    draft = changed((*ROWS[:2], *ROWS[3:]))
    found = difference(draft)
    [kept] = [line for line in found.lines if line.is_kept]
    words = r"В портале исправлено [\d.]{10}, administrator\. В документе прежние слова\."
    assert re.fullmatch(words, kept.remark)
    assert not kept.is_ticked
    assert found.sentence == "1 исключено, 2 без изменений"
    apply(draft, world.coordinator)
    assert roadmap.activities.get(number="2.1").deliverable == "Справка и карта"


def test_wording_that_both_changed_is_taken_over_only_with_a_warning(
    world, roadmap, changed
) -> None:
    edit(roadmap.activities.get(number="2.1"), world.administrator, title="Взаимопосещение уроков")
    [line] = [line for line in difference(changed()).lines if line.label == "мероприятие"]
    assert line.is_ticked
    assert line.remark.endswith("administrator.")
    assert line.warning == "Если применить, эта правка пропадёт."


def test_correction_made_while_the_plan_came_in_stays(world, draft, today) -> None:
    first = draft()
    row = first.rows.get(number="1.2")
    imports.correct_row(row=row, by=world.coordinator, deadline_text="Июль 2027 года")
    plan = imports.confirm_import(plan_import=first, by=world.coordinator)
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Новый.docx",
        content=plan_document((*ROWS, ("2.2", "Совет", "Май 2027 года", "Методист округа", "Акт"))),
        updates=plan,
    )  # fmt: skip
    [kept] = [line for line in difference(again).lines if line.is_kept]
    assert (kept.before, kept.after) == ("Июль 2027 года", "Июнь 2027 года")
    assert kept.remark.startswith("Исправлено при загрузке")


def test_activity_with_work_is_not_deleted_and_says_why(world, roadmap, changed) -> None:
    from roadmaps.actions.work import submit

    assignment = Assignment.objects.get(occurrence__activity__number="1.1", school=world.school)
    submit(assignment=assignment, by=world.head, at=timezone.now(), note="Сделано")
    draft = changed((ROWS[0], ROWS[2], *ROWS[3:]))
    [line] = [line for line in difference(draft).lines if line.change == "deleted"]
    assert "уже есть работа" in line.refusal
    with pytest.raises(reimport.DifferenceChanged):
        apply(draft, world.coordinator, {line.key})
    keys = {line.key for line in difference(draft).lines if line.is_ticked}
    reimport.apply_difference(
        plan_import=draft, by=world.coordinator, keys=keys, shown=difference(draft).digests
    )
    assert roadmap.activities.filter(title="Самодиагностика ресурсов школы").exists()


def test_row_that_people_added_or_deleted_here_is_pointed_out(world, roadmap, changed) -> None:
    from roadmaps.actions.activities import add_activity, delete_activity

    add_activity(roadmap=roadmap, by=world.administrator, section=None, title="Смотр кабинетов")
    delete_activity(activity=roadmap.activities.get(number="1.2"), by=world.administrator)
    found = {line.title: line for line in difference(changed((*ROWS, CHANGED[1]))).lines}
    assert "Добавлено в портале" in found["Смотр кабинетов"].remark
    assert "удалили в портале" in found["Разбор итогов года"].remark
    assert "administrator" in found["Разбор итогов года"].remark
    assert not found["Смотр кабинетов"].is_ticked
    assert not found["Разбор итогов года"].is_ticked


def test_row_that_was_passed_over_before_is_not_ticked_again(world, draft, today) -> None:
    from roadmaps.models import RowState

    first = draft()
    imports.decide_row(
        row=first.rows.get(number="1.2"), by=world.coordinator, state=RowState.DROPPED
    )
    plan = imports.confirm_import(plan_import=first, by=world.coordinator)
    again = imports.draft_import(
        municipality=world.office, by=world.coordinator, file_name="Новый.docx",
        content=plan_document(CHANGED[:1] + ROWS[1:] + CHANGED[-1:]), updates=plan,
    )  # fmt: skip
    [line] = [one for one in difference(again).lines if one.title == "Разбор итогов года"]
    assert (line.is_ticked, "пропустили" in line.remark) == (False, True)


def test_refused_wording_is_offered_again_without_a_tick(world, roadmap, changed) -> None:
    draft = changed()
    keys = {line.key for line in difference(draft).lines if line.label != "срок"}
    apply(draft, world.coordinator, keys)
    rows = (*CHANGED, ("2.2", "Совет", "Май 2027 года", "Методист округа", "Акт"))
    [line] = [one for one in difference(changed(rows)).lines if one.label == "срок"]
    assert not line.is_ticked
    assert "это изменение не применили" in line.remark


def test_document_without_a_column_says_nothing_of_its_values(world, roadmap, changed) -> None:
    rows = [row if len(row) == 1 else (*row[:4], "") for row in ROWS]
    found = difference(changed(rows))
    assert found.lines == ()
    assert found.missing == ("графа «итоговый документ»",)
    apply(changed(rows), world.coordinator, set())
    assert roadmap.activities.get(number="1.1").deliverable == "Карта"


def test_document_that_says_the_same_may_be_put_on_record(world, roadmap, changed) -> None:
    rows = [tuple(cell.replace("школы", "школы ") for cell in row) for row in ROWS]
    plan_import = apply(changed(rows), world.coordinator)
    assert plan_import.state == ImportState.APPLIED
    sources = {one.source["import"] for one in roadmap.activities.all()}
    assert sources == {plan_import.pk}


def test_nothing_ticked_of_a_difference_is_asked_back(world, changed) -> None:
    with pytest.raises(NotPossible, match="Отметьте"):
        apply(changed(), world.coordinator, set())


def test_section_is_renamed_added_and_removed(world, roadmap, changed) -> None:
    rows = (
        ("1. Анализ и диагностика",),
        *ROWS[1:3],
        ("3. Наставничество",),
        ("3.1", "Посещение уроков", "По графику", "Методист округа, руководители ОО", "Справка"),
        ("3.2", "Школа наставника", "Май 2027 года", "Методист округа", "Программа"),
    )
    apply(changed(rows), world.coordinator)
    sections = roadmap.sections.order_by("position").values_list("title", flat=True)
    assert list(sections) == ["Анализ и диагностика", "Наставничество"]
    assert rows_of(roadmap)[2:] == [("3.1", "Посещение уроков"), ("3.2", "Школа наставника")]
    assert roadmap.activities.get(number="3.1").section.title == "Наставничество"


def test_who_may_not_edit_the_plan_may_not_apply(world, roadmap, changed) -> None:
    draft = changed()
    with pytest.raises(Refusal):
        apply(draft, world.executor)
    Roadmap.objects.filter(pk=roadmap.pk).update(status="closed")
    with pytest.raises(Refusal, match="завершена"):
        apply(PlanImport.objects.get(pk=draft.pk), world.coordinator)


def test_uploaded_plan_that_looks_like_a_roadmap_offers_it(world, roadmap, draft) -> None:
    assert draft(plan_document(CHANGED)).updates == roadmap
    other = [("1", "Открытые уроки", "Май", "Методист", ""), ("2", "Смотр", "Июнь", "Методист", "")]
    assert draft(plan_document(other, "План работы методиста на 2026 год")).updates is None
    title = "Дорожная карта поддержки школ Приозёрного округа на 2029–2030 годы"
    assert draft(plan_document(CHANGED, title)).updates is None


def test_history_of_the_plan_and_of_its_rows_tells_what_was_applied(
    world, roadmap, changed
) -> None:
    from accounts.models import AuditEvent

    apply(changed(), world.coordinator)
    event = AuditEvent.objects.about("roadmaps.roadmap", roadmap.pk).first()
    assert "1 добавлено, 2 изменено, 1 исключено" in event.summary
    activity = roadmap.activities.get(number="1.2")
    last = AuditEvent.objects.about("roadmaps.activity", activity.pk).filter(action="apply import")
    assert [change["field"] for change in last.get().changes] == ["срок", "номер"]


def test_order_that_the_document_does_not_name_stays(world, roadmap, changed) -> None:
    Roadmap.objects.filter(pk=roadmap.pk).update(order_number="14", order_date=date(2026, 1, 12))
    draft = changed()
    found = difference(draft)
    assert found.missing == ("номер приказа", "дата приказа")
    assert [line.label for line in found.lines if line.part == "facts"] == []
    apply(draft, world.coordinator)
    roadmap.refresh_from_db()
    assert (roadmap.order_number, roadmap.order_date) == ("14", date(2026, 1, 12))


def test_new_order_and_goal_are_taken_over(world, roadmap, changed) -> None:
    draft = changed()
    change_plan(
        plan_import=draft, by=world.coordinator, title="План поддержки школ", first_year=2026,
        last_year=2027, calendar="calendar", order_number="211", order_date=date(2026, 11, 25),
    )  # fmt: skip
    labels = {line.label for line in difference(draft).lines if line.part == "facts"}
    assert labels == {"название", "номер приказа", "дата приказа"}
    apply(draft, world.coordinator)
    roadmap.refresh_from_db()
    assert (roadmap.title, roadmap.order_number) == ("План поддержки школ", "211")
    assert roadmap.order_date == date(2026, 11, 25)
