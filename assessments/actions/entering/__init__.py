"""Figures and lists typed by hand go the way of a file: a draft, a confirmation, a version."""

from assessments.actions.entering.keeping import Letter, NotEntered, TypedRow
from assessments.actions.entering.results import enter_results
from assessments.actions.entering.signs import enter_signs

__all__ = ["Letter", "NotEntered", "TypedRow", "enter_results", "enter_signs"]
