"""The trail shaped for pages of history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.domain.differences import ValueLine, value_line
from accounts.models import AuditEvent
from accounts.querysets import AuditEventQuerySet
from accounts.trail import action_words, subject_of

PORTAL = "portal"
"""Stands for the portal itself among those who did something."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event in words; `address` leads to its object, empty where the person may not open it."""

    at: datetime
    who: str
    summary: str
    values: tuple[ValueLine, ...]
    kind: str
    title: str
    address: str


def event_lines(events: Sequence[AuditEvent], user: Any, within: str = "") -> list[EventLine]:
    """The events of one page, with addresses for `user`: a query for each kind of object.

    `within` is the name of the object that the page is about: titles need not repeat it.
    """
    addresses = _addresses(events, user)
    return [
        _line(event, addresses.get((event.subject_type, event.subject_id), ""), within)
        for event in events
    ]


def latest_lines(events: AuditEventQuerySet, number: int) -> list[EventLine]:
    """The newest events for the page of the object itself, which needs no address."""
    return [_line(event) for event in events[:number]]


def actors_in(events: AuditEventQuerySet) -> list[tuple[str, str]]:
    """Who did something, as choices in the order of names; a person renamed since stands once."""
    found = events.order_by().values_list("actor_id", "actor_name").distinct()
    names = {PORTAL if pk is None else str(pk): name for pk, name in found}
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def actions_in(events: AuditEventQuerySet) -> list[tuple[str, str]]:
    """What was done, as choices in the order of words."""
    codes = events.order_by().values_list("action", flat=True).distinct()
    return sorted(((code, action_words(code)) for code in codes), key=lambda pair: pair[1])


def subjects_in(events: AuditEventQuerySet) -> list[tuple[str, str]]:
    """What events are about, as choices in the order of words."""
    labels = events.order_by().values_list("subject_type", flat=True).distinct()
    named = ((label, subject_of(label).words) for label in labels)
    return sorted(named, key=lambda pair: pair[1])


def _line(event: AuditEvent, address: str = "", within: str = "") -> EventLine:
    return EventLine(
        at=event.at,
        who=event.actor_name,
        summary=event.summary or action_words(event.action).capitalize(),
        values=tuple(
            value_line(change["field"], change["before"], change["after"])
            for change in event.changes
        ),
        kind=subject_of(event.subject_type).words,
        title=_without(event.subject_title, within),
        address=address,
    )


def _without(title: str, within: str) -> str:
    """«Школа № 5: 1.2 Анализ — 20.12.2026» without «1.2 Анализ»; empty for the object itself."""
    if not within or title == within[: len(title)]:
        return "" if within else title
    return title.replace(f": {within}", "")


def _addresses(events: Iterable[AuditEvent], user: Any) -> Mapping[tuple[str, int], str]:
    ids: dict[str, set[int]] = {}
    for event in events:
        ids.setdefault(event.subject_type, set()).add(event.subject_id)
    found: dict[tuple[str, int], str] = {}
    for label, wanted in ids.items():
        addresses = subject_of(label).addresses
        if addresses is not None:
            found |= {(label, pk): url for pk, url in addresses(user, wanted).items()}
    return found
