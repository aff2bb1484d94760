"""Title, years, goal and abbreviations of a plan: changed, previewed, taken back."""

from __future__ import annotations

import pytest

from core.web.refusals import NotPossible
from roadmaps.actions.calendars.moving import SeenOtherwise
from roadmaps.actions.editing.facts import edit_abbreviations, edit_facts, facts_of
from roadmaps.actions.editing.undoing import undo_change
from roadmaps.actions.meanwhile import ChangedMeanwhile
from roadmaps.models import Party
from roadmaps.queries.plan_years import preview_of_years
from tests.integration.plans.texts.conftest import (
    about,
    dates,
    with_facts,
)

pytestmark = pytest.mark.django_db


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
