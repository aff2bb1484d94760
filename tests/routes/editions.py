"""Approved editions, amendments, comparison, the past."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.documents import PDF

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:state                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:state                     ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:approve                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:approve                   ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:approve again             again again 403   403   403   403   403   404   404   in
POST roadmaps:amend                     ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amend again               idle  idle  403   403   403   403   403   404   404   in
GET  roadmaps:amendment_approve         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amendment_approve         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:amendment_discard         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:amendment_discard         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:edition_comparison        ok    ok    ok    ok    ok    ok    ok    404   404   in
POST roadmaps:edition_comparison        ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:past                      ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:past_activity             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:editions                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:editions project          ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:edition                   ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:edition_order             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:edition_scan              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:edition_scan              idle  idle  403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    project = scene.plan_in_draft
    return {
        "roadmaps:state": [plan],
        "roadmaps:approve": [plan],
        "roadmaps:approve again": [scene.act.pk],
        "roadmaps:amend": [scene.act.pk],
        "roadmaps:amend again": [scene.amended.pk],
        "roadmaps:amendment_approve": [scene.amended.pk],
        "roadmaps:amendment_discard": [scene.amended.pk],
        "roadmaps:edition_comparison": [scene.amended.pk],
        "roadmaps:past": [scene.act.pk],
        "roadmaps:past_activity": [scene.act.pk, scene.act.activities.first().pk],
        "roadmaps:editions": [scene.act.pk],
        "roadmaps:editions project": [project.pk],
        "roadmaps:edition": [scene.act.pk, 1],
        "roadmaps:edition_order": [scene.act.pk, 1],
        "roadmaps:edition_scan": [scene.act.pk, 1],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "roadmaps:state": {"move": "close"},
        "roadmaps:approve": {"order_number": "420", "order_date": "2026-01-15"},
        "roadmaps:approve again": {"order_number": "421", "order_date": "2026-01-15"},
        "roadmaps:amendment_approve": {
            "amendment": scene.amendment.pk, "order_number": "19-ОД",
            "order_date": timezone.localdate().isoformat(),
        },
        "roadmaps:edition_comparison": {"reason facts.title": "Так решили"},
        "roadmaps:amendment_discard": {"amendment": scene.amendment.pk},
        "roadmaps:edition_scan": {"scan": SimpleUploadedFile("Приказ.pdf", PDF)},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
