"""Distances between schools in a straight line, from their coordinates."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from schools.models import School

EARTH_KM = 6371
"""Mean radius of the Earth."""


def distance_km(one: School, other: School) -> int | None:
    """Whole kilometres by the haversine formula; None where a coordinate is missing.

    Half a kilometre goes up. Roads are longer: it serves for choosing between schools.
    """
    given = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in given:
        return None
    here, west, there, east = (radians(float(value or 0)) for value in given)
    chord = sin((there - here) / 2) ** 2 + cos(here) * cos(there) * sin((east - west) / 2) ** 2
    return int(2 * EARTH_KM * asin(sqrt(min(chord, 1.0))) + 0.5)
