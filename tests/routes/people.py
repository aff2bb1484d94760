"""People and their roles."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  people                             ok    403   403   403   403   403   403   403   403   in
GET  person_add                         ok    403   403   403   403   403   403   403   403   in
POST person_add                         ok    403   403   403   403   403   403   403   403   in
GET  person                             ok    403   404   403   404   403   404   404   404   in
POST person_appoint                     ok    403   404   403   404   403   404   404   404   in
POST person_dismiss                     ok    403   404   403   404   403   404   404   404   in
POST person_sign_in                     ok    403   404   403   404   403   404   404   404   in
POST person_letter                      ok    403   404   403   404   403   404   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    known = scene.world.other_head
    return {
        "person": [known.pk],
        "person_appoint": [known.pk],
        "person_dismiss": [known.pk, known.memberships.get().pk],
        "person_sign_in": [known.pk],
        "person_letter": [known.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "person_add": {
            "email": "new@example.org", "full_name": "Новая А. А.", "role": "executor",
        },
        "person_appoint": {"role": "executor"},
        "person_sign_in": {"open": "0"},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
