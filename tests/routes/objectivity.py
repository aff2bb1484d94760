"""Signs of bias."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:objectivity            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:objectivity_rules      ok    403   403   403   403   403   403   403   403   in
POST assessments:objectivity_rules      ok    403   403   403   403   403   403   403   403   in
GET  assessments:objectivity_entry      ok    ok    403   403   403   403   403   ok    403   in
POST assessments:objectivity_entry      idle  idle  403   403   403   403   403   idle  403   in
GET  assessments:objectivity_workbook   ok    ok    ok    ok    ok    ok    ok    ok    404   in
GET  assessments:objectivity_school     ok    ok    ok    ok    ok    404   ok    404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {"assessments:objectivity_school": [scene.world.school.login]}


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    return {
        "assessments:objectivity_rules": {
            "works": ["vpr:Русский язык:4"], "denominator": "ru4", "z": "1,96",
            "least_schools": 8, "peak_ratio": "2", "peak_fewest": 10, "journal_medium": "20",
            "journal_high": "40", "least_confirmed": "70", "corridors": "", "seen": 0,
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
"""The pages of signs."""
