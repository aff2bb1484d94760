"""The slot of a school's page: `register(name, filler, order=…)`, `filler(user, school, today)`.

Upper apps fill it in `ready()`: the verdict of the list, results, assignments.
"""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "panels", "register"]

_slot = Slot()
register = _slot.register
panels = _slot.panels
