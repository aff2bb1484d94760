"""Every measure of results and every sign of bias equals the slow reference.

On drawn classes, schools and municipalities; `make test-thorough` draws 10 000 of each.
"""

from __future__ import annotations

import os
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessments.domain import measures
from assessments.domain.marks import MarkCounts, recover
from assessments.domain.named_measures import MEASURES, Standing
from assessments.domain.objectivity.cohorts import quantile
from assessments.domain.objectivity.evidence import (
    Base,
    Comparison,
    Evidence,
    Marks,
    Scores,
    Told,
    WorkFigures,
)
from assessments.domain.objectivity.index import year_index
from assessments.domain.objectivity.judging import judge
from assessments.domain.objectivity.markers import KNOWN_CORRIDORS, Journal
from assessments.domain.objectivity.moments import Moments, lies_above, moments_of
from assessments.domain.objectivity.settings import METHOD_WORKS, MarkerRules
from assessments.domain.objectivity.signs import Sign
from assessments.domain.procedures import Procedure, Work
from assessments.domain.rank_correlation import rank_correlation
from assessments.domain.reading.groups import Group, Measure, SchoolGroup, mean_of_schools
from assessments.domain.reading.groups import total as total_of
from assessments.domain.reading.ranking import ranked
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.scales import Scale
from assessments.domain.shares import MARKS_WORDING, UnrecoverableError, recover_parts
from tests.unit.assessments import slow_measures as reference
from tests.unit.assessments.slow_reference import MA, RU

EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "25"))
YEAR = 2024
RU4, RU5 = Work(Procedure.VPR, RU, 4), Work(Procedure.VPR, RU, 5)
OGE = Work(Procedure.OGE, MA, 9)
EGE = Work(Procedure.EGE, RU, 11)
SCALE = Scale(RU5, YEAR, YEAR, max_score=12, twos_to=3, threes_to=6, fours_to=9)
REGION = Base(Moments(4000, Fraction(6), Fraction(9)), is_region=True)
EVERY_SIGN = frozenset(Sign) - {Sign.LISTED}

many = settings(max_examples=EXAMPLES)
number_of = st.integers(0, 12) | st.sampled_from((3, 10, 30, 80, 267))
marks_of = st.tuples(number_of, number_of, number_of, number_of)
counts_of_scores = st.lists(
    st.integers(0, 4) | st.sampled_from((10, 20)), min_size=13, max_size=13
).map(tuple)


def near(found: Decimal, exact: Fraction, within: Fraction) -> bool:
    return abs(Fraction(found) - exact) <= within


# Measures.


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


# Signs of bias.


@given(counts=counts_of_scores | st.lists(st.integers(0, 1), max_size=4))
@many
def test_mean_and_variance_of_scores(counts):
    found = moments_of(counts)
    assert (found and (found.participants, found.mean, found.variance)) == reference.moments(counts)


squares = st.sampled_from((0, 1, 4, 9)).map(Fraction)
sides = st.tuples(st.sampled_from((4, 9, 25, 30, 10_000)), st.fractions(0, 12, max_denominator=50),
                  squares | st.fractions(0, 9, max_denominator=20))  # fmt: skip


@given(school=sides, region=sides, touching=st.booleans())
@many
def test_a_mean_is_too_high_where_its_interval_lies_above_without_rounding(
    school, region, touching
):
    if touching:
        # The intervals touch exactly wherever both roots are whole.
        ends = [reference.roots(one[2] / one[0])[0] for one in (school, region)]
        school = (school[0], region[1] + reference.Z * sum(ends), school[2])
    found = lies_above(Moments(*school), Moments(*region))
    assert found == reference.is_high_mean(school, region)


def test_intervals_that_touch_are_not_apart():
    # 1,96 · √(1/25) = 0,392 and 1,96 · √(4/100) = 0,392: together 0,784.
    region = (100, Fraction(0), Fraction(4))
    touching, beyond = ((25, Fraction(mean, 10_000), Fraction(1)) for mean in (7840, 7841))
    for school, expected in ((touching, False), (beyond, True)):
        assert lies_above(Moments(*school), Moments(*region)) is expected
        assert reference.is_high_mean(school, region) is expected


@given(pairs=st.lists(st.tuples(st.integers(2, 5), st.integers(0, 9)), max_size=12))
@many
def test_the_correlation_of_ranks_rounds_the_exact_root(pairs):
    left, right = [one for one, _ in pairs], [other for _, other in pairs]
    found, exact = rank_correlation(left, right), reference.correlation(left, right)
    assert (found is None) is (exact is None)
    if found is not None:
        sign, square = exact
        half = Fraction(1, 2 * 10**6)
        size = abs(Fraction(found))
        assert max(size - half, Fraction(0)) ** 2 <= square <= (size + half) ** 2
        assert not found or (found > 0) is (sign > 0)


@given(
    values=st.lists(st.fractions(0, 3, max_denominator=30), min_size=1, max_size=20),
    level=st.fractions(0, 1, max_denominator=8),
)
@many
def test_quantiles_are_those_of_spreadsheets(values, level):
    assert quantile(sorted(values), level) == reference.percentile(values, level)


@st.composite
def figures(draw):
    """What is known of ВПР Russian of grade 5 in one school, a part of it missing as in life."""

    def may(strategy):
        return draw(st.one_of(strategy, strategy, strategy, st.none()))

    now, before, marks = may(counts_of_scores), may(counts_of_scores), may(marks_of)
    journal = may(st.tuples(number_of, number_of, number_of))
    rank = draw(st.none() | st.integers(-1, 1))
    listed = draw(st.sampled_from((None, None, True, False)))
    return now, before, marks, journal, rank, listed


def work_figures(now, before, marks, journal, rank, listed):
    return WorkFigures(
        scores=None if now is None else Scores(now, 12),
        earlier=None if before is None else Scores(before, 12),
        comparison=None if journal is None else Comparison(Journal(*journal), ranks=rank),
        marks=None if marks is None else Marks(MarkCounts(*marks)),
        told=[] if listed is None else [Told(Sign.LISTED, listed)],
    )  # fmt: skip


def expected_signs(town, *, least, base):
    """School → sign → answer, by the words of the page."""
    ratios = {
        name: reference.ratio(before and (before, 12), now and (now, 12))
        for name, (now, before, *_) in town.items()
    }
    known = {name: one for name, one in ratios.items() if one is not None}
    sharp = reference.sharp(known, least)
    found = {}
    for name, (now, _, marks, journal, rank, _) in town.items():
        own = None if now is None else reference.moments(now)
        rise, fall = sharp[name] if sharp and name in sharp else (None, None)
        people = sum(journal) if journal else 0
        found[name] = {
            Sign.HIGH_MEAN: None if own is None or base is None else reference.is_high_mean(
                own, (base.participants, base.mean, base.variance)
            ),
            Sign.JOURNAL_RANKS: None if journal is None or rank is None else rank < 0,
            Sign.SHARP_RISE: rise,
            Sign.SHARP_FALL: fall,
            Sign.PEAK: None if now is None else reference.has_peak(now, (4, 7, 10)),
            Sign.CORRIDOR: reference.is_outside(marks, 15, 5) if sum(marks or ()) else None,
            Sign.JOURNAL_SHARES: reference.differs_from_journal(*journal) if people else None,
        }  # fmt: skip
    return found


@given(
    town=st.lists(figures(), min_size=1, max_size=10),
    least=st.sampled_from((1, 3, 8)),
    is_region_known=st.booleans(),
)
@many
def test_signs_of_a_municipality_and_its_index(town, least, is_region_known):
    named = {f"edu{number}": one for number, one in enumerate(town)}
    base = REGION if is_region_known else None
    corridors = {(RU, 5): KNOWN_CORRIDORS[RU, 4]}
    rules = MarkerRules(least_schools=least, corridors=corridors)
    evidence = Evidence(
        {name: {RU5: work_figures(*one)} for name, one in named.items()},
        {RU5: base} if base else {}, {RU5: SCALE},
    )  # fmt: skip
    judged = judge(evidence, rules)
    expected = expected_signs(named, least=least, base=base and base.moments)

    assert RU5 in METHOD_WORKS
    found = {
        name: {sign.sign: sign.answer for sign in signs.signs if not sign.told}
        for name, [signs] in judged.schools.items()
    }
    assert found == expected
    assert all(set(one) == EVERY_SIGN for one in found.values())
    index = year_index(judged, rules)
    methodology = (Sign.HIGH_MEAN, Sign.JOURNAL_RANKS, Sign.SHARP_RISE, Sign.SHARP_FALL)
    answers = {
        name: [one[sign] for sign in methodology if one[sign] is not None]
        for name, one in expected.items()
    }
    assert (index.computed and index.computed.value) == index_by(
        [any(one) for one in answers.values() if one]
    )
    listed = [one[-1] for one in town]
    silent_are_clear = [bool(one) for one in listed] if set(listed) != {None} else []
    assert (index.told and index.told.value) == index_by(silent_are_clear)
    if index.main is not None:
        value, share = index.main.value, index.main.share
        assert MEASURES["objectivity_index"].of_signs(index.main).value == value
        assert MEASURES["bias_share"].of_signs(index.main).value == share == 100 - value


def index_by(marked):
    return Fraction(100 * marked.count(False), len(marked)) if marked else None


# The boundary cases by name.


@pytest.mark.parametrize(
    ("part", "whole", "shown", "is_low"),
    [(3, 10, "30.0", True), (80, 267, "30.0", False), (81, 270, "30.0", True),
     (27, 89, "30.3", True), (0, 10, "0.0", False)],
)  # fmt: skip
def test_a_share_is_judged_as_it_is_and_not_as_it_is_printed(part, whole, shown, is_low):
    share = measures.low_share(part, whole)
    assert (str(measures.rounded(share, 1)), share >= 30) == (shown, is_low)
    assert share == reference.percent([2] * part + [3] * (whole - part), lambda mark: mark == 2)


def test_where_nobody_took_part_no_measure_is_zero():
    nobody = MarkCounts(0, 0, 0, 0)
    assert measures.low_share(0, 0) is measures.pass_rate(nobody) is measures.sou(nobody) is None
    assert measures.quality_rate(nobody) is measures.mean_mark(nobody) is None
    assert measures.wilson(0, 0) is measures.weighted_mean([]) is None
    assert set(reference.of_marks((0, 0, 0, 0)).values()) == {None}
    assert all(Group().value(one) is None for one in Measure)
    assert moments_of([0, 0, 0]) is None


def test_a_sharp_change_is_not_judged_by_one_year():
    figures = {
        f"edu{number}": {RU5: WorkFigures(scores=Scores((0, 5, 5), 2))} for number in range(9)
    }
    judged = judge(Evidence(figures), MarkerRules())
    answers = {
        sign.answer
        for [signs] in judged.schools.values()
        for sign in signs.signs
        if sign.sign in (Sign.SHARP_RISE, Sign.SHARP_FALL)
    }
    assert answers == {None}
    assert year_index(judged, MarkerRules()).computed is None
