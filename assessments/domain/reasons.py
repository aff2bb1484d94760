"""Why a school has its category, in one Russian sentence that an office can read aloud."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessments.domain.criteria.definitions import CategoryRule, Plan
from assessments.domain.findings import Finding
from assessments.domain.rules.cases import Case, Context
from assessments.domain.rules.categories import Category
from assessments.domain.rules.expressions import (
    Not,
    Predicate,
    Rule,
    true_leaves,
    unknown_leaves,
)
from assessments.domain.rules.grounds import Phrase, Said, listed, percent
from assessments.domain.rules.shares import LowProcedures
from core.values import academic_year as years
from core.values.wording import NBSP, plural


def given(one: CategoryRule, plan: Plan, case: Case) -> str:
    """The reason of a category whose rule is true, without the school's name."""
    phrases = _phrases(one.rule, case)
    heading = plan.words.heading(one.category)
    if not phrases:
        return f"{heading}: условия критериев выполнены."
    if len(phrases) == 1 and one.category is not Category.AT_RISK:
        return f"{heading}: {phrases[0].alone()}."
    return f"{heading}: {'; '.join(phrase.among_others() for phrase in phrases)}."


def no_data(plan: Plan, case: Case) -> str:
    """Why nothing can be said of a school."""
    year = years.label(case.year)
    context = case.context(case.year) or Context()
    if case.counts(case.year) or context.index is not None:
        doubts = [doubt for one in plan.rules for doubt in doubts_of(one.rule, case)]
        missing = listed(list(dict.fromkeys(doubts)))
        return f"Нет данных: нельзя оценить, выполнены ли условия. Не хватает: {missing}."
    if not plan.frame.selection.parts:
        if context.gaps:
            return f"Нет данных за {year} учебный год: {listed(list(context.gaps.values()))}."
        return f"Нет данных: за {year} учебный год нет сведений об условиях работы школы."
    return f"Нет данных: за {year} учебный год нет результатов ни по одной из учитываемых процедур."


def none(findings: Sequence[Finding], plan: Plan, case: Case) -> str:
    """Why a school got no category, though there are figures; a doubt is said."""
    first = plan.rules[0].rule
    heading = plan.words.heading(Category.NONE)
    doubts = doubts_of(first, case)
    if doubts:
        return f"{heading}: {_doubtful(plan)} Не хватает: {listed(doubts)}."
    if isinstance(first, LowProcedures) and findings:
        return f"{heading}: {_no_low(findings, first)}."
    figures = [] if plan.words.are_of_list else _unmet(plan, case)
    return f"{heading}: {listed(figures) if figures else plan.words.no_grounds}."


def doubts_of(rule: Rule, case: Case) -> list[str]:
    """What is missing to judge `rule`, in words; empty where it can be judged."""
    unknown = unknown_leaves(rule, case, case.year)
    return list(dict.fromkeys(leaf.doubt(case, year) for leaf, year in unknown))


def share_words(share: Fraction, threshold: Fraction | int) -> str:
    """«39,1 %»; two decimals where one would round a share up to a threshold it does not reach."""
    return percent(share, threshold)


def _unmet(plan: Plan, case: Case) -> list[str]:
    """Figures that keep the conditions from being true, of all rules in their order."""
    return list(
        dict.fromkeys(
            comparison.words
            for one in plan.rules
            for leaf, year in _wanted(one.rule, case.year)
            for comparison in leaf.compare(case, year)
            if comparison.met is False
        )
    )


def _wanted(rule: Rule, year: int) -> Iterator[tuple[Predicate, int]]:
    """The conditions that are to be true, with their years; what stands under «неверно» is not."""
    if isinstance(rule, Predicate):
        yield rule, year
    elif not isinstance(rule, Not):
        for part, when in rule.parts_in(year):
            yield from _wanted(part, when)


def _phrases(rule: Rule, case: Case) -> list[Phrase]:
    said: Said = set()
    phrases = [leaf.ground(case, year, said) for leaf, year in true_leaves(rule, case, case.year)]
    return list(dict.fromkeys(phrase for phrase in phrases if phrase))


def _doubtful(plan: Plan) -> str:
    if plan.words.are_of_list:
        return "нельзя оценить, выполнено ли условие."
    return "по тем данным, что есть; точно оценить нельзя."


def _no_low(findings: Sequence[Finding], first: LowProcedures) -> str:
    number = sum(finding.counted for finding in findings)
    if not number:
        return (
            f"во всех процедурах участников меньше {first.min_participants}, поэтому результаты "
            "не учитываются"
        )
    if any(finding.met for finding in findings):
        return f"низких процедур меньше {first.at_least}"
    few = plural(number, "учтённой процедуре", "учтённых процедур", "учтённых процедур")
    if number == 1:
        return "в единственной учтённой процедуре результат не низкий"
    return f"низких результатов нет ни в одной из {number}{NBSP}{few}"
