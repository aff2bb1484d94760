"""Tables of plans that no office has written: columns, sections of every kind, cells of lines.

What is drawn keeps to what a reading can give: a plan comes into the portal by being read, and the
annex has to say it so that it is read again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from reports.domain.plan_facts import PlanActivity, PlanSection, PlanTable
from roadmaps.domain.plan_tables import DEADLINE_AND_DOER, TEXT_OF_ROLE, PlanColumn
from tests.unit.plans.office_words import (
    HEADINGS,
    NAMES,
    PAPERS,
    STAGES,
    TEXTS,
    TITLES,
    UNKNOWN,
    lines,
)

Draw = Callable[[st.SearchStrategy[Any]], Any]
MORE = ("deliverable", "expected_outcome", "indicator", "funding", "information", "done_mark")
LOOKS = {
    "plain": ("", NAMES, "section"),
    "1.": ("{}.", NAMES, "section"),
    "1.1.": ("{}", NAMES, "section"),
    "I.": ("{}.", NAMES, "section"),
    "раздел": ("Раздел {}.", NAMES, "section"),
    "stage": ("", STAGES, "stage"),
    "этап": ("Этап {}.", NAMES, "stage"),
    "direction": ("Направление {}.", NAMES, "direction"),
    "objective": ("Задача {}.", NAMES, "objective"),
    "level": ("", ("Муниципальный уровень", "Уровень образовательной организации"), "level"),
}
"""How section rows look: the pattern of the number, the titles, the kind that the words tell."""
INSIDE: dict[str, tuple[str, ...]] = {
    "plain": ("objective", "level", "1."),
    "1.": ("1.1.", "level", "objective"),
    "I.": ("1.", "level", "plain"),
    "раздел": ("plain", "1.", "objective"),
    "stage": ("level", "direction", "plain"),
    "этап": ("plain", "level", "objective"),
    "direction": ("objective", "plain", "1."),
    "objective": ("plain",),
    "level": ("plain", "1."),
}
"""Looks that are told to be inside: of another kind, or of another numbering."""
ROMAN = ("I", "II", "III", "IV")
GROUPS = (("direction",), ("direction", "objective"), ("stage",), ("section",), ("objective",))


@st.composite
def columns(draw: Draw, kind: str) -> tuple[PlanColumn, ...]:
    """Columns in an order of the office's own; two of them may stand under a common heading."""
    one_for_both = kind == "activity" and draw(st.integers(0, 4)) == 0
    roles = [DEADLINE_AND_DOER] if one_for_both else ["deadline", "responsible"]
    if kind == "activity":
        roles += draw(st.lists(st.sampled_from(MORE), max_size=3, unique=True))
    head = ["number", "title"] if draw(st.booleans()) else ["title"]
    rest = [_column(draw, role, kind) for role in draw(st.permutations(roles))]
    if draw(st.booleans()):
        unknown = PlanColumn(draw(st.sampled_from(UNKNOWN)))
        rest.insert(draw(st.integers(0, len(rest))), unknown)
    if len(rest) > 2 and draw(st.booleans()):
        rest[-2:] = [replace(column, group="Реализация плана") for column in rest[-2:]]
    return (*(_column(draw, role, kind) for role in head), *rest)


def _column(draw: Draw, role: str, kind: str) -> PlanColumn:
    known = TITLES[kind] if role == "title" and kind in TITLES else HEADINGS[role]
    return PlanColumn(draw(st.sampled_from(known)), role)


@st.composite
def activity(
    draw: Draw, shown: tuple[PlanColumn, ...], section: int | None, number: str
) -> PlanActivity:
    """A row with words in the columns that there are; a number stands before the title else."""
    texts = dict.fromkeys(TEXT_OF_ROLE.values(), "")
    has_column = any(column.role == "number" for column in shown)
    texts["number"] = number if has_column or "." in number else ""
    texts["title"] = draw(lines())
    extra = []
    for column in shown:
        if column.role == DEADLINE_AND_DOER:
            texts["deadline_text"] = draw(st.sampled_from(("май 2024", "до 15.09.2024")))
            texts["responsible_text"] = draw(st.sampled_from(("Руководители ОО", "Методист")))
        elif column.role in TEXTS:
            texts[TEXT_OF_ROLE[column.role]] = draw(TEXTS[column.role])
        elif not column.role:
            text = draw(st.sampled_from(PAPERS))
            extra += [(column.full_heading, text)] if text else []
    if not (texts["number"] and has_column) and not texts["deadline_text"]:
        # Below a table in a workbook a row of one cell is a line of text.
        texts["responsible_text"] = texts["responsible_text"] or "Методист"
    return PlanActivity(section, texts, tuple(extra))


@st.composite
def section_rows(draw: Draw, first: int) -> list[PlanSection]:
    """Sections of one look, or of two looks inside each other; ids go on from `first`."""
    outer = draw(st.sampled_from(sorted(INSIDE)))
    inner = draw(st.sampled_from(("", *INSIDE[outer])))
    found: list[PlanSection] = []
    # A start for all neighbours: a section named twice in a row would be one that goes on.
    start = draw(st.integers(0, len(NAMES) - 1))
    for place in range(draw(st.integers(1, 3 if outer != "level" else 2))):
        above = _section(first + len(found), None, outer, place, start)
        found.append(above)
        start_inside = draw(st.integers(0, len(NAMES) - 1))
        for inside in range(draw(st.integers(1, 2)) if inner else 0):
            prefix = above.number if inner == "1.1." else ""
            found.append(
                _section(first + len(found), above.id, inner, inside, start_inside, prefix)
            )
    return found


def _section(
    identifier: int, parent: int | None, look: str, place: int, start: int, prefix: str = ""
) -> PlanSection:
    pattern, names, kind = LOOKS[look]
    shown = ROMAN[place] if look == "I." else f"{prefix}{place + 1}." if prefix else place + 1
    name = names[(place + (start if names is NAMES else 0)) % len(names)]
    return PlanSection(identifier, parent, pattern.format(shown), name, kind)


@st.composite
def table(draw: Draw, kind: str, first: int) -> tuple[PlanTable, list[PlanSection]]:
    """A table with its sections: as rows, as grouping columns, or none."""
    shown = draw(columns(kind))
    manner = draw(st.sampled_from(("rows", "columns", "none"))) if kind == "activity" else "none"
    if manner == "columns":
        return draw(grouped_table(shown, first))
    sections = draw(section_rows(first)) if manner == "rows" else []
    parents = {section.parent for section in sections}
    leaves = [section for section in sections if section.id not in parents]
    numbering = draw(st.sampled_from(("{}", "{}.", "{inside}{place}", "{inside}{place}.", "")))
    rows: list[PlanActivity] = []
    for leaf in leaves or [None]:
        inside = leaf.number if leaf and _is_arabic(leaf.number) else ""
        for place in range(1, 1 + draw(st.integers(1, 3) if leaf else st.integers(2, 5))):
            own = place if inside else len(rows) + 1
            number = numbering.format(len(rows) + 1, inside=inside, place=own)
            rows.append(draw(activity(shown, leaf.id if leaf else None, number)))
    return PlanTable(kind, "", shown, tuple(rows)), sections


def _is_arabic(number: str) -> bool:
    return number.replace(".", "").isdigit()


@st.composite
def grouped_table(
    draw: Draw, shown: tuple[PlanColumn, ...], first: int
) -> tuple[PlanTable, list[PlanSection]]:
    """Directions, objectives or stages as columns before the title, each for one row or more."""
    roles = draw(st.sampled_from(GROUPS))
    place = next(i for i, column in enumerate(shown) if column.role == "title")
    grouping = tuple(_column(draw, role, "activity") for role in roles)
    shown = (*shown[:place], *grouping, *shown[place:])
    sections: list[PlanSection] = []
    rows: list[PlanActivity] = []
    for outer in range(draw(st.integers(1, 3))):
        name = NAMES[(outer + draw(st.integers(0, 1)) * 3) % len(NAMES)]
        number = f"{outer + 1}." if draw(st.booleans()) else ""
        parent = PlanSection(first + len(sections), None, number, name, roles[0])
        sections.append(parent)
        for inner in range(draw(st.integers(1, 2)) if len(roles) > 1 else 1):
            leaf = parent
            if len(roles) > 1:
                name = NAMES[(outer + inner + 2) % len(NAMES)]
                number = f"Задача {inner + 1}."
                leaf = PlanSection(first + len(sections), parent.id, number, name, roles[1])
                sections.append(leaf)
            for _ in range(draw(st.integers(1, 3))):
                rows.append(draw(activity(shown, leaf.id, f"{len(rows) + 1}.")))
    return PlanTable("activity", "", shown, tuple(rows)), sections
