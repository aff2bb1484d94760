"""Marks, days and bars of a calendar's row as the words of a deadline."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from roadmaps.domain.deadlines.reading import DeadlineKind, read_deadline
from roadmaps.parsing.calendars import CalendarSpan, names_days, within_month
from roadmaps.parsing.values import Value
from roadmaps.parsing.wording import is_mark, is_nothing, one_line, tells_time

_DATED = (DeadlineKind.POINT, DeadlineKind.PERIOD)


@dataclass(slots=True)
class _Bar:
    """One cell, or several that are one: merged, or filled with one colour side by side."""

    text: str
    fill: str
    values: list[Value] = field(default_factory=list)

    @property
    def spans(self) -> list[CalendarSpan]:
        return [value.column.span for value in self.values if value.column.span is not None]


def calendar_words(values: Sequence[Value]) -> str:
    """«сентябрь, 15 октября» for the cells of a row under months, weeks or quarters.

    Marked cells are an occurrence each; a bar over several columns is one span.
    """
    return ", ".join(words for bar in _bars(values) if (words := _words(bar)))


def _bars(values: Sequence[Value]) -> list[_Bar]:
    bars: list[_Bar] = []
    for value in values:
        if bars and _goes_on(bars[-1], value):
            bars[-1].values.append(value)
            continue
        text = "" if is_nothing(value.text) and not is_mark(value.text) else value.text
        bars.append(_Bar(one_line(text), value.fill, [value]))
    return bars


def _goes_on(bar: _Bar, value: Value) -> bool:
    """Whether a value is the same cell once more, or only carries its colour further."""
    if bar.values[-1].source == value.source:
        return True
    coloured = bool(value.fill) and bar.fill == value.fill
    return coloured and is_nothing(value.text) and not is_mark(bar.text)


def _words(bar: _Bar) -> str:
    spans = bar.spans
    if not spans or not (bar.text or bar.fill):
        return ""
    first, last = spans[0], spans[-1]
    whole = first.words if first == last else f"{first.words} – {last.words}"
    if not bar.text or is_mark(bar.text):
        return whole
    if first == last:
        words = within_month(bar.text, first)
        if words != bar.text:
            return words
    own = tells_time(bar.text) and not names_days(bar.text)
    if own and first != last:
        # «по графику» over three months says nothing of when: the bar does.
        own = read_deadline(bar.text).kind in _DATED
    return bar.text if own else f"{whole} ({bar.text})"
