"""Tasks and planned outcomes of a work."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessments.domain.reading.grids import Page
from assessments.domain.reading.task_results import (
    TaskFigures,
    outcomes_block,
    tasks_block,
    weighted_shares,
)
from assessments.domain.small_groups import LEAST_SCHOOLS
from assessments.domain.tasks import Level, Outcome, Task
from assessments.models import (
    OutcomePerformance,
    ReferenceKind,
    ReferenceScope,
    TaskPerformance,
)
from assessments.queries.reading.asked import Asked
from assessments.queries.reading.sums import SCOPES, of_work, references_of, seen_facts
from assessments.queries.reading.works import PEOPLE, SCHOOLS, title_of
from core.values.wording import counted


def tasks_page(asked: Asked) -> Page:
    """«Задания»: of one school beside the municipality, or of the municipality."""
    years = [asked.academic_year]
    rows = of_work(seen_facts(TaskPerformance, asked), asked, years)
    ordered = rows.order_by("school__name", "pk").values_list("participants", "tasks")
    schools = [(people, [_task(one) for one in tasks]) for people, tasks in ordered]
    printed = _printed(asked)
    is_one = len(schools) == 1 and (asked.school is not None or not asked.sees_whole)
    blocks = []
    if schools:
        whole = printed.pop(ReferenceScope.MUNICIPALITY, None) or (
            {} if asked.sees_whole and not is_one else _reckoned(asked)
        )
        other = {SCOPES[ReferenceScope(scope)]: shares for scope, shares in printed.items()}
        blocks.append(tasks_block(TaskFigures(title_of(asked), schools, whole, other, is_one)))
    outcomes = _outcomes(asked)
    if outcomes:
        blocks.append(outcomes_block(title_of(asked), outcomes))
    people = sum(participants for participants, _ in schools)
    state = f"{title_of(asked)}: {counted(len(schools), *SCHOOLS)}, {counted(people, *PEOPLE)}"
    return Page(
        state, tuple(blocks),
        why="По этой работе есть только планируемые результаты школ.",
        next="Выберите школу: они показываются по одной школе.",
    )  # fmt: skip


def _reckoned(asked: Asked) -> dict[str, Fraction]:
    """The municipality from its schools, where there are enough of them."""
    rows = TaskPerformance.objects.of_municipality(asked.municipality.pk).first_results()
    of_all = of_work(rows, asked, [asked.academic_year]).values_list("participants", "tasks")
    found = [(people, [_task(one) for one in tasks]) for people, tasks in of_all]
    if not asked.sees_whole and len(found) < LEAST_SCHOOLS:
        return {}
    return weighted_shares(found)


def _printed(asked: Asked) -> dict[str, dict[str, Fraction]]:
    rows = references_of(asked, ReferenceKind.TASKS, [asked.academic_year])
    return {
        row.scope: {name: Fraction(Decimal(value)) for name, value in row.figures.items()}
        for row in rows.order_by("-scope")
    }


def _outcomes(asked: Asked) -> list[Outcome]:
    """Of one school only: another's words would stand in the same lines."""
    rows = of_work(seen_facts(OutcomePerformance, asked), asked, [asked.academic_year])
    found = list(rows.values_list("outcomes", flat=True)[:2])
    return [_outcome(one) for one in found[0]] if len(found) == 1 else []


def _task(data: dict[str, Any]) -> Task:
    return Task(
        data["number"], data["max_score"], _number(data["percent"]),
        Level(data["level"]) if data["level"] else None,
    )  # fmt: skip


def _outcome(data: dict[str, Any]) -> Outcome:
    wholes = [_number(data[name]) for name in ("school", "municipality", "region", "country")]
    return Outcome(data["number"], data["text"], data["max_score"], *wholes)


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
