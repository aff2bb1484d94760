"""Documents, photos and uploads."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.documents import photo

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:evidence                  ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:sheets                    403   403   403   403   ok    404   403   404   404   in
POST roadmaps:sheets                    403   403   403   403   ok    404   403   404   404   in
POST roadmaps:sheets_bind               403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:sheet                     404   404   404   404   ok    404   404   404   404   in
POST roadmaps:sheet                     404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload_begin              403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:upload                    404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload                    404   404   404   404   ok    404   404   404   404   in
POST roadmaps:upload_finish             404   404   404   404   ok    404   404   404   404   in
GET  roadmaps:evidence_edit             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_edit             403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:evidence_replace          403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_replace          403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:evidence_earlier          403   403   403   403   ok    404   403   404   404   in
POST roadmaps:evidence_earlier          403   403   403   403   ok    404   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "roadmaps:evidence": [scene.evidence.pk],
        "roadmaps:sheets": [scene.owed.pk],
        "roadmaps:sheets_bind": [scene.owed.pk],
        "roadmaps:sheet": [scene.sheet.pk],
        "roadmaps:upload_begin": [scene.owed.pk],
        "roadmaps:upload": [scene.upload.pk],
        "roadmaps:upload_finish": [scene.whole_upload.pk],
        "roadmaps:evidence_edit": [scene.evidence.pk],
        "roadmaps:evidence_replace": [scene.evidence.pk],
        "roadmaps:evidence_earlier": [scene.owed.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "roadmaps:sheets": {"pictures": SimpleUploadedFile("1.png", photo("PNG"))},
        "roadmaps:sheets_bind": {"name": "Протокол"},
        "roadmaps:sheet": {"change": "turn"},
        "roadmaps:upload_begin": {"name": "Ещё.pdf", "size": "7", "sha256": "0" * 64},
        "roadmaps:evidence_edit": {"kind": "minutes"},
        "roadmaps:evidence_replace": {
            "document": SimpleUploadedFile("Новый.pdf", b"%PDF-1.7\nnew\n%%EOF\n"),
            "because": "Исправлена дата",
        },
        "roadmaps:evidence_earlier": {"document": scene.earlier_evidence.pk},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
