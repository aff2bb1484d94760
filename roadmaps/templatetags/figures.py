"""Template filters for the figures of plans."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django import template

from roadmaps.domain.indicators.numbers import exact_number, number_words

register = template.Library()


@register.filter
def exact_words(value: str | Decimal | Fraction) -> str:
    """«62,5» for "62.5"; other words as they are."""
    if isinstance(value, Decimal | Fraction):
        return number_words(value)
    number = exact_number(value)
    return value if number is None else number_words(number)
