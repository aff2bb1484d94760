"""New numbers for the rows and sections of a plan; the order's own numbers stay until asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from roadmaps.domain.outline import Part, SectionInPlan


class Scheme(StrEnum):
    """By sections («1.1», «1.2», «2.1»), or all rows in one count («1», «2», «3»)."""

    BY_SECTIONS = "sections"
    THROUGH = "through"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers by id; only those that are counted."""

    rows: Mapping[int, str]
    sections: Mapping[int, str] = field(default_factory=dict)


def numbered(
    parts: Sequence[Part[int]],
    sections: Sequence[SectionInPlan],
    scheme: Scheme,
    *,
    counted: Mapping[int, bool],
    row_dot: bool = False,
    section_dot: bool = True,
) -> Numbers:
    """The numbers that a plan gets by the scheme.

    `counted` tells the rows that have a part in the count; the others (checkpoints, mechanisms)
    are left out. `row_dot` and `section_dot` put a dot behind the number, as the plan has it now.
    A section inside another goes on with the count of the rows above it.
    """
    if scheme is Scheme.THROUGH:
        rows = [row for part in parts for row in part.rows if counted[row]]
        return Numbers({row: _dotted(str(n), row_dot) for n, row in enumerate(rows, 1)})
    parents = dict(sections)
    counts: dict[int | None, int] = {}
    prefixes: dict[int | None, str] = {None: ""}
    rows_found: dict[int, str] = {}
    for part in parts:
        section = part.section
        if section is not None and section not in prefixes:
            parent = parents[section]
            counts[parent] = counts.get(parent, 0) + 1
            prefixes[section] = f"{prefixes.get(parent, '')}{counts[parent]}."
        for row in part.rows:
            if counted[row]:
                counts[section] = counts.get(section, 0) + 1
                rows_found[row] = _dotted(f"{prefixes[section]}{counts[section]}", row_dot)
    held = {one: prefix for one, prefix in prefixes.items() if one is not None}
    return Numbers(
        rows_found, {one: prefix if section_dot else prefix[:-1] for one, prefix in held.items()}
    )


def mostly_dotted(numbers: Sequence[str]) -> bool:
    """Whether most of the numbers end with a dot; an even share counts as yes."""
    written = [number for number in numbers if number]
    return 2 * sum(number.endswith(".") for number in written) >= len(written) > 0


def _dotted(number: str, dot: bool) -> str:  # noqa: FBT001
    return f"{number}." if dot else number
