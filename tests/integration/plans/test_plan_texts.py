"""Title, years, goal and the lists beside a plan's rows: changed, taken back, frozen, compared."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from core.web.refusals import NotPossible, Refusal
from roadmaps.actions.amending.approving import approve_amendment
from roadmaps.actions.amending.opening import open_amendment
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.actions.editing.facts import edit_abbreviations, edit_facts, facts_of
from roadmaps.actions.editing.texts import add_text, delete_text, edit_text, move_text
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.editions import Order, approve_plan
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.domain.outline import Side, Target
from roadmaps.models import Edition, Occurrence, Party, PlanChange, Roadmap
from roadmaps.queries.import_texts import mark_of
from roadmaps.queries.plan_lists import PLAN_LISTS
from roadmaps.queries.plan_years import preview_of_years

pytestmark = pytest.mark.django_db

SAMPLES: dict[str, dict[str, Any]] = {
    "objectives": {"text": "Обучить учителей"},
    "passport": {"name": "Разработчик", "text": "Управление образования"},
    "year_tasks": {"direction": "Кадры", "year": 2026, "text": "Найти наставников"},
    "partnerships": {
        "school": "Школа № 1", "partner": "Лицей", "partner_kind": "school", "scope": "Математика",
    },
}  # fmt: skip
OTHER = {
    "objectives": {"text": "Снизить долю двоек"},
    "passport": {"name": "Сроки", "text": "2026–2027"},
    "year_tasks": {"direction": "Учёба", "year": 2027, "text": "Провести пробы"},
    "partnerships": {
        "school": "Школа № 2", "partner": "Петрова А. А.", "partner_kind": "teacher", "scope": "",
    },
}  # fmt: skip
KINDS = list(SAMPLES)


def added(plan: Roadmap, by: Any, kind: str, values: dict[str, Any] | None = None) -> int:
    return add_text(roadmap=plan, kind=kind, values=values or SAMPLES[kind], by=by)


def said(plan: Roadmap, kind: str) -> list[dict[str, Any]]:
    of = PLAN_LISTS[kind]
    return [of.values_of(one) for one in of.of(plan).order_by("position", "pk")]


def last(plan: Roadmap) -> PlanChange:
    return PlanChange.objects.filter(roadmap=plan).order_by("-pk").first()


def with_facts(plan: Roadmap, **facts: Any) -> dict[str, Any]:
    plan.refresh_from_db()
    return {**facts_of(plan), **facts}


def page(name: str, plan: Roadmap, *more: Any) -> str:
    return reverse(f"roadmaps:{name}", args=[plan.pk, *more])


# Lists


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_added_changed_and_deleted_and_all_of_it_comes_back(world, roadmap, kind) -> None:
    start = said(roadmap, kind)
    by = world.coordinator
    pk = added(roadmap, by, kind)
    edit_text(roadmap=roadmap, kind=kind, pk=pk, values=OTHER[kind], expected=SAMPLES[kind], by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind]]
    edited = last(roadmap)
    seen = mark_of(OTHER[kind])
    deleted = delete_text(roadmap=roadmap, kind=kind, pk=pk, seen=seen, by=by)
    assert said(roadmap, kind) == start
    undo_change(change=deleted, by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind]]
    undo_change(change=edited, by=by)
    assert said(roadmap, kind) == [*start, SAMPLES[kind]]
    assert PLAN_LISTS[kind].of(roadmap).filter(pk=pk).exists()


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_words_again_are_a_second_click(world, roadmap, kind) -> None:
    first = added(roadmap, world.coordinator, kind)
    assert added(roadmap, world.coordinator, kind) == first
    assert PlanChange.objects.filter(roadmap=roadmap).count() == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_moves_and_moves_back(world, roadmap, kind) -> None:
    start, by = said(roadmap, kind), world.coordinator
    first, second = (added(roadmap, by, kind, one[kind]) for one in (SAMPLES, OTHER))
    target = Target(Side.BEFORE, first)
    change = move_text(roadmap=roadmap, kind=kind, pk=second, target=target, by=by)
    assert said(roadmap, kind) == [*start, OTHER[kind], SAMPLES[kind]]
    again = move_text(roadmap=roadmap, kind=kind, pk=second, target=target, by=by)
    assert again is None
    undo_change(change=change, by=by)
    assert said(roadmap, kind) == [*start, SAMPLES[kind], OTHER[kind]]


def test_a_move_that_was_followed_by_another_does_not_come_back(world, roadmap) -> None:
    by = world.coordinator
    one, two, three = (added(roadmap, by, "passport", {"name": n, "text": ""}) for n in "абв")
    move = {"roadmap": roadmap, "kind": "passport", "by": by}
    change = move_text(pk=three, target=Target(Side.BEFORE, one), **move)
    move_text(pk=two, target=Target(Side.BEFORE, three), **move)
    with pytest.raises(NotPossible, match="Порядок с тех пор изменили"):
        undo_change(change=change, by=by)


def test_the_tasks_of_a_direction_stand_in_the_order_of_its_years_and_move_together(
    world, roadmap
) -> None:
    by = world.coordinator
    for direction, year in (("Кадры", 2027), ("Учёба", 2026), ("Кадры", 2026)):
        added(roadmap, by, "year_tasks", {"direction": direction, "year": year, "text": "Шаг"})
    pks = {(one.direction, one.year): one.pk for one in roadmap.year_tasks.all()}

    def order() -> list[tuple[str, int]]:
        return list(roadmap.year_tasks.order_by("position").values_list("direction", "year"))

    assert order() == [("Кадры", 2026), ("Кадры", 2027), ("Учёба", 2026)]
    target = Target(Side.AFTER, pks["Учёба", 2026])
    move_text(roadmap=roadmap, kind="year_tasks", pk=pks["Кадры", 2026], target=target, by=by)
    assert order() == [("Учёба", 2026), ("Кадры", 2026), ("Кадры", 2027)]


def test_a_task_of_another_year_goes_to_its_place_and_back(world, roadmap) -> None:
    by = world.coordinator
    values = [{"direction": "Кадры", "year": year, "text": "Шаг"} for year in (2026, 2027)]
    first, _ = (added(roadmap, by, "year_tasks", one) for one in values)
    later = {**values[0], "year": 2028}
    change = edit_text(
        roadmap=roadmap, kind="year_tasks", pk=first, values=later, expected=values[0], by=by
    )
    assert said(roadmap, "year_tasks") == [values[1], later]
    undo_change(change=change, by=by)
    assert said(roadmap, "year_tasks") == values


@pytest.mark.parametrize("whole", [True, False])
def test_a_direction_is_renamed_in_all_its_years_where_asked(world, roadmap, client, whole) -> None:
    values = [{"direction": "Кадры", "year": year, "text": "Шаг"} for year in (2026, 2027)]
    first, _ = (added(roadmap, world.coordinator, "year_tasks", one) for one in values)
    client.force_login(world.coordinator)
    sent = {**values[0], "direction": "Учителя", "opened": json.dumps(values[0])}
    client.post(
        page("text", roadmap, "year_tasks", first), sent | ({"whole": "on"} if whole else {})
    )
    order = list(roadmap.year_tasks.order_by("position").values_list("direction", "year"))
    renamed = [("Учителя", 2026), ("Учителя", 2027)]
    assert order == (renamed if whole else [("Кадры", 2027), ("Учителя", 2026)])
    undo_change(change=last(roadmap), by=world.coordinator)
    assert said(roadmap, "year_tasks") == values


def test_a_text_that_was_changed_again_is_not_taken_back_over_it(world, roadmap) -> None:
    by, kind = world.coordinator, "objectives"
    pk = added(roadmap, by, kind)
    made = last(roadmap)
    edit_text(roadmap=roadmap, kind=kind, pk=pk, values=OTHER[kind], expected=SAMPLES[kind], by=by)
    with pytest.raises(NotPossible, match="снова изменили «задача»"):
        undo_change(change=made, by=by)


def test_words_that_others_have_changed_are_neither_overwritten_nor_deleted_unseen(
    world, roadmap
) -> None:
    by, kind = world.coordinator, "passport"
    pk = added(roadmap, by, kind)
    asked = {"roadmap": roadmap, "kind": kind, "pk": pk, "by": by}
    edit_text(**asked, values={**SAMPLES[kind], "text": "Центр"}, expected=SAMPLES[kind])
    with pytest.raises(ChangedMeanwhile):
        edit_text(**asked, values={**SAMPLES[kind], "text": "Школа"}, expected=SAMPLES[kind])
    with pytest.raises(NotPossible, match="этот текст изменили"):
        delete_text(**asked, seen=mark_of(SAMPLES[kind]))
    assert said(roadmap, kind)[-1]["text"] == "Центр"


# Facts


def test_other_years_move_dates_as_the_preview_says_and_back(world, roadmap, today) -> None:
    by = world.coordinator
    start = dates(roadmap)
    edit = {"roadmap": roadmap, "by": by}
    values = with_facts(roadmap, first_year=2027, last_year=2028)
    preview = preview_of_years(roadmap, values)
    with pytest.raises(SeenOtherwise):
        edit_facts(values=values, expected=facts_of(roadmap), **edit)
    assert dates(roadmap) == start
    change = edit_facts(values=values, expected=facts_of(roadmap), seen=preview.seal, **edit)
    moved = dates(roadmap)
    assert moved != start
    promised = {
        (one.activity.pk, move.after.due_on)
        for one in preview.activities
        for move in one.moves
        if move.after
    }
    assert promised
    assert promised <= set(moved)
    undo_change(change=change, by=by)
    assert dates(roadmap) == start


def dates(plan: Roadmap) -> list[tuple[int, date | None]]:
    found = Occurrence.objects.filter(activity__roadmap=plan).order_by("activity", "due_on")
    return list(found.values_list("activity", "due_on"))


@pytest.fixture
def roadmap(world, draft):
    """The small plan with a row whose words name no year."""
    from roadmaps.actions.imports import confirm_import
    from tests.integration.plans.conftest import ROWS, plan_document

    rows = (*ROWS, ("2.2", "Открытые уроки", "Март ежегодно", "Методист округа", "Справка"))
    return confirm_import(plan_import=draft(plan_document(rows)), by=world.coordinator)


def test_other_words_of_the_goal_ask_for_no_preview(world, roadmap) -> None:
    values = with_facts(roadmap, goal="Новая цель", title="Новое название")
    edit_facts(roadmap=roadmap, values=values, expected=facts_of(roadmap), by=world.coordinator)
    roadmap.refresh_from_db()
    assert (roadmap.goal, roadmap.title) == ("Новая цель", "Новое название")


def test_two_people_who_change_facts_alike_do_not_stop_each_other(world, roadmap) -> None:
    opened = facts_of(roadmap)
    values = {**opened, "goal": "Новая цель"}
    asked = {"roadmap": roadmap, "expected": opened, "by": world.coordinator}
    edit_facts(values=values, **asked)
    assert edit_facts(values=values, **asked) is None
    with pytest.raises(ChangedMeanwhile):
        edit_facts(values={**opened, "title": "Другое"}, **asked)


def test_rows_written_from_now_on_are_read_by_a_new_abbreviation(world, roadmap) -> None:
    from roadmaps.actions.activities import add_activity

    by = world.coordinator
    known = Party.objects.create(
        municipality=world.office, name="Центр оценки и развития", kind="organisation"
    )
    values = {"ЦОР": "Центр оценки и развития"}
    edit_abbreviations(roadmap=roadmap, values=values, expected={}, by=by)
    assert [field["field"] for field in about(roadmap).first().changes] == ["ЦОР"]
    roadmap.refresh_from_db()
    row = add_activity(roadmap=roadmap, by=by, title="Семинар", responsible_text="ЦОР")
    assert row.party_links.get().party == known


def test_abbreviations_come_back_one_by_one(world, roadmap) -> None:
    by = world.coordinator
    edit = {"roadmap": roadmap, "by": by}
    first = edit_abbreviations(values={"КПК": "курсы"}, expected={}, **edit)
    both = {"КПК": "курсы", "РМО": "объединение"}
    edit_abbreviations(values=both, expected={"КПК": "курсы"}, **edit)
    undone = undo_change(change=first, by=by)
    roadmap.refresh_from_db()
    assert roadmap.abbreviations == {"РМО": "объединение"}
    other = {"РМО": "объединение", "КПК": "конкурс"}
    edit_abbreviations(values=other, expected={"РМО": "объединение"}, **edit)
    with pytest.raises(NotPossible, match="сокращение «КПК»"):
        undo_change(change=undone, by=by)


# History


def about(plan: Roadmap):
    return AuditEvent.objects.about(Roadmap._meta.label_lower, plan.pk)


def test_each_change_stands_in_the_history_of_the_plan(world, roadmap, client) -> None:
    added(roadmap, world.coordinator, "objectives")
    values = with_facts(roadmap, goal="Новая цель")
    edit_facts(roadmap=roadmap, values=values, expected=facts_of(roadmap), by=world.coordinator)
    client.force_login(world.coordinator)
    shown = client.get(page("roadmap_history", roadmap)).content.decode()
    assert "Добавлена задача «Обучить учителей»" in shown
    assert "Новая цель" in shown
    listed = client.get(page("changes", roadmap)).content.decode()
    assert "Изменены сведения о плане: цель" in listed


# Editions


def test_a_frozen_plan_refuses_with_the_sentence_of_its_rows(world, roadmap) -> None:
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    approve_plan(roadmap=roadmap, by=world.coordinator, order=order)
    roadmap.refresh_from_db()
    values = {**facts_of(roadmap), "goal": "Иная"}
    with pytest.raises(Refusal, match="утверждён приказом"):
        edit_facts(roadmap=roadmap, values=values, expected=values, by=world.coordinator)
    with pytest.raises(Refusal, match="утверждён приказом"):
        added(roadmap, world.coordinator, "objectives")


def test_an_amendment_of_the_goal_and_of_an_objective_is_compared_and_applied(
    world, roadmap, client
) -> None:
    by = world.coordinator
    added(roadmap, by, "objectives")
    added(roadmap, by, "objectives", {"text": "Сохранить контингент"})
    order = Order("420", date(2026, 9, 1), date(2026, 9, 1))
    approve_plan(roadmap=roadmap, by=by, order=order)
    copy = open_amendment(roadmap=Roadmap.objects.get(pk=roadmap.pk), by=by)
    goal = {**facts_of(copy), "goal": "Выйти из перечня"}
    edit_facts(roadmap=copy, values=goal, expected=facts_of(copy), by=by)
    one = copy.objectives.get(text="Обучить учителей")
    edit_text(
        roadmap=copy, kind="objectives", pk=one.pk, values={"text": "Обучить всех учителей"},
        expected={"text": "Обучить учителей"}, by=by,
    )  # fmt: skip
    client.force_login(by)
    shown = client.get(page("edition_comparison", roadmap)).content.decode()
    assert "Выйти из" in shown
    assert "всех" in shown
    second = Order("15", date(2026, 10, 20), date(2026, 10, 20))
    fresh = Roadmap.objects.get(pk=roadmap.pk)
    approve_amendment(roadmap=fresh, amendment_id=copy.pk, by=by, order=second)
    roadmap.refresh_from_db()
    assert roadmap.goal == "Выйти из перечня"
    texts = [one["text"] for one in said(roadmap, "objectives")]
    assert texts[-2:] == ["Обучить всех учителей", "Сохранить контингент"]
    assert Edition.objects.filter(roadmap=roadmap).count() == 2


def test_years_of_an_amendment_are_previewed_though_it_has_no_dates(world, roadmap) -> None:
    by = world.coordinator
    approve_plan(roadmap=roadmap, by=by, order=Order("420", date(2026, 9, 1), date(2026, 9, 1)))
    copy = open_amendment(roadmap=Roadmap.objects.get(pk=roadmap.pk), by=by)
    start, values = dates(roadmap), with_facts(copy, last_year=2028)
    preview = preview_of_years(copy, values)
    assert not preview.is_empty
    edit_facts(roadmap=copy, values=values, expected=facts_of(copy), by=by, seen=preview.seal)
    assert dates(roadmap) == start
    assert not Occurrence.objects.filter(activity__roadmap=copy).exists()


# Pages


def test_the_plan_leads_its_keeper_to_the_texts_and_nobody_else(world, roadmap, client) -> None:
    for person, is_led in ((world.coordinator, True), (world.head, False)):
        client.force_login(person)
        shown = client.get(page("roadmap", roadmap)).content.decode()
        assert (page("texts", roadmap) in shown) is is_led


def test_the_second_of_two_people_sees_both_versions_and_keeps_what_they_typed(
    world, roadmap, client
) -> None:
    kind, by = "objectives", world.coordinator
    pk = added(roadmap, by, kind)
    edit_text(roadmap=roadmap, kind=kind, pk=pk, values=OTHER[kind], expected=SAMPLES[kind], by=by)
    client.force_login(by)
    sent = {"text": "Третье", "opened": json.dumps(SAMPLES[kind])}
    answer = client.post(page("text", roadmap, kind, pk), sent)
    assert answer.status_code == 409
    shown = answer.content.decode()
    for words in ("Обучить учителей", "Снизить долю двоек", "Третье", "coordinator"):
        assert words in shown
    opened = json.dumps(OTHER[kind])
    client.post(page("text", roadmap, kind, pk), {"text": "Третье", "opened": opened})
    assert said(roadmap, kind)[-1] == {"text": "Третье"}


def test_words_typed_for_a_text_that_is_gone_come_back(world, roadmap, client) -> None:
    pk = added(roadmap, world.coordinator, "objectives")
    roadmap.objectives.filter(pk=pk).delete()
    client.force_login(world.coordinator)
    sent = {"text": "Набранное", "opened": json.dumps(SAMPLES["objectives"])}
    answer = client.post(page("text", roadmap, "objectives", pk), sent)
    assert answer.status_code == 422
    assert "Набранное" in answer.content.decode()
    assert client.get(page("text", roadmap, "objectives", pk)).status_code == 404


def test_the_page_of_facts_shows_what_years_move_and_writes_it_when_asked_again(
    world, roadmap, client, today
) -> None:
    client.force_login(world.coordinator)
    facts = facts_of(roadmap)
    sent = {**facts, "last_year": facts["last_year"] + 1, "opened": json.dumps(facts)}
    shown = client.post(page("facts", roadmap), sent)
    assert "Изменятся сроки" in shown.content.decode()
    roadmap.refresh_from_db()
    assert roadmap.last_year == facts["last_year"]
    back = client.post(page("facts", roadmap), {**sent, "back": "yes"}).content.decode()
    assert f'value="{facts["last_year"] + 1}"' in back
    seen = shown.context["preview"].seal
    assert client.post(page("facts", roadmap), {**sent, "seen": seen}).status_code == 302
    roadmap.refresh_from_db()
    assert roadmap.last_year == facts["last_year"] + 1


def test_abbreviations_of_two_people_meet_in_the_form(world, roadmap, client) -> None:
    edit_abbreviations(
        roadmap=roadmap, values={"РМО": "объединение"}, expected={}, by=world.coordinator
    )
    client.force_login(world.coordinator)
    sent = {"lines": "КПК — курсы повышения квалификации", "opened": "{}"}
    answer = client.post(page("abbreviations", roadmap), sent)
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form["lines"].value() == "КПК — курсы повышения квалификации\nРМО — объединение"


@pytest.mark.parametrize("lines", ["КПК", "КПК — курсы\nКПК — конкурс"])
def test_a_line_that_is_no_abbreviation_is_named(world, roadmap, client, lines) -> None:
    client.force_login(world.coordinator)
    answer = client.post(page("abbreviations", roadmap), {"lines": lines, "opened": "{}"})
    assert answer.status_code == 422
    assert "КПК" in answer.context["form"].errors["lines"][0]


def test_buttons_of_the_page_move_and_delete(world, roadmap, client) -> None:
    by = world.coordinator
    first, second = (added(roadmap, by, "passport", one["passport"]) for one in (SAMPLES, OTHER))
    client.force_login(by)
    client.post(page("text_move", roadmap, "passport", second), {"target": f"before:{first}"})
    assert said(roadmap, "passport")[-2:] == [OTHER["passport"], SAMPLES["passport"]]
    delete = page("text_delete", roadmap, "passport", first)
    client.post(delete, {"seen": "другое"})
    assert SAMPLES["passport"] in said(roadmap, "passport")
    client.post(delete, {"seen": mark_of(SAMPLES["passport"])})
    assert SAMPLES["passport"] not in said(roadmap, "passport")
    again = client.post(delete, {"seen": mark_of(SAMPLES["passport"])}, follow=True)
    assert "Этого текста в плане уже нет." in again.content.decode()


def test_the_page_offers_to_take_the_last_change_back_and_stays(world, roadmap, client) -> None:
    start = said(roadmap, "objectives")
    added(roadmap, world.coordinator, "objectives")
    client.force_login(world.coordinator)
    offered = client.get(page("texts", roadmap)).context["last"]
    assert offered == last(roadmap)
    undo = page("change_undo", roadmap, offered.pk)
    assert client.post(undo, {"back": "texts"}).url == page("texts", roadmap)
    assert said(roadmap, "objectives") == start
    again = client.get(page("texts", roadmap)).context["last"]
    client.post(page("change_undo", roadmap, again.pk), {"back": "texts"})
    assert said(roadmap, "objectives") == [*start, SAMPLES["objectives"]]


def test_a_change_of_a_row_is_not_offered_among_the_texts(world, roadmap, client) -> None:
    from roadmaps.actions.activities import add_activity

    added(roadmap, world.coordinator, "objectives")
    add_activity(roadmap=roadmap, by=world.coordinator, title="Семинар")
    client.force_login(world.coordinator)
    assert client.get(page("texts", roadmap)).context["last"] is None


def test_an_abbreviation_that_its_document_broke_stays_one_line(world, roadmap, client) -> None:
    Roadmap.objects.filter(pk=roadmap.pk).update(abbreviations={"КПК": "курсы\nповышения"})
    client.force_login(world.coordinator)
    form = client.get(page("abbreviations", roadmap)).context["form"]
    assert form["lines"].value() == "КПК — курсы повышения"


def test_the_head_of_a_school_changes_the_texts_of_its_plan(world, client) -> None:
    from roadmaps.actions.school_plans import start_school_plan

    plan = start_school_plan(
        school=world.school, by=world.head, title="План школы", first_year=2026, last_year=2027,
        calendar="calendar",
    )  # fmt: skip
    client.force_login(world.head)
    sent = {**SAMPLES["objectives"], "opened": "{}"}
    assert client.post(page("text_add", plan, "objectives"), sent).status_code == 302
    assert said(plan, "objectives") == [SAMPLES["objectives"]]
    with pytest.raises(Refusal):
        added(plan, world.coordinator, "passport")
