"""A rule in Russian words, for the page of the criteria and the explanation of a list."""

from assessments.domain.rules.expressions import All, AtLeast, InYears, Not, Predicate, Rule
from core.values.wording import counted


def described(rule: Rule) -> str:
    """The whole rule in one phrase; parts of a join that are joins themselves stand in brackets."""
    if isinstance(rule, Predicate):
        return rule.describe()
    if isinstance(rule, Not):
        return f"неверно, что {_bracketed(rule.rule)}"
    if isinstance(rule, InYears):
        span = counted(rule.of, "последнего года", "последних лет", "последних лет")
        return f"в {rule.at_least} из {span}: {_bracketed(rule.rule)}"
    if isinstance(rule, AtLeast):
        parts = "; ".join(_bracketed(part) for part in rule.rules)
        return f"не меньше {rule.number} из {len(rule.rules)} условий: {parts}"
    joint = ", и " if isinstance(rule, All) else ", или "
    return joint.join(_bracketed(part) for part in rule.parts())


def _bracketed(rule: Rule) -> str:
    words = described(rule)
    return words if isinstance(rule, Predicate | Not) else f"({words})"
