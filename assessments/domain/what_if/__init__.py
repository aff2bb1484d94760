"""Other criteria tried on many schools at once, by the engine of a calculation."""

from assessments.domain.what_if.ledgers import (
    KEPT_CHOICES,
    Group,
    Ledger,
    Recent,
    Row,
    Territory,
)
from assessments.domain.what_if.trials import Company, Trial, Tried

__all__ = [
    "KEPT_CHOICES", "Company", "Group", "Ledger", "Recent", "Row", "Territory", "Trial", "Tried",
]  # fmt: skip
