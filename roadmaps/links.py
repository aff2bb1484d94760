"""The slot for links on a roadmap's page, which upper apps fill in `ready()`: reports, matrices.

`register(name, filler, order=…)` with `filler(user, roadmap)`, which answers with pairs of words
and address, none where the person has nothing to open.
"""

from collections.abc import Callable, Sequence
from typing import Any

from roadmaps.models import Roadmap

Filler = Callable[[Any, Roadmap], Sequence[tuple[str, str]]]

_fillers: dict[str, tuple[int, Filler]] = {}


def register(name: str, filler: Filler, *, order: int = 50) -> None:
    """Let `filler` add its links; registering the same name again replaces it."""
    _fillers[name] = (order, filler)


def links_of(user: Any, roadmap: Roadmap) -> list[tuple[str, str]]:
    """All links for this person, in the registered order."""
    ordered = sorted(_fillers.values(), key=lambda pair: pair[0])
    return [link for _, filler in ordered for link in filler(user, roadmap)]
