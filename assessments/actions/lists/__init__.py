"""Lists of ШНОР: drafted from a calculation, changed with reasons, approved by an order."""

from assessments.actions.lists.deciding import approve_list, cancel_list, discard_list
from assessments.actions.lists.drafting import draft_list, set_details, set_entry

__all__ = [
    "approve_list",
    "cancel_list",
    "discard_list",
    "draft_list",
    "set_details",
    "set_entry",
]
