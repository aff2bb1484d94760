"""The way out of the list: the least number of pupils, found by trying everything."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.classification import classify_school, survey
from assessments.domain.criteria import read_definition, shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules.cases import SchoolFacts
from assessments.domain.way_out import BY_ALL_WORKS, NOT_BY_PUPILS

YEAR = 2024
WORKS = [Work(Procedure.VPR, "Математика", grade) for grade in (5, 6, 7)]
LOW_2 = {"low_procedures": {"at_least": 2, "share": "30"}}
LOW_1_HALF = {"low_procedures": {"at_least": 1, "share": "50"}}
SAME = {"same_procedure": {"at_least": 2, "of": 2, "share": "30"}}
GROWN = {"grown": {"by": "10"}}
RULES = {
    "k of n": LOW_2,
    "or": {"any": [LOW_2, SAME]},
    "and": {"all": [LOW_2, SAME]},
    "two limits": {"any": [LOW_2, LOW_1_HALF, GROWN]},
    "corridor of shares": {"share": {"from": "20", "below": "60"}},
    "at least two": {"at_least": {"number": 2, "rules": [LOW_2, LOW_1_HALF, SAME, GROWN]}},
    "not": {"all": [LOW_1_HALF, {"not": SAME}]},
    "fails": {"all": [{"fails": {"at_least": 2}}, LOW_2]},
}


def criteria(rule):
    return read_definition({
        "key": "own", "version": "1", "name": "свои",
        "works": [{"procedures": ["vpr"], "subjects": ["МА"], "grades": [5, 6, 7]}],
        "categories": [{"category": "low_results", "rule": rule}],
    })  # fmt: skip


def row(work, n, low, year=YEAR, school="s"):
    return Result(school, work, year, n, MarkCounts(low, n - low, 0, 0))


def decided(rules, now, before):
    results = [row(work, *figures) for work, figures in zip(WORKS, now, strict=True) if figures]
    results += [
        row(work, *figures, year=YEAR - 1)
        for work, figures in zip(WORKS, before, strict=True)
        if figures
    ]
    return classify_school(SchoolFacts("s", results), rules, academic_year=YEAR)


figures = st.none() | st.sampled_from([(3, 0), (3, 1), (4, 2), (5, 2), (6, 6), (7, 3), (2, 1)])
three = st.tuples(figures, figures, figures)


@pytest.mark.parametrize("name", RULES)
@given(now=three, before=three)
@settings(max_examples=40)
def test_no_smaller_change_takes_the_school_out(name, now, before):
    rules = criteria(RULES[name])
    verdict = decided(rules, now, before)
    if verdict.category != "low_results":
        assert verdict.way_out is None
        return
    costs = []
    for lows in product(*(range(one[1] + 1) if one else (0,) for one in now)):
        changed = [one and (one[0], low) for one, low in zip(now, lows, strict=True)]
        if decided(rules, changed, before).category != "low_results":
            costs.append(sum(one[1] for one in now if one) - sum(lows))
    if costs:
        assert verdict.way_out.pupils == min(costs)
        assert verdict.way_out.works
    else:
        assert (verdict.way_out.pupils, verdict.way_out.words) == (None, NOT_BY_PUPILS)


def town(lows, n=20):
    work = Work(Procedure.EGE, "История", 11)
    return [
        SchoolFacts(f"s{i}", [Result(f"s{i}", work, YEAR, n, below_minimum=low)])
        for i, low in enumerate(lows)
    ]


def test_a_school_leaves_the_worst_places_when_enough_others_are_worse():
    rules = shipped("sao-worst").with_setting("worst_percent=25")
    facts = town([9, 6, 4, 4, 2, 1, 0, 0])
    landscape = survey(facts, rules, academic_year=YEAR)
    worst = classify_school(facts[0], rules, academic_year=YEAR, landscape=landscape)

    # Two places of eight are the worst: with three fails, 6, 4 and 4 are ahead of the school.
    assert worst.category == "low_results"
    assert worst.way_out.pupils == 6
    assert worst.comparisons[0].margin == 6
    assert (worst.comparisons[0].place, worst.comparisons[0].of) == (1, 8)


def test_places_by_all_works_together_are_not_counted_in_pupils():
    rules = shipped("ege-worst-15").with_setting("worst_percent=25")
    facts = town([9, 6, 4, 4])
    landscape = survey(facts, rules, academic_year=YEAR)
    worst = classify_school(facts[0], rules, academic_year=YEAR, landscape=landscape)

    assert worst.category == "low_results"
    assert (worst.way_out.pupils, worst.way_out.words) == (None, BY_ALL_WORKS)


def test_many_procedures_do_not_make_the_search_long():
    federal = shipped("federal-30-2-repeat-or")
    results = [
        row(work, 20, 6 + place, year=year)
        for place, work in enumerate(federal.works_by_name())
        if work.procedure in (Procedure.VPR, Procedure.OGE, Procedure.EGE_BASE)
        for year in (YEAR, YEAR - 1)
    ]
    verdict = classify_school(SchoolFacts("s", results), federal, academic_year=YEAR)

    # Thirteen procedures repeat: each must get under six low results of twenty.
    assert len(verdict.way_out.works) == 13
    assert verdict.way_out.pupils == sum(finding.margin for finding in verdict.findings)
