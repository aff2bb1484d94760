"""Partnerships of schools and the search for a partner."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.routes.subject import Subject
from tests.scene import Scene
from tests.scene.partnerships import PAPER

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  partnerships                       ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  partnerships_workbook              ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  partnership_new                    ok    ok    403   403   403   403   403   ok    403   in
POST partnership_new                    ok    ok    403   403   403   403   403   again 403   in
GET  partnership_rules                  ok    ok    403   403   403   403   403   ok    403   in
POST partnership_rules                  ok    ok    403   403   403   403   403   ok    403   in
GET  partnership                        ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  partnership_history                ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  partnership_history_workbook       ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  partnership_edit                   ok    ok    403   403   403   403   403   404   404   in
POST partnership_edit                   ok    ok    403   403   403   403   403   404   404   in
POST partnership_edit stale             again again 403   403   403   403   403   404   404   in
GET  partnership_note                   ok    ok    403   403   403   403   403   404   404   in
POST partnership_note                   ok    ok    403   403   403   403   403   404   404   in
GET  partnership_agreement              ok    ok    403   403   403   403   403   404   404   in
POST partnership_agreement              ok    ok    403   403   403   403   403   404   404   in
GET  partnership_agreement_file         ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  partnership_move                   ok    ok    403   403   403   403   403   404   404   in
POST partnership_move                   ok    ok    403   403   403   403   403   404   404   in
POST partnership_move stop              again again 403   403   403   403   403   404   404   in
GET  partnership_move unknown           404   404   403   403   403   403   403   404   404   in
POST partnership_take_back              ok    ok    403   403   403   403   403   404   404   in
POST partnership_take_back stale        idle  idle  403   403   403   403   403   404   404   in
GET  partnership_steps                  ok    ok    403   403   403   403   403   404   404   in
POST partnership_steps                  ok    ok    403   403   403   403   403   404   404   in
POST partnership_step_mark              ok    ok    ok    403   ok    ok    403   404   404   in
POST partnership_step_drop              ok    ok    403   403   403   403   403   404   404   in
GET  partnership_visits                 ok    ok    ok    403   ok    ok    403   404   404   in
POST partnership_visits                 ok    ok    ok    403   ok    ok    403   404   404   in
POST partnership_visit_keep             ok    ok    403   403   403   403   403   404   404   in
GET  partnership_visit_file             ok    ok    ok    ok    ok    ok    ok    404   404   in
GET  partners:choice                    ok    ok    403   403   403   403   403   ok    403   in
GET  partners:search                    ok    ok    403   403   403   404   403   404   404   in
POST partners:search                    idle  idle  403   403   403   404   403   404   404   in
"""


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    own = [scene.partnership.pk]
    named = (
        "partnership", "partnership_history", "partnership_history_workbook", "partnership_edit",
        "partnership_edit stale", "partnership_note", "partnership_agreement",
        "partnership_agreement_file", "partnership_take_back", "partnership_take_back stale",
        "partnership_steps", "partnership_visits",
    )  # fmt: skip
    return {
        **dict.fromkeys(named, own),
        "partnership_move": [*own, "start"],
        "partnership_move stop": [*own, "stop"],
        "partnership_move unknown": [*own, "dance"],
        "partnership_step_mark": [scene.partnership_step.pk],
        "partnership_step_drop": [scene.partnership_step.pk],
        "partnership_visit_keep": [scene.partnership_visit.pk],
        "partnership_visit_file": [scene.partnership_visit.pk],
        "partners:search": [scene.world.school.login],
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; schools are always of the home municipality."""
    from schools.actions.partnerships import partnership_mark

    world, today = scene.world, "2025-10-01"
    partner = {"partner": world.other_school.pk, "subjects": ["Физика"]}
    seen = partnership_mark(scene.partnership)
    limits = {"school_limit": 3, "teacher_limit": 1}
    weights = dict.fromkeys(("strength", "pupils", "distance", "kind", "context", "load"), 4)
    return {
        "partnership_new": {**partner, "school": world.school.pk},
        "partnership_rules": limits | weights,
        "partnership_edit": {**partner, "seen": seen},
        "partnership_edit stale": {**partner, "seen": "прежнее"},
        "partnership_note": {"note": "Стало спокойнее"},
        "partnership_agreement": {
            "document": SimpleUploadedFile("Подписано.pdf", PAPER + b"\n"),
        },
        "partnership_move": {"on": today},
        "partnership_move stop": {"on": today, "reason": ""},
        "partnership_take_back": {"seen": "agreed"},
        "partnership_take_back stale": {"seen": "active"},
        "partnership_steps": {"what": "Пробный экзамен"},
        "partnership_step_mark": {"done": "1"},
        "partnership_visits": {"on": today, "what": f"Встреча: {person}"},
        "partnership_visit_keep": {"kept": "0"},
        "partners:search": {"partner": world.other_school.login},
    }


SUBJECT = Subject(table=TABLE, arguments=arguments, forms=forms)
