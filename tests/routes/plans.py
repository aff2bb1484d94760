"""Plans, their rows and saved filters."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:roadmaps                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:roadmap                   ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:roadmap project           ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:plan_workbook             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:plan_workbook project     ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:roadmap amendment         ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:saved_filters             ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:saved_filters             ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:saved_filter_forget       ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_add              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_add              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_add amendment    ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:activity_add approved     403   403   403   403   403   403   403   404   404   in
GET  roadmaps:activity                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:activity project          ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:activity_origin           ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:activity_origin project   ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:activity_edit             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_edit             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_delete           ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    project = scene.plan_in_draft
    return {
        "roadmaps:roadmap": [plan],
        "roadmaps:roadmap project": [project.pk],
        "roadmaps:plan_workbook": [plan],
        "roadmaps:plan_workbook project": [project.pk],
        "roadmaps:roadmap amendment": [scene.amendment.pk],
        "roadmaps:activity_add amendment": [scene.amendment.pk],
        "roadmaps:activity_add approved": [scene.act.pk],
        "roadmaps:saved_filters": [plan],
        "roadmaps:saved_filter_forget": [plan, scene.saved_filter.pk],
        "roadmaps:activity_add": [plan],
        "roadmaps:activity": [plan, scene.activity.pk],
        "roadmaps:activity project": [project.pk, project.activities.get().pk],
        "roadmaps:activity_origin": [plan, scene.activity.pk],
        "roadmaps:activity_origin project": [project.pk, project.activities.get().pk],
        "roadmaps:activity_edit": [plan, scene.activity.pk],
        "roadmaps:activity_delete": [plan, scene.bare_activity.pk],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:saved_filters": {"state": "overdue"},
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    from roadmaps.actions.editing.writing import values_of
    from roadmaps.forms.plans import opened_value

    opened = values_of(scene.activity)
    return {
        "roadmaps:activity_add amendment": {"title": "Новое мероприятие"},
        "roadmaps:activity_add approved": {"title": "Новое мероприятие"},
        "roadmaps:saved_filters": {"name": "Просроченное"},
        "roadmaps:activity_add": {"title": "Новое мероприятие"},
        "roadmaps:activity_edit": {
            **opened, "title": "Другое название", "opened": opened_value(opened),
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
