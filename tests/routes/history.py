"""Histories of objects, and the journal of an office."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  journal                            ok    403   403   403   403   403   403   403   403   in
GET  journal_workbook                   ok    403   403   403   403   403   403   403   403   in
GET  school_history                     ok    ok    ok    ok    ok    404   ok    404   404   in
GET  school_history_workbook            ok    ok    ok    ok    ok    404   ok    404   404   in
GET  person_history                     ok    403   404   403   404   403   404   404   404   in
GET  person_history_workbook            ok    403   404   403   404   403   404   404   404   in
GET  roadmaps:roadmap_history           ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:roadmap_history_workbook  ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:activity_history          ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:activity_history_workbook ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:indicator_history         ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:indicator_history_workbook ok   ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:assignment_history        ok    ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:assignment_history_workbook ok  ok    ok    ok    ok    404   ok    404   404   in
GET  roadmaps:party_history             ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:party_history_workbook    ok    ok    404   403   404   404   403   404   404   in
GET  roadmaps:import_history            ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:import_history_workbook   ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:calendar_history          ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:calendar_history_workbook ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:series_history            ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:series_history_workbook   ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:reminder_settings_history ok    403   403   403   403   403   403   404   404   in
GET  roadmaps:reminder_settings_history_workbook ok 403 403 403 403   403   403   404   404   in
GET  assessments:import_history         ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:import_history_workbook ok   ok    404   ok    404   404   ok    404   404   in
GET  assessments:run_history            ok    ok    403   ok    403   403   ok    404   404   in
GET  assessments:run_history_workbook   ok    ok    403   ok    403   403   ok    404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses; a workbook has those of its page."""
    plan, office = scene.roadmap.pk, scene.world.office.pk
    pages: dict[str, list[Any]] = {
        "school_history": [scene.world.school.login],
        "person_history": [scene.world.other_head.pk],
        "roadmaps:roadmap_history": [plan],
        "roadmaps:activity_history": [plan, scene.activity.pk],
        "roadmaps:indicator_history": [plan, scene.indicator.pk],
        "roadmaps:assignment_history": [scene.submitted.pk],
        "roadmaps:party_history": [scene.other_party.pk],
        "roadmaps:import_history": [scene.plan_import.pk],
        "roadmaps:calendar_history": [office],
        "roadmaps:series_history": [scene.series.pk],
        "roadmaps:reminder_settings_history": [office],
        "assessments:import_history": [scene.results_import.pk],
        "assessments:run_history": [scene.run.pk],
    }
    return pages | {f"{name}_workbook": values for name, values in pages.items()}


SUBJECT = Subject(TABLE, arguments)
