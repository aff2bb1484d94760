"""Every shipped set decides as the slow reference does, on generated towns.

`make test-thorough` looks at 10 000 towns for each set.
"""

import os
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.classification import category_of, classify, classify_school, survey
from assessments.domain.criteria import SHIPPED, shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import Context, SchoolFacts
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
OF_CONTEXT = "adverse-conditions"
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


def test_every_shipped_set_is_compared():
    assert {*OF_SCHOOL, *OF_TOWN, OF_CONTEXT} == set(SHIPPED)


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


@given(
    indexes=st.lists(st.none() | st.fractions(0, 1, max_denominator=8), min_size=1, max_size=10),
    percent=st.sampled_from([15, 25, 34, 50, 100]),
)
@settings(max_examples=EXAMPLES)
def test_the_set_on_conditions_equals_the_reference(indexes, percent):
    named = {f"edu{number}": index for number, index in enumerate(indexes)}
    criteria = shipped(OF_CONTEXT).with_setting(f"context_percent={percent}")
    facts = [SchoolFacts(name, (), {YEAR: Context(index)}) for name, index in named.items()]
    landscape = survey(facts, criteria, academic_year=YEAR)
    decided = {
        one.school: classify_school(one, criteria, academic_year=YEAR, landscape=landscape).category
        for one in facts
    }
    assert decided == reference.adverse(named, percent)


def expected_of(key, town):
    """By the set as it ships."""
    if key == OF_CONTEXT:
        return dict.fromkeys(town, "no_data")
    if key in OF_SCHOOL:
        return {name: reference.of_school(key, school, YEAR) for name, school in town.items()}
    usual = {
        "ege-worst-15": {"percent": 15, "least": 0}, "sao-worst": {"percent": 15, "least": 10},
        "below-means-three-years": {}, "high-results": {"percent": 25},
        "stable-three-years": {"percent": 25},
    }  # fmt: skip
    return reference.of_town(key, town, YEAR, **usual[key])


def marks(work, year, twos, others, fives=0):
    return Row(*work, year, twos + others + fives, marks=(twos, others, 0, fives))


def ege(subject, year, below, n):
    kind = "ege_profile" if subject == MA else "ege"
    return Row(kind, subject, 11, year, n, below=below)


RU5, MA5, RU9, MA9 = ("vpr", RU, 5), ("vpr", MA, 5), ("oge", RU, 9), ("oge", MA, 9)
LISTED, AT_RISK, NONE, NO_DATA = "low_results", "at_risk", "none", "no_data"
FEDERAL = ("federal-30-2", "federal-30-2-repeat-or")


@pytest.mark.parametrize(
    ("rows", "category"),
    [
        pytest.param([marks(RU5, YEAR, 3, 7), marks(MA5, YEAR, 81, 189)], LISTED, id="30 %"),
        pytest.param([marks(RU5, YEAR, 80, 187), marks(MA5, YEAR, 3, 7)], AT_RISK, id="29,96 %"),
        pytest.param([marks(RU5, YEAR, 80, 187), marks(MA5, YEAR, 80, 187)], AT_RISK,
                     id="29,96 % twice"),
        pytest.param([marks(RU5, YEAR, 10, 0)], AT_RISK, id="one procedure only"),
        pytest.param([marks(RU5, YEAR, 0, 10)], NONE, id="one procedure, nobody low"),
        pytest.param([marks(RU5, YEAR, 0, 0)], NO_DATA, id="nobody took part"),
        pytest.param([marks(RU5, YEAR, 0, 0), ege(RU, YEAR, None, 12)], NO_DATA,
                     id="nobody took part and the file does not tell"),
        pytest.param([marks(RU5, YEAR - 1, 9, 1), marks(MA5, YEAR - 1, 9, 1)], NO_DATA,
                     id="this year is missing"),
        pytest.param([marks(RU5, YEAR, 3, 17), marks(RU5, YEAR - 2, 0, 20)], NONE,
                     id="the year before is missing"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("key", FEDERAL)
def test_boundary_cases_of_the_federal_rule(key, rows, category):
    town = {"edu0": rows}
    assert decided(town, shipped(key)) == expected_of(key, town) == {"edu0": category}


@pytest.mark.parametrize(
    ("earlier", "category"),
    [
        pytest.param([], AT_RISK, id="the year before is missing"),
        pytest.param([marks(RU5, YEAR - 1, 80, 187)], AT_RISK, id="29,96 % the year before"),
        pytest.param([marks(RU5, YEAR - 1, 0, 0)], AT_RISK, id="nobody the year before"),
        pytest.param([marks(RU5, YEAR - 1, 3, 7)], LISTED, id="30 % the year before"),
        pytest.param([marks(("vpr", RU, 6), YEAR - 1, 9, 1)], AT_RISK, id="another grade"),
    ],
)
def test_boundary_cases_of_the_repeat(earlier, category):
    town = {"edu0": [marks(RU5, YEAR, 3, 7), marks(MA5, YEAR, 3, 7), *earlier]}
    key = "federal-30-2-repeat-and"
    assert decided(town, shipped(key)) == expected_of(key, town) == {"edu0": category}
    assert decided(town, shipped("federal-30-2-repeat-or"))["edu0"] == LISTED


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize(
    "town",
    [
        pytest.param({"edu0": []}, id="no results at all"),
        pytest.param({"edu0": [marks(work, YEAR, 0, 0) for work in (RU5, MA5, RU9, MA9)]},
                     id="nobody took part"),
        pytest.param({"edu0": [ege(RU, YEAR, None, 10), ege(MA, YEAR, None, 10)]},
                     id="no file tells"),
        pytest.param({"edu0": [marks(RU9, YEAR - 1, 3, 7), ege(RU, YEAR - 1, 9, 10)]},
                     id="this year is missing"),
    ],
)  # fmt: skip
def test_what_is_missing_is_no_data_for_every_set_and_never_zero(key, town):
    assert decided(town, shipped(key)) == expected_of(key, town) == {"edu0": NO_DATA}


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("years", [(0,), (0, 1), (0, 2), (0, 1, 2)])
def test_every_set_answers_for_years_that_are_missing_as_the_reference(key, years):
    """The same two schools, one bad and one good, with some of the three years."""
    bad = [row for ago in years for row in (
        marks(RU9, YEAR - ago, 5, 5), marks(MA9, YEAR - ago, 5, 5), ege(RU, YEAR - ago, 6, 10),
        ege(MA, YEAR - ago, 6, 10), marks(("vpr", RU, 4), YEAR - ago, 1, 9),
    )]  # fmt: skip
    good = [row for ago in years for row in (
        marks(RU9, YEAR - ago, 0, 5, 5), marks(MA9, YEAR - ago, 0, 5, 5),
        ege(RU, YEAR - ago, 0, 10), marks(("vpr", RU, 4), YEAR - ago, 4, 16, 1),
    )]  # fmt: skip
    town = {"bad": bad, "good": good}
    criteria = shipped(key)
    if key == "below-means-three-years":
        criteria = criteria.with_settings(["mean_references=municipality", "mean_measures=mark"])
    assert decided(town, criteria) == expected_of(key, town)


@pytest.mark.parametrize("key", SHIPPED)
@pytest.mark.parametrize("row", [
    marks(RU9, YEAR, 3, 7), marks(RU9, YEAR, 80, 187), marks(("vpr", RU, 4), YEAR, 3, 17, 1),
    ege(RU, YEAR, 5, 10), ege(RU, YEAR, 4, 10), ege(MA, YEAR, 1, 1),
], ids=lambda row: f"{row.kind} {row.subject} {reference.low(row)} of {row.n}")  # fmt: skip
def test_every_set_answers_for_one_procedure_only_as_the_reference(key, row):
    town = {"edu0": [row]}
    criteria = shipped(key)
    if key == "below-means-three-years":
        criteria = criteria.with_settings(["mean_references=municipality", "mean_measures=mark"])
    assert decided(town, criteria) == expected_of(key, town)
