"""The places of a plan where a row or a section can go, as forms offer them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import shorten

from roadmaps.domain.outline import OUTSIDE, Side, Target, laid_out, steps_of
from roadmaps.models import Activity, Roadmap, Section
from roadmaps.queries.plans import sections_with_depth

LONGEST = 90
_INDENT = "\u2003"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list: what is sent and what is read."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class RowPlaces:
    """Where a row can go from where it stands; `up` and `down` are empty at the ends."""

    up: str
    down: str
    rows: tuple[Choice, ...]
    sections: tuple[Choice, ...]


def row_places(activity: Activity) -> RowPlaces:
    """All places for one row of a plan."""
    roadmap = activity.roadmap
    sections = sections_with_depth(roadmap)
    rows = list(roadmap.activities.order_by("position", "pk"))
    pairs = [(one.pk, one.parent_id) for one, _ in sections]
    parts = laid_out(pairs, [(one.pk, one.section_id) for one in rows])
    up, down = steps_of(parts, activity.pk)
    others = tuple(Choice(str(one.pk), row_words(one)) for one in rows if one.pk != activity.pk)
    places = section_choices(roadmap, Side.END)
    return RowPlaces(str(up or ""), str(down or ""), others, places)


def section_choices(
    roadmap: Roadmap, side: Side, *, among: Collection[int] | None = None
) -> tuple[Choice, ...]:
    """The sections as places, those inside others indented; the last is «вне разделов»."""
    inside = tuple(
        Choice(str(Target(side, one.pk)), _INDENT * (depth - 1) + section_words(one))
        for one, depth in sections_with_depth(roadmap)
        if among is None or one.pk in among
    )
    return (*inside, Choice(str(Target(side, OUTSIDE)), "вне разделов"))


def row_words(activity: Activity) -> str:
    """«1.2 Анализ уроков», cut where it is long."""
    return shorten(str(activity), LONGEST, placeholder="…")


def section_words(section: Section) -> str:
    """«1. Диагностика», cut where it is long."""
    return shorten(str(section) or "без названия", LONGEST, placeholder="…")
