"""Documents for people."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  reports:list                       ok    ok    ok    ok    404   404   ok    ok    404   in
GET  reports:new                        ok    ok    403   403   404   404   403   ok    404   in
POST reports:new                        ok    ok    403   403   404   404   403   again 404   in
GET  reports:plan_docx                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:plan_docx project          ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:plan_xlsx                  ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:plan_xlsx project          ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:indicators_docx            ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:indicators_pdf             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:indicators_xlsx            ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  reports:comparison_docx            ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:comparison_xlsx            ok    ok    404   ok    404   404   ok    404   404   in
POST reports:plan_pdf                   ok    ok    403   403   403   403   403   404   404   in
POST reports:plan_pdf project           ok    ok    404   403   404   404   403   404   404   in
GET  reports:monday_pdf                 ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:monday_docx                ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:list_order_pdf             ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:list_order_docx            ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:list_order_docx draft      ok    ok    404   ok    404   404   ok    404   404   in
GET  reports:list_order_xlsx            ok    ok    403   ok    403   403   ok    404   404   in
GET  reports:grounds_pdf                ok    ok    ok    ok    ok    404   ok    404   404   in
GET  reports:grounds_docx               ok    ok    ok    ok    ok    404   ok    404   404   in
GET  reports:report                     ok    ok    ok    ok    404   404   ok    404   404   in
GET  reports:progress                   ok    ok    ok    ok    404   404   ok    404   404   in
GET  reports:file                       ok    ok    ok    ok    404   404   ok    404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    project = scene.plan_in_draft
    return {
        "reports:new": ["roadmap_progress"],
        "reports:plan_docx": [plan],
        "reports:plan_docx project": [project.pk],
        "reports:plan_xlsx": [plan],
        "reports:plan_xlsx project": [project.pk],
        "reports:indicators_docx": [scene.roadmap.pk],
        "reports:indicators_pdf": [scene.roadmap.pk],
        "reports:indicators_xlsx": [scene.roadmap.pk],
        "reports:comparison_docx": [scene.amended.pk],
        "reports:comparison_xlsx": [scene.amended.pk],
        "reports:plan_pdf": [plan],
        "reports:plan_pdf project": [project.pk],
        "reports:monday_pdf": [scene.world.office.pk],
        "reports:monday_docx": [scene.world.office.pk],
        "reports:grounds_pdf": [scene.run.pk, scene.world.school.login],
        "reports:grounds_docx": [scene.run.pk, scene.world.school.login],
        "reports:list_order_pdf": [scene.approved_list.pk],
        "reports:list_order_docx": [scene.approved_list.pk],
        "reports:list_order_docx draft": [scene.list_draft.pk],
        "reports:list_order_xlsx": [scene.approved_list.pk],
        "reports:report": [scene.report.pk],
        "reports:progress": [scene.report.pk],
        "reports:file": [scene.report.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    return {
        "reports:new": {"subject": f"{place}-{scene.roadmap.pk}", "file_format": "pdf"},
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE, arguments=arguments, forms=forms, without_object=frozenset({"reports:new"})
)
