"""Signs of bias by the ФИОКО methodology and the documented extra markers (DOMAIN.md 3).

A sign is a reason to look, never a finding of guilt: no text says that a violation took place.
"""

from enum import StrEnum


class Sign(StrEnum):
    """What about a work makes its marks doubtful."""

    LISTED = "listed"
    """Named by the yearly list, which does not say the kind (DOMAIN.md 3.2)."""
    HIGH_MEAN = "high_mean"
    """Mean score above the region's, intervals apart (3.1 a)."""
    JOURNAL_RANKS = "journal_ranks"
    """Ranks of journal marks and scores go apart (3.1 b)."""
    SHARP_RISE = "sharp_rise"
    SHARP_FALL = "sharp_fall"
    """The same pupils a year later far better or far worse (3.1 c)."""


SIGN_NAMES = {
    Sign.LISTED: "школа в списке с признаками необъективности",
    Sign.HIGH_MEAN: "завышенный средний балл",
    Sign.JOURNAL_RANKS: "несоответствие отметкам журнала",
    Sign.SHARP_RISE: "резкий рост результатов параллели",
    Sign.SHARP_FALL: "резкое падение результатов параллели",
}
