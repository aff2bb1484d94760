"""Charts as SVG, drawn for paper: direct labels, decimal comma, readable in grey.

Lengths are in the units of the drawing; 640 units are the width of the text on A4.
"""

import re
import textwrap
from collections.abc import Sequence
from decimal import Decimal
from xml.etree import ElementTree as ET

from core.values import wording
from core.values.charts import Chart, ChartKind

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
WIDTH = 640
FONT_FAMILY = "Document Serif, Liberation Serif, Times New Roman, serif"
FONT_SIZE = 14
SMALL_SIZE = 12
LETTER_WIDTH = 8.0
INK = "#1a1a1a"
GRID = "#c8c8c8"
# Dark to light, so that a grey print keeps them apart; lines differ by their dashes as well.
FILLS = ("#1f3f66", "#5f86b3", "#a9bfd8", "#e3eaf2")
DASHES = ("", "8 4", "2 3", "10 3 2 3")

_BAR, _BAR_GAP, _GROUP_GAP, _LABEL_WIDTH, _SERIES_WIDTH = 15, 3, 12, 190, 62
_PLOT_HEIGHT, _LEFT, _TOP, _BOTTOM, _END_LABELS = 210, 52, 20, 46, 150
_KEY_HEIGHT, _MOST_LABELS, _LINE, _CATEGORY_LINES = 30, 22, 15, 2
PAPER = "#ffffff"
_SMALL_LETTER = 6.6
_LEAST_SPAN = {"%": Decimal(10), "балл": Decimal(10)}
# Places of the fills on which only white letters can be read.
_DARK = frozenset({0})


def svg(chart: Chart) -> ET.Element:
    """The drawing of `chart`."""
    return _DRAWN[chart.kind](chart)


def described(chart: Chart) -> str:
    """What the drawing shows, for those who cannot see it."""
    said = []
    for one in chart.series:
        values = (
            f"{category} — {_value(value, chart)}"
            for category, value in zip(chart.categories, one.values, strict=True)
        )
        said.append(f"{one.name}, {chart.unit}: {'; '.join(values)}")
    return _clean(f"{chart.caption}. {'. '.join(said)}.")


def _bars(chart: Chart) -> ET.Element:
    several = len(chart.series) > 1
    longest = max(len(one.name) for one in chart.series)
    names = max(_SERIES_WIDTH, int(longest * _SMALL_LETTER) + 6)
    start = _LABEL_WIDTH + (names if several else 0)
    room = WIDTH - start - 70
    top = _ceiling(chart)
    lines = max((len(_wrapped(one)) for one in chart.categories), default=1)
    words = lines * _LINE + (_LINE if chart.counts else 0)
    group = max(len(chart.series) * (_BAR + _BAR_GAP), words) + _GROUP_GAP
    height = len(chart.categories) * group + 8
    root = _root(height)
    for index, category in enumerate(chart.categories):
        y = 4 + index * group
        _category(root, chart, index, category, y)
        for place, one in enumerate(chart.series):
            bar_y = y + place * (_BAR + _BAR_GAP)
            value = one.values[index]
            if several:
                _text(root, start - 6, bar_y + 12, one.name, size=SMALL_SIZE, anchor="end")
            length = float(value / top) * room if value is not None else 0.0
            if length > 0:
                _rect(root, start, bar_y, length, FILLS[place])
            _text(root, start + length + 5, bar_y + 12, _value(value, chart), size=SMALL_SIZE)
    _line(root, start, 0, start, height, INK)
    return root


def _stacked(chart: Chart) -> ET.Element:
    """One bar for each category, its parts side by side; a key of the parts above."""
    lines = max((len(_wrapped(one)) for one in chart.categories), default=1)
    group = lines * _LINE + (_LINE if chart.counts else 0) + _GROUP_GAP
    root = _root(_KEY_HEIGHT + len(chart.categories) * group + 8)
    room = WIDTH - _LABEL_WIDTH - 4
    for place, one in enumerate(chart.series):
        x = _LABEL_WIDTH + place * room / len(chart.series)
        _rect(root, x, 4, _BAR, FILLS[place])
        _text(root, x + _BAR + 5, 16, one.name, size=SMALL_SIZE)
    for index, category in enumerate(chart.categories):
        y = _KEY_HEIGHT + index * group
        _category(root, chart, index, category, y)
        values = [one.values[index] for one in chart.series]
        if any(value is not None for value in values):
            _parts(root, chart, values, y, room)
        else:
            _text(root, _LABEL_WIDTH, y + 12, _value(None, chart), size=SMALL_SIZE)
    return root


def _parts(
    root: ET.Element, chart: Chart, values: Sequence[Decimal | None], y: float, room: float
) -> None:
    """The parts of one bar, each with its value where it has the room."""
    whole = sum((value for value in values if value), Decimal(0)) or Decimal(1)
    x = float(_LABEL_WIDTH)
    for place, value in enumerate(values):
        length = float((value or Decimal(0)) / whole) * room
        if length > 0:
            _rect(root, x, y, length, FILLS[place])
        words = _value(value, chart)
        if length > len(words) * LETTER_WIDTH + 4:
            ink = PAPER if place in _DARK else INK
            _text(root, x + length / 2, y + 12, words, SMALL_SIZE, "middle", ink)
        x += length


def _columns(chart: Chart) -> ET.Element:
    """Columns side by side over their scale, with the dividers between them."""
    root = _root(_TOP + _PLOT_HEIGHT + _BOTTOM)
    values = [value or Decimal(0) for value in chart.series[0].values]
    top = max([*values, Decimal(1)])
    step = (WIDTH - _LEFT) / max(len(values), 1)
    base = float(_TOP + _PLOT_HEIGHT)
    every = max(1, -(-len(values) // _MOST_LABELS))
    for index, value in enumerate(values):
        x, height = _LEFT + index * step, float(value / top) * (_PLOT_HEIGHT - _TOP)
        if height > 0:
            _rect(root, x + step * 0.1, base - height, step * 0.8, FILLS[1], height)
        if index % every == 0:
            label = chart.categories[index]
            _text(root, x + step / 2, base + 16, label, SMALL_SIZE, "middle")
    for index, words in chart.dividers:
        x = _LEFT + index * step
        _line(root, x, _TOP - 8, x, base, INK, dashes="4 3")
        _text(root, x + 4, _TOP + 2, words, SMALL_SIZE)
    _line(root, _LEFT, base, WIDTH, base, INK)
    _text(root, _LEFT - 6, base - (_PLOT_HEIGHT - _TOP) + 4, _value(top, chart), SMALL_SIZE, "end")
    _text(root, _LEFT - 6, base + 4, "0", SMALL_SIZE, "end")
    _text(root, _LEFT, base + 36, f"{chart.unit}; {chart.note}" if chart.note else chart.unit, 12)
    return root


def _category(root: ET.Element, chart: Chart, index: int, category: str, y: float) -> None:
    lines = _wrapped(category)
    for number, line in enumerate(lines):
        _text(root, 0, y + 12 + number * _LINE, line)
    if chart.counts and chart.counts[index] is not None:
        _text(root, 0, y + 12 + len(lines) * _LINE, _people(chart, index), size=SMALL_SIZE)


def _people(chart: Chart, index: int) -> str:
    return f"n = {wording.grouped(chart.counts[index] or 0)}"


def _wrapped(category: str) -> list[str]:
    """The name of a category in at most two lines; one that goes on ends in «…»."""
    width = int(_LABEL_WIDTH / LETTER_WIDTH)
    found = textwrap.wrap(_clean(category), width, max_lines=_CATEGORY_LINES, placeholder="\u00a0…")
    return found or [""]


def _lines(chart: Chart) -> ET.Element:
    foot = _TOP + _PLOT_HEIGHT + _BOTTOM
    root = _root(foot + (_LINE if chart.note else 0))
    if chart.note:
        _text(root, _LEFT, foot + 8, chart.note, SMALL_SIZE)
    ticks = _ticks(chart)
    low, high = ticks[0], ticks[-1]
    right = WIDTH - _END_LABELS
    step = (right - _LEFT - 30) / max(len(chart.categories) - 1, 1)

    def x_of(index: int) -> float:
        return _LEFT + 15 + index * step

    def y_of(value: Decimal) -> float:
        return _TOP + _PLOT_HEIGHT * (1 - float((value - low) / (high - low)))

    for tick in ticks:
        _line(root, _LEFT, y_of(tick), right, y_of(tick), GRID)
        _text(root, _LEFT - 6, y_of(tick) + 4, _value(tick, chart, 0), SMALL_SIZE, "end")
    _text(root, 0, 12, chart.unit, SMALL_SIZE)
    for index, category in enumerate(chart.categories):
        _text(root, x_of(index), _TOP + _PLOT_HEIGHT + 20, category, FONT_SIZE, "middle")
        if chart.counts and chart.counts[index] is not None:
            label = _people(chart, index)
            _text(root, x_of(index), _TOP + _PLOT_HEIGHT + 36, label, SMALL_SIZE, "middle")
    ends = []
    for place, one in enumerate(chart.series):
        points = [(x_of(i), y_of(v), v) for i, v in enumerate(one.values) if v is not None]
        _polyline(root, points, place)
        if points:
            ends.append((points[-1][1], f"{one.name}: {_value(points[-1][2], chart)}"))
        if len(chart.series) == 1:
            for x, y, value in points[:-1]:
                _text(root, x, y - 8, _value(value, chart), SMALL_SIZE, "middle")
    for y, label in _spread(ends):
        _text(root, right - 5, y + 4, label, SMALL_SIZE)
    return root


def _polyline(root: ET.Element, points: list[tuple[float, float, Decimal]], place: int) -> None:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    attributes = {"points": path, "fill": "none", "stroke": FILLS[min(place, 1)]}
    attributes |= {"stroke-width": "2"}
    if DASHES[place]:
        attributes["stroke-dasharray"] = DASHES[place]
    ET.SubElement(root, "polyline", attributes)
    for x, y, _ in points:
        ET.SubElement(
            root, "circle", {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "3.5", "fill": FILLS[0]}
        )


def _spread(labels: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """The labels moved apart just enough not to touch one another."""
    placed: list[tuple[float, str]] = []
    for y, label in sorted(labels):
        free = placed[-1][0] + SMALL_SIZE + 3 if placed else y
        placed.append((max(y, free), label))
    return placed


def _ceiling(chart: Chart) -> Decimal:
    """What the longest possible bar stands for: 100 for per cent, else the greatest value."""
    if chart.unit == "%":
        return Decimal(100)
    return max((v for one in chart.series for v in one.values if v), default=Decimal(1))


def _ticks(chart: Chart) -> list[Decimal]:
    """Round values that cover all points, at most seven."""
    values = [v for one in chart.series for v in one.values if v is not None] or [Decimal(0)]
    low, high = _stretched(min(values), max(values), chart)
    span = high - low
    step = Decimal(10) ** (span.adjusted())
    while span / step > 5:
        step *= 2 if (span / step) <= 10 else 5
    while span / step < 2:
        step /= 2
    first = (low // step) * step if low >= 0 else ((low // step) - 1) * step
    ticks = [first]
    while ticks[-1] < high or len(ticks) < 2:
        ticks.append(ticks[-1] + step)
    return ticks


def _stretched(low: Decimal, high: Decimal, chart: Chart) -> tuple[Decimal, Decimal]:
    """At least ten points of per cent or of score: a small change must not look like a cliff."""
    missing = _LEAST_SPAN.get(chart.unit, Decimal(1)) - (high - low)
    if missing <= 0:
        return low, high
    start = max(low - missing / 2, min(low, Decimal(0)))
    return start, max(high, start + (high - low) + missing)


def _value(value: Decimal | None, chart: Chart, places: int | None = None) -> str:
    if value is None:
        return "нет данных"
    if places is not None:
        places = max(places, -int(value.normalize().as_tuple().exponent), 0)
    text = wording.decimal(value, chart.places if places is None else places)
    return text.lstrip("−") if text.strip("−0,") == "" else text


def _clean(text: str) -> str:
    """`text` without the control characters that XML refuses."""
    return _CONTROL.sub("", text)


def _root(height: float) -> ET.Element:
    return ET.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "width": f"{WIDTH}",
            "height": f"{height:g}",
            "font-family": FONT_FAMILY,
        },
    )


def _text(
    root: ET.Element, x: float, y: float, text: str, size: int = FONT_SIZE,
    anchor: str = "start", ink: str = INK,
) -> None:  # fmt: skip
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "font-size": str(size), "fill": ink}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    ET.SubElement(root, "text", attributes).text = _clean(text)


def _line(
    root: ET.Element, x1: float, y1: float, x2: float, y2: float, colour: str, dashes: str = ""
) -> None:
    ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
    if dashes:
        ends["stroke-dasharray"] = dashes
    ET.SubElement(root, "line", {**ends, "stroke": colour, "stroke-width": "1"})


def _rect(
    root: ET.Element, x: float, y: float, width: float, fill: str, height: float = _BAR
) -> None:
    place = {"x": f"{x:.1f}", "y": f"{y:.1f}", "width": f"{width:.1f}", "height": f"{height:g}"}
    ET.SubElement(root, "rect", {**place, "fill": fill, "stroke": INK, "stroke-width": "0.5"})


_DRAWN = {
    ChartKind.BARS: _bars,
    ChartKind.STACKED: _stacked,
    ChartKind.COLUMNS: _columns,
    ChartKind.LINES: _lines,
}
