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
GET  roadmaps:template_save school      ok    ok    403   403   403   404   403   404   404   in
POST roadmaps:template_save school      ok    ok    403   403   403   404   403   404   404   in
GET  roadmaps:templates                 ok    ok    ok    ok    ok    ok    ok    ok    403   in
POST roadmaps:template_for_schools      ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:school_template           ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:school_template           403   403   403   403   ok    404   403   404   404   in
POST roadmaps:school_template nothing   403   403   403   403   again 404   403   404   404   in
GET  roadmaps:school_template hidden    404   404   404   404   404   404   404   404   404   in
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
    of_template = (
        "template", "template_rename", "template_remove", "template_for_schools", "roadmap typical",
    )  # fmt: skip
    school = scene.world.school.pk
    of_plan = ("new_year", "new_year nothing", "template_save")
    return {
        **{f"roadmaps:{name}": [scene.template.pk] for name in of_template},
        **{f"roadmaps:{name}": [scene.roadmap.pk] for name in of_plan},
        "roadmaps:template_save school": [scene.school_plan.pk],
        "roadmaps:school_template": [school, scene.sample.pk],
        "roadmaps:school_template nothing": [school, scene.sample.pk],
        "roadmaps:school_template hidden": [school, scene.template.pk],
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
        "roadmaps:template_save school": {"title": "Карта школы", "press": PRESS},
        "roadmaps:template_for_schools": {"for_schools": "yes"},
        "roadmaps:school_template": {
            **form,
            "row": list(scene.sample.activities.values_list("pk", flat=True)),
        },
        "roadmaps:school_template nothing": form,
        "roadmaps:template_rename": {"title": "Другая", "seen": scene.template.title},
    }


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
