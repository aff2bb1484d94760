"""Every measure of results equals the slow reference.

On drawn classes, schools and municipalities; `make test-thorough` draws 10 000 of each.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from assessments.domain import measures
from assessments.domain.marks import MarkCounts, recover
from assessments.domain.named_measures import MEASURES, Standing
from assessments.domain.objectivity.moments import moments_of
from assessments.domain.procedures import Procedure, Work
from assessments.domain.reading.groups import Group, Measure, SchoolGroup, mean_of_schools
from assessments.domain.reading.groups import total as total_of
from assessments.domain.reading.ranking import ranked
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.shares import MARKS_WORDING, UnrecoverableError, recover_parts
from tests.unit.assessments import slow_measures as reference
from tests.unit.assessments.drawn import many, marks_of
from tests.unit.assessments.slow_reference import MA, RU

YEAR = 2024
OGE = Work(Procedure.OGE, MA, 9)
EGE = Work(Procedure.EGE, RU, 11)


def near(found: Decimal, exact: Fraction, within: Fraction) -> bool:
    return abs(Fraction(found) - exact) <= within


@given(marks=marks_of)
@many
def test_measures_of_marks(marks):
    counts = MarkCounts(*marks)
    said = {
        "passed": measures.pass_rate(counts), "quality": measures.quality_rate(counts),
        "sou": measures.sou(counts), "mean_mark": measures.mean_mark(counts),
    }  # fmt: skip
    assert said == reference.of_marks(marks)


@given(schools=st.lists(marks_of, max_size=6))
@many
def test_measures_of_a_municipality_weigh_every_participant_the_same(schools):
    together = tuple(sum(column) for column in zip(*schools, strict=True)) or (0, 0, 0, 0)
    expected = reference.of_marks(together)
    groups = [Group(1, sum(marks), MarkCounts(*marks)) for marks in schools]
    whole = total_of(groups)

    for measure in (Measure.PASSED, Measure.QUALITY, Measure.SOU, Measure.MEAN_MARK):
        assert whole.value(measure) == expected[measure.value]
        own = [reference.of_marks(marks)[measure.value] for marks in schools]
        known = [value for value in own if value is not None]
        assert mean_of_schools(groups, measure) == reference.mean(known)
    everybody = reference.pupils(together, 2)
    low = reference.percent(everybody, lambda mark: mark == 2) if everybody else None
    assert whole.value(Measure.LOW) == low
    assert [whole.mark_share(mark) for mark in (2, 3, 4, 5)] == [
        reference.percent(everybody, lambda one, mark=mark: one == mark) if everybody else None
        for mark in (2, 3, 4, 5)
    ]


@given(part=st.integers(0, 300), whole=st.integers(0, 300))
@many
def test_the_interval_of_wilson_and_the_weight_of_one_participant(part, whole):
    assume(part <= whole)
    if not whole:
        assert measures.wilson(part, whole) is measures.pupil_weight(whole) is None
        return
    tiny = Fraction(1, 10**18)
    for found, exact in zip(
        measures.wilson(part, whole), reference.wilson(part, whole), strict=True
    ):
        assert near(found, exact, tiny)
    assert measures.pupil_weight(whole) * whole == 100


@given(value=st.fractions(-200, 200, max_denominator=400), places=st.integers(0, 4))
@many
def test_rounding_is_half_up(value, places):
    found = measures.rounded(value, places)
    assert Fraction(found) == reference.half_up(value, places)
    assert -found.as_tuple().exponent == places


@given(means=st.lists(st.tuples(st.decimals(0, 100, places=4), st.integers(0, 60)), max_size=6))
@many
def test_means_of_scores_are_weighted_by_participants(means):
    everybody = [Fraction(score) for score, number in means for _ in range(number)]
    assert measures.weighted_mean(means) == reference.mean(everybody)


@given(
    schools=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8),
    measure=st.sampled_from((Measure.LOW, Measure.PASSED)),
)
@many
def test_places_are_what_the_intervals_leave(schools, measure):
    rows = [(f"school {number}", min(pair), max(pair)) for number, pair in enumerate(schools)]
    groups = [
        SchoolGroup(name, name, Group(1, whole, MarkCounts(low, whole - low, 0, 0)))
        for name, low, whole in rows
    ]
    if measure is Measure.PASSED:
        rows = [(name, whole - low, whole) for name, low, whole in rows]
    found = {one.school.name: (one.best, one.worst) for one in ranked(groups, measure)}
    assert found == reference.places(rows, more_is_better=measure is Measure.PASSED)


@given(
    counts=marks_of,
    decimals=st.integers(0, 2),
    whole=st.integers(1, 300),
    is_of_marks=st.booleans(),
)
@many
def test_counts_behind_percentages(counts, decimals, whole, is_of_marks):
    everybody = sum(counts)
    assume(everybody)
    percents = [measures.rounded(Fraction(100 * one, everybody), decimals) for one in counts]
    exact = [Fraction(one) for one in percents]
    # Sometimes the percentages are those of another number of participants.
    whole = everybody if whole % 3 else whole
    expected = reference.restored(exact, whole, decimals, 0 if is_of_marks else None)
    try:
        found = (
            recover(percents, whole, decimals=decimals).counts.as_tuple() if is_of_marks else
            recover_parts(percents, whole, decimals=decimals, wording=MARKS_WORDING).counts
        )  # fmt: skip
    except UnrecoverableError:
        found = None
    assert found == expected


# Measures with a name, which plans take for their indicators.


@st.composite
def results(draw, work):
    marks = draw(st.none() | marks_of)
    n = sum(marks) if marks else draw(st.sampled_from((0, 1, 10, 267)))
    below = draw(st.none() | st.integers(0, n))
    score = draw(st.none() | st.decimals(0, 100, places=2))
    high = draw(st.none() | st.integers(0, n))
    return Result(
        draw(st.sampled_from("abcd")), work, YEAR, n,
        None if work is EGE or marks is None else MarkCounts(*marks),
        below_minimum=below, mean_score=score, high_scorers=high,
    )  # fmt: skip


def told(rows, of_row):
    """Everybody of whom the rows tell what is asked: 1 where it is so, else 0."""
    pairs = [(of_row(row), row.participants) for row in rows]
    known = [(int(part), n) for part, n in pairs if part is not None]
    everybody = [
        int(place < part) for part, n in known for place in range(n)
    ]  # fmt: skip
    return 100 * reference.mean(everybody) if everybody else None


def low_of(row):
    return row.below_minimum if row.work is EGE or row.marks is None else row.marks.twos


@given(rows=st.lists(results(OGE), max_size=5) | st.lists(results(EGE), max_size=5))
@many
def test_named_measures_of_results(rows):
    def found(key):
        figure = MEASURES[key].of_results(rows)
        return figure and figure.value

    marked = [row for row in rows if row.marks]
    together = tuple(sum(row.marks.as_tuple()[place] for row in marked) for place in range(4))
    of_marks = reference.of_marks(together)
    scores = [Fraction(row.mean_score) for row in rows if row.mean_score is not None
              for _ in range(row.participants)]  # fmt: skip
    low = told(rows, low_of)
    assert {key: found(key) for key, one in MEASURES.items() if one.of_results} == {
        "low_share": low,
        "pass_rate": None if low is None else 100 - low,
        "quality_rate": of_marks["quality"],
        "five_share": told(rows, lambda row: row.marks.fives if row.marks else None),
        "mean_mark": of_marks["mean_mark"],
        "sou": of_marks["sou"],
        "mean_score": reference.mean(scores),
        "high_share": told(rows, lambda row: row.high_scorers),
    }


categories = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(list(Category)))


@given(now=categories, before=st.none() | categories)
@many
def test_named_measures_of_the_list(now, before):
    def found(key):
        figure = MEASURES[key].of_list(Standing(now, before))
        return figure and figure.value

    listed = [one for one in now if now[one] == "low_results"]
    was = None if before is None else [one for one in before if before[one] == "low_results"]
    left = None if not now or was is None else [
        one for one in was if one in now and now[one] not in ("low_results", "no_data")
    ]  # fmt: skip
    assert {key: found(key) for key, one in MEASURES.items() if one.of_list} == {
        "listed_schools": len(listed) if now else None,
        "listed_share": Fraction(100 * len(listed), len(now)) if now else None,
        "risk_schools": list(now.values()).count(Category.AT_RISK) if now else None,
        "left_schools": None if left is None else len(left),
        "left_share": Fraction(100 * len(left), len(was)) if left is not None and was else None,
    }


# The boundary cases by name.


def test_where_nobody_took_part_no_measure_is_zero():
    nobody = MarkCounts(0, 0, 0, 0)
    assert measures.low_share(0, 0) is measures.pass_rate(nobody) is measures.sou(nobody) is None
    assert measures.quality_rate(nobody) is measures.mean_mark(nobody) is None
    assert measures.wilson(0, 0) is measures.weighted_mean([]) is None
    assert set(reference.of_marks((0, 0, 0, 0)).values()) == {None}
    assert all(Group().value(one) is None for one in Measure)
    assert moments_of([0, 0, 0]) is None
