"""The home page's slot: `register(name, filler, order=…)` with `filler(user, today)`.

A filler answers with a list of `Panel(heading, template, context)`, empty where it has nothing to
say to this person.
"""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "panels", "register"]

_slot = Slot()
register = _slot.register
panels = _slot.panels
