"""The slot above the log of letters: `register(name, filler, order=…)`, `filler(user)`.

Upper apps say there how they write, and lead to where it is set.
"""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "panels", "register"]

_slot = Slot()
register = _slot.register
panels = _slot.panels
