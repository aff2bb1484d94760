"""What the old version becomes when people take over some or all of a comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from roadmaps.domain.comparison.values import (
    TITLE,
    Change,
    Item,
    Pair,
    PlanComparison,
    PlanVersion,
)
from roadmaps.domain.comparison.weaving import in_order, places_among

# Among the names of texts that are taken: that the item goes to another section.
SECTION = "section"


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken over of one kind of items.

    `added` are ids of the new version, `deleted` of the old one; `texts` names, by the old id, the
    fields that take their new words. `in_order`: numbers and order follow the new version.
    """

    added: frozenset[int] = frozenset()
    deleted: frozenset[int] = frozenset()
    texts: Mapping[int, frozenset[str]] = field(default_factory=dict)
    in_order: bool = False


def everything(pairs: Sequence[Pair]) -> Taken:
    """All that these pairs say."""
    kept = [(pair.old.id, pair) for pair in pairs if pair.old and pair.new]
    return Taken(
        added=frozenset(pair.item.id for pair in pairs if pair.change is Change.ADDED),
        deleted=frozenset(pair.item.id for pair in pairs if pair.change is Change.DELETED),
        texts={id: frozenset({SECTION, *(one.name for one in pair.fields)}) for id, pair in kept},
        in_order=True,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """What is taken over of a whole comparison; `facts` are names."""

    facts: frozenset[str] = frozenset()
    sections: Taken = Taken()
    rows: Taken = Taken()
    lists: Mapping[str, Taken] = field(default_factory=dict)


def whole(comparison: PlanComparison) -> Choice:
    """All of it."""
    return Choice(
        facts=frozenset(one.name for one in comparison.facts),
        sections=everything(comparison.sections),
        rows=everything(comparison.rows),
        lists={name: everything(pairs) for name, pairs in comparison.lists.items()},
    )


def fresh_id(new_id: int) -> int:
    """The id of an item that comes from the new version: negative, so that it meets no old one."""
    return -1 - new_id


def id_in_new(fresh: int) -> int:
    """The id that an added item has in the new version."""
    return -1 - fresh


def apply(
    old: PlanVersion, new: PlanVersion, comparison: PlanComparison, choice: Choice
) -> PlanVersion:
    """`old` with what `choice` takes of `comparison`, its difference from `new`.

    Items that stay keep their ids, added ones have `fresh_id`. A section comes with the first row
    that needs it, and goes only when nothing is left in it.
    """
    taken_facts = {one.name: one.after for one in comparison.facts if one.name in choice.facts}
    section_ids = {
        pair.new.id: pair.old.id if pair.old else fresh_id(pair.new.id)
        for pair in comparison.sections
        if pair.new
    }
    rows = _applied(old.rows, new.rows, comparison.rows, choice.rows, section_ids)
    sections = _applied(
        old.sections,
        new.sections,
        comparison.sections,
        _as_a_tree(choice.sections, comparison.sections, rows),
        section_ids,
    )
    return PlanVersion(
        facts={**old.facts, **taken_facts},
        sections=_parents_first(_without_empty(sections, rows, choice.sections.deleted)),
        rows=rows,
        lists={
            name: _applied(
                old.lists.get(name, ()),
                new.lists.get(name, ()),
                pairs,
                choice.lists.get(name, Taken()),
            )
            for name, pairs in comparison.lists.items()
        },
    )


def _applied(
    old: Sequence[Item],
    new: Sequence[Item],
    pairs: Sequence[Pair],
    taken: Taken,
    section_ids: Mapping[int, int] | None = None,
) -> tuple[Item, ...]:
    """Items of one kind, in the order that they have afterwards."""
    ids = section_ids or {}
    ordered = _ordered(old, new, [pair for pair in pairs if _stays(pair, taken)], taken)
    return tuple(_applied_item(pair, taken, ids) for pair in ordered)


def _stays(pair: Pair, taken: Taken) -> bool:
    if pair.old is None:
        return pair.item.id in taken.added
    return pair.new is not None or pair.old.id not in taken.deleted


def _applied_item(pair: Pair, taken: Taken, section_ids: Mapping[int, int]) -> Item:
    old, new = pair.old, pair.new
    if new is None:
        return pair.item
    within = section_ids.get(new.within) if new.within is not None else None
    if old is None:
        return replace(new, id=fresh_id(new.id), within=within)
    names = taken.texts.get(old.id, frozenset())
    words = {one.name: one.after for one in pair.fields if one.name in names}
    return replace(
        old,
        title=words.pop(TITLE, old.title),
        number=new.number if taken.in_order and pair.is_renumbered else old.number,
        within=within if pair.is_elsewhere and SECTION in names else old.within,
        texts={**old.texts, **words},
    )


def _ordered(
    old: Sequence[Item], new: Sequence[Item], pairs: Sequence[Pair], taken: Taken
) -> list[Pair]:
    """These pairs in the order of the version that is followed, the others put among them.

    By the new order, what is kept against it (deleted rows, refused moves) stands where it stood;
    by the old order, what is added or moves to another section stands as the new version has it.
    """

    def moves(pair: Pair) -> bool:
        if pair.old is None or not pair.is_elsewhere:
            return pair.old is None
        return SECTION in taken.texts.get(pair.old.id, frozenset())

    if taken.in_order:
        return _laid(
            new, old, pairs, main=lambda pair: pair.new, loose=lambda pair: pair.old,
            is_loose=lambda pair: pair.new is None or (pair.is_elsewhere and not moves(pair)),
        )  # fmt: skip
    return _laid(
        old, new, pairs, main=lambda pair: pair.old, loose=lambda pair: pair.new, is_loose=moves
    )


_Side = Callable[[Pair], Item | None]


def _laid(
    main_items: Sequence[Item],
    loose_items: Sequence[Item],
    pairs: Sequence[Pair],
    *,
    main: _Side,
    loose: _Side,
    is_loose: Callable[[Pair], bool],
) -> list[Pair]:
    """The pairs in the order of `main_items`; those that are loose by the order of the others."""
    firm = {item.id: pair for pair in pairs if not is_loose(pair) and (item := main(pair))}
    in_main = {item.id: at for at, item in enumerate(main_items)}
    by_loose = {item.id: pair for pair in pairs if (item := loose(pair))}
    partners = {
        at: in_main[partner.id]
        for at, item in enumerate(loose_items)
        if (pair := by_loose.get(item.id)) and not is_loose(pair) and (partner := main(pair))
    }
    places = places_among(loose_items, partners, in_order(partners))
    placed = [((at, 0, 0), firm[item.id]) for at, item in enumerate(main_items) if item.id in firm]
    placed += [
        ((*places[at], at), pair)
        for at, item in enumerate(loose_items)
        if (pair := by_loose.get(item.id)) and is_loose(pair)
    ]
    return [pair for _, pair in sorted(placed, key=lambda one: one[0])]


def _as_a_tree(taken: Taken, pairs: Sequence[Pair], rows: Sequence[Item]) -> Taken:
    """The sections that are taken, without deletions yet, so that they hold together.

    All of them go where the new version has them or none does, lest two be put into each other; a
    new one comes with the new ones around it, and with any row that needs it.
    """
    added = {pair.item.id: pair.item for pair in pairs if pair.change is Change.ADDED}
    needed = [id for id in added if id in taken.added]
    needed += [id_in_new(row.within) for row in rows if row.within is not None and row.within < 0]
    moved = [(pair.old.id, pair.item) for pair in pairs if pair.old and pair.is_elsewhere]
    texts = {id: names - {SECTION} for id, names in taken.texts.items()}
    if taken.in_order:
        needed += [item.within for _, item in moved if item.within in added]
        texts |= {id: texts.get(id, frozenset()) | {SECTION} for id, _ in moved}
    kept: set[int] = set()
    while needed:
        id = needed.pop()
        kept.add(id)
        around = added[id].within
        if around in added and around not in kept:
            needed.append(around)
    return Taken(frozenset(kept), frozenset(), texts, taken.in_order)


def _without_empty(
    sections: Sequence[Item], rows: Sequence[Item], deleted: frozenset[int]
) -> list[Item]:
    """Sections that were to go are gone where neither a row nor a section is left in them."""
    used = {row.within for row in rows}
    kept: list[Item] = []
    for section in reversed(_parents_first(sections)):
        if section.id not in deleted or section.id in used:
            kept.append(section)
            used.add(section.within)
    return kept[::-1]


def _parents_first(sections: Sequence[Item]) -> tuple[Item, ...]:
    """The same order, but nothing before the section around it."""
    by_id = {section.id: section for section in sections}
    found: dict[int, Item] = {}

    def put(section: Item, inside: frozenset[int]) -> None:
        around = by_id.get(section.within) if section.within is not None else None
        if around is not None and around.id not in found and around.id not in inside:
            put(around, inside | {section.id})
        found.setdefault(section.id, section)

    for section in sections:
        put(section, frozenset())
    return tuple(found.values())
