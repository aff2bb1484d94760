"""Handing over the work of a person."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.office import hand_over_asked

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:hand_overs                ok    403   403   403   403   403   403   403   403   in
GET  roadmaps:hand_over                 ok    403   404   403   404   404   403   404   404   in
POST roadmaps:hand_over                 ok    403   404   403   404   404   403   404   404   in
POST roadmaps:hand_over preview         idle  403   404   403   404   404   403   404   404   in
POST roadmaps:hand_over nobody          again 403   404   403   404   404   403   404   404   in
GET  roadmaps:hand_over_act             ok    404   404   ok    404   404   404   404   404   in
GET  reports:hand_over_pdf              ok    404   404   ok    404   404   404   404   404   in
GET  reports:hand_over_docx             ok    404   404   ok    404   404   404   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    person = scene.world.executor.pk
    made = scene.hand_over.pk
    return {
        "roadmaps:hand_over": [person],
        "roadmaps:hand_over preview": [person],
        "roadmaps:hand_over nobody": [person],
        "roadmaps:hand_over_act": [made],
        "reports:hand_over_pdf": [made],
        "reports:hand_over_docx": [made],
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    world = scene.world
    said = {"receiver": world.coordinator.pk, "shares": ["office"], "ends_roles": "on"}
    seen = hand_over_asked(world, world.executor, world.coordinator)["seen"]
    return {
        "roadmaps:hand_over": {**said, "apply": "1", "seen": seen},
        "roadmaps:hand_over preview": {**said, "foresee": "1"},
        "roadmaps:hand_over nobody": {"shares": ["office"], "foresee": "1"},
    }


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
