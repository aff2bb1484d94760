"""«Что дальше» on the page «Почему»: upper apps fill it in `ready()`.

`register(name, filler, order=…)`, `filler(user, school, today)`: the school's plans, its work.
"""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "panels", "register"]

_slot = Slot()
register = _slot.register
panels = _slot.panels
