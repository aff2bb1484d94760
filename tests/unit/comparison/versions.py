"""Small plans in two versions, written and drawn."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from roadmaps.domain.comparison.values import Item, PlanVersion

WORDS = ("семинар", "анализ", "ВПР", "школ", "совет", "уроки", "план", "приказ", "математика")


def row(id: int, title: str, number: str = "", within: int | None = None, **texts: str) -> Item:
    """A row of a plan with the texts of its columns."""
    return Item(id, title, number, within, texts)


def plan(*rows: Item, sections: tuple[Item, ...] = (), **facts: str) -> PlanVersion:
    """A version that consists of these rows."""
    return PlanVersion(facts=facts, sections=sections, rows=rows)


titles = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
numbers = st.sampled_from(("", "1", "1.1", "1.2", "2.", "3"))
texts = st.dictionaries(
    st.sampled_from(("deadline_text", "responsible_text")), st.sampled_from(("", "Май", "Методист"))
)


NOWHERE = st.none()


@st.composite
def items(draw: st.DrawFn, within: Any = NOWHERE) -> tuple[Item, ...]:
    """Rows with titles of few words, so that many are alike, equal, or empty."""
    found = draw(st.lists(st.tuples(titles, numbers, within, texts), max_size=7))
    ids = draw(st.permutations(range(len(found))))
    return tuple(Item(id, *values) for id, values in zip(ids, found, strict=True))


@st.composite
def versions(draw: st.DrawFn) -> PlanVersion:
    """A plan with nested sections."""
    named = draw(st.lists(st.tuples(titles, numbers), max_size=4))
    sections: list[Item] = []
    for id, (title, number) in enumerate(named, 10):
        around = draw(st.sampled_from([None, *(one.id for one in sections)]))
        sections.append(Item(id, title, number, around))
    inside = st.sampled_from([None, *(one.id for one in sections)])
    return PlanVersion(
        facts={"title": draw(titles), "goal": draw(titles)},
        sections=tuple(sections),
        rows=draw(items(within=inside)),
        lists={"objectives": draw(items()), "indicators": draw(items())},
    )
