"""Exact values in and out of the words of people: no float, a comma for people."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from core.values.wording import decimal

_SPACES = re.compile(r"[\s\u00a0\u202f]")
_NUMBER = re.compile(r"[+-]?\d{1,12}(?:\.\d{1,6})?")
SHOWN_PLACES = 2
_MOST_PLACES = 6


def exact_number(text: str) -> Decimal | None:
    """The decimal that people wrote («1 250,5», «−3»); None for anything else."""
    plain = _SPACES.sub("", text).replace(",", ".").replace("−", "-").replace("–", "-")
    plain = plain.removesuffix("%")
    if not _NUMBER.fullmatch(plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def number_words(value: Decimal | Fraction) -> str:
    """A value as people read it: its own digits, a fraction with at most two."""
    if isinstance(value, Fraction):
        return _trimmed(rounded(value, SHOWN_PLACES))
    return _trimmed(value)


def beside(value: Fraction, limit: Fraction) -> str:
    """`value` with as many digits as show that it is not `limit` where it is not."""
    for places in range(SHOWN_PLACES, _MOST_PLACES + 1):
        shown = rounded(value, places)
        if value == limit or Fraction(shown) != limit:
            return _trimmed(shown)
    return _trimmed(rounded(value, _MOST_PLACES))


def rounded(value: Fraction, places: int) -> Decimal:
    """`value` rounded half away from zero to `places` digits."""
    scale = 10**places
    units = (abs(value) * scale + Fraction(1, 2)).__floor__()
    return Decimal(units if value >= 0 else -units).scaleb(-places)


def _trimmed(value: Decimal) -> str:
    places = max(0, -int(value.normalize().as_tuple().exponent))
    return decimal(value, places)
