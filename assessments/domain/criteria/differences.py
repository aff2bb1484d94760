"""What a version of criteria changes against another one, in words: «было» and «стало»."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.criteria.editing import outline
from assessments.domain.criteria.settings import SETTINGS
from assessments.domain.rules.categories import NAMEABLE, Category, words_beside_the_list
from assessments.domain.rules.wording import described
from core.values.wording import NBSP, short_date

NOTHING = "—"
_WORKS = "учитываемые процедуры"


class Difference(NamedTuple):
    """One thing that is different; «—» where one of the versions has none of it."""

    what: str
    before: str
    after: str


def differences(before: Criteria, after: Criteria) -> list[Difference]:
    """Name, order, years, parameters, works and each line of the rules, as far as they differ.

    A rule that only has other values of parameters is told by the parameters and by its words.
    """
    pairs = [
        Difference("название", before.name, after.name),
        Difference("приказ", _order(before), _order(after)),
        Difference("учебные годы", before.years_words, after.years_words),
        Difference("назначение", purpose_words(before), purpose_words(after)),
        *_titles(before, after),
        *_parameters(before, after),
        Difference(_WORKS, _works(before), _works(after)),
        *_rules(before, after),
    ]
    return [one for one in pairs if one.before != one.after]


def changed_settings(before: Criteria, after: Criteria) -> list[Difference]:
    """The same without what the parameters tell already: rules and works that only follow them."""
    told = set()
    if before.works == after.works:
        told.add(_WORKS)
    if before.categories == after.categories:
        told.update(after.words.heading(one.category) for one in after.plan.rules)
    return [one for one in differences(before, after) if one.what not in told]


def purpose_words(criteria: Criteria) -> str:
    """What calculations by the criteria are for."""
    if criteria.makes_list:
        return "составляют перечень"
    return "вспомогательные, перечня не составляют"


def _titles(before: Criteria, after: Criteria) -> list[Difference]:
    """Own words of auxiliary criteria; those of the list follow from the purpose."""
    if before.makes_list or after.makes_list:
        return []
    return [
        Difference(
            f"слова «{words_beside_the_list({}).titles[one]}»",
            before.words.titles[one], after.words.titles[one],
        )
        for one in NAMEABLE
    ]  # fmt: skip


def changed_parameters(before: Criteria, after: Criteria) -> list[Difference]:
    """Parameters alone that have other values."""
    return [one for one in _parameters(before, after) if one.before != one.after]


def _parameters(before: Criteria, after: Criteria) -> list[Difference]:
    names = dict.fromkeys((*before.parameters, *after.parameters))
    return [
        Difference(SETTINGS[name].title, _value(before, name), _value(after, name))
        for name in names
    ]


def _value(criteria: Criteria, name: str) -> str:
    if name not in criteria.parameters:
        return NOTHING
    return SETTINGS[name].shown(criteria.parameters[name]) or "пусто"


def _works(criteria: Criteria) -> str:
    works = criteria.works_by_name()
    if works:
        return "; ".join(work.title for work in works)
    return "все, что есть у школы" if criteria.works else NOTHING


def _order(criteria: Criteria) -> str:
    order = criteria.order
    return f"№{NBSP}{order.number} от {short_date(order.day)}" if order else NOTHING


def _rules(before: Criteria, after: Criteria) -> list[Difference]:
    first, second = _lines(before), _lines(after)
    found: list[Difference] = []
    for category in dict.fromkeys((*first, *second)):
        one_side = before if category in first else after
        title = (after if category in second else before).words.heading(category)
        if category in first and category in second:
            found += _changed_lines(title, first[category], second[category])
        else:
            whole = {one.category: described(one.rule) for one in one_side.plan.rules}[category]
            sides = (whole, NOTHING) if category in first else (NOTHING, whole)
            found.append(Difference(title, *sides))
    order = [" → ".join(map(after.words.heading, one)) for one in (first, second)]
    if set(first) == set(second):
        found.append(Difference("порядок категорий", *order))
    return found


def _lines(criteria: Criteria) -> dict[Category, list[str]]:
    """The lines of each category; several rules of one category follow each other."""
    found: dict[Category, list[str]] = {}
    category = Category.NONE
    for line in outline(criteria):
        category = line.category or category
        found.setdefault(category, []).append(line.words)
    return found


def _changed_lines(title: str, before: list[str], after: list[str]) -> list[Difference]:
    if len(before) == len(after) == 1:
        return [Difference(title, before[0], after[0])]
    found = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            continue
        pairs = zip_longest(range(start, end), range(other_start, other_end))
        for old, new in pairs:
            place = f"строка {new + 1}" if new is not None else f"прежняя строка {old + 1}"
            found.append(
                Difference(
                    f"{title}, {place}",
                    NOTHING if old is None else before[old],
                    NOTHING if new is None else after[new],
                )
            )
    return found
