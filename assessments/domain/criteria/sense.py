"""What may be written in criteria and cannot be meant; said before they come into force."""

from __future__ import annotations

from assessments.domain.criteria.definitions import Criteria
from assessments.domain.rules.changes import SameProcedure
from assessments.domain.rules.expressions import Not, Predicate, Rule
from assessments.domain.rules.selections import Selection
from assessments.domain.rules.shares import LowProcedures, Share
from core.values.wording import counted

WORKS = ("процедура", "процедуры", "процедур")


def contradictions(criteria: Criteria) -> list[str]:
    """Sentences about what can never be true, or would put schools into a category for nothing."""
    found: list[str] = []
    for one in criteria.plan.rules:
        heading = criteria.words.heading(one.category)
        if not _has_ground(one.rule):
            found.append(
                f"«{heading}»: всё условие — отрицание, поэтому основания у школы не будет. "
                "Добавьте рядом то, что должно выполняться, и объедините через «верно всё»."
            )
        for leaf, _ in one.rule.visits(0):
            found += [f"«{heading}»: {words}" for words in _of_leaf(leaf, criteria)]
    return list(dict.fromkeys(found))


def _has_ground(rule: Rule) -> bool:
    """Whether some condition can make the rule true by being true itself."""
    if isinstance(rule, Predicate):
        return True
    if isinstance(rule, Not):
        return False
    return any(_has_ground(part) for part in rule.parts())


def _of_leaf(leaf: Predicate, criteria: Criteria) -> list[str]:
    if isinstance(leaf, LowProcedures):
        return _too_many(leaf, criteria)
    if isinstance(leaf, Share) and leaf.below is not None and leaf.from_ >= leaf.below:
        return [
            f"доля не может быть и от {leaf.from_} %, и меньше {leaf.below} %. Исправьте пределы."
        ]
    if isinstance(leaf, SameProcedure) and leaf.at_least > leaf.of:
        return [f"нужно {leaf.at_least} из {leaf.of} лет: столько лет не смотрят. Исправьте числа."]
    return []


def _too_many(leaf: LowProcedures, criteria: Criteria) -> list[str]:
    of_criteria = criteria.plan.frame.selection
    selection = leaf.works or of_criteria
    if not (_is_closed(selection) or _is_closed(of_criteria)):
        return []
    named = selection if _is_closed(selection) else of_criteria
    works = [one for one in named.works() if selection.has(one) and of_criteria.has(one)]
    if leaf.at_least <= len(works):
        return []
    counts = counted(len(works), *WORKS)
    return [
        (
            f"низких процедур нужно не меньше {leaf.at_least}, а учитывается {counts}: условие "
            "не выполнит ни одна школа. Уменьшите число или добавьте процедуры."
        )
    ]


def _is_closed(selection: Selection) -> bool:
    """Whether every work is known by name: nothing is «whatever a school has»."""
    return all(part.subjects is not None and list(part.works()) for part in selection.parts)
