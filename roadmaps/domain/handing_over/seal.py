"""One text that tells whether a preview still shows what there is."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from roadmaps.domain.handing_over.values import Decision, Holdings, Receiver


def seal_of(
    held: Holdings, decision: Decision, receiver: Receiver, *, receiver_id: int, former_acts: int
) -> str:
    """A digest of all that the administrator has looked at before pressing the button.

    What waits for the review of the whole office is left out: it comes and goes all day, and every
    coordinator sees it anyway. `former_acts` counts the person's earlier hand-overs: the same work
    that comes back and passes once more is another hand-over.
    """
    waiting = tuple(task for task in held.to_review if task.school in held.roles.supports)
    personal = replace(held, to_review=waiting, date_requests=0)
    shown = [asdict(personal), asdict(decision), asdict(receiver), receiver_id, former_acts]
    text = json.dumps(shown, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a seal")
