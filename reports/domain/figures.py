"""Exact measures as cells of a table and as words of a sentence."""

from decimal import Decimal
from fractions import Fraction

from assessments.domain.measures import rounded
from core.values import wording
from reports.domain.document import NO_DATA, Absent, Number

_EXACT_PLACES = 10


def cell(value: Fraction | None, places: int = 1, *, signed: bool = False) -> Number | Absent:
    """A measure as a cell; «нет данных» where there is none."""
    if value is None:
        return NO_DATA
    return Number(rounded(value, _EXACT_PLACES), places, signed)


def percent(value: Fraction) -> str:
    """«12,4 %»."""
    return f"{wording.decimal(rounded(value, 1))}{wording.NBSP}%"


def points(value: Fraction) -> str:
    """«3,2 п. п.» without a sign: the sentence says whether it grew or fell."""
    return f"{wording.decimal(rounded(abs(value), 1))}{wording.NBSP}п.{wording.NBSP}п."


def difference(now: Fraction | None, before: Fraction | None) -> Fraction | None:
    """Change from `before` to `now`; None where either is unknown."""
    return None if now is None or before is None else now - before


def decimal_or_none(value: Fraction | None) -> Decimal | None:
    """A measure for a chart."""
    return None if value is None else rounded(value, _EXACT_PLACES)


def listed(names: list[str], limit: int = 5) -> str:
    """Names in a row; those beyond `limit` are counted."""
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} и ещё {len(names) - limit}"
