"""Signs of bias."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:objectivity            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:objectivity_workbook   ok    ok    ok    ok    ok    ok    ok    ok    404   in
GET  assessments:objectivity_school     ok    ok    ok    ok    ok    404   ok    404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {"assessments:objectivity_school": [scene.world.school.login]}


SUBJECT = Subject(table=TABLE, arguments=arguments)
"""The pages of signs."""
