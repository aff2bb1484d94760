"""Pages of what a plan says beside its rows: two people, mistakes, taking back."""

from __future__ import annotations

import json

import pytest

from core.web.refusals import Refusal
from roadmaps.actions.editing.facts import edit_abbreviations, facts_of
from roadmaps.actions.editing.texts import edit_text
from roadmaps.models import Roadmap
from roadmaps.queries.import_texts import mark_of
from tests.integration.plans.texts.conftest import (
    OTHER,
    SAMPLES,
    added,
    last,
    page,
    said,
)

pytestmark = pytest.mark.django_db


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
