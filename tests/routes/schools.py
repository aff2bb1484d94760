"""Schools and their register."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.office import REGISTER

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  school_list                        ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  schools_workbook                   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  school                             ok    ok    ok    ok    ok    404   ok    404   404   in
GET  school_edit                        ok    403   403   403   403   404   403   404   404   in
POST school_edit                        ok    403   403   403   403   404   403   404   404   in
GET  register                           ok    403   403   403   403   403   403   403   403   in
POST register                           ok    403   403   403   403   403   403   403   403   in
GET  register_review                    ok    404   404   404   404   404   404   404   404   in
POST register_confirm                   ok    404   404   404   404   404   404   404   404   in
POST register_discard                   ok    404   404   404   404   404   404   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "school": [scene.world.school.login],
        "school_edit": [scene.world.school.login],
        "register_review": [scene.register_upload.pk],
        "register_confirm": [scene.register_upload.pk],
        "register_discard": [scene.register_upload.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    return {
        "school_edit": {"name": "Школа № 1 имени первых", "kind": "secondary", "seen": "{}"},
        "register": {
            "municipality": place,
            "file": SimpleUploadedFile("Реестр.csv", REGISTER),
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
