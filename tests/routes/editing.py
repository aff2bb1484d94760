"""The plan edited as a table."""

from __future__ import annotations

import json
from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

BULK = {"field": "deliverable", "operation": "append", "words": "фото"}

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:bulk                      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:bulk                      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_cell             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_row              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_move             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:section                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:section_add               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_add               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_move              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:section_delete            ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:numbers                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:numbers                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:paste_rows                ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:paste_rows                ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:changes                   ok    ok    403   ok    403   403   ok    404   404   in
POST roadmaps:change_undo               ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    return {
        "roadmaps:bulk": [plan],
        "roadmaps:changes": [plan],
        "roadmaps:section_add": [plan],
        "roadmaps:numbers": [plan],
        "roadmaps:paste_rows": [plan],
        "roadmaps:activity_cell": [plan, scene.activity.pk],
        "roadmaps:activity_row": [plan, scene.activity.pk],
        "roadmaps:activity_move": [plan, scene.activity.pk],
        "roadmaps:section": [plan, scene.section.pk],
        "roadmaps:section_move": [plan, scene.section.pk],
        "roadmaps:section_delete": [plan, scene.section.pk],
        "roadmaps:change_undo": [plan, scene.plan_change.pk],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:bulk": BULK,
    }  # fmt: skip


def edited(scene: Scene) -> dict[str, Any]:
    """What the forms send that edit a plan as a table."""
    from roadmaps.actions.editing.numbering import new_numbers, numbers_mark
    from roadmaps.domain.numbering import Scheme
    from roadmaps.forms.sections import opened_section

    activity, section = scene.activity, scene.section
    named = opened_section(section)
    numbers = new_numbers(scene.roadmap, Scheme.THROUGH)
    return {
        "roadmaps:activity_cell": {
            "field": "title", "value": "Другое название", "expected": activity.title,
        },
        "roadmaps:activity_move": {"target": f"after:{scene.bare_activity.pk}"},
        "roadmaps:section": {**named, "title": "Другой раздел"},
        "roadmaps:section_add": {"title": "Новый раздел", "kind": "stage"},
        "roadmaps:section_move": {"target": f"before:{scene.first_section.pk}"},
        "roadmaps:section_delete": {"rows_to": "end:0"},
        "roadmaps:numbers": {"scheme": "through", "mark": numbers_mark(numbers)},
        "roadmaps:paste_rows": {
            "grid": json.dumps([["1", "Новое мероприятие"]]), "column_1": "title",
        },
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        **edited(scene),
        "roadmaps:bulk": {
            "row": [scene.activity.pk],
            "seen": json.dumps({scene.activity.pk: scene.activity.deliverable}),
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
