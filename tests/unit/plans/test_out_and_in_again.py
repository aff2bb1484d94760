"""A plan that is written as an annex and read again is the same plan.

Through Word and Excel every letter is the same. Through PDF hyphens and spaces are left out of the
comparison: a page keeps no difference between a hyphen and one that a program put at a line's end,
and none between a line that ended and a page that did.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.domain.plan_annex import compose
from reports.domain.plan_facts import PlanFacts
from reports.renderers import docx, pdf, xlsx
from roadmaps.parsing.plans import read_plan
from tests.examples import examples
from tests.unit.plans.annexes import DAY, OFFICE, facts_of
from tests.unit.plans.generated_plans import plans

SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
# Each plan is a document written and read: shrinking one that fails would take minutes.
_SPACED = re.compile(r"[-\u2010\u2011\u00ad\s]+")
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
@settings(max_examples=examples(8), phases=PHASES, suppress_health_check=SLOW)
def test_words_and_structure_come_back(render: Callable[..., bytes], facts: PlanFacts) -> None:
    assert again(facts, render) == facts


@given(facts=plans())
@settings(max_examples=examples(8), phases=PHASES, suppress_health_check=SLOW)
def test_a_printed_plan_comes_back(facts: PlanFacts) -> None:
    assert closed_up(again(facts, pdf.render)) == closed_up(facts)


def closed_up(facts: PlanFacts) -> Any:
    """The facts with all words written without hyphens and spaces."""
    return _closed_up(asdict(facts))


def _closed_up(value: Any) -> Any:
    if isinstance(value, str):
        return _SPACED.sub("", value)
    if isinstance(value, dict):
        return {key: _closed_up(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_closed_up(one) for one in value]
    return value
