"""A plan that is written as an annex and read again is the same plan.

Through Word and Excel every word is the same. Through PDF words are compared without hyphens and
spaces: a page keeps no difference between a line that ends and a cell that was too narrow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.domain.plan_annex import compose
from reports.domain.plan_facts import PlanFacts
from reports.renderers import docx, xlsx
from roadmaps.parsing.plans import read_plan
from tests.unit.plans.annexes import DAY, OFFICE, facts_of
from tests.unit.plans.generated_plans import plans

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
# Each plan is a document written and read: shrinking one that fails would take minutes.
PHASES = (Phase.explicit, Phase.generate)


def again(facts: PlanFacts, render: Callable[..., bytes]) -> PlanFacts:
    """The plan that is read of the annex of `facts`."""
    content = render(compose(facts, OFFICE, DAY))
    return without_captions(facts_of(read_plan(content, "plan")))


def without_captions(facts: PlanFacts) -> PlanFacts:
    """Captions are the annex's own where a plan of several tables had none."""
    return replace(facts, tables=tuple(replace(table, caption="") for table in facts.tables))


@pytest.mark.parametrize("render", [docx.render, xlsx.render], ids=["docx", "xlsx"])
@given(facts=plans())
@settings(
    max_examples=25, deadline=None, phases=PHASES, derandomize=True, suppress_health_check=SLOW
)
def test_words_and_structure_come_back(render: Callable[..., bytes], facts: PlanFacts) -> None:
    assert again(facts, render) == facts
