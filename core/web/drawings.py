"""Charts as pages show them: the drawing and what it shows in words."""

from __future__ import annotations

from typing import NamedTuple
from xml.etree import ElementTree as ET

from django.utils.safestring import SafeString, mark_safe

from core.office import charts
from core.values.charts import Chart


class Drawing(NamedTuple):
    """The SVG of a chart and its words for those who cannot see it."""

    svg: SafeString
    words: str


def drawing_of(chart: Chart) -> Drawing:
    """The chart, drawn."""
    drawn = ET.tostring(charts.svg(chart), encoding="unicode")
    return Drawing(mark_safe(drawn), charts.described(chart))  # noqa: S308 (ElementTree escapes)
