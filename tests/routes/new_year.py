"""Plans on a new year and typical roadmaps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:new_year                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:new_year                  ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:new_year nothing          again again 403   403   403   403   403   404   404   in
GET  roadmaps:template_save             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:template_save             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:templates                 ok    ok    403   ok    403   403   ok    ok    403   in
GET  roadmaps:template                  ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:template                  ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:template_rename           ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:template_rename           ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:template_remove           ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:template_remove           ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:roadmap typical           ok    ok    404   ok    404   404   ok    404   404   in
"""
PRESS = UUID(int=7)


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    of_template = ("template", "template_rename", "template_remove", "roadmap typical")
    of_plan = ("new_year", "new_year nothing", "template_save")
    return {
        **{f"roadmaps:{name}": [scene.template.pk] for name in of_template},
        **{f"roadmaps:{name}": [scene.roadmap.pk] for name in of_plan},
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    first = scene.roadmap.last_year + 1
    typical = list(scene.template.activities.values_list("pk", flat=True))
    years = {"first_year": first, "last_year": first, "calendar": "calendar"}
    form = {**years, "title": "План", "press": PRESS}
    return {
        "roadmaps:new_year": {**form, "row": [scene.activity.pk]},
        "roadmaps:new_year nothing": form,
        "roadmaps:template": {**form, "row": typical},
        "roadmaps:template_save": {"title": "Типовая", "press": PRESS},
        "roadmaps:template_rename": {"title": "Другая", "seen": scene.template.title},
    }


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
