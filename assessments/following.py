"""The slot for what follows when results or the list change: upper apps register, actions call.

`register(name, follower)` in `ready()`; `follower(municipality)` runs in the transaction of the
action that confirmed a file of results or finished a calculation of the list.
"""

from collections.abc import Callable

from schools.models import Municipality

Follower = Callable[[Municipality], None]

_FOLLOWERS: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Let `follower` know of new results and lists; the same name again replaces it."""
    _FOLLOWERS[name] = follower


def figures_changed(municipality: Municipality) -> None:
    """Tell everybody who has registered."""
    for follower in _FOLLOWERS.values():
        follower(municipality)
