"""Plans of schools: their own pages, and what each page of a plan is in the plan of a school."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:school_plans              ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:school_plan_start         403   403   403   403   ok    404   403   404   404   in
POST roadmaps:school_plan_start         403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:school_plan_import        403   403   403   403   ok    404   403   404   404   in
POST roadmaps:school_plan_import        403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:take_rows                 403   403   403   403   ok    404   403   404   404   in
POST roadmaps:take_rows                 403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:plan_checks               ok    ok    ok    403   403   403   403   ok    403   in

GET  roadmaps:roadmap school            ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:roadmap waiting           ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:plan_workbook school      ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:year_calendar school      ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:indicators school         ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:coverage school           ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:undated school            ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:changes school            ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:change_undo school        403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:editions school           ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:past school               ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:matrix school             404   404   404   404   404   404   404   404   404   in
GET  roadmaps:school_list school        404   404   404   404   404   404   404   404   404   in
GET  roadmaps:activity school           ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:activity_origin school    ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:activity_edit school      403   403   403   403   ok    404   403   404   404   in
POST roadmaps:activity_edit school      403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:activity_add school       403   403   403   403   ok    404   403   404   404   in
POST roadmaps:activity_add school       403   403   403   403   ok    404   403   404   404   in
POST roadmaps:activity_add waiting      403   403   403   403   403   404   403   404   404   in
POST roadmaps:activity_cell school      403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:activity_row school       403   403   403   403   ok    404   403   404   404   in
POST roadmaps:activity_move school      403   403   403   403   ok    404   403   404   404   in
POST roadmaps:activity_delete school    403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:section_add school        403   403   403   403   ok    404   403   404   404   in
POST roadmaps:section_add school        403   403   403   403   ok    404   403   404   404   in
POST roadmaps:section school            403   403   403   403   ok    404   403   404   404   in
POST roadmaps:section_delete school     403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:bulk school               403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:numbers school            403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:paste_rows school         403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:reimport school           403   403   403   403   ok    404   403   404   404   in
POST roadmaps:reimport school           403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:indicator_add school      403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:saved_filters school      ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:reading school            403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:state school              ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:state school              403   403   403   403   ok    404   403   404   404   in
POST roadmaps:state waiting             ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:state acceptance          ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:state agreed              403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:approve school            403   403   403   403   ok    404   403   404   404   in
POST roadmaps:approve school            403   403   403   403   again 404   403   404   404   in
POST roadmaps:approve agreed            403   403   403   403   ok    404   403   404   404   in
POST roadmaps:amend school              403   403   403   403   idle  404   403   404   404   in
GET  reports:school_plan_pdf            ok    ok    ok    ok    ok    404   ok    404   404   in
GET  reports:plan_docx school           ok    ok    ok    ok    ok    404   ok    404   404   in
"""

_OF_PLAN = (
    "roadmap", "plan_workbook", "year_calendar", "indicators", "coverage", "undated", "changes",
    "editions", "past", "matrix", "school_list", "activity_add", "section_add", "bulk", "numbers",
    "paste_rows", "reimport", "indicator_add", "saved_filters", "state", "approve", "amend",
)  # fmt: skip
_OF_ROW = ("activity", "activity_origin", "activity_edit", "activity_cell", "activity_row")


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan, row = scene.school_plan.pk, [scene.school_plan.pk, scene.school_row.pk]
    section = [plan, scene.school_section.pk]
    waiting, agreed = [scene.school_plan_waiting.pk], [scene.school_plan_agreed.pk]
    return {
        "roadmaps:school_plan_start": [scene.world.school.pk],
        "roadmaps:school_plan_import": [scene.world.school.pk],
        "roadmaps:take_rows": [plan],
        **{f"roadmaps:{name} school": [plan] for name in _OF_PLAN},
        **{f"roadmaps:{name} school": row for name in _OF_ROW},
        "roadmaps:activity_move school": row,
        "roadmaps:activity_delete school": [plan, scene.school_bare_row.pk],
        "roadmaps:section school": section,
        "roadmaps:section_delete school": section,
        "roadmaps:change_undo school": [plan, scene.school_change.pk],
        "roadmaps:roadmap waiting": waiting,
        "roadmaps:activity_add waiting": waiting,
        "roadmaps:state waiting": waiting,
        "roadmaps:state acceptance": waiting,
        "roadmaps:state agreed": agreed,
        "roadmaps:approve agreed": agreed,
        "reports:school_plan_pdf": waiting,
        "reports:plan_docx school": waiting,
    }


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {"roadmaps:reading school": {"roadmap": scene.school_plan.pk, "deadline_text": "май"}}


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    from roadmaps.actions.editing.writing import values_of
    from roadmaps.forms.plans import opened_value
    from roadmaps.forms.sections import opened_section
    from roadmaps.queries.taking_over import rows_to_take

    today = timezone.localdate()
    opened = values_of(scene.school_row)
    order = {"order_number": "7", "order_date": today.isoformat()}
    return {
        "roadmaps:school_plan_start": {
            "title": "Новый план", "first_year": today.year, "last_year": today.year + 1,
            "calendar": "calendar", "begin": "blank",
        },
        "roadmaps:school_plan_import": _upload(scene),
        "roadmaps:reimport school": _upload(scene),
        "roadmaps:take_rows": {"row": [one.pk for one in rows_to_take(scene.school_plan)]},
        "roadmaps:activity_edit school": {
            **opened, "title": "Другое название", "opened": opened_value(opened),
        },
        "roadmaps:activity_add school": {"title": "Новое мероприятие"},
        "roadmaps:activity_add waiting": {"title": "Новое мероприятие"},
        "roadmaps:activity_cell school": {
            "field": "title", "value": "Иначе", "expected": scene.school_row.title,
        },
        "roadmaps:activity_move school": {"target": f"after:{scene.school_bare_row.pk}"},
        "roadmaps:section_add school": {"title": "Новый раздел", "kind": "stage"},
        "roadmaps:section school": {**opened_section(scene.school_section), "title": "Другой"},
        "roadmaps:section_delete school": {"rows_to": "end:0"},
        "roadmaps:state school": {"move": "submit"},
        "roadmaps:state waiting": {"move": "agree", "round": 1},
        "roadmaps:state acceptance": {"acceptance": "school"},
        "roadmaps:state agreed": {"move": "revise"},
        "roadmaps:approve school": order,
        "roadmaps:approve agreed": order,
    }  # fmt: skip


def _upload(scene: Scene) -> dict[str, Any]:
    place = scene.world.office
    return {"municipality": place.pk, "file": SimpleUploadedFile("Карта.docx", scene.document)}


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
