"""Criteria of the list: those that ship, and the municipality's own."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  assessments:criteria               ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:criteria_shipped       ok    ok    403   ok    403   403   ok    ok    403   in
GET  assessments:criteria_shipped_history ok  ok  403   ok    403   403   ok    ok    403   in
GET  assessments:criteria_copy          ok    403   403   403   403   403   403   403   403   in
POST assessments:criteria_copy          ok    403   403   403   403   403   403   403   403   in
GET  assessments:criteria_set           ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:criteria_set common    ok    ok    404   ok    404   404   ok    ok    404   in
GET  assessments:criteria_history       ok    ok    404   ok    404   404   ok    404   404   in
GET  assessments:criteria_history common ok   ok    404   ok    404   404   ok    ok    404   in
GET  assessments:criteria_details       ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_details       ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_parameters    ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_parameters    ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_purpose       ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_purpose       ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_works         ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_works         ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_rules         ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_rules         ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_line          ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_line          ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_add           ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_add           ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_category      ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_category      ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_publish       ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_publish       ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_publish published 403 403 404  403   404   404   403   404   404   in
POST assessments:criteria_publish published 403 403 404  403   404   404   403   404   404   in
GET  assessments:criteria_withdraw      ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_withdraw      ok    403   404   403   404   404   403   404   404   in
GET  assessments:criteria_withdraw common 403 403   404   403   404   404   403   403   404   in
POST assessments:criteria_withdraw common 403 403   404   403   404   404   403   403   404   in
GET  assessments:criteria_withdraw draft 403  403   404   403   404   404   403   404   404   in
POST assessments:criteria_withdraw draft 403  403   404   403   404   404   403   404   404   in
GET  assessments:criteria_discard       ok    403   404   403   404   404   403   404   404   in
POST assessments:criteria_discard       ok    403   404   403   404   404   403   404   404   in
"""
OF_DRAFT = (
    "set", "history", "details", "parameters", "purpose", "works", "rules", "publish",
    "withdraw draft", "discard", "category",
)  # fmt: skip
PARTICIPANTS = {"value-at_least": "5"}


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    draft, published = scene.criteria_draft.pk, scene.criteria_published.pk
    return {
        "assessments:criteria_shipped": ["federal-30-2"],
        "assessments:criteria_shipped_history": ["federal-30-2"],
        **{
            f"assessments:criteria_{name} common": [scene.criteria_common.pk]
            for name in ("set", "history", "withdraw")
        },
        **{f"assessments:criteria_{name}": [draft] for name in OF_DRAFT},
        "assessments:criteria_line": [draft, "1.0"],
        "assessments:criteria_add": [draft, "1"],
        "assessments:criteria_publish published": [published],
        "assessments:criteria_withdraw": [published],
    }


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """What is copied and added."""
    return {
        "assessments:criteria_copy": {"from": "federal-30-2"},
        "assessments:criteria_add": {"predicate": "participants"},
        "assessments:criteria_category": {"category": "at_risk", "predicate": "participants"},
    }


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send."""
    parameters = scene.criteria_draft.rules["parameters"]
    typed = {
        name: ",".join(map(str, value)) if isinstance(value, list) else value
        for name, value in parameters.items()
    }
    return {
        "assessments:criteria_copy": {
            "municipality": scene.world.office.pk, "name": "Свои", "key": "own-copy",
        },
        "assessments:criteria_details": {"name": "Другое название"},
        "assessments:criteria_parameters": {**typed, "threshold": "25"},
        "assessments:criteria_purpose": {"makes_list": "beside", "none": "обычная"},
        "assessments:criteria_works": {"works": ["vpr|Русский язык|5"]},
        "assessments:criteria_rules": {
            "rules": '{"categories": [{"category": "low_results", "rule": '
            '{"fails": {"at_least": 2}}}]}'
        },
        "assessments:criteria_line": {"change": "negate"},
        "assessments:criteria_add": PARTICIPANTS,
        "assessments:criteria_category": PARTICIPANTS,
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE,
    arguments=arguments,
    query=query,
    forms=forms,
    without_object=frozenset(
        {"assessments:criteria_shipped", "assessments:criteria_shipped_history"}
        | {f"assessments:criteria_{name} common" for name in ("set", "history", "withdraw")}
    ),
)
