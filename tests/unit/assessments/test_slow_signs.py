"""Every sign of bias equals the slow reference.

On drawn scores, schools and municipalities; `make test-thorough` draws 10 000 of each.
"""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain import measures
from assessments.domain.marks import MarkCounts
from assessments.domain.named_measures import MEASURES
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
from assessments.domain.scales import Scale
from tests.unit.assessments import slow_measures as reference
from tests.unit.assessments.drawn import many, marks_of, number_of
from tests.unit.assessments.slow_reference import RU

RU5 = Work(Procedure.VPR, RU, 5)
SCALE = Scale(RU5, 2024, 2024, max_score=12, twos_to=3, threes_to=6, fours_to=9)
REGION = Base(Moments(4000, Fraction(6), Fraction(9)), is_region=True)
EVERY_SIGN = frozenset(Sign) - {Sign.LISTED}

counts_of_scores = st.lists(
    st.integers(0, 4) | st.sampled_from((10, 20)), min_size=13, max_size=13
).map(tuple)


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


@pytest.mark.parametrize(
    ("part", "whole", "shown", "is_low"),
    [(3, 10, "30.0", True), (80, 267, "30.0", False), (81, 270, "30.0", True),
     (27, 89, "30.3", True), (0, 10, "0.0", False)],
)  # fmt: skip
def test_a_share_is_judged_as_it_is_and_not_as_it_is_printed(part, whole, shown, is_low):
    share = measures.low_share(part, whole)
    assert (str(measures.rounded(share, 1)), share >= 30) == (shown, is_low)
    assert share == reference.percent([2] * part + [3] * (whole - part), lambda mark: mark == 2)


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
