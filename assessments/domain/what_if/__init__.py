"""Other criteria tried on many schools at once, by the engine of a calculation."""

from assessments.domain.what_if.ledgers import KEPT_CHOICES, Group, Ledger, Row
from assessments.domain.what_if.trials import Trial, Tried

__all__ = ["KEPT_CHOICES", "Group", "Ledger", "Row", "Trial", "Tried"]
