"""Target indicators, risks and what answers to them."""

from __future__ import annotations

from typing import Any

from roadmaps.actions.indicators.recording import value_mark
from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:indicators                ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:indicators project        ok    ok    404   ok    404   404   ok    404   404   in
GET  roadmaps:indicator                 ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  roadmaps:indicator_add             ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_add             ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:indicator_edit            ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_edit            again again 403   403   403   403   403   404   404   in
POST roadmaps:indicator_delete          idle  idle  403   403   403   403   403   404   404   in
POST roadmaps:indicator_reading         ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:indicator_actual          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_actual          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_actual_remove   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:indicator_measure         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_measure         ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_measure unfit   again again 403   403   403   403   403   404   404   in
POST roadmaps:indicator_measure_drop    ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_measure_refresh ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_offer_take      ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_offer_decline   ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:coverage                  ok    ok    403   ok    403   403   ok    404   404   in
GET  roadmaps:coverage_links            ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:coverage_links            ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:activity_goals            ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:activity_goals            ok    ok    403   403   403   403   403   404   404   in
GET  roadmaps:completeness              ok    ok    403   ok    403   403   ok    404   404   in
POST roadmaps:completeness              ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:completeness silent       again again 403   403   403   403   403   404   404   in
POST roadmaps:completeness_again        ok    ok    403   403   403   403   403   404   404   in
GET  risk_profile                       ok    ok    403   403   403   404   403   404   404   in
POST risk_profile                       ok    ok    403   403   403   404   403   404   404   in
GET  roadmaps:indicator_target          ok    ok    403   403   403   403   403   404   404   in
POST roadmaps:indicator_target          ok    ok    403   403   403   403   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    plan = scene.roadmap.pk
    target = scene.indicator
    year = scene.roadmap.first_year
    project = scene.plan_in_draft
    tied = [scene.act.pk, scene.tied_indicator.pk]
    return {
        "roadmaps:indicators": [plan],
        "roadmaps:indicators project": [project.pk],
        "roadmaps:indicator": [plan, target.pk],
        "roadmaps:indicator_measure": [plan, target.pk],
        "roadmaps:indicator_measure unfit": [plan, target.pk],
        "roadmaps:indicator_measure_drop": tied,
        "roadmaps:indicator_measure_refresh": tied,
        "roadmaps:indicator_offer_take": [*tied, 2025],
        "roadmaps:indicator_offer_decline": [*tied, 2025],
        "roadmaps:coverage": [plan],
        "roadmaps:coverage_links": [plan, "risk", 8],
        "roadmaps:activity_goals": [plan, scene.activity.pk],
        "roadmaps:completeness": [plan],
        "roadmaps:completeness silent": [plan],
        "roadmaps:completeness_again": [plan, scene.intended_gap.pk],
        "risk_profile": [scene.world.school.login],
        "roadmaps:indicator_add": [plan],
        "roadmaps:indicator_edit": [plan, target.pk],
        "roadmaps:indicator_delete": [plan, target.pk],
        "roadmaps:indicator_reading": [plan, target.pk],
        "roadmaps:indicator_actual": [plan, target.pk, year],
        "roadmaps:indicator_actual_remove": [plan, target.pk, year - 1],
        "roadmaps:indicator_target": [plan, target.pk, year],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    asked = {"gap": "no_purpose", "subject": [scene.activity.pk]}
    offered = {"digest": scene.tied_indicator.offers.get(year=2025).digest}
    return {
        "roadmaps:indicator_measure": {
            "measure": "low_share", "procedure": "oge", "schools": "all"
        },
        "roadmaps:indicator_measure unfit": {"measure": "low_share", "schools": "all"},
        "roadmaps:indicator_offer_take": offered,
        "roadmaps:indicator_offer_decline": offered,
        "roadmaps:indicator_add": {"name": "Доля участников", "comparator": ">="},
        "roadmaps:indicator_edit": {"name": "Иначе", "comparator": ">=", "seen": "другое"},
        "roadmaps:coverage_links": {"link": [scene.activity.pk], "shown": [scene.activity.pk]},
        "roadmaps:activity_goals": {"goal": ["motivation"], "shown": ["motivation"]},
        "roadmaps:completeness": {**asked, "reason": "Разовое дело"},
        "roadmaps:completeness silent": asked,
        "risk_profile": {"motivation": "high", "seen": ""},
        "roadmaps:indicator_reading": {"reading": "rise-percent"},
        "roadmaps:indicator_actual": {"actual": "65", "source": "Протокол"},
        "roadmaps:indicator_actual_remove": {
            "seen": value_mark(scene.indicator.values.get(year=scene.roadmap.first_year - 1))
        },
        "roadmaps:indicator_target": {"target": "70", "reason": "Выросли"},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
