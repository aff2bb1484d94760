"""The slot for what follows when schools join: upper apps register it, the actions here call it.

`register(name, follower)` in `ready()`; `follower(schools, by)` runs in the transaction of the
action that made the schools.
"""

from collections.abc import Callable, Sequence

from accounts.models import User
from schools.models import School

Follower = Callable[[Sequence[School], User | None], None]

_FOLLOWERS: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Let `follower` know of every school that joins; the same name again replaces it."""
    _FOLLOWERS[name] = follower


def schools_joined(schools: Sequence[School], by: User | None) -> None:
    """Tell everybody who has registered."""
    if schools:
        for follower in _FOLLOWERS.values():
            follower(schools, by)
