"""The index: exact, the same at any order, no data where too little is known; types of schools."""

from decimal import Decimal, getcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from schools.domain.context.fields import BY_KEY
from schools.domain.context.index import (
    DEFAULT_WEIGHTS,
    IndexRules,
    Normalisation,
    indexes,
    part_words,
    rounded,
)
from schools.domain.context.types import Results, SchoolType, Typing, school_type


def of(pupils, **figures):
    return {"pupils": Decimal(pupils)} | {key: Decimal(one) for key, one in figures.items()}


def test_default_weights_are_fields_with_the_signs_of_the_sources():
    assert set(DEFAULT_WEIGHTS) <= set(BY_KEY)
    plus = {key for key, weight in DEFAULT_WEIGHTS.items() if weight > 0}
    assert plus == {"parents_higher", "parents_work", "own_housing"}
    assert {abs(weight) for weight in DEFAULT_WEIGHTS.values()} == {1}


def test_min_max_by_hand():
    """Shares 10, 20, 30 %: normal 0, 1/2, 1; the weight of −2 turns them round."""
    rules = IndexRules({"single_parent": Decimal(-2)}, Normalisation.MIN_MAX, 100)
    schools = {
        1: of(100, single_parent=10),
        2: of(50, single_parent=10),
        3: of(10, single_parent=3),
    }
    found = indexes(schools, rules)
    assert [found[key].value for key in (1, 2, 3)] == [0, Fraction(-1, 2), -1]
    assert [found[key].part for key in (1, 2, 3)] == [3, 2, 1]
    assert found[2].contributions[0].measure == 20


def test_z_score_by_hand():
    """Figures 1 and 3: mean 2, deviation 1."""
    rules = IndexRules({"vacancies": Decimal(-1)}, Normalisation.Z_SCORE, 100)
    found = indexes({1: of(1, vacancies=1), 2: of(1, vacancies=3)}, rules)
    assert (found[1].value, found[2].value) == (1, -1)


def test_index_is_the_mean_over_the_weights_with_data():
    rules = IndexRules(
        {"vacancies": Decimal(-1), "low_income": Decimal(-3)}, Normalisation.MIN_MAX, 25
    )
    schools = {
        1: of(10, vacancies=4),
        2: of(10, vacancies=0, low_income=5),
        3: of(10, low_income=0),
    }
    found = indexes(schools, rules)
    assert found[1].value == -1
    assert found[1].coverage == Fraction(1, 4)
    assert found[2].value == Fraction(-3, 4)
    stricter = IndexRules(rules.weights, rules.normalisation, 26)
    assert indexes(schools, stricter)[1].value is None
    assert indexes(schools, stricter)[1].part is None


def test_missing_is_not_nought():
    rules = IndexRules({"vacancies": Decimal(-1)}, Normalisation.MIN_MAX, 1)
    found = indexes({1: of(10), 2: of(10, vacancies=0), 3: of(10, vacancies=2)}, rules)
    assert found[1].value is None
    assert found[1].contributions[0].part is None
    assert found[2].value == 0


def test_field_that_is_the_same_everywhere_tells_nothing():
    for way in Normalisation:
        rules = IndexRules({"vacancies": Decimal(-1)}, way, 1)
        found = indexes({1: of(1, vacancies=2), 2: of(1, vacancies=2)}, rules)
        assert {one.value for one in found.values()} == {0}
        assert {one.part for one in found.values()} == {1}


def test_nobody_known_gives_no_index():
    assert indexes({1: {}}, IndexRules())[1].value is None
    assert indexes({}, IndexRules()) == {}


figure = st.one_of(st.none(), st.integers(0, 40))
town = st.lists(st.tuples(figure, figure, figure), min_size=1, max_size=9)


@given(town, st.sampled_from(list(Normalisation)), st.integers(1, 100))
@examples(max_examples=60)
def test_index_is_that_of_a_slow_reference(rows, way, least):
    weights = {"vacancies": Decimal(-2), "rooms": Decimal(1), "classes": Decimal("0.5")}
    schools = {
        number: {
            key: Decimal(one) for key, one in zip(weights, row, strict=True) if one is not None
        }
        for number, row in enumerate(rows)
    }
    found = indexes(schools, IndexRules(weights, way, least, 4))
    getcontext().prec = 60
    for number, values in schools.items():
        known = {key: Fraction(weight) for key, weight in weights.items() if key in values}
        total = sum(abs(weight) for weight in known.values())
        if not known or 100 * total < least * Fraction(7, 2):
            assert found[number].value is None
            continue
        expected = sum(w * normal_of(schools, key, number, way) for key, w in known.items()) / total
        assert abs(found[number].value - expected) < Fraction(1, 10**11)
    shuffled = dict(reversed(schools.items()))
    assert indexes(shuffled, IndexRules(weights, way, least, 4)) == found


def normal_of(schools, key, number, way):
    """The slow way: all figures again for each school."""
    figures = [Fraction(one[key]) for one in schools.values() if key in one]
    own = Fraction(schools[number][key])
    if len(set(figures)) == 1:
        return Fraction(0)
    if way is Normalisation.MIN_MAX:
        return (own - min(figures)) / (max(figures) - min(figures))
    mean = sum(figures) / len(figures)
    spread = sum((one - mean) ** 2 for one in figures) / len(figures)
    root = (Decimal(spread.numerator) / Decimal(spread.denominator)).sqrt()
    return (own - mean) / Fraction(root)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(1, 8), "0.13"), (Fraction(-1, 8), "-0.13"), (Fraction(0), "0"), (Fraction(5), "5")],
)
def test_rounding_for_showing_is_half_up(value, shown):
    assert rounded(value) == Decimal(shown)


def test_parts_have_words():
    assert [part_words(part, 3) for part in (1, 2, 3)] == [
        "нижняя треть", "средняя треть", "верхняя треть",
    ]  # fmt: skip
    assert part_words(2, 4) == "вторая четверть"
    assert part_words(None, 3) == "нет данных"


LOW, HIGH = Results(True, Fraction(1, 10)), Results(False, Fraction(9, 10))


@pytest.mark.parametrize(
    ("below", "results", "typing", "kind"),
    [
        (Fraction(0), LOW, Typing.TWO_BY_TWO, SchoolType.ADVERSE_AND_LOW),
        (Fraction(0), HIGH, Typing.TWO_BY_TWO, SchoolType.RESILIENT),
        (Fraction(1, 3), LOW, Typing.TWO_BY_TWO, SchoolType.UNDERPERFORMING),
        (Fraction(1, 3), HIGH, Typing.TWO_BY_TWO, SchoolType.ORDINARY),
        (Fraction(1, 5), HIGH, Typing.PISA, SchoolType.RESILIENT),
        (Fraction(1, 4), HIGH, Typing.PISA, SchoolType.ORDINARY),
        (Fraction(0), Results(False, Fraction(1, 2)), Typing.PISA, SchoolType.ORDINARY),
        (Fraction(0), LOW, Typing.PISA, SchoolType.ADVERSE_AND_LOW),
        (Fraction(1, 2), LOW, Typing.PISA, SchoolType.UNDERPERFORMING),
        (Fraction(0), Results(True), Typing.PISA, None),
        (None, LOW, Typing.TWO_BY_TWO, None),
        (Fraction(0), None, Typing.TWO_BY_TWO, None),
    ],
)
def test_types_of_schools(below, results, typing, kind):
    assert school_type(context_below=below, parts=3, results=results, typing=typing) == kind
