"""Partnerships: entering, moving from state to state, plan, visits, and the rules of an office."""

from schools.actions.partnerships.keeping import (
    PartnershipFacts,
    change_partnership,
    enter_partnership,
    note_effect,
    partnership_mark,
)
from schools.actions.partnerships.moving import move_partnership, take_move_back
from schools.actions.partnerships.papers import attach_agreement, read_paper
from schools.actions.partnerships.rules import set_rules
from schools.actions.partnerships.steps import add_step, drop_step, mark_step
from schools.actions.partnerships.visits import add_visit, keep_visit

__all__ = [
    "PartnershipFacts",
    "add_step",
    "add_visit",
    "attach_agreement",
    "change_partnership",
    "drop_step",
    "enter_partnership",
    "keep_visit",
    "mark_step",
    "move_partnership",
    "note_effect",
    "partnership_mark",
    "read_paper",
    "set_rules",
    "take_move_back",
]
