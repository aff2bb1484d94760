import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.domain.classification import classify
from assessments.domain.criteria import CriteriaError, from_snapshot, shipped
from assessments.domain.digests import input_digest
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.reasons import share_words
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.small_groups import small_group_words

FEDERAL = shipped("federal-30-2")
RUSSIAN_5 = Work(Procedure.VPR, "Русский язык", 5)
MATHS_5 = Work(Procedure.VPR, "Математика", 5)
MATHS_6 = Work(Procedure.VPR, "Математика", 6)
EGE_RUSSIAN = Work(Procedure.EGE, "Русский язык", 11)


def vpr(work, participants, low, *, year=2024, school="edu990007"):
    marks = MarkCounts(low, participants - low, 0, 0)
    return Result(school, work, year, participants, marks=marks)


def judge(*results, criteria=FEDERAL, **options):
    (verdict,) = classify(results, criteria, academic_year=2024, **options)
    return verdict


def test_two_low_procedures_put_a_school_into_the_list():
    verdict = judge(vpr(RUSSIAN_5, 89, 27), vpr(MATHS_5, 10, 3))

    assert verdict.category is Category.LOW_RESULTS
    assert [finding.share_text for finding in verdict.findings] == ["30.34", "30.00"]
    assert verdict.reason == (
        "В перечне: низкие результаты по 2\u00a0процедурам при пороге 2: ВПР, русский язык, "
        "5\u00a0класс\u00a0— 30,3\u00a0%; ВПР, математика, 5\u00a0класс\u00a0— 30,0\u00a0%."
    )


def test_exactly_thirty_percent_is_low_and_just_under_is_not():
    verdict = judge(vpr(RUSSIAN_5, 10, 3), vpr(MATHS_5, 267, 80))

    assert [finding.met for finding in verdict.findings] == [True, False]
    assert verdict.findings[1].share_text == "29.96"
    assert verdict.category is Category.AT_RISK
    assert "29,96" in verdict.reason


def test_a_share_near_the_threshold_is_a_risk():
    assert judge(vpr(RUSSIAN_5, 10, 2)).category is Category.AT_RISK
    assert judge(vpr(RUSSIAN_5, 100, 19)).category is Category.NONE


def test_growth_of_ten_points_is_a_risk():
    grown = judge(vpr(RUSSIAN_5, 100, 15), vpr(RUSSIAN_5, 20, 1, year=2023))
    not_quite = judge(vpr(RUSSIAN_5, 1000, 149), vpr(RUSSIAN_5, 20, 1, year=2023))

    assert grown.category is Category.AT_RISK
    assert grown.findings[0].growth == Fraction(10)
    assert not_quite.category is Category.NONE


def test_missing_is_not_zero():
    verdict = judge(vpr(RUSSIAN_5, 20, 9, year=2023), vpr(MATHS_5, 0, 0))

    assert verdict.category is Category.NO_DATA
    assert MATHS_5 in verdict.missing
    assert verdict.findings == ()


def test_schools_without_results_get_a_verdict_too():
    verdicts = classify([], FEDERAL, academic_year=2024, schools=["b", "a"])

    assert [(verdict.school, verdict.category) for verdict in verdicts] == [
        ("b", Category.NO_DATA),
        ("a", Category.NO_DATA),
    ]


def test_margin_is_in_pupils():
    verdict = judge(vpr(MATHS_6, 23, 9), vpr(RUSSIAN_5, 10, 3), vpr(MATHS_5, 24, 6))

    margins = {finding.work: finding.margin for finding in verdict.findings}
    assert margins == {MATHS_6: 3, RUSSIAN_5: 1, MATHS_5: -2}
    assert verdict.way_out.works == (RUSSIAN_5,)
    assert verdict.way_out.pupils == 1


def test_unscoped_procedures_do_not_count():
    verdict = judge(
        vpr(Work(Procedure.VPR, "История", 5), 10, 9),
        vpr(Work(Procedure.GVE, "Математика", 9), 2, 2),
    )

    assert verdict.category is Category.NO_DATA


def test_minimum_of_participants_leaves_small_groups_out():
    criteria = FEDERAL.with_setting("min_participants=5")
    verdict = judge(vpr(RUSSIAN_5, 4, 4), vpr(MATHS_5, 4, 4), criteria=criteria)

    assert verdict.category is Category.NONE
    assert "меньше 5" in verdict.reason
    assert not verdict.findings[0].counted


def test_other_minimum_of_russian_needs_its_own_count():
    known = Result("s", EGE_RUSSIAN, 2024, 10, below_minimum=1, below_entry_minimum=4)
    unknown = Result("s", EGE_RUSSIAN, 2024, 10, below_minimum=1)
    criteria = FEDERAL.with_setting("ege_russian_minimum=36")

    assert judge(known).findings[0].low == 1
    assert judge(known, criteria=criteria).findings[0].low == 4
    verdict = judge(unknown, criteria=criteria)
    assert verdict.category is Category.NO_DATA
    assert verdict.unclear == (EGE_RUSSIAN,)


def test_parameters_change_one_by_one():
    criteria = FEDERAL.with_settings(
        ["threshold=33,3", "k=1", "vpr_grades=5-6", "vpr_subjects=РУ, Математика"]
    )

    assert criteria.parameters["threshold"] == Decimal("33.3")
    assert criteria.parameters["vpr_grades"] == (5, 6)
    assert criteria.parameters["vpr_subjects"] == ("Русский язык", "Математика")
    assert from_snapshot(criteria.snapshot()) == criteria
    assert FEDERAL.parameters["k"] == 2


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("limit=3", "Параметра «limit» в критериях нет"),
        ("threshold", "без значения"),
        ("threshold=сто", "а нужно число больше 0"),
        ("threshold=0", "а нужно число больше 0"),
        ("threshold=NaN", "а нужно число больше 0"),
        ("k=0", "целое число не меньше 1"),
        ("vpr_grades=13", "классы от 1 до 11"),
        ("vpr_subjects=Черчение", "названия предметов"),
        ("ege_russian_minimum=30", "24 или 36"),
        ("ege_mathematics=vpr", "ege_base"),
    ],
)
def test_bad_settings_are_sentences(setting, message):
    with pytest.raises(CriteriaError, match=message):
        FEDERAL.with_setting(setting)


def test_unknown_criteria_are_a_sentence():
    with pytest.raises(CriteriaError, match="Критериев «x» нет"):
        shipped("x")


def test_two_results_of_one_work_are_refused():
    with pytest.raises(ValueError, match="two results"):
        judge(vpr(RUSSIAN_5, 10, 3), vpr(RUSSIAN_5, 10, 4))


def test_small_groups_are_said_in_words():
    assert small_group_words(6) == "1\u00a0участник = 16,7\u00a0п.\u00a0п."
    assert small_group_words(10) is None
    assert share_words(Fraction(2996, 100), 30) == "29,96\u00a0%"
    assert share_words(Fraction(391, 10), 30) == "39,1\u00a0%"


def test_digest_knows_equal_inputs():
    results = [vpr(RUSSIAN_5, 10, 3), vpr(MATHS_5, 10, 3), vpr(MATHS_5, 9, 1, year=2023)]
    shuffled = random.Random(1).sample(results, 3)
    options = {"academic_year": 2024, "schools": ["edu990007"]}

    assert input_digest(results, FEDERAL, **options) == input_digest(shuffled, FEDERAL, **options)
    changed = [*results[:2], vpr(MATHS_5, 9, 2, year=2023)]
    assert input_digest(changed, FEDERAL, **options) != input_digest(results, FEDERAL, **options)


def reference_category(results, threshold=30, k=2):
    """The federal rule said once more, slowly and otherwise."""
    shares = {}
    for result in results:
        if result.participants and result.work in FEDERAL.works_by_name():
            year, low = result.academic_year, result.marks.twos
            shares[result.work, year] = Fraction(low, result.participants) * 100
    now = {work: share for (work, year), share in shares.items() if year == 2024}
    if not now:
        return "no_data"
    low = [work for work, share in now.items() if share >= threshold]
    if len(low) >= k:
        return "low_results"
    grown = [w for w in now if (w, 2023) in shares and now[w] - shares[w, 2023] >= 10]
    near = [work for work, share in now.items() if 20 <= share < threshold]
    return "at_risk" if low or near or grown else "none"


works = st.builds(
    Work,
    st.sampled_from([Procedure.VPR, Procedure.OGE]),
    st.sampled_from(["Русский язык", "Математика", "История"]),
    st.sampled_from([4, 5, 9]),
)
rows = st.tuples(works, st.sampled_from([2023, 2024]), st.integers(0, 12)).flatmap(
    lambda key: st.tuples(st.just(key), st.integers(0, key[2]))
)


@given(st.lists(rows, max_size=12, unique_by=lambda row: row[0][:2]))
def test_the_rule_equals_a_slow_reference(rows):
    results = [vpr(work, n, low, year=year) for (work, year, n), low in rows]

    (verdict,) = classify(results, FEDERAL, academic_year=2024, schools=["edu990007"])

    assert verdict.category == reference_category(results)
    for finding in verdict.findings:
        if finding.met:
            assert 100 * (finding.low - finding.margin) < 30 * finding.participants
            assert 100 * (finding.low - finding.margin + 1) >= 30 * finding.participants
        else:
            assert 100 * (finding.low - finding.margin) >= 30 * finding.participants
