"""Predicates about a population: references, σ, ties, joint fails, context, merging of surveys."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.classification import classify_school, observe_school, survey
from assessments.domain.criteria import DefinitionError, read_definition, shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import Context, SchoolFacts
from assessments.domain.rules.landscape import Landscape, Reference, ReferenceKey

YEAR = 2024
OGE = Work(Procedure.OGE, "Русский язык", 9)
EGE = Work(Procedure.EGE, "История", 11)


def own(rule):
    return read_definition({
        "key": "own", "version": "1", "name": "свои",
        "works": [{"procedures": ["oge", "ege"]}],
        "categories": [{"category": "low_results", "rule": rule}],
    })  # fmt: skip


def marked(school, *counts, year=YEAR, **more):
    result = Result(school, OGE, year, sum(counts), MarkCounts(*counts))
    return SchoolFacts(school, [result], **more)


def failed(school, low, n=20):
    return SchoolFacts(school, [Result(school, EGE, YEAR, n, below_minimum=low)])


def decided(rules, facts, references=()):
    landscape = survey(facts, rules, academic_year=YEAR, references=dict(references))
    return [
        classify_school(one, rules, academic_year=YEAR, landscape=landscape) for one in facts
    ]  # fmt: skip


def below(**arguments):
    return own({"mean_below": {"measures": ["mark"], **arguments}})


def test_a_loaded_reference_wins_and_is_named():
    facts = [marked("a", 2, 4, 3, 1), marked("b", 6, 3, 1, 0)]
    key = ReferenceKey("municipality", YEAR, OGE, "mark")
    loaded = {key: Reference(Fraction(4), 900, "Ф3.xlsx")}

    computed = decided(below(), facts)
    against_file = decided(below(), facts, loaded)

    assert [one.category.value for one in computed] == ["none", "low_results"]
    assert [one.category.value for one in against_file] == ["low_results", "low_results"]
    (finding,) = against_file[0].comparisons
    assert (finding.value, finding.limit) == (Fraction(33, 10), 4)
    assert finding.reference == "Ф3.xlsx"
    assert "3,30 против 4,00 по данным муниципалитета (Ф3.xlsx)" in finding.words


def test_a_mean_equal_to_the_reference_is_not_below_it():
    facts = [marked("a", 1, 1, 1, 1), marked("b", 2, 2, 2, 2)]
    assert [one.category.value for one in decided(below(), facts)] == ["none", "none"]


def test_a_region_that_nobody_has_given_cannot_be_judged():
    facts = [marked("a", 6, 3, 1, 0), marked("b", 2, 4, 3, 1)]
    first, second = decided(below(references=["municipality", "region"]), facts)

    assert first.category == "none"
    assert first.reason.startswith("Не в перечне: нельзя оценить, выполнено ли условие.")
    assert "среднее региона неизвестно" in first.unjudged[0]
    assert second.unjudged == ()  # not below the municipality, whatever the region is


def test_region_is_a_population_of_its_own():
    rules = below(references=["region"])
    places = [{"municipality": name, "region": "r"} for name in "xyy"]
    facts = [
        marked("a", 4, 4, 2, 0, places=places[0]), marked("b", 6, 3, 1, 0, places=places[1]),
        marked("c", 0, 2, 4, 4, places=places[2]),
    ]  # fmt: skip
    assert [one.category.value for one in decided(rules, facts)] == [
        "low_results", "low_results", "none",
    ]  # fmt: skip


def test_sigma_is_compared_exactly():
    """Means 3 and 5: their mean is 4 and σ exactly 1; below by 1σ means further than 1."""
    facts = [marked("a", 0, 4, 0, 0), marked("b", 0, 0, 0, 4)]

    at_one = decided(below(sigmas="1"), facts)
    just_under = decided(below(sigmas="0.99"), facts)

    assert [one.category.value for one in at_one] == ["none", "none"]
    assert [one.category.value for one in just_under] == ["low_results", "none"]


def rank(**arguments):
    return own({"rank": {"measure": "low_share", "end": "worst", **arguments}})


def test_equal_schools_share_a_place_whatever_their_names_are():
    facts = [failed(name, low) for name, low in (("a", 5), ("z", 5), ("m", 5), ("k", 1), ("b", 1))]
    found = decided(rank(percent="20"), facts)

    assert [one.category.value for one in found] == ["low_results"] * 3 + ["none"] * 2
    assert [one.comparisons[0].place for one in found] == [1, 1, 1, 4, 4]


def test_nobody_is_the_worst_without_a_single_fail():
    facts = [failed(name, 0) for name in "abc"]
    assert {one.category.value for one in decided(rank(percent="100"), facts)} == {"none"}


def test_too_small_groups_have_no_place_and_say_so():
    facts = [failed("a", 5, n=9), failed("b", 1), failed("c", 2)]
    small, other, worse = decided(rank(percent="50", min_participants=10), facts)

    assert small.category == "none"
    assert small.unjudged == (
        "место школы (доля не преодолевших порог, 2024/25 учебный год): нет данных",
    )
    assert (other.comparisons[0].of, worse.category.value) == (2, "low_results")


@given(
    st.lists(st.integers(0, 20), min_size=1, max_size=12),
    st.sampled_from([10, 25, 50, 100]),
    st.sampled_from(["floor", "ceil"]),
)
@settings(max_examples=40)
def test_places_are_those_of_counting_one_by_one(lows, percent, rounding):
    facts = [failed(f"s{number:02}", low) for number, low in enumerate(lows)]
    found = decided(rank(percent=str(percent), rounding=rounding), facts)
    whole, rest = divmod(percent * len(lows), 100)
    limit = whole + (rounding == "ceil" and rest > 0)
    for verdict, low in zip(found, lows, strict=True):
        place = 1 + sum(other > low for other in lows)
        assert (verdict.category == "low_results") is (low > 0 and place <= limit)


def test_two_limits_by_one_measure_count_each_school_once():
    ranks = [
        {"rank": {"measure": "low_share", "end": "worst", "percent": one}} for one in ("20", "40")
    ]
    facts = [failed(f"s{number:02d}", number) for number in range(1, 11)]
    found = decided(own({"any": ranks}), facts)
    assert {comparison.of for one in found for comparison in one.comparisons} == {10}


def test_few_schools_give_most_of_the_fails():
    """12, 6, 6, 4, 2, 0 of 30: 12 are 40 %; with both sixes it is 80 %."""
    rules = own({"joint_fails": {"percent": "60"}})
    found = decided(rules, [failed(f"s{low}{i}", low) for i, low in enumerate((12, 6, 6, 4, 2, 0))])

    assert [one.category.value for one in found] == ["low_results"] * 3 + ["none"] * 3
    assert "больше 60\u00a0% не преодолевших порог" in found[0].reason


def test_flags_and_the_index_come_from_the_context_of_the_year():
    rules = own({"all": [{"flag": {"flag": "evening"}}, {"participants": {"at_least": 5}}]})
    yes, no = {YEAR: Context(flags={"evening": True})}, {YEAR: Context(flags={"evening": False})}
    old = {YEAR - 1: Context(flags={"evening": True})}
    facts = [marked(n, 0, 5, 0, 0, context=c) for n, c in (("a", yes), ("b", no), ("c", old))]
    facts.append(marked("d", 0, 4, 0, 0, context=yes))

    found = decided(rules, facts)
    assert [one.category.value for one in found] == ["low_results", "none", "none", "none"]
    assert found[2].unjudged == ("вечерняя (сменная) школа: нет данных за 2024/25 учебный год",)
    assert found[3].unjudged == ()


def indexed(school, value, **more):
    return SchoolFacts(school, context={YEAR: Context(value and Fraction(value), **more)})


def test_an_index_that_is_not_there_says_what_it_lacks():
    gap = {"index": "для индекса данных мало"}
    facts = [indexed("a", "-1"), indexed("b", "0"), indexed("c", None, gaps=gap)]
    rules = shipped("adverse-conditions").with_setting("context_percent=50")
    assert [one.reason for one in decided(rules, facts)] == [
        (
            "Неблагоприятные условия: среди 50\u00a0% школ муниципалитета с наименьшим индексом "
            "социального благополучия: индекс\u00a0−1,00, место 1 из 2, в группу входит "
            "1\u00a0место."
        ),
        (
            "Неблагоприятных условий нет: 2024/25: индекс\u00a00,00, место 2 из 2, в группу входит "
            "1\u00a0место."
        ),
        "Нет данных за 2024/25 учебный год: для индекса данных мало.",
    ]


def test_indexes_of_different_municipalities_are_not_compared():
    regional = {"municipality": "m1", "region": "r"}
    facts = [
        SchoolFacts(name, context={YEAR: Context(Fraction(value))}, places=regional)
        for name, value in (("a", -1), ("b", 1))
    ]
    rules = own({"rank": {
        "measure": "index", "end": "worst", "percent": "50", "among": "region",
    }})  # fmt: skip
    (first, _) = decided(rules, facts)
    assert first.category == "no_data"
    assert first.reason.endswith("индексы разных муниципалитетов не сравниваются.")


def families(school, share):
    figures = {} if share is None else {"single_parent": Fraction(share)}
    return SchoolFacts(school, context={YEAR: Context(figures=figures)})


def test_a_figure_of_the_context_is_held_against_its_limit_exactly():
    rule = {"context": {"field": "из неполных семей", "limit": "at_least", "value": "33,4"}}
    facts = [families("a", "33.4"), families("b", Fraction(100, 3)), families("c", None)]
    found = decided(own(rule), facts)
    assert [one.category.value for one in found] == ["low_results", "none", "no_data"]
    assert found[0].reason == (
        "В перечне: из неполных семей\u00a0— 33,4\u00a0% (не меньше 33,4\u00a0%)."
    )
    assert own(rule).plan.context_needs == {"single_parent"}


def test_a_lower_limit_and_a_number_without_a_share():
    rule = {"not": {"context": {"field": "vacancies", "limit": "at_most", "value": 2}}}
    facts = [
        SchoolFacts(str(number), context={YEAR: Context(figures={"vacancies": Fraction(number)})})
        for number in (2, 3)
    ]
    found = decided(own(rule), facts)
    assert [one.category.value for one in found] == ["none", "low_results"]
    assert "вакансий учителей\u00a0— 3 (не больше 2)" in found[1].comparisons[0].words


@pytest.mark.parametrize("field", ["single_parent_share", "settlement", "счастье", ""])
def test_fields_that_are_no_numbers_are_refused_in_words(field):
    with pytest.raises(DefinitionError, match="показатель контекстных данных"):
        own({"context": {"field": field, "limit": "at_least", "value": "1"}})


def test_only_what_rules_look_at_is_asked_of_the_context():
    rank = {"end": "worst", "percent": "20"}
    for rule, needs in (
        ({"flag": {"flag": "evening"}}, {"evening"}),
        ({"rank": {"measure": "mark", **rank}}, set()),
        ({"all": [{"rank": {"measure": "index", **rank}}, {"not": {"flag": {"flag": "bias"}}}]},
         {"index", "bias"}),
    ):  # fmt: skip
        assert own(rule).plan.context_needs == needs


def test_a_correctional_school_is_left_out_by_a_negation():
    low = {"low_procedures": {"at_least": 1, "share": "30"}}
    rules = own({"all": [low, {"not": {"flag": {"flag": "correctional"}}}]})
    special = {YEAR: Context(flags={"correctional": True})}
    plain = {YEAR: Context(flags={"correctional": False})}
    facts = [marked(n, 3, 4, 0, 0, context=c) for n, c in (("a", special), ("b", plain))]

    assert [one.category.value for one in decided(rules, facts)] == ["none", "low_results"]


@pytest.mark.parametrize(
    "key", ["ege-worst-15", "sao-worst", "high-results", "below-means-three-years"]
)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(1, 9)), min_size=2, max_size=8))
@settings(max_examples=15)
def test_two_surveys_merged_are_one_survey(key, pupils):
    rules = shipped(key)
    facts = [
        SchoolFacts(f"s{number}", [
            Result("", EGE, YEAR, low + more, below_minimum=low, mean_score=Decimal(low)),
            Result("", OGE, YEAR, low + more, MarkCounts(low, more, 0, 0)),
        ])
        for number, (low, more) in enumerate(pupils)
    ]  # fmt: skip
    merged, half = survey(facts[::2], rules, academic_year=YEAR), Landscape()
    for one in facts[1::2]:
        observe_school(one, rules, half, academic_year=YEAR)
    merged.merge(half)

    whole = survey(facts, rules, academic_year=YEAR)
    assert [classify_school(one, rules, academic_year=YEAR, landscape=merged) for one in facts] == [
        classify_school(one, rules, academic_year=YEAR, landscape=whole) for one in facts
    ]


def test_reasons_are_sentences():
    facts = [failed("a", 15), failed("b", 1)]
    (worst, _) = decided(rank(percent="50"), facts)
    assert worst.reason == (
        "В перечне: среди 50\u00a0% школ муниципалитета с наибольшей долей не преодолевших порог: "
        "ЕГЭ, история\u00a0— 75,0\u00a0%, место 1 из 2, в группу входит 1\u00a0место."
    )
