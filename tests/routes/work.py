"""Assignments, review, requests for another date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from roadmaps.actions.work import date_mark
from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  roadmaps:assignments               ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:all_assignments           ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:assignments_workbook      ok    ok    ok    ok    ok    ok    ok    ok    ok    in
GET  roadmaps:assignment                ok    ok    ok    ok    ok    404   ok    404   404   in
POST roadmaps:assignment                403   403   403   403   ok    404   403   404   404   in
GET  roadmaps:assignment office         ok    ok    404   ok    404   404   ok    404   404   in
POST roadmaps:assignment office         ok    ok    404   ok    404   404   403   404   404   in
POST roadmaps:move withdraw             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:move accept               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move return               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move reopen               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move postpone             ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move cancel               ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:move restore              ok    ok    ok    403   403   404   403   404   404   in
POST roadmaps:date_ask                  403   403   403   403   ok    404   403   404   404   in
POST roadmaps:date_withdraw             403   403   403   403   ok    404   403   404   404   in
POST roadmaps:date_answer               ok    ok    ok    403   403   404   403   404   404   in
GET  roadmaps:date_requests             ok    ok    ok    403   403   403   403   ok    403   in
GET  roadmaps:review                    ok    ok    ok    403   403   403   403   ok    403   in
GET  roadmaps:accept_many               ok    ok    ok    403   403   403   403   ok    403   in
POST roadmaps:accept_many               ok    ok    ok    403   403   403   403   idle  403   in
GET  roadmaps:return_many               ok    ok    ok    403   403   403   403   ok    403   in
POST roadmaps:return_many               ok    ok    ok    403   403   403   403   idle  403   in
GET  roadmaps:review_phrases            ok    ok    403   403   403   403   403   ok    403   in
POST roadmaps:review_phrases            ok    ok    403   403   403   403   403   again 403   in
POST roadmaps:review_phrase_forget      ok    ok    404   403   404   404   403   404   404   in
"""


def moved(scene: Scene) -> dict[str, Any]:
    """Which assignment each move is asked of."""
    return {
        "accept": scene.submitted,
        "return": scene.submitted,
        "withdraw": scene.submitted,
        "reopen": scene.accepted,
        "restore": scene.cancelled,
        "postpone": scene.owed,
        "cancel": scene.owed,
    }


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "roadmaps:assignment": [scene.owed.pk],
        "roadmaps:assignment office": [scene.office_work.pk],
        "roadmaps:date_ask": [scene.owed.pk],
        "roadmaps:date_withdraw": [scene.asked.assignment_id],
        "roadmaps:date_answer": [scene.asked.assignment_id],
        **{f"roadmaps:move {move}": [one.pk, move] for move, one in moved(scene).items()},
        "roadmaps:review_phrase_forget": [scene.phrase.pk],
    }  # fmt: skip


def query(scene: Scene) -> dict[str, dict[str, Any]]:
    """Of the addresses."""
    return {
        "roadmaps:accept_many": {"assignment": scene.submitted.pk},
        "roadmaps:return_many": {"assignment": scene.submitted.pk},
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    place = scene.world.office.pk
    day = timezone.localdate() + timedelta(days=30)
    return {
        "roadmaps:assignment": {"note": "Сделано", "submit": "1"},
        "roadmaps:date_ask": {"ask-wished_on": day.isoformat(), "ask-reason": "Ремонт"},
        "roadmaps:date_withdraw": {"request": scene.asked.pk},
        "roadmaps:date_answer": {"request": scene.asked.pk, "agree": "1"},
        "roadmaps:assignment office": {"note": "Сделано", "submit": "1"},
        **{
            f"roadmaps:move {move}": {
                f"{move}-round": one.rounds,
                f"{move}-comment": "Так решили",
                f"{move}-reason": "incomplete",
                f"{move}-due_on": day.isoformat(),
                f"{move}-seen": date_mark(one.occurrence.due_on),
            }
            for move, one in moved(scene).items()
        },
        "roadmaps:accept_many": {"seen": f"{scene.submitted.pk}.{scene.submitted.rounds}"},
        "roadmaps:return_many": {
            "seen": f"{scene.submitted.pk}.{scene.submitted.rounds}", "reason": "unreadable",
        },
        "roadmaps:review_phrases": {"text": "Нет печати", "municipality": place},
    }  # fmt: skip


SUBJECT = Subject(table=TABLE, arguments=arguments, query=query, forms=forms)
