"""Criteria tried on kept figures: the same answers as a calculation, and how far a border is."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.domain.classification import category_of, classify, survey
from assessments.domain.criteria import SHIPPED
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import SCORED, Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.rules.cases import Context, SchoolFacts
from assessments.domain.rules.shares import LowProcedures
from assessments.domain.what_if import KEPT_CHOICES, Ledger, Trial

YEARS = (2022, 2023, 2024)
WORKS = (
    *(Work(Procedure.VPR, subject, grade) for subject in ("Русский язык", "Математика")
      for grade in (4, 5, 8)),
    Work(Procedure.OGE, "Русский язык", 9),
    Work(Procedure.OGE, "Математика", 9),
    Work(Procedure.EGE, "Русский язык", 11),
    Work(Procedure.EGE, "Физика", 11),
    Work(Procedure.EGE_BASE, "Математика", 11),
    Work(Procedure.EGE_PROFILE, "Математика", 11),
)  # fmt: skip


def result(dice, school, work, year):
    participants = dice.choice((0, 1, 4, 10, 30))
    low = dice.randint(0, participants // 2)
    rest = participants - low
    marks = MarkCounts(low, rest // 2, rest - rest // 2, 0)
    if work.procedure in SCORED:
        entry = min(participants, low + 1)
        return Result(school, work, year, participants, None, low, entry)
    return Result(school, work, year, participants, marks)


def town(seed, schools=12):
    dice = random.Random(seed)
    return {
        number: [
            result(dice, str(number), work, year)
            for work in WORKS for year in YEARS if dice.random() < 0.6
        ]
        for number in range(schools)
    }  # fmt: skip


def rows_of(results):
    """The same as the ledger takes it."""
    rows = {}
    for school, some in results.items():
        for one in some:
            marks = one.marks or (None,) * 4
            mean = None if one.mean_score is None else str(one.mean_score)
            rows.setdefault((*one.work, one.academic_year), []).append(
                (school, one.participants, *marks, one.below_minimum, one.below_entry_minimum, mean)
            )
    return rows


def trial_of(results, criteria, **asked):
    ledger = Ledger(rows_of(results))
    everybody = list(results)
    return Trial(ledger, criteria, 2024, dict.fromkeys(YEARS, everybody), **asked)


def categories(results, criteria, year):
    verdicts = classify(
        [one for some in results.values() for one in some], criteria, academic_year=year,
        schools=[str(school) for school in results],
    )  # fmt: skip
    return {int(verdict.school): verdict.category for verdict in verdicts}


@pytest.mark.parametrize("key", SHIPPED)
def test_tried_criteria_say_what_a_calculation_says(key):
    for seed in range(2):
        results = town(seed, schools=8)
        criteria = SHIPPED[key]
        tried = trial_of(results, criteria).tried()
        assert {school: one.category for school, one in tried.items()} == categories(
            results, criteria, 2024
        )
        by_year = {year: categories(results, criteria, year) for year in YEARS}
        for school, one in tried.items():
            assert one.listed_in == tuple(
                year for year in YEARS if by_year[year][school] is Category.LOW_RESULTS
            )


MOVES = (
    "threshold=20", "k=1", "k=3", "min_participants=5", "at_risk_share=10", "at_risk_growth=5",
    "vpr_grades=5", "ege_russian_minimum=36", "repeat_years=3", "years=2", "min_fails=2",
    "worst_percent=40", "best_percent=50", "context_percent=50", "rank_rounding=ceil",
    "mean_measures=mark", "corridors=РУ 4: 15/40/5",
)  # fmt: skip


def context_of(dice):
    """The index of a year, now and then unknown."""
    return Context(Fraction(dice.randint(0, 40), 4) if dice.random() < 0.8 else None)


@pytest.mark.parametrize("key", SHIPPED)
@given(seed=st.integers(0, 10**6), asked=st.lists(st.sampled_from(MOVES), min_size=2, max_size=5))
@settings(max_examples=8)
def test_a_moved_parameter_is_answered_as_if_nothing_had_been_kept(key, seed, asked):
    results, dice = town(seed, schools=8), random.Random(seed)
    contexts = {school: {year: context_of(dice) for year in YEARS} for school in results}
    facts = [SchoolFacts(str(one), results[one], contexts[one]) for one in results]
    ledger = Ledger(rows_of(results))
    # Each parameter moves on from what was tried before, and the first criteria come back.
    tried = criteria = SHIPPED[key]
    moves = [one for one in asked if one.partition("=")[0] in criteria.parameters]
    for move in [*moves, None]:
        tried = criteria if move is None else tried.with_setting(move)
        for year in (2024, 2023):
            trial = Trial(ledger, tried, year, {year: list(results)}, contexts=contexts)
            landscape = survey(facts, tried, academic_year=year)
            assert {str(school): one.category for school, one in trial.tried().items()} == {
                one.school: category_of(one, tried, academic_year=year, landscape=landscape)
                for one in facts
            }


def test_a_condition_that_has_not_moved_is_not_judged_again(monkeypatch):
    results, judged = town(7), []
    ledger = Ledger(rows_of(results))

    def judge(self, case, year, known=LowProcedures.judge):
        judged.append(self.at_least)
        return known(self, case, year)

    monkeypatch.setattr(LowProcedures, "judge", judge)
    tried = [SHIPPED["federal-30-2"].with_setting(f"at_risk_share={share}") for share in (15, 10)]
    Trial(ledger, tried[0], 2024, {2024: list(results)}).tried()
    assert set(judged) == {1, 2}
    judged.clear()
    Trial(ledger, tried[1], 2024, {2024: list(results)}).tried()
    assert judged == []


def test_the_reason_is_the_one_of_a_calculation():
    results, criteria = town(3), SHIPPED["ege-worst-15"]
    trial = trial_of(results, criteria)
    said = classify(
        [one for some in results.values() for one in some], criteria, academic_year=2024,
        schools=[str(school) for school in results],
    )  # fmt: skip
    assert [trial.reason(school) for school in results] == [one.reason for one in said]


def with_low(one, low):
    if one.marks is None:
        return one._replace(below_minimum=low)
    return one._replace(marks=MarkCounts(low, one.participants - low, 0, 0))


def changed_by_one(some, step):
    """Every result set that differs by one low result of the accounting year."""
    for place, one in enumerate(some):
        low = (one.low() or 0) + step
        if one.academic_year == 2024 and 0 <= low <= one.participants:
            yield [*some[:place], with_low(one, low), *some[place + 1 :]]


def category(criteria, some):
    return category_of(SchoolFacts("", some), criteria, academic_year=2024)


@pytest.mark.parametrize(
    "key",
    ["federal-30-2", "federal-30-2-repeat-or", "federal-30-2-repeat-and", "ege-half-below"],
)
def test_a_school_is_on_the_border_where_one_pupil_changes_its_answer(key):
    criteria = SHIPPED[key]
    met = set()
    for seed in range(6):
        results = town(seed)
        for school, one in trial_of(results, criteria, border=1).tried().items():
            if one.category is Category.NO_DATA:
                continue
            is_listed = one.category is Category.LOW_RESULTS
            changed = {
                (category(criteria, some) is Category.LOW_RESULTS) is not is_listed
                for some in changed_by_one(results[school], -1 if is_listed else 1)
            }
            assert (one.distance == 1) is (True in changed), (seed, school)
            met.add((is_listed, one.distance))
    assert len(met) == 4


def test_a_ledger_forgets_choices_of_works_that_were_not_asked_for_lately():
    results = town(1)
    ledger = trial_of(results, SHIPPED["federal-30-2"]).ledger
    first = SHIPPED["federal-30-2"].plan.frame
    kept = ledger.counts(first, 2024)
    assert ledger.counts(first, 2024) is kept
    for grade in range(KEPT_CHOICES):
        criteria = SHIPPED["federal-30-2"].with_setting(f"vpr_grades={grade + 1}")
        ledger.counts(criteria.plan.frame, 2024)
    assert ledger.counts(first, 2024) is not kept
    assert ledger.counts(first, 2024) == kept
