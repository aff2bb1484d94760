"""Headings that stand beside each other and differ by their year alone."""

import re
from collections.abc import Sequence

from roadmaps.parsing.vocabulary import any_year
from roadmaps.parsing.wording import heading_key

_ANY_YEAR = re.compile(r"20\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?")
_ORDINAL = re.compile(r"\d+|\b[ivxівх]+\b|перв\w+|втор\w+|трет\w+")


def alike_but_for_years(headings: Sequence[str]) -> frozenset[int]:
    """The places of headings that another equals but for the year («Задачи на 2024 год»).

    What counts them with the years does not matter either («1 этап (2024 год)»).
    """
    keys = [_ORDINAL.sub("", _ANY_YEAR.sub("", heading_key(heading))) for heading in headings]
    years = [any_year(heading) for heading in headings]
    return frozenset(
        place
        for place, key in enumerate(keys)
        if years[place]
        and any(
            other == key and years[beside] not in (None, years[place])
            for beside, other in enumerate(keys)
        )
    )
