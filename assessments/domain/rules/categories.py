"""The standings that a classification gives to schools, and what criteria call them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """Standing of a school after a classification."""

    LOW_RESULTS = "low_results"
    AT_RISK = "at_risk"
    ADVERSE_CONDITIONS = "adverse_conditions"
    HIGH_RESULTS = "high_results"
    NONE = "none"
    NO_DATA = "no_data"


GIVEN = frozenset(Category) - {Category.NONE, Category.NO_DATA}
"""Categories that a rule may give; the other two say that no rule gave any."""
NAMEABLE = tuple(one for one in Category if one is not Category.NO_DATA)
"""Categories for which auxiliary criteria may have words of their own."""


@dataclass(frozen=True)
class CategoryWords:
    """What criteria call the categories, with a small first letter.

    `titles` stand alone («зона риска»), `headings` are said of a school («в зоне риска»);
    `no_grounds` ends the sentence on a school that no rule is true of.
    """

    titles: Mapping[Category, str]
    headings: Mapping[Category, str]
    are_of_list: bool
    no_grounds: str = "условия критериев не выполнены"

    def heading(self, category: Category) -> str:
        """The heading as a sentence begins with it."""
        words = self.headings[category]
        return words[:1].upper() + words[1:]


_COMMON = {
    Category.ADVERSE_CONDITIONS: "неблагоприятные условия",
    Category.HIGH_RESULTS: "высокие результаты",
    Category.NO_DATA: "нет данных",
}
_OF_LIST = {**_COMMON, Category.LOW_RESULTS: "в перечне", Category.NONE: "не в перечне"}
LIST_WORDS = CategoryWords(
    {one: {**_OF_LIST, Category.AT_RISK: "зона риска"}[one] for one in Category},
    {one: {**_OF_LIST, Category.AT_RISK: "в зоне риска"}[one] for one in Category},
    are_of_list=True,
)
"""Words of criteria that make the list."""
_BESIDE = {
    **_COMMON, Category.LOW_RESULTS: "низкие результаты", Category.AT_RISK: "в зоне риска",
    Category.NONE: "условия не выполнены",
}  # fmt: skip


def words_beside_the_list(own: Mapping[Category, str]) -> CategoryWords:
    """Words of auxiliary criteria: their own ones, for the rest words that name no list."""
    words = {one: own.get(one, _BESIDE[one]) for one in Category}
    if Category.NONE in own:
        return CategoryWords(words, words, are_of_list=False)
    return CategoryWords(
        words, words, are_of_list=False,
        no_grounds="школа не подходит ни под одну категорию критериев",
    )  # fmt: skip
