"""Who could support whom: deficits against strengths, exactly, and why nobody is proposed."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.comparing import Tally, certainly_above, certainly_differ
from assessments.domain.marks import MarkCounts
from assessments.domain.measures import wilson
from assessments.domain.partner_proposals import (
    Criterion,
    Lack,
    Level,
    SchoolFacts,
    level_of,
    propose,
)
from assessments.domain.partner_wording import (
    deficit_words,
    grades_words,
    lack_words,
    match_words,
    reasons,
)
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from schools.domain.partnerships import PartnershipRules

MATHS = "Математика"
RULES = PartnershipRules()


def result(school, low, total, *, grade=5, subject=MATHS):
    return Result(
        school=school,
        work=Work(Procedure.VPR, subject, grade),
        academic_year=2024,
        participants=total,
        marks=MarkCounts(low, total - low, 0, 0),
    )


def facts(key, **more):
    given = {"name": f"Школа {key}", "kind": "secondary", "family": key, **more}
    return SchoolFacts(key=key, **given)


def search(results, *others, school=None, **more):
    given = {"rules": RULES, **more}
    return propose(school or facts("a"), [facts("a"), *others], results, **given)


WEAK = (result("a", 14, 34), result("r", 10, 120))
STRONG = result("b", 2, 46)


def test_strong_school_is_proposed_with_its_figures():
    found = search([*WEAK, STRONG], facts("b", pupils=250), school=facts("a", pupils=210))
    (one,) = found.found
    assert one.partner.key == "b"
    assert match_words(one.matches[0]) == (
        "Математика, 5\xa0класс: у школы 41,2\xa0% «2» из 34\xa0работ, у наставника 4,3\xa0% из 46."
    )
    assert reasons(one, pupils=210, rules=RULES)[1:] == [
        "Похожий контингент: 210 и 250\xa0учеников.",
        "Условия сравнить нельзя: нет данных.",
        "Тип школы тот же.",
        "Расстояние: нет данных.",
        "Сейчас никого не поддерживает, предел — 2.",
    ]
    assert (
        deficit_words(found.deficits[0]) == "Математика, 5\xa0класс: 41,2\xa0% «2» из 34\xa0работ"
    )


def test_mark_is_the_weighted_mean_of_what_is_known():
    found = search(
        [*WEAK, STRONG], facts("b", pupils=105, supports=1), school=facts("a", pupils=210),
        distances={"b": 30},
    )  # fmt: skip
    (one,) = found.found
    gap = (Fraction(14, 34) - Fraction(2, 46)) / Fraction(14, 34)
    assert dict(one.marks) == {
        Criterion.STRENGTH: gap,
        Criterion.PUPILS: Fraction(1, 2),
        Criterion.DISTANCE: Fraction(1, 2),
        Criterion.KIND: 1,
        Criterion.CONTEXT: None,
        Criterion.LOAD: Fraction(1, 2),
    }
    assert (
        one.score == (5 * gap + 2 * Fraction(1, 2) + 2 * Fraction(1, 2) + 1 + Fraction(1, 2)) / 11
    )


def test_shares_of_context_make_schools_alike():
    own = facts("a", context={"orphans": Fraction(10), "poor": Fraction(40)})
    other = facts("b", context={"poor": Fraction(20), "rural": Fraction(100)})
    (one,) = search([*WEAK, STRONG], other, school=own).found
    assert one.marks[Criterion.CONTEXT] == Fraction(4, 5)
    assert "Условия по 1\xa0доле контекстных данных: отличие в среднем 20,0\xa0п.\xa0п." in reasons(
        one, pupils=None, rules=RULES
    )


def test_at_most_three_are_proposed_and_equals_stand_by_name():
    others = [facts(key, name=f"Школа №\xa0{key}") for key in ("12", "2", "11", "1")]
    strong = [result(one.key, 0, 40) for one in others]
    found = search([*WEAK, *strong], *others)
    assert [one.partner.key for one in found.found] == ["1", "2", "11"]
    again = search([*strong, *reversed(WEAK)], *reversed(others))
    assert again.found == found.found


def test_listed_schools_relatives_and_present_partners_are_left_out():
    found = search(
        [*WEAK, *(result(key, 0, 40) for key in "bcd")],
        facts("b", is_listed=True), facts("c", family="a"), facts("d"), supported_by={"d"},
    )  # fmt: skip
    assert found.lack is Lack.NOBODY_STRONG


def test_partner_is_not_weak_in_the_same_subject_and_level_itself():
    results = [*WEAK, STRONG, result("b", 15, 30, grade=7), result("r", 3, 200, grade=7)]
    assert search(results, facts("b")).lack is Lack.NOBODY_STRONG


def test_same_subject_of_another_level_does_not_count():
    results = [*WEAK, result("b", 1, 60, grade=4), result("r", 1, 60, grade=4)]
    assert search(results, facts("b")).lack is Lack.NOBODY_STRONG


def test_strength_within_chance_is_no_strength():
    assert search([*WEAK, result("b", 2, 10)], facts("b")).lack is Lack.NOBODY_STRONG


def test_few_works_of_a_partner_say_nothing():
    assert search([*WEAK, result("b", 0, 9)], facts("b")).lack is Lack.NOBODY_STRONG


def test_small_class_is_no_deficit():
    """In a class of three one pupil is a third."""
    found = search([result("a", 1, 3), result("r", 1, 120), STRONG], facts("b"))
    assert (found.lack, found.deficits) == (Lack.NO_DEFICITS, ())


def test_school_as_the_others_has_no_deficit():
    assert search([result("a", 4, 34), result("b", 4, 34)], facts("b")).lack is Lack.NO_DEFICITS


def test_school_without_results_or_without_marks_has_nothing_to_compare():
    unknown = Result("a", Work(Procedure.EGE, MATHS, 11), 2024, 20)
    assert search([STRONG], facts("b")).lack is Lack.NO_RESULTS
    assert search([unknown, STRONG], facts("b")).lack is Lack.NO_RESULTS


def test_busy_schools_are_named_where_they_alone_would_fit():
    found = search([*WEAK, STRONG], facts("b", supports=2))
    assert found.lack is Lack.ALL_BUSY
    assert "Школа b — 2" in lack_words(found, academic_year=2024, rules=RULES)


@pytest.mark.parametrize("lack", Lack)
def test_every_lack_has_its_sentence(lack):
    found = search([*WEAK, STRONG], facts("b", supports=2))
    told = lack_words(type(found)(lack=lack, busy=found.busy), academic_year=2024, rules=RULES)
    assert told.endswith(".")


def test_somebody_found_needs_no_sentence():
    assert lack_words(search([*WEAK, STRONG], facts("b")), academic_year=2024, rules=RULES) == ""


def test_weights_of_nothing_leave_the_order_of_names():
    nothing = PartnershipRules(strength=0, pupils=0, distance=0, kind=0, context=0, load=0)
    others = [facts("c", name="Школа № 10"), facts("b", name="Школа № 9")]
    results = [*WEAK, result("c", 0, 90), STRONG]
    found = search(results, *others, rules=nothing)
    assert [one.partner.key for one in found.found] == ["b", "c"]


@pytest.mark.parametrize(
    ("grades", "told"),
    [((5,), "5\xa0класс"), ((5, 6), "5–6\xa0классы"), ((4, 6, 7, 9), "4, 6–7, 9\xa0классы")],
)
def test_grades_are_told_in_runs(grades, told):
    assert grades_words(grades) == told


def test_levels_end_where_the_law_ends_them():
    assert [level_of(grade) for grade in (4, 5, 9, 10)] == [
        Level.PRIMARY, Level.BASIC, Level.BASIC, Level.SECONDARY,
    ]  # fmt: skip


TALLIES = st.integers(1, 400).flatmap(
    lambda whole: st.integers(0, whole).map(lambda part: Tally(part, whole))
)


@given(TALLIES, st.fractions(0, 100, max_denominator=1000))
def test_above_by_more_than_chance_is_outside_wilsons_interval(own, share):
    """The test without a root says the same as the interval that pages show."""
    lower, _ = wilson(own.part, own.whole)
    if abs(Fraction(lower) - share) > Fraction(1, 10**9):
        assert certainly_above(own, share) is (Fraction(lower) > share)


@given(TALLIES, TALLIES)
def test_difference_is_mutual_and_more_pupils_never_hide_it(one, other):
    differ = certainly_differ(one, other)
    assert differ is certainly_differ(other, one)
    if differ:
        assert certainly_differ(one + one, other + other)
        assert one.share != other.share


def test_empty_groups_do_not_differ():
    assert not certainly_differ(Tally(), Tally(1, 2))
    assert not certainly_above(Tally(), Fraction(1))
