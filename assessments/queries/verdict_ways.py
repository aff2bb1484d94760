"""How a verdict could have been another: the way out of the list, the way into it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessments.domain.criteria import from_snapshot
from assessments.domain.procedures import Procedure, Work
from assessments.domain.rules import Category
from assessments.domain.rules.outlines import Condition, outline
from assessments.domain.verdict_data import is_share
from assessments.domain.way_in import Step, WorkFigures, way_in
from assessments.models import Verdict
from core.values.wording import counted

_PUPILS = ("ученика", "ученика", "учеников")
"""After «меньше на» and «больше на»."""
_OUTSIDE = (Category.AT_RISK, Category.NONE)


@dataclass(frozen=True, slots=True)
class Way:
    """A change that would give another verdict: a sentence, and a line for each procedure.

    Without lines the sentence says everything; with them it ends in a colon.
    """

    words: str
    steps: tuple[str, ...] = ()


def work_of(data: dict[str, Any]) -> Work:
    """The work that stored data name."""
    return Work(Procedure(data["procedure"]), data["subject"], data["grade"])


def way_out_of(verdict: Verdict) -> Way | None:
    """The smallest change that takes the school out, with the numbers of each work."""
    data = verdict.way_out
    if not data:
        return None
    if data["pupils"] is None:
        return Way(str(data["words"]))
    works = [work_of(one) for one in data["works"]]
    margins = _margins(verdict)
    fewer = counted(data["pupils"], *_PUPILS)
    if sum(margins.get(work, (0, 0, 0))[2] for work in works) != data["pupils"]:
        titles = "; ".join(work.title for work in works)
        return Way(
            f"Вывод был бы другим, если бы не преодолевших порог было меньше на {fewer}: {titles}."
        )
    steps = tuple(
        f"{work.title} — не больше {low - margin} из {participants}, а не {low}"
        for work in works
        for low, participants, margin in (margins[work],)
    )
    is_of_list = verdict.run.words.are_of_list
    other = "Школы не было бы в перечне" if is_of_list else "Вывод был бы другим"
    if len(steps) == 1:
        return Way(f"{other}, если бы порог не преодолели: {steps[0]}. Всего меньше на {fewer}.")
    left = verdict.low_procedures - len(steps)
    return Way(
        f"{other}, если бы не преодолевших порог было меньше на {fewer}. Низких процедур стало бы "
        f"{left}, а не {verdict.low_procedures}:",
        steps,
    )


def way_into(verdict: Verdict) -> Way | None:
    """What would bring a school outside into the list; None where no number can be named."""
    if verdict.standing not in _OUTSIDE:
        return None
    works = [
        WorkFigures(work_of(one), one["participants"], one["low"])
        for one in verdict.findings
        if is_share(one)
    ]
    rules = from_snapshot(verdict.run.criteria).plan.rules
    of_list = next((one.rule for one in rules if one.category is Category.LOW_RESULTS), None)
    steps = way_in(of_list, works) if of_list is not None else None
    return _way_of_steps(verdict, steps) if steps else None


def nearest_words(verdict: Verdict) -> str:
    """Of the procedures under the limit of a listed school, the one that is nearest to it."""
    if verdict.standing is not Category.LOW_RESULTS:
        return ""
    under = [
        (-one["margin"], work_of(one))
        for one in verdict.findings
        if is_share(one) and one["counted"] and one["margin"] < 0
    ]
    if not under:
        return ""
    pupils, work = min(under)
    return (
        f"Из остальных процедур ближе всего к порогу — {work.title}: результат станет низким, если "
        f"не преодолевших порог будет больше на {counted(pupils, *_PUPILS)}."
    )


def conditions_of(verdict: Verdict) -> list[tuple[str, Condition]]:
    """Each category of the criteria with its rule as an outline.

    Empty for calculations of the time before answers of conditions were kept.
    """
    if not verdict.conditions:
        return []
    signs = iter(verdict.conditions)
    return [
        (
            verdict.run.words.titles[one.category],
            outline(
                one.rule, signs, verdict.run.academic_year,
                decides=one.category is verdict.standing,
            ),
        )
        for one in from_snapshot(verdict.run.criteria).plan.rules
    ]  # fmt: skip


def _margins(verdict: Verdict) -> dict[Work, tuple[int, int, int]]:
    """Low results, participants and the distance to the limit of each work above one."""
    return {
        work_of(one): (one["low"], one["participants"], one["margin"])
        for one in verdict.findings
        if is_share(one) and one["margin"] > 0
    }


def _way_of_steps(verdict: Verdict, steps: Sequence[Step]) -> Way:
    targets = tuple(
        f"{step.figures.work.title} — {step.low} из {step.figures.participants} или больше, а не "
        f"{step.figures.low}"
        for step in steps
    )
    more = counted(sum(step.pupils for step in steps), *_PUPILS)
    words = verdict.run.words
    if words.are_of_list:
        other = "Школа была бы в перечне"
    else:
        other = f"Вывод был бы «{words.headings[Category.LOW_RESULTS]}»"
    if len(targets) == 1:
        return Way(f"{other}, если бы порог не преодолели: {targets[0]}. Всего больше на {more}.")
    return Way(f"{other}, если бы не преодолевших порог было больше на {more}:", targets)
