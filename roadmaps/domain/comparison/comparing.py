"""Two versions of a plan, was and is: the whole comparison. docs/algorithms/comparison.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from core.values.typography import is_same, plain
from roadmaps.domain.comparison.matching import Pairs, SamePlace, match
from roadmaps.domain.comparison.values import (
    TITLE,
    FieldChange,
    Item,
    Pair,
    PlanComparison,
    PlanVersion,
)
from roadmaps.domain.comparison.weaving import in_order, places_among

# Ids of old sections to those of the new ones that they became.
SectionIds = Mapping[int, int]
# Where a pair stands, and the positions of its items in the two versions.
_Placed = tuple[tuple[int, int, int], int | None, int | None]


def compare(old: PlanVersion, new: PlanVersion) -> PlanComparison:
    """What `new` says otherwise than `old`.

    Rows may have moved, been renumbered, reworded, doubled; typography is no difference.
    """
    sections = _match_sections(old, new)
    rows = match(old.rows, new.rows, _within_the_same(_ids(old, new, sections)))
    sections |= _sections_of_the_same_rows(old, new, sections, rows)
    ids = _ids(old, new, sections)
    return PlanComparison(
        facts=changed_texts(old.facts, new.facts),
        sections=_pairs(old.sections, new.sections, sections, ids),
        rows=_pairs(old.rows, new.rows, rows, ids),
        lists={
            name: _pairs_apart(old.lists.get(name, ()), new.lists.get(name, ()))
            for name in dict.fromkeys((*old.lists, *new.lists))
        },
    )


def compare_known(old: PlanVersion, new: PlanVersion) -> PlanComparison:
    """The same where the ids are common to both versions: nothing needs to be recognised.

    What has the same id is the same thing, however it was renumbered, moved or reworded.
    """
    ids = {one.id: one.id for one in old.sections}
    return PlanComparison(
        facts=changed_texts(old.facts, new.facts),
        sections=_pairs(old.sections, new.sections, _same(old.sections, new.sections), ids),
        rows=_pairs(old.rows, new.rows, _same(old.rows, new.rows), ids),
        lists={
            name: _pairs(was, now, _same(was, now), {})
            for name in dict.fromkeys((*old.lists, *new.lists))
            for was, now in [(old.lists.get(name, ()), new.lists.get(name, ()))]
        },
    )


def changed_texts(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The texts that say something else, in the order of their names as given."""
    names = dict.fromkeys((*before, *after))
    found = [FieldChange(name, before.get(name, ""), after.get(name, "")) for name in names]
    return tuple(one for one in found if not is_same(one.before, one.after))


def _same(old: Sequence[Item], new: Sequence[Item]) -> Pairs:
    places = {item.id: place for place, item in enumerate(new)}
    return {place: places[item.id] for place, item in enumerate(old) if item.id in places}


def _match_sections(old: PlanVersion, new: PlanVersion) -> Pairs:
    parents = [
        {section.id: plain(section.title) for section in version.sections} for version in (old, new)
    ]
    return match(
        old.sections,
        new.sections,
        lambda one, other: parents[0].get(one.within or 0) == parents[1].get(other.within or 0),
    )


def _within_the_same(ids: SectionIds) -> SamePlace:
    return lambda one, other: _moved_to(one, ids) == other.within


def _moved_to(item: Item, ids: SectionIds) -> int | None:
    """The new section of those that stay in their old one; -1 where that is gone."""
    return None if item.within is None else ids.get(item.within, -1)


def _ids(old: PlanVersion, new: PlanVersion, sections: Pairs) -> dict[int, int]:
    return {old.sections[i].id: new.sections[j].id for i, j in sections.items()}


def _sections_of_the_same_rows(
    old: PlanVersion, new: PlanVersion, known: Pairs, rows: Pairs
) -> Pairs:
    """Sections whose words say nothing, paired because most rows of both are the same rows."""
    free_old = {section.id: i for i, section in enumerate(old.sections) if i not in known}
    taken = set(known.values())
    free_new = {section.id: j for j, section in enumerate(new.sections) if j not in taken}
    sizes = [Counter(row.within for row in version.rows) for version in (old, new)]
    shared = Counter((old.rows[i].within, new.rows[j].within) for i, j in rows.items())
    found: Pairs = {}
    for (one, other), number in sorted(shared.items(), key=lambda item: (-item[1], str(item[0]))):
        if (
            one in free_old
            and other in free_new
            and 2 * number > max(sizes[0][one], sizes[1][other])
        ):
            found[free_old.pop(one)] = free_new.pop(other)
    return found


def _pairs_apart(old: Sequence[Item], new: Sequence[Item]) -> tuple[Pair, ...]:
    """Of items that stand in no section."""
    return _pairs(old, new, match(old, new, lambda *_: True), {})


def _pairs(
    old: Sequence[Item], new: Sequence[Item], pairs: Pairs, ids: SectionIds
) -> tuple[Pair, ...]:
    """In the order of the new version, what is gone where it stood."""
    elsewhere = {i for i, j in pairs.items() if _moved_to(old[i], ids) != new[j].within}
    staying = in_order({i: j for i, j in pairs.items() if i not in elsewhere})
    back = {j: i for i, j in pairs.items()}
    placed: list[_Placed] = [((j, 0, 0), back.get(j), j) for j in range(len(new))]
    gone = places_among(old, pairs, staying)
    placed += [((*place, i), i, None) for i, place in gone.items()]
    return tuple(
        _pair(
            None if i is None else old[i],
            None if j is None else new[j],
            is_elsewhere=i in elsewhere,
            is_out_of_order=i is not None and j is not None and i not in staying | elsewhere,
        )
        for _, i, j in sorted(placed, key=lambda one: one[0])
    )


def _pair(old: Item | None, new: Item | None, *, is_elsewhere: bool, is_out_of_order: bool) -> Pair:
    if old is None or new is None:
        return Pair(old, new)
    return Pair(
        old,
        new,
        changed_texts({TITLE: old.title, **old.texts}, {TITLE: new.title, **new.texts}),
        is_elsewhere=is_elsewhere,
        is_out_of_order=is_out_of_order,
        is_renumbered=plain(old.number) != plain(new.number),
    )
