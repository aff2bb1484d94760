"""Every shipped set decides as the slow reference does, on generated towns.

`ENGINE_EXAMPLES=10000 pytest …/test_slow_reference.py` looks much longer.
"""

import os
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.classification import category_of, classify, survey
from assessments.domain.criteria import SHIPPED, shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import SchoolFacts
from tests.unit.assessments import slow_reference as reference
from tests.unit.assessments.slow_reference import MA, RU, Row

YEAR = 2024
EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "25"))
OF_SCHOOL = (
    "federal-30-2", "federal-30-2-repeat-or", "federal-30-2-repeat-and", "ege-half-below",
    "fails-three-years", "corridor",
)  # fmt: skip
OF_TOWN = (
    "ege-worst-15", "sao-worst", "below-means-three-years", "high-results", "stable-three-years",
)  # fmt: skip
# Exactly 30 %, 29.96 %, 20 %, 50 %, everybody, nobody low, nobody there.
BOUNDARIES = ((10, 3), (267, 80), (10, 2), (5, 1), (4, 2), (1, 1), (1, 0), (20, 6), (0, 0), (12, 5))
MARKED = [
    ("vpr", RU, 4), ("vpr", MA, 4), ("vpr", RU, 5), ("vpr", MA, 8), ("oge", RU, 9), ("oge", MA, 9),
    ("ege_base", MA, 11), ("vpr", "История", 5), ("gve", MA, 9),
]  # fmt: skip
SCORED = [("ege", RU, 11), ("ege_profile", MA, 11), ("ege", "История", 11)]


@st.composite
def rows(draw, works):
    kind, subject, grade = draw(st.sampled_from(works))
    year = draw(st.integers(YEAR - 2, YEAR))
    n, few = draw(st.sampled_from(BOUNDARIES))
    score = draw(st.none() | st.integers(1, 40))
    score = None if score is None else Fraction(score, 4)
    if (kind, subject, grade) in SCORED:
        below = draw(st.sampled_from([few, few, 0, None]))
        return Row(kind, subject, grade, year, n, below=below, score=score)
    if draw(st.integers(0, 7)) == 0:
        return Row(kind, subject, grade, year, n, below=draw(st.sampled_from([few, None])))
    fives = draw(st.integers(0, n - few))
    fours = draw(st.integers(0, n - few - fives))
    marks = (few, n - few - fives - fours, fours, fives)
    return Row(kind, subject, grade, year, n, marks=marks, score=score)


def schools(works, most):
    return st.lists(
        rows(works), max_size=most, unique_by=lambda row: (row.work, row.year)
    )  # fmt: skip


TOWNS = st.lists(
    st.one_of(schools(MARKED[4:6], 6), schools(SCORED, 6), schools([*MARKED, *SCORED], 14)),
    min_size=1, max_size=6,
)  # fmt: skip


def named(town):
    return {f"edu{number}": school for number, school in enumerate(town)}


def result(name, row):
    marks = None if row.marks is None else MarkCounts(*row.marks)
    score = row.score and Decimal(row.score.numerator) / row.score.denominator
    return Result(
        name, Work(Procedure(row.kind), row.subject, row.grade), row.year, row.n, marks,
        below_minimum=row.below,
        mean_score=score,
    )  # fmt: skip


def decided(town, criteria):
    results = [result(name, row) for name, school in town.items() for row in school]
    verdicts = classify(results, criteria, academic_year=YEAR, schools=town)
    facts = [SchoolFacts(name, [result(name, row) for row in town[name]]) for name in town]
    landscape = survey(facts, criteria, academic_year=YEAR)
    for one, verdict in zip(facts, verdicts, strict=True):
        alone = category_of(one, criteria, academic_year=YEAR, landscape=landscape)
        assert alone is verdict.category
        assert verdict.reason.endswith(".")
    return {verdict.school: verdict.category.value for verdict in verdicts}


def test_every_shipped_set_is_compared_or_needs_context():
    assert {*OF_SCHOOL, *OF_TOWN, "adverse-conditions"} == set(SHIPPED)


@pytest.mark.parametrize("key", OF_SCHOOL)
@given(town=TOWNS)
@settings(max_examples=EXAMPLES)
def test_rules_on_single_schools_equal_the_reference(key, town):
    town = named(town)
    expected = {name: reference.of_school(key, school, YEAR) for name, school in town.items()}
    assert decided(town, shipped(key)) == expected


@pytest.mark.parametrize("key", OF_TOWN)
@given(
    town=TOWNS,
    percent=st.sampled_from([15, 25, 34, 50, 100]),
    least=st.sampled_from([0, 4, 10]),
    measures=st.sampled_from([("mark",), ("score",), ("mark", "score")]),
)
@settings(max_examples=EXAMPLES)
def test_rules_on_towns_equal_the_reference(key, town, percent, least, measures):
    town = named(town)
    criteria = shipped(key)
    if "worst_percent" in criteria.parameters:
        criteria = criteria.with_settings([f"worst_percent={percent}", f"min_participants={least}"])
    elif "best_percent" in criteria.parameters:
        criteria = criteria.with_setting(f"best_percent={percent}")
    else:
        criteria = criteria.with_settings(
            ["mean_references=municipality", f"mean_measures={','.join(measures)}"]
        )

    expected = reference.of_town(
        key, town, YEAR, percent=percent, least=least, measures=measures
    )  # fmt: skip
    assert decided(town, criteria) == expected
