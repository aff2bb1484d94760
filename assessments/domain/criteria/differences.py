"""What a version of criteria changes against another one, in words: «было» and «стало»."""

from __future__ import annotations

from typing import NamedTuple

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.criteria.settings import SETTINGS
from assessments.domain.rules.categories import HEADINGS
from assessments.domain.rules.wording import described

NOTHING = "—"
_WORKS = "учитываемые процедуры"


class Difference(NamedTuple):
    """One thing that is different; «—» where one of the versions has none of it."""

    what: str
    before: str
    after: str


def differences(before: Criteria, after: Criteria) -> list[Difference]:
    """Name, parameters, works and the rule of each category, as far as they differ.

    A rule that only has other values of parameters is told by the parameters and by its words.
    """
    pairs = [
        Difference("название", before.name, after.name),
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
        told.update(HEADINGS.values())
    return [one for one in differences(before, after) if one.what not in told]


def _parameters(before: Criteria, after: Criteria) -> list[Difference]:
    names = dict.fromkeys((*before.parameters, *after.parameters))
    return [
        Difference(SETTINGS[name].title, _value(before, name), _value(after, name))
        for name in names
    ]


def _value(criteria: Criteria, name: str) -> str:
    if name not in criteria.parameters:
        return NOTHING
    return SETTINGS[name].kind.shown(criteria.parameters[name]) or "пусто"


def _works(criteria: Criteria) -> str:
    works = criteria.works_by_name()
    if works:
        return "; ".join(work.title for work in works)
    return "все, что есть у школы" if criteria.works else NOTHING


def _rules(before: Criteria, after: Criteria) -> list[Difference]:
    first, second = (
        {HEADINGS[one.category]: described(one.rule) for one in criteria.plan.rules}
        for criteria in (before, after)
    )
    titles = dict.fromkeys((*first, *second))
    return [
        Difference(title, first.get(title, NOTHING), second.get(title, NOTHING)) for title in titles
    ]
