"""Two versions of a plan as they are compared, and what is found to differ. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.values.word_difference import WordDifference, word_difference

TITLE = "title"
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Item:
    """One row or section of one version, or one member of its lists.

    `id` tells it from the others of its version. `within` is the id of the section that holds it
    (of a section: of the section around it). `texts` are its other words by the names of their
    fields; a field that is missing is empty.
    """

    id: int
    title: str
    number: str = ""
    within: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """What is compared of one version; every tuple in the order of the plan.

    `facts` are texts of the plan as a whole (title, goal, years, order) by their names; `lists`
    are what else it lists (objectives, indicators, entries of the passport) by their names.
    """

    facts: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[Item, ...] = ()
    rows: tuple[Item, ...] = ()
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)


class Change(StrEnum):
    """What became of an item."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A text that says something else now."""

    name: str
    before: str
    after: str

    @property
    def words(self) -> WordDifference:
        """The same word by word."""
        return word_difference(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Pair:
    """An item in both versions (the same one, by the judgement of the comparison), or in one.

    `fields` are the texts that differ in more than typography, the title first. `is_elsewhere`:
    it stands in another section; `is_out_of_order`: it stands in another place among the items
    around it; `is_renumbered`: it has another number. None of these three is a change of words.
    """

    old: Item | None
    new: Item | None
    fields: tuple[FieldChange, ...] = ()
    is_elsewhere: bool = False
    is_out_of_order: bool = False
    is_renumbered: bool = False

    @property
    def change(self) -> Change:
        """Added and deleted items stand in one version only; another section is a change."""
        if self.old is None:
            return Change.ADDED
        if self.new is None:
            return Change.DELETED
        return Change.CHANGED if self.fields or self.is_elsewhere else Change.SAME

    @property
    def item(self) -> Item:
        """As it is now, or as it was where it is gone."""
        item = self.new or self.old
        if item is None:
            raise ValueError("a pair holds at least one item")
        return item


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Everything that two versions have, in the order of the new one.

    What only the old one has stands behind what it followed there.
    """

    facts: tuple[FieldChange, ...] = ()
    sections: tuple[Pair, ...] = ()
    rows: tuple[Pair, ...] = ()
    lists: Mapping[str, tuple[Pair, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the new version says nothing else, its order and numbers included."""
        parts = (self.sections, self.rows, *self.lists.values())
        return not self.facts and all(is_untouched(pair) for part in parts for pair in part)


def is_untouched(pair: Pair) -> bool:
    """The same words in the same place under the same number."""
    moved = pair.is_elsewhere or pair.is_out_of_order or pair.is_renumbered
    return pair.change is Change.SAME and not moved
