"""«Что, если…»: criteria tried on schools."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:what_if                ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:what_if place          ok    ok    403   ok    403   403   ok    404   403   in
GET  assessments:what_if_workbook       ok    ok    403   ok    403   403   ok    404   403   in
POST assessments:what_if_run            ok    ok    403   403   403   403   403   404   403   in
GET  assessments:what_if_save           ok    403   403   403   403   403   403   404   403   in
POST assessments:what_if_save           ok    403   403   403   403   403   403   404   403   in
"""


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """The home municipality and a threshold of its own."""
    asked = {"place": scene.world.office.pk, "threshold": "25"}
    return {
        "assessments:what_if place": asked,
        "assessments:what_if_workbook": asked,
        "assessments:what_if_run": asked,
        "assessments:what_if_save": asked,
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    return {
        "assessments:what_if_save": {
            "municipality": scene.world.office.pk, "name": "По порогу 25", "key": "tried",
        }
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, query=query, forms=forms)
