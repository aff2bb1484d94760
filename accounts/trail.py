"""What people call the events of the trail and the objects that they are about.

An app names what it writes in `ready()`: actions (the `action` of `record`) and subjects (the
models whose rows events are about), and says at which addresses a person finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

Addresses = Callable[[Any, Collection[int]], Mapping[int, str]]
"""Of a person and ids of objects: the addresses of those that the person may open."""

OTHER_ACTION = "другое"
OTHER_SUBJECT = "прочее"


@dataclass(frozen=True, slots=True)
class Subject:
    """Objects of one model: one of them in words, and where they are found."""

    words: str
    addresses: Addresses | None


_ACTIONS: dict[str, str] = {}
_SUBJECTS: dict[str, Subject] = {}
_TOLD_ELSEWHERE: set[tuple[str, str]] = set()


def name_actions(words: Mapping[str, str]) -> None:
    """Call actions so in filters: «мероприятие изменено»."""
    _ACTIONS.update(words)


def name_subject(
    model: type[models.Model], words: str = "", *, addresses: Addresses | None = None
) -> None:
    """Call objects of `model` so, by default by its verbose name."""
    said = words or str(model._meta.verbose_name)
    _SUBJECTS[model._meta.label_lower] = Subject(said, addresses)


def told_elsewhere(model: type[models.Model], *actions: str) -> None:
    """Say that these events about `model` are told once more about the object around it.

    A journal of everything leaves them out.
    """
    _TOLD_ELSEWHERE.update((model._meta.label_lower, action) for action in actions)


def named_actions() -> Mapping[str, str]:
    """Every action that has words."""
    return dict(_ACTIONS)


def action_words(action: str) -> str:
    """«мероприятие изменено»; for what an earlier version has written, «другое»."""
    return _ACTIONS.get(action, OTHER_ACTION)


def subject_of(label: str) -> Subject:
    """What objects of a model are called, by its label in small letters."""
    return _SUBJECTS.get(label, Subject(OTHER_SUBJECT, None))


def subjects() -> Mapping[str, Subject]:
    """Every model that has words, by its label."""
    return dict(_SUBJECTS)


def once_told() -> models.Q:
    """Condition: leave out events that are told about another object too."""
    condition = models.Q()
    for label, action in sorted(_TOLD_ELSEWHERE):
        condition &= ~models.Q(subject_type=label, action=action)
    return condition
