"""Results of assessments and the list of ШНОР."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.figures import RESULTS_HEADER

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:results                ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:results_workbook       ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  assessments:template               ok    ok    403   403   403   403   403   ok    403   in
GET  assessments:entry                  ok    ok    403   403   403   403   403   ok    403   in
POST assessments:entry                  idle  idle  403   403   403   403   403   idle  403   in
GET  assessments:imports                ok    ok    403   ok    403   403   ok    ok    403   in
POST assessments:imports                ok    ok    403   403   403   403   403   again 403   in
GET  assessments:batch                  ok    ok    404   ok    404   404   ok    404   404   in
POST assessments:batch_confirm          ok    ok    404   403   404   404   403   404   404   in
GET  assessments:import                 ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:import confirmed       ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:import_file            ok    ok    404   ok    404   404   ok    404   404   in
POST assessments:import_confirm         ok    ok    404   403   404   404   403   404   404   in
POST assessments:import_schools         ok    ok    404   403   404   404   403   404   404   in
POST assessments:import_discard         ok    ok    404   403   404   404   403   404   404   in
GET  assessments:import_withdraw        ok    ok    404   403   404   404   403   404   404   in
POST assessments:import_withdraw        ok    ok    404   403   404   404   403   404   404   in
GET  assessments:runs                   ok    ok    ok    ok    ok    ok    ok    ok    ok    in
POST assessments:runs                   ok    ok    403   403   403   403   again again 403   in
POST assessments:runs region            again again 403   403   403   403   ok    again 403   in
POST assessments:run_settings           ok    ok    403   403   403   403   403   404   403   in
POST assessments:run_nights             403   403   403   403   403   403   ok    403   403   in
GET  assessments:run                    ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run region             404   404   404   404   404   404   ok    404   404   in
GET  assessments:run unfinished         ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:run_workbook           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run_workbook region    404   404   404   404   404   404   ok    404   404   in
GET  assessments:run_workbook unfinished 404  404   404   404   404   404   404   404   404   in
GET  assessments:run_progress           ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run_progress unfinished ok   ok    404   ok    404   404   ok    404   404   in
GET  assessments:run_comparison         ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  assessments:run_comparison unfinished ok ok    404   ok    404   404   ok    404   404   in
GET  assessments:run_comparison_workbook ok   ok    ok    ok    ok    ok    ok    404   404   in
POST assessments:run_restart            ok    ok    404   403   404   404   403   404   404   in
GET  assessments:verdict                ok    ok    ok    ok    ok    404   ok    404   404   in
GET  assessments:verdict region         404   404   404   404   404   404   ok    404   404   in
POST assessments:run_restart region     404   404   404   404   404   404   idle  404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "assessments:batch": [scene.batch.pk],
        "assessments:batch_confirm": [scene.batch.pk],
        "assessments:import": [scene.results_import.pk],
        "assessments:import confirmed": [scene.confirmed_results.pk],
        "assessments:import_file": [scene.results_import.pk],
        "assessments:import_confirm": [scene.results_import.pk],
        "assessments:import_discard": [scene.results_import.pk],
        "assessments:import_schools": [scene.results_import.pk],
        "assessments:import_withdraw": [scene.confirmed_results.pk],
        "assessments:run": [scene.run.pk],
        "assessments:run region": [scene.region_run.pk],
        "assessments:run_workbook region": [scene.region_run.pk],
        "assessments:run_restart region": [scene.region_run.pk],
        "assessments:verdict region": [scene.region_run.pk, scene.world.school.login],
        "assessments:run unfinished": [scene.unfinished_run.pk],
        "assessments:run_workbook": [scene.run.pk],
        "assessments:run_workbook unfinished": [scene.unfinished_run.pk],
        "assessments:run_progress": [scene.run.pk],
        "assessments:run_progress unfinished": [scene.unfinished_run.pk],
        "assessments:run_comparison": [scene.run.pk],
        "assessments:run_comparison unfinished": [scene.unfinished_run.pk],
        "assessments:run_comparison_workbook": [scene.run.pk],
        "assessments:run_restart": [scene.unfinished_run.pk],
        "assessments:verdict": [scene.run.pk, scene.world.school.login],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """The calculation that another is set against."""
    return {"assessments:run_comparison_workbook": {"with": scene.list_draft.run_id}}


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    return {
        "assessments:imports": {
            "municipality": place,
            "workbooks": SimpleUploadedFile(
                "Ещё.csv", f"{RESULTS_HEADER}2024/25;7;Физика;edu980001;4;1;1;1;1\n".encode()
            ),
        },
        "assessments:runs": {
            "place": place, "academic_year": 2024, "criteria": "federal-30-2",
        },
        "assessments:run_settings": {"municipality": place, "nightly": "on"},
        "assessments:run_nights": {"places": [f"region-{scene.world.region.pk}"]},
        "assessments:runs region": {
            "place": f"region-{scene.world.region.pk}", "academic_year": 2024,
            "criteria": "federal-30-2",
        },
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
