"""Responsible parties and the readings that appear as one types."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:reading                   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:reading import            ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:responsible               ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:responsible import        ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:parties                   ok    ok    403   403   403   403   403   ok    403   in
GET  roadmaps:party                     ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party                     ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_synonym_add         ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_synonym_remove      ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:party_merge               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_merge               ok    ok    404   403   404   404   403   404   404   in
POST roadmaps:party_apart               ok    ok    404   403   404   404   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "roadmaps:party": [scene.office_work.party_id],
        "roadmaps:party_synonym_add": [scene.office_work.party_id],
        "roadmaps:party_synonym_remove": [scene.office_work.party_id, scene.synonym.pk],
        "roadmaps:party_merge": [scene.office_work.party_id],
        "roadmaps:party_apart": [scene.office_work.party_id],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:reading": {"text": "май", "roadmap": scene.roadmap.pk},
        "roadmaps:reading import": {"text": "май", "plan": scene.plan_import.pk},
        "roadmaps:responsible": {"text": "Методист", "roadmap": scene.roadmap.pk},
        "roadmaps:responsible import": {"text": "Методист", "plan": scene.plan_import.pk},
        "roadmaps:party_merge": {"into": scene.other_party.pk},
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "roadmaps:party": {"name": "Другой методист", "kind": "post"},
        "roadmaps:party_synonym_add": {"words": "Методцентр"},
        "roadmaps:party_merge": {"into": scene.other_party.pk},
        "roadmaps:party_apart": {"into": scene.other_party.pk},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
