"""Letters: the log, one's own choice, the office's settings."""

from __future__ import annotations

from typing import Any

from tests.routes.subject import Subject
from tests.scene import Scene

TABLE = """
                                        adm   coo   cur   exe   head  other obs   str   nob   anon

GET  letters                            ok    403   403   403   403   403   403   403   403   in
GET  letters_workbook                   ok    403   403   403   403   403   403   403   403   in
GET  letter                             ok    404   404   404   404   404   404   404   404   in
POST letter_again                       ok    404   404   404   404   404   404   404   404   in
GET  roadmaps:my_letters                ok    ok    ok    ok    ok    ok    403   ok    403   in
POST roadmaps:my_letters                ok    ok    ok    ok    ok    ok    403   ok    403   in
GET  roadmaps:stop_letters              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST roadmaps:stop_letters              ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
POST roadmaps:resume_letters            ok    ok    ok    ok    ok    ok    ok    ok    ok    ok
GET  roadmaps:reminder_settings         ok    403   403   403   403   403   403   404   404   in
POST roadmaps:reminder_settings         ok    403   403   403   403   403   403   404   404   in
"""


def letters_token(scene: Scene) -> str:
    """Of the head's letters."""
    from roadmaps.links.reminders import stop_path

    return stop_path(scene.world.head).split("/")[-2]


def arguments(scene: Scene) -> dict[str, list[Any]]:
    """Of the addresses."""
    return {
        "letter": [scene.letter.pk],
        "letter_again": [scene.letter.pk],
        "roadmaps:stop_letters": [letters_token(scene)],
        "roadmaps:resume_letters": [letters_token(scene)],
        "roadmaps:reminder_settings": [scene.world.office.pk],
    }  # fmt: skip


def forms(scene: Scene, person: str) -> dict[str, dict[str, Any]]:
    """What the forms send; always of the home municipality."""
    return {
        "roadmaps:my_letters": {"frequency": "weekly"},
        "roadmaps:reminder_settings": {"hour": 9, "days_before": [7], "weekday": 0},
    }  # fmt: skip


SUBJECT = Subject(
    table=TABLE,
    arguments=arguments,
    forms=forms,
    without_object=frozenset({"roadmaps:stop_letters", "roadmaps:resume_letters"}),
)
