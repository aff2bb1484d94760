"""The slot for what follows when context data change: upper apps register, the actions call.

`register(name, follower)` in `ready()`; `follower(change)` runs in the transaction of the action.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User
from schools.models import Municipality


@dataclass(frozen=True, slots=True)
class ContextChange:
    """What has changed: figures of these fields in a year, or what the index is made of.

    `academic_year` is None for the weights of the index, which hold in all years; `file` is the key
    and the name of the file that brought or took the figures.
    """

    municipality: Municipality
    by: User
    academic_year: int | None = None
    fields: frozenset[str] = frozenset()
    file: tuple[int, str] | None = None


Follower = Callable[[ContextChange], object]

_FOLLOWERS: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Let `follower` know of every change; the same name again replaces it."""
    _FOLLOWERS[name] = follower


def context_changed(change: ContextChange) -> None:
    """Tell everybody who has registered; nothing is told of figures that stayed as they were."""
    if change.fields or change.academic_year is None:
        for follower in _FOLLOWERS.values():
            follower(change)
