"""The slot of one's own page `/me/`: `register(name, filler, order=…)` with `filler(user)`."""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "panels", "register"]

_slot = Slot()
register = _slot.register
panels = _slot.panels
