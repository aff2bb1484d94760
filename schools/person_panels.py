"""Slots of the pages of people, which upper apps fill in `ready()`.

`register(name, filler, order=…)` with `filler(user, person)` for the page of one person, and
`register_list(…)` with `filler(user)` above the list.
"""

from core.web.panels import Panel, Slot

__all__ = ["Panel", "list_panels", "panels", "register", "register_list"]

_one, _list = Slot(), Slot()
register = _one.register
panels = _one.panels
register_list = _list.register
list_panels = _list.panels
