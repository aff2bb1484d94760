"""The act of a hand-over from its record."""

from reports.domain import hand_over
from reports.domain.document import Document
from roadmaps.models import HandOver


def build_act(made: HandOver) -> Document:
    """The act as it was recorded: nothing is read anew, so an old one is printed as it was."""
    return hand_over.compose(made.act)
