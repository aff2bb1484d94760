"""Pages of results and their workbooks."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:measures               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:measures_workbook      ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:distribution           ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:distribution_workbook  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:dynamics               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:dynamics_workbook      ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:against_journal        ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:against_journal_workbook ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:against_oge            ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:against_oge_workbook   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:ranking                ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:ranking_workbook       ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:tasks                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:tasks_workbook         ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:school_results          ok    ok    ok    ok    ok    404   ok    404   404   in
GET  assessments:school_results_workbook ok    ok    ok    ok    ok    404   ok    404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    login = scene.world.school.login
    return {"assessments:school_results": [login], "assessments:school_results_workbook": [login]}


SUBJECT = Subject(table=TABLE, arguments=arguments)
