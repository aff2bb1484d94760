"""The slots for what follows when schools join or close: upper apps register, the actions call.

`register(name, follower)` and `register_leaving(name, follower)` in `ready()`;
`follower(schools, by)` runs in the transaction of the action that made or closed the schools.
"""

from collections.abc import Callable, Sequence

from accounts.models import User
from schools.models import School

Follower = Callable[[Sequence[School], User | None], None]

_FOLLOWERS: dict[str, Follower] = {}
_LEAVING: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Let `follower` know of every school that joins; the same name again replaces it."""
    _FOLLOWERS[name] = follower


def register_leaving(name: str, follower: Follower) -> None:
    """Let `follower` know of every school that closes; the same name again replaces it."""
    _LEAVING[name] = follower


def schools_joined(schools: Sequence[School], by: User | None) -> None:
    """Tell everybody who has registered."""
    _tell(_FOLLOWERS, schools, by)


def schools_left(schools: Sequence[School], by: User | None) -> None:
    """Tell everybody who has registered for leaving."""
    _tell(_LEAVING, schools, by)


def _tell(followers: dict[str, Follower], schools: Sequence[School], by: User | None) -> None:
    if schools:
        for follower in followers.values():
            follower(schools, by)
