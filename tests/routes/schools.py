"""Schools and their register."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.office import CONTEXT, REGISTER

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  school_list                        ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  schools_workbook                   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  school                             ok    ok    ok    ok    ok    404   ok    404   404   in
GET  school_edit                        ok    403   403   403   403   404   403   404   404   in
POST school_edit                        ok    403   403   403   403   404   403   404   404   in
GET  context                            ok    ok    403   ok    403   403   ok    ok    403   in
POST context                            ok    ok    403   403   403   403   403   idle  403   in
GET  context_template                   ok    ok    403   ok    403   403   ok    ok    403   in
GET  context_index                      ok    ok    403   ok    403   403   ok    ok    403   in
GET  context_index_workbook             ok    ok    403   ok    403   403   ok    ok    403   in
GET  context_weights                    ok    403   403   403   403   403   403   403   403   in
POST context_weights                    ok    403   403   403   403   403   403   403   403   in
GET  context_files                      ok    ok    403   ok    403   403   ok    ok    403   in
POST context_files                      ok    ok    403   403   403   403   403   again 403   in
GET  context_file                       ok    ok    404   ok    404   404   ok    404   404   in
POST context_file_confirm               ok    ok    404   403   404   404   403   404   404   in
POST context_file_discard               ok    ok    404   403   404   404   403   404   404   in
POST context_file_undo                  ok    ok    404   403   404   404   403   404   404   in
GET  context_batch                      ok    ok    404   ok    404   404   ok    404   404   in
POST context_batch_confirm              ok    ok    404   403   404   404   403   404   404   in
GET  school_context                     ok    ok    ok    ok    ok    404   ok    404   404   in
POST school_context                     ok    ok    403   403   403   404   403   404   404   in
POST school_name_forget                 ok    ok    403   403   403   404   403   404   404   in
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
        "context_file": [scene.context_file.pk],
        "context_batch": [scene.context_batch.pk],
        "context_batch_confirm": [scene.context_batch.pk],
        "context_file_confirm": [scene.context_file.pk],
        "context_file_discard": [scene.context_file.pk],
        "context_file_undo": [scene.taken_context_file.pk],
        "school_context": [scene.world.school.login],
        "school_edit": [scene.world.school.login],
        "school_name_forget": [scene.world.school.login, scene.written_name.pk],
        "register_review": [scene.register_upload.pk],
        "register_confirm": [scene.register_upload.pk],
        "register_discard": [scene.register_upload.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    return {
        "context": {f"v-{scene.world.school.pk}-vacancies": "1"},
        "context_weights": {
            "normalisation": "min_max", "parts": 4, "least_coverage": 50, "typing": "pisa",
            "low_income": "-1", "seen": 0,
        },
        "context_files": {
            "municipality": place, "year": 2024,
            "file": SimpleUploadedFile("Контекст.csv", CONTEXT),
        },
        "school_context": {f"v-{scene.world.school.pk}-vacancies": "1"},
        "school_edit": {"name": "Школа № 1 имени первых", "kind": "secondary", "seen": "{}"},
        "register": {
            "municipality": place,
            "file": SimpleUploadedFile("Реестр.csv", REGISTER),
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
