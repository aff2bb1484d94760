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
    """The same pupils do far better a year later (3.1 c)."""
    SHARP_FALL = "sharp_fall"
    """The same pupils do far worse a year later (3.1 c)."""
    PEAK = "peak"
    """Far more pupils on the lowest score of a mark than just under it (3.4)."""
    CORRIDOR = "corridor"
    """Too few marks «2» or too many «5» for the work (2, R10)."""
    JOURNAL_SHARES = "journal_shares"
    """Many pupils whose mark differs from the journal (3.4)."""


SIGN_NAMES = {
    Sign.LISTED: "школа в списке с признаками необъективности",
    Sign.HIGH_MEAN: "завышенный средний балл",
    Sign.JOURNAL_RANKS: "несоответствие отметкам журнала",
    Sign.SHARP_RISE: "резкий рост результатов параллели",
    Sign.SHARP_FALL: "резкое падение результатов параллели",
    Sign.PEAK: "пик на границе отметки",
    Sign.CORRIDOR: "доли отметок вне коридора",
    Sign.JOURNAL_SHARES: "расхождение с отметками журнала",
}
FEDERAL = (Sign.LISTED, Sign.HIGH_MEAN, Sign.JOURNAL_RANKS, Sign.SHARP_RISE, Sign.SHARP_FALL)
"""Signs of the ФИОКО methodology; a list may name them, the index of objectivity counts them."""
