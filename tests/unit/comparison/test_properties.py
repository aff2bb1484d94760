"""What is true of the comparison of any two plans."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.values.typography import is_same, plain
from core.values.word_difference import word_difference
from roadmaps.domain.comparison.applying import Choice, Taken, apply, whole
from roadmaps.domain.comparison.comparing import compare
from roadmaps.domain.comparison.values import Change, Pair, PlanComparison, PlanVersion
from tests.unit.comparison.versions import versions

typed = st.text(alphabet="аяеёЕ Её.,;:-–—«»\"'№()%1 2\n\u00a0\u00adoOXc…", max_size=24)


@given(versions())
def test_a_plan_does_not_differ_from_itself(version: PlanVersion) -> None:
    comparison = compare(version, version)
    assert comparison.is_empty
    assert all(pair.old == pair.new for pairs in _parts(comparison).values() for pair in pairs)


@given(versions(), versions())
def test_every_item_of_both_versions_stands_in_one_pair(old: PlanVersion, new: PlanVersion) -> None:
    comparison = compare(old, new)
    for part, pairs in _parts(comparison).items():
        olds = sorted(pair.old.id for pair in pairs if pair.old)
        assert olds == sorted(item.id for item in _parts(old)[part])
        assert [pair.new for pair in pairs if pair.new] == list(_parts(new)[part])


@given(versions(), versions())
def test_the_whole_difference_makes_the_new_version_of_the_old_one(
    old: PlanVersion, new: PlanVersion
) -> None:
    after = apply(old, new, compare(old, new), whole(compare(old, new)))
    assert _as_read(after) == _as_read(new)


@given(versions(), versions())
def test_nothing_taken_changes_nothing(old: PlanVersion, new: PlanVersion) -> None:
    after = apply(old, new, compare(old, new), Choice())
    assert _as_read(after) == _as_read(old)
    assert {one.id for one in after.rows} == {one.id for one in old.rows}


@given(versions(), versions())
def test_what_is_added_one_way_is_deleted_the_other_way(old: PlanVersion, new: PlanVersion) -> None:
    there, back = _parts(compare(old, new)), _parts(compare(new, old))
    for part, pairs in there.items():
        assert _ids(pairs, Change.ADDED) == _ids(back[part], Change.DELETED)
        assert _ids(pairs, Change.DELETED) == _ids(back[part], Change.ADDED)


@given(versions(), versions(), st.data())
def test_any_choice_gives_a_plan_that_holds_together(
    old: PlanVersion, new: PlanVersion, data: st.DataObject
) -> None:
    comparison = compare(old, new)
    choice = Choice(sections=_some(comparison.sections, data), rows=_some(comparison.rows, data))
    after = apply(old, new, comparison, choice)
    seen: set[int] = set()
    for section in after.sections:
        assert section.within is None or section.within in seen
        seen.add(section.id)
    assert len(seen) == len(after.sections)
    assert {row.within for row in after.rows} <= seen | {None}
    expected = {row.id for row in old.rows} - choice.rows.deleted
    assert {row.id for row in after.rows if row.id >= 0} == expected
    assert sum(row.id < 0 for row in after.rows) == len(choice.rows.added)


@settings(max_examples=500)
@given(typed)
def test_what_was_made_plain_stays_plain(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(typed, typed)
def test_pieces_are_the_texts_to_the_letter(before: str, after: str) -> None:
    words = word_difference(before, after)
    assert "".join(piece.text for piece in words.before) == before
    assert "".join(piece.text for piece in words.after) == after
    same = [
        "".join(p.text for p in side if not p.is_changed) for side in (words.before, words.after)
    ]
    assert is_same(*same) or any(piece.is_changed for piece in (*words.before, *words.after))


def _some(pairs: tuple[Pair, ...], data: st.DataObject) -> Taken:
    """A part of the difference, drawn."""

    def drawn(ids: list[int]) -> frozenset[int]:
        return frozenset(data.draw(st.sets(st.sampled_from(ids)))) if ids else frozenset()

    names = {
        pair.old.id: frozenset(
            data.draw(st.sets(st.sampled_from(["section", *(f.name for f in pair.fields)])))
        )
        for pair in pairs
        if pair.old and pair.new
    }
    return Taken(
        added=drawn([pair.item.id for pair in pairs if pair.change is Change.ADDED]),
        deleted=drawn([pair.item.id for pair in pairs if pair.change is Change.DELETED]),
        texts=names,
        in_order=data.draw(st.booleans()),
    )


def _parts(of: PlanVersion | PlanComparison) -> dict[str, Any]:
    return {"sections": of.sections, "rows": of.rows, **of.lists}


def _ids(pairs: tuple[Pair, ...], change: Change) -> set[int]:
    return {pair.item.id for pair in pairs if pair.change is change}


def _as_read(version: PlanVersion) -> object:
    """The plan without ids and typography: sections by their places, rows with theirs."""
    places = {section.id: at for at, section in enumerate(version.sections)}

    def words(item: object) -> object:
        texts = {name: plain(text) for name, text in item.texts.items() if plain(text)}
        return plain(item.title), plain(item.number), places.get(item.within), texts

    parts = {part: [words(item) for item in items] for part, items in _parts(version).items()}
    return parts, {name: plain(text) for name, text in version.facts.items()}
