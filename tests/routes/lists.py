"""Lists of ШНОР that orders approve, and their drafts."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:lists                  ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:lists_workbook         ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:list                   ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:list draft             ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:list_history           ok    ok    403   ok    403   403   ok    404   404   in
GET  assessments:list_history_workbook  ok    ok    403   ok    403   403   ok    404   404   in
GET  assessments:list_workbook          ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:list_workbook draft    ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:list_comparison        ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:list_comparison draft  ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:list_comparison_workbook ok  ok    404   ok    404   404   ok    404   404   in
POST assessments:list_draft             ok    ok    403   403   403   403   403   404   404   in
POST assessments:list_draft unfinished  idle  idle  404   403   404   404   403   404   404   in
POST assessments:list_draft region      404   404   404   404   404   404   403   404   404   in
GET  assessments:list_entry             ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_entry             ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_entry approved    403   403   403   403   403   403   403   404   404   in
GET  assessments:list_details           ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_details           ok    ok    404   403   404   404   403   404   404   in
GET  assessments:list_approve           ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_approve           ok    ok    404   403   404   404   403   404   404   in
GET  assessments:list_discard           ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_discard           ok    ok    404   403   404   404   403   404   404   in
POST assessments:list_amend             ok    ok    403   403   403   403   403   404   404   in
GET  assessments:list_cancel            ok    ok    403   403   403   403   403   404   404   in
POST assessments:list_cancel            ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    approved, draft = [scene.approved_list.pk], [scene.list_draft.pk]
    of_approved = (
        "list", "list_history", "list_history_workbook", "list_workbook", "list_comparison",
        "list_amend", "list_cancel", "list_entry approved",
    )  # fmt: skip
    of_draft = (
        "list draft", "list_workbook draft", "list_comparison draft", "list_comparison_workbook",
        "list_entry", "list_details", "list_approve", "list_discard",
    )  # fmt: skip
    return {
        **{f"assessments:{name}": approved for name in of_approved},
        **{f"assessments:{name}": draft for name in of_draft},
        "assessments:list_draft": [scene.run.pk],
        "assessments:list_draft region": [scene.region_run.pk],
        "assessments:list_draft unfinished": [scene.unfinished_run.pk],
    }


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """The list that another is set against."""
    return {"assessments:list_comparison_workbook": {"with": scene.approved_list.pk}}


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    decision = {
        "school": scene.world.school.pk, "category": "low_results", "reason": "По письму региона",
    }  # fmt: skip
    return {
        "assessments:list_entry": decision,
        "assessments:list_entry approved": decision,
        "assessments:list_details": {
            "target": 25, "letter_number": "15-2", "letter_date": "2025-09-01",
        },
        "assessments:list_approve": {"order_number": "7", "order_date": "2025-10-01"},
        "assessments:list_cancel": {"reason": "Приказ № 50"},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
