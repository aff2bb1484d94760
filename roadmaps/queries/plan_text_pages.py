"""The texts that a plan holds beside its rows, shaped for the page that changes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from roadmaps.domain.outline import Side, Target
from roadmaps.models import Roadmap
from roadmaps.queries.import_texts import mark_of
from roadmaps.queries.labels import HEADINGS
from roadmaps.queries.plan_lists import PLAN_LISTS, YEAR_TASKS, PlanList


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text; `seen` is the mark of its words, by which a button tells them from others."""

    pk: int
    title: str
    text: str
    seen: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """What moves together, with the places above and below it; empty where there are none."""

    title: str
    lines: tuple[TextLine, ...]
    above: str
    below: str

    @property
    def pk(self) -> int:
        """The text that the block is moved by."""
        return self.lines[0].pk


@dataclass(frozen=True, slots=True)
class TextList:
    """One list of the plan."""

    name: str
    heading: str
    added: str
    blocks: tuple[TextBlock, ...]


def text_lists(roadmap: Roadmap) -> tuple[TextList, ...]:
    """All lists of the plan in the order of its document; a query or two for each."""
    return tuple(_list(roadmap, of) for of in PLAN_LISTS.values())


def abbreviation_lines(abbreviations: Mapping[str, str]) -> list[tuple[str, str]]:
    """Abbreviations with what they stand for, by the alphabet."""
    return sorted(abbreviations.items(), key=lambda pair: pair[0].casefold())


def _list(roadmap: Roadmap, of: PlanList) -> TextList:
    items = {one.pk: one for one in of.of(roadmap).all()}
    blocks = [[pk for pk in block if pk in items] for block in of.blocks_of(roadmap)]
    blocks = [block for block in blocks if block]
    found = tuple(
        TextBlock(
            title=items[block[0]].direction if of.name == YEAR_TASKS else "",
            lines=tuple(_line(of, items[pk]) for pk in block),
            above=_place(Side.BEFORE, blocks[place - 1 : place]),
            below=_place(Side.AFTER, blocks[place + 1 : place + 2]),
        )
        for place, block in enumerate(blocks)
    )
    return TextList(of.name, HEADINGS[of.name], of.added, found)


def _place(side: Side, beside: Sequence[Sequence[int]]) -> str:
    return str(Target(side, beside[0][0])) if beside else ""


def _line(of: PlanList, one: Any) -> TextLine:
    title, text = _words(of.name, one)
    return TextLine(one.pk, title, text, mark_of(of.values_of(one)))


def _words(name: str, one: Any) -> tuple[str, str]:
    """The heading and the words of a text."""
    if name == "passport":
        return one.name, one.text
    if name == YEAR_TASKS:
        return str(one.year), one.text
    if name == "partnerships":
        partner = f"{one.partner} (педагог)" if one.partner_kind == "teacher" else one.partner
        return f"{one.school} — {partner}", one.scope
    return "", one.text
