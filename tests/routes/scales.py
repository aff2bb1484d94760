"""Scales and minimum scores."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.scales import TABLE as SCALES

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:scales                 ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:scales_workbook        ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:scale_template         ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:scale_work             ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:scale_new              ok    403   403   403   403   403   403   403   403   in
POST assessments:scale_new              ok    403   403   403   403   403   403   403   403   in
GET  assessments:scale_edit             ok    403   404   403   404   404   403   404   404   in
POST assessments:scale_edit             ok    403   404   403   404   404   403   404   404   in
POST assessments:scale_withdraw         ok    403   404   403   404   404   403   404   404   in
GET  assessments:scale_uploads          ok    403   403   403   403   403   403   403   403   in
POST assessments:scale_uploads          ok    403   403   403   403   403   403   403   403   in
GET  assessments:scale_upload           ok    ok    404   ok    404   404   ok    404   404   in
POST assessments:scale_upload_confirm   ok    403   404   403   404   404   403   404   404   in
POST assessments:scale_upload_discard   ok    403   404   403   404   404   403   404   404   in
"""
FIGURES = {
    "first_year": 2026, "last_year": 2026, "max_score": 31, "twos_to": 8, "threes_to": 14,
    "fours_to": 21, "source": "Письмо министерства 10.02.2027 № 7",
}  # fmt: skip


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "assessments:scale_work": ["oge", 9, "Математика"],
        "assessments:scale_edit": [scene.scale.pk],
        "assessments:scale_withdraw": [scene.scale.pk],
        "assessments:scale_upload": [scene.scale_upload.pk],
        "assessments:scale_upload_confirm": [scene.scale_upload.pk],
        "assessments:scale_upload_discard": [scene.scale_upload.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    return {
        "assessments:scale_new": {
            "municipality": place, "procedure": "oge", "subject": "Химия", **FIGURES,
        },
        "assessments:scale_edit": FIGURES,
        "assessments:scale_uploads": {
            "municipality": place, "file": SimpleUploadedFile("Шкалы.csv", SCALES.encode()),
        },
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE,
    arguments=arguments,
    forms=forms,
    without_object=frozenset({"assessments:scale_work"}),
)
