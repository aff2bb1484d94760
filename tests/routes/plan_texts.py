"""What a plan says beside its rows: of the office, of a school, in an approved edition."""

from __future__ import annotations

import json
from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:texts                     ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:texts school              403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:texts frozen              403   403   403   403   403   403   403   404   404   in
GET  roadmaps:facts                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:facts                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:facts school              403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:abbreviations             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:abbreviations             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:text_add                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:text_add                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:text_add school           403   403   403   403   ok    404   403   404   404   in
POST roadmaps:text_add frozen           403   403   403   403   403   403   403   404   404   in
GET  roadmaps:text                      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:text                      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:text_move                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:text_delete               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:partners                  ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:partners school           ok    ok    403   403   403   404   403   404   404   in
POST roadmaps:partners                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:partners nothing          idle  idle  403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan, first = scene.roadmap.pk, scene.objectives[0].pk
    school, frozen = scene.school_plan.pk, scene.act.pk
    return {
        "roadmaps:texts": [plan],
        "roadmaps:texts school": [school],
        "roadmaps:texts frozen": [frozen],
        "roadmaps:facts": [plan],
        "roadmaps:facts school": [school],
        "roadmaps:abbreviations": [plan],
        "roadmaps:text_add": [plan, "objectives"],
        "roadmaps:text_add school": [school, "passport"],
        "roadmaps:text_add frozen": [frozen, "passport"],
        "roadmaps:text": [plan, "objectives", first],
        "roadmaps:text_move": [plan, "objectives", first],
        "roadmaps:text_delete": [plan, "objectives", first],
        "roadmaps:partners": [plan],
        "roadmaps:partners school": [school],
        "roadmaps:partners nothing": [plan],
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    from roadmaps.actions.editing.facts import facts_of
    from roadmaps.queries.import_texts import mark_of
    from roadmaps.queries.plan_partners import partner_mark

    first, second = scene.objectives
    entry = {"name": "Разработчик", "text": "Управление", "opened": "{}"}

    def other_goal(plan: Any) -> dict[str, Any]:
        facts = facts_of(plan)
        return {**facts, "goal": "Другая цель", "opened": json.dumps(facts)}

    pair, world = scene.plan_partner, scene.world
    partner = f"partner{pair.pk}"
    return {
        "roadmaps:partners": {
            f"{partner}-take": "on",
            f"{partner}-school": world.school.pk,
            f"{partner}-partner": world.other_school.pk,
            f"{partner}-seen": partner_mark(pair),
        },
        "roadmaps:facts": other_goal(scene.roadmap),
        "roadmaps:facts school": other_goal(scene.school_plan),
        "roadmaps:abbreviations": {"lines": "КПК — курсы", "opened": "{}"},
        "roadmaps:text_add": {"text": "Новая задача", "opened": "{}"},
        "roadmaps:text_add school": entry,
        "roadmaps:text_add frozen": entry,
        "roadmaps:text": {"text": "Другая", "opened": json.dumps({"text": first.text})},
        "roadmaps:text_move": {"target": f"after:{second.pk}"},
        "roadmaps:text_delete": {"seen": mark_of({"text": first.text})},
    }


SUBJECT = Subject(TABLE, arguments, forms=forms)
