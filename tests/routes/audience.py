"""Which schools an activity concerns, and the matrix."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:matrix                    ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:matrix_workbook           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:matrix_settle             ok    ok    ok    403   403   403   403   404   404   in
POST roadmaps:matrix_settle             ok    ok    ok    403   403   403   403   404   404   in
GET  roadmaps:matrix_cell               ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:matrix_cell               ok    ok    ok    403   403   404   403   404   404   in
GET  roadmaps:activity_audience         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_audience         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_done_when        ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_done_when        ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:done_when                 ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:done_when                 ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:school_list               ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:school_list               ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    return {
        "roadmaps:activity_audience": [plan, scene.activity.pk, scene.schools_party.pk],
        "roadmaps:activity_done_when": [plan, scene.activity.pk],
        "roadmaps:done_when": [plan],
        "roadmaps:matrix": [plan],
        "roadmaps:matrix_cell": [plan, scene.world.branch.pk, scene.activity.pk],
        "roadmaps:matrix_workbook": [plan],
        "roadmaps:matrix_settle": [plan],
        "roadmaps:school_list": [plan],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:matrix_settle": {"school": scene.world.school.pk},
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "roadmaps:activity_audience": {
            "audience": "listed", "seen": "all:", "foreseen": "listed::", "reason": "Приказ № 1",
            "apply": "1",
        },
        "roadmaps:activity_done_when": {
            "enough": "share", "share": "80", "seen": f"{scene.activity.pk}=all:",
        },
        "roadmaps:done_when": {
            "enough": "at_least", "schools": "2", "seen": f"{scene.activity.pk}=all:",
            "row": scene.activity.pk,
        },
        "roadmaps:matrix_cell": {"accept": f"{scene.submitted.pk}.{scene.submitted.rounds}"},
        "roadmaps:matrix_settle": {
            "school": scene.world.school.pk, "seen": scene.owed.pk,
            "decision": "not_concerned", "reason": "classes",
        },
        "roadmaps:school_list": {"run": scene.run.pk, "list": scene.approved_list.pk},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
