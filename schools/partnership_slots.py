"""What upper apps add to the pages of partnerships, in `ready()`.

`panels`: parts of one partnership's page, `filler(user, partnership, today)`. Names of subjects,
which results fix, come by `name_subjects`. The search for a partner by results is offered by
`offer_search(address)`: of a person and a school, or None for the choice of a school, the address,
empty where that person may not search.
"""

from collections.abc import Callable, Sequence
from typing import Any

from core.web.panels import Panel, Slot
from schools.models import School

__all__ = ["Panel", "name_subjects", "offer_search", "panels", "register", "search_for", "subjects"]

_slot = Slot()
register = _slot.register
panels = _slot.panels

Address = Callable[[Any, School | None], str]

_names: list[str] = []
_searches: list[Address] = []


def name_subjects(names: Sequence[str]) -> None:
    """Let forms offer these official names, in this order."""
    _names[:] = names


def subjects() -> list[str]:
    """Official names of subjects."""
    return list(_names)


def offer_search(address: Address) -> None:
    """Let pages lead to the search for a partner; another offer takes its place."""
    _searches[:] = [address]


def search_for(user: Any, school: School | None = None) -> str:
    """Where a partner for `school` is looked for; empty where it is not."""
    return next((address(user, school) for address in _searches), "")
