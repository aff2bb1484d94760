"""Slots: places on a lower app's page that upper apps fill in `ready()`."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple


class Panel(NamedTuple):
    """A part of a page: its heading (may be empty), the template that draws it, its context."""

    heading: str
    template: str
    context: dict[str, Any]


class Slot:
    """An ordered list of callables, each of which answers with the panels it has to show."""

    def __init__(self) -> None:
        self._fillers: dict[str, tuple[int, Callable[..., Sequence[Panel]]]] = {}

    def register(
        self, name: str, filler: Callable[..., Sequence[Panel]], *, order: int = 50
    ) -> None:
        """Let `filler` fill this slot; registering the same name again replaces it."""
        self._fillers[name] = (order, filler)

    def panels(self, *args: Any) -> list[Panel]:
        """All panels for these arguments, in the registered order."""
        ordered = sorted(self._fillers.values(), key=lambda pair: pair[0])
        return [Panel(*panel) for _, filler in ordered for panel in filler(*args)]
