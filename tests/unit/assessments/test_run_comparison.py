"""Two calculations side by side: who came and went, and which figures made the difference."""

import json
from collections import Counter

from assessments.domain.classification import classify
from assessments.domain.criteria import shipped
from assessments.domain.marks import MarkCounts
from assessments.domain.procedures import Procedure, Work
from assessments.domain.results import Result
from assessments.domain.rules import Category
from assessments.domain.run_comparison import (
    Answer,
    Shift,
    Side,
    decisive,
    explanation,
    pairs_of,
    shift_of,
    tally_words,
)
from assessments.domain.verdict_data import findings_of

FEDERAL = shipped("federal-30-2")
RUSSIAN, MATHS = (Work(Procedure.VPR, subject, 5) for subject in ("Русский язык", "Математика"))
HISTORY = Work(Procedure.EGE, "История", 11)


def side(year=2024, criteria=FEDERAL, **works):
    """The side and the findings of one school, through JSON as a run stores them."""
    known = {"russian": RUSSIAN, "maths": MATHS, "history": HISTORY}
    results = []
    for name, (low, n) in works.items():
        work = known[name]
        if work is HISTORY:
            results.append(Result("s", work, year, n, below_minimum=low))
        else:
            results.append(Result("s", work, year, n, MarkCounts(low, n - low, 0, 0)))
    (verdict,) = classify(results, criteria, academic_year=year, schools=["s"])
    return json.loads(json.dumps(findings_of(verdict))), Side(year, criteria)


def pairs(before, now):
    return pairs_of(before[0], now[0], before[1], now[1])


def test_schools_come_go_stay_change_and_are_in_one_calculation_only():
    low, risk, none = Category.LOW_RESULTS, Category.AT_RISK, Category.NONE
    said = {
        (none, low): Shift.ENTERED, (None, low): Shift.ENTERED, (low, risk): Shift.LEFT,
        (low, None): Shift.LEFT, (low, low): Shift.STAYED, (risk, none): Shift.CHANGED,
        (none, none): Shift.SAME, (None, none): Shift.ONE_SIDED, (risk, None): Shift.ONE_SIDED,
        (none, Category.NO_DATA): Shift.CHANGED,
    }  # fmt: skip
    assert {key: shift_of(*key, are_lists=True) for key in said} == said


def test_beside_the_list_nobody_enters_or_leaves_it():
    low, none = Category.LOW_RESULTS, Category.NONE
    said = {
        (none, low): Shift.CHANGED, (low, none): Shift.CHANGED, (low, low): Shift.SAME,
        (None, low): Shift.ONE_SIDED,
    }  # fmt: skip
    assert {key: shift_of(*key, are_lists=False) for key in said} == said
    shifts = Counter({Shift.CHANGED: 2, Shift.SAME: 3})
    assert tally_words(shifts, are_lists=False) == "Вывод другой у 2\u00a0школ из\u00a05."


def test_other_results_show_both_figures_and_answers():
    found = pairs(side(russian=(3, 10), maths=(4, 10)), side(2025, russian=(2, 10), maths=(5, 10)))
    (one,) = decisive(found)
    assert one.words == (
        "ВПР, русский язык, 5\u00a0класс: было 3 из 10 (30,0\u00a0%)\u00a0— низкий результат; "
        "стало 2 из 10 (20,0\u00a0%)\u00a0— близко к порогу"
    )


def test_another_threshold_shows_the_same_figure_under_two_limits():
    lower = FEDERAL.with_setting("threshold=25")
    found = pairs(side(russian=(27, 100)), side(criteria=lower, russian=(27, 100)))
    (one,) = decisive(found)
    assert (one.before.answer, one.now.answer) == (Answer.NEAR, Answer.LOW)
    assert one.before_words == "27 из 100 (27,0\u00a0%), порог 30\u00a0%\u00a0— близко к порогу"
    assert one.now_words == "27 из 100 (27,0\u00a0%), порог 25\u00a0%\u00a0— низкий результат"


def test_a_share_that_only_rounds_up_to_the_limit_is_not_shown_as_the_limit():
    found = pairs(side(russian=(80, 267)), side(russian=(81, 267)))
    (one,) = decisive(found)
    assert "80 из 267 (29,96\u00a0%)" in one.words


def test_results_that_are_gone_are_no_data_and_never_zero():
    (one,) = decisive(pairs(side(russian=(5, 10)), side(2025, maths=(0, 10))))
    assert one.title.startswith("ВПР, русский язык")
    assert (one.now.words, one.now.answer) == ("нет данных", Answer.NOTHING)


def test_a_work_that_the_other_criteria_leave_out_is_said_to_be_left_out():
    half = shipped("ege-half-below")
    found = pairs(side(russian=(5, 10)), side(criteria=half, history=(2, 4)))
    said = {one.title: (one.before.answer, one.now.answer) for one in decisive(found)}
    assert said == {
        "ВПР, русский язык, 5\u00a0класс": (Answer.LOW, Answer.NOT_ASKED),
        "ЕГЭ, история": (Answer.NOT_ASKED, Answer.LOW),
    }


def test_another_number_of_procedures_changes_no_figure_and_that_is_said():
    three = FEDERAL.with_setting("k=3")
    found = pairs(
        side(russian=(5, 10), maths=(5, 10)), side(criteria=three, russian=(5, 10), maths=(5, 10))
    )
    assert decisive(found) == []
    assert explanation(found, Shift.LEFT) == ("Показатели те же, вывод изменили условия критериев.")
    assert explanation(found, Shift.STAYED) == ""


def test_means_are_paired_year_by_year_and_reference_by_reference():
    means = shipped("below-means-three-years").with_settings(["years=1", "mean_measures=mark"])
    work = Work(Procedure.OGE, "Русский язык", 9)

    def of(year, *marks):
        results = [
            Result("s", work, year, sum(marks), MarkCounts(*marks)),
            Result("z", work, year, 10, MarkCounts(0, 5, 4, 1)),
        ]
        verdict, _ = classify(results, means, academic_year=year)
        return findings_of(verdict), Side(year, means)

    found = pairs(of(2023, 3, 5, 2, 0), of(2024, 0, 2, 4, 4))
    assert [(one.before.answer, one.now.answer) for one in found] == [
        (Answer.MET, Answer.NOT_MET), (Answer.UNKNOWN, Answer.UNKNOWN),
    ]  # fmt: skip


def test_the_tally_agrees_with_its_numbers():
    shifts = Counter({Shift.ENTERED: 1, Shift.LEFT: 3, Shift.SAME: 40})
    assert tally_words(shifts, are_lists=True).replace("\u00a0", " ") == (
        "Вошла 1, вышли 3, сменили категорию 0, остались в перечне 0."
    )
